"""The rows of the live matrix, each written by one function: a plan has hundreds (as in `matrix`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.core.texts import Said
from jukwaa.site.figures.live import Commitment

register = template.Library()


@register.simple_tag
def live_rows(rows: Iterable[Commitment], base: str, plan: str, query: str, currency: str) -> SafeString:
    """`base`: the matrix's own address; `plan`: the plan's, where each action has its page; `query`: what was asked."""
    return mark_safe("\n".join(_rows(rows, base, plan, query, currency)))  # noqa: S308 (every text is escaped where it is written)


def _rows(rows: Iterable[Commitment], base: str, plan: str, query: str, currency: str) -> Iterator[str]:
    heads = [_("Action"), _("Who leads"), _("Until"), _("Stands"), _("Last report"), currency]
    labels = [f' data-label="{escape(head)}"' for head in heads]
    unsaid, nobody, nothing = (
        f"<small>{word}</small>" for word in (_("not said"), _("nobody yet"), _("none"))
    )
    days: dict[date | None, str] = {None: ""}
    for each in rows:
        row, code = each.row, escape(each.row.code)
        leads = "<br>".join(escape(part.name) for part in row.leads)
        yield (
            f'<tr id="{row.pid}"{" class=mine" if each.mine else ""}><th scope=row><a href="{plan}a/{code}/"><span class=code>{code}</span> {_said(row.title)}</a></th>'
            f"<td{labels[1]}>{leads or nobody}</td><td{labels[2]}>{_day(row.ends, days) or unsaid}</td>"
            f'<td{labels[3]}><b class="status {row.standing}">{row.label}</b>{_stated(each)}</td>'
            f"<td{labels[4]}>{_told(each, days) or nothing}</td><td{labels[5]} class=n>{_money(each) or unsaid}</td>"
            f"<td class=do>{_way(each, base, query)}</td></tr>"
        )


def _said(told: Said) -> str:
    text = escape(told.text)
    return text if told.translated else f'<span lang="{told.language}">{text}</span>'


def _day(day: date | None, made: dict[date | None, str]) -> str:
    if day not in made:
        made[day] = date_format(day, "j M Y")  # type: ignore[arg-type]  # None is there from the start
    return made[day]


def _stated(each: Commitment) -> str:
    """What was said of it, where the calendar or a report says otherwise; and why."""
    reason = f"<q>{_said(each.reason)}</q>" if each.reason.text else ""
    if each.row.stated in (each.row.standing, "not_started"):
        return reason
    return f"<small>{_('said to be: %s') % escape(each.stated.lower())}</small>{reason}"


def _told(each: Commitment, days: dict[date | None, str]) -> str:
    told = each.told
    if told.last is None:
        return ""
    waiting = ngettext("%s waits to be checked", "%s wait to be checked", told.waiting) % told.waiting
    return f"{_day(told.last, days)}{f'<small>{waiting}</small>' if told.waiting else ''}"


def _money(each: Commitment) -> str:
    spent = f"<small>{_('spent: %s') % each.spent}</small>" if each.spent else ""
    return f"{each.row.money}{spent}"


def _way(each: Commitment, base: str, query: str) -> str:
    if not each.may:
        return ""
    address = f"{base}{each.row.pid}/{escape(query)}"
    name = escape(f"{each.row.code} {each.row.title.text}")
    return f'<a class="button small quiet" href="{address}" hx-get="{address}" aria-label="{_("Say how it stands")}: {name}">{_("Say how it stands")}</a>'

"""The matrix: a table on a desk, cards on a phone, from the same HTML.

A plan has hundreds of rows, so a row is written by one function instead of some forty template nodes
(500 rows: 4 ms instead of 60). The names of the columns stand once, as custom properties that the cards'
style sheet reads, not on each cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jukwaa.core.texts import Said
from jukwaa.plans.figures.reading import ActionRow, SectionRow, Who

register = template.Library()
PLACES_SHOWN = 5


@register.simple_tag
def columns(currency: str) -> SafeString:
    """The columns' names for the cards: `style` of whatever holds the tables."""
    names = enumerate(_column_names(currency), 1)
    # An apostrophe would end the string in the style sheet.
    said = ";".join(f"--c{n}:'{escape(name).replace('&#x27;', '’')}'" for n, name in names)
    return mark_safe(said)  # noqa: S308 (escaped above)


@register.simple_tag
def matrix(
    section: SectionRow, currency: str, base: str = "", *, agreed: bool = True, heading: str = ""
) -> SafeString:
    """The actions of a section; `base` leads from the page to the plan's own address.

    `agreed`: whether anybody has said yes yet. Where nobody has, the page says so once, not each row.
    """
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in _column_names(currency))
    body = "\n".join(_rows(section.actions, base, marks=agreed))
    name = f' aria-labelledby="{escape(heading or section.pid)}"'
    return mark_safe(  # noqa: S308 (every text is escaped where it is written)
        f'<table class="matrix"{name}><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>'
    )


def _column_names(currency: str) -> list[str]:
    return [
        pgettext("a narrow column", "Code"),
        _("Action"),
        _("Who"),
        _("When"),
        _("Where"),
        currency,
        _("Stands"),
    ]


def _rows(actions: Iterable[ActionRow], base: str, *, marks: bool) -> Iterable[str]:
    words = (
        _("with %s"),
        _("being agreed"),
        _("not named in public"),
        _("not yet translated"),
        _("and %s more"),
    )
    unsaid, unknown = f"<small>{_('not said')}</small>", f"<small>{_('not known yet')}</small>"
    for row in actions:
        code = escape(row.code)
        yield (
            f'<tr id="{row.pid}"><td>{code}</td><th scope=row><a href="{base}a/{code}/">{_said(row.title, words[3])}</th>'
            f"<td><div>{_who(row, words, marks=marks)}</div></td><td>{row.when or unsaid}</td><td>{_where(row.places, words[4]) or unsaid}</td>"
            f'<td>{row.money or unknown}</td><td><b class="status {row.standing}">{row.label}</b></td></tr>'
        )


def _said(title: Said, untranslated: str) -> str:
    """The title and the end of its link; the mark stands behind it."""
    if title.translated:
        return f"{escape(title.text)}</a>"
    return f'<span lang="{title.language}">{escape(title.text)}</span></a> <small class="untranslated">{untranslated}</small>'


def _who(row: ActionRow, words: tuple[str, ...], *, marks: bool) -> str:
    """A public office's no stands beside its name; "being agreed" where a part is open still."""
    with_, agreeing, hidden, *_rest = words
    told = {
        part: f"{_name(part, hidden)} <em>{pgettext('beside the name of an office', 'declined')}</em>"
        for part in row.who
        if part.declined
    }
    leads = "<br>".join(told.get(part) or _name(part, hidden) for part in row.who if part.kind == "lead")
    others = (told.get(part) or _name(part, hidden) for part in row.who if part.kind != "lead")
    joined = ", ".join(dict.fromkeys(others))
    both = f"{leads}<small>{with_ % joined}</small>" if joined else leads
    settled = all(part.accepted or part.declined for part in row.who)
    return both if settled or not marks else f"{both}<i>{agreeing}</i>"


def _name(part: Who, hidden: str) -> str:
    return f"{escape(part.name)} ({hidden})" if part.hidden and part.pid else escape(part.name)


def _where(places: tuple[str, ...], more: str) -> str:
    shown = ", ".join(escape(place) for place in places[:PLACES_SHOWN])
    rest = len(places) - PLACES_SHOWN
    return f"{shown} {more % rest}" if rest > 0 else shown

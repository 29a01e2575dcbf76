"""One page: for the co-chairs what is late, what is blocked, what waits for a decision; for everybody how the plan goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.delivery import figures as delivery
from jukwaa.delivery.models import Report
from jukwaa.plans.figures.reading import ActionRow
from jukwaa.plans.figures.standings import tally
from jukwaa.publishing.documents.content import Figure
from jukwaa.publishing.documents.papers import Brief, Card, Point, masked
from jukwaa.site.figures.papers.chapters import cover_of, number, sentence_of
from jukwaa.site.figures.papers.deciding import decisions
from jukwaa.site.figures.papers.gathering import Gathered
from jukwaa.site.figures.reports import rows as report_rows

MOST = 10


def for_co_chairs(rows: Gathered) -> Brief:
    """As things are, late bodies that are not offices too: it is for those who sit in the forum."""
    actions, today = rows.book.actions, rows.plan.day
    late = sorted(_standing(actions, "late"), key=lambda row: row.ends or today)
    silent, paused = _standing(actions, "silent"), _standing(actions, "paused")
    wanted = decisions(rows.plan)
    cards = (
        _card(_("Late"), [_late(row, today) for row in late], _("Nothing is late.")),
        _card(_("Blocked: paused"), [_point(row) for row in paused], _("Nothing is paused.")),
        _card(_("Decisions wanted"), wanted, _("Nothing waits for a decision.")),
        _card(_("Nothing heard of"), [_point(row) for row in silent], _("Of everything that has begun something was heard.")),
    )  # fmt: skip
    brief = Brief(
        cover=cover_of(rows),
        kicker=_("Brief for the co-chairs"),
        sentence=sentence_of(rows),
        verified=_("Late and silent by the calendar and by what bodies stated; reports count once they are verified. For those who sit in the forum: of bodies that are not offices nobody else is told that they are late."),
        figures=_figures(rows),
        cards=cards,
        ask=_("More in the report of the quarter, and at each desk."),
        day=today,
        more=_more(cards),
    )  # fmt: skip
    return masked(brief, rows.mask, rows.language)


def for_everybody(rows: Gathered) -> Brief:
    cards = (
        _card(_("Done"), [_point(row) for row in _said(rows, "done")], _("Nothing is done yet.")),
        _card(_("Under way"), [_point(row) for row in _said(rows, "moving")], _("Nothing is under way yet.")),
        _lately(rows),
        _card(_("Late"), [_point(row) for row in _said(rows, "late")], _("Nothing is late.")),
    )
    brief = Brief(
        cover=cover_of(rows),
        kicker=_("How the plan goes"),
        sentence=sentence_of(rows),
        verified=_("People and reports: only what somebody outside the body that reported has verified. Late is said of public offices alone. Counts, never persons; nobody is ranked."),
        figures=_figures(rows),
        cards=cards,
        ask=_("Ask, or say what you think: speak to a body named in the plan, or to the forum's secretary."),
        day=rows.plan.day,
        more=_more(cards),
    )  # fmt: skip
    return masked(brief, rows.mask, rows.language)


def _figures(rows: Gathered) -> tuple[Figure, ...]:
    """Since the plan began."""
    told = tally(row.standing for row in rows.book.actions)
    found = rows.whole_reach
    money = rows.money_so_far.total["spent"]
    figures = [
        Figure(f"{told.get('done', 0)} / {len(rows.book.actions)}", _("actions done")),
        Figure(number(found.reports), _("reports verified")),
        Figure(number(found.people), _("people reached")),
    ]
    if money.text:
        spent = _("spent, %(currency)s; not all is checked") if rows.inside else _("spent, %(currency)s")
        figures.append(Figure(money.text, spent % {"currency": rows.plan.currency}))
    return tuple(figures)


def _standing(actions: Iterable[ActionRow], word: str) -> list[ActionRow]:
    return [row for row in actions if row.actual == word]


def _said(rows: Gathered, word: str) -> list[ActionRow]:
    return [row for row in rows.book.actions if row.standing == word]


def _card(title: str, points: list[Point], nothing: str) -> Card:
    return Card(title, tuple(points[:MOST]), nothing, len(points))


def _more(cards: Iterable[Card]) -> tuple[str, ...]:
    most = max((card.in_all for card in cards), default=0)
    return tuple(ngettext("and %(n)s more", "and %(n)s more", n) % {"n": n} for n in range(most + 1))


def _point(row: ActionRow) -> Point:
    return Point(f"{row.code} {row.title}", "; ".join(part.name for part in row.leads))


def _late(row: ActionRow, today: date) -> Point:
    days = (today - row.ends).days if row.ends else 0
    told = ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}
    return Point(f"{row.code} {row.title}", " · ".join([told, *(part.name for part in row.leads)]))


def _lately(rows: Gathered) -> Card:
    """The newest verified reports, as the public reads them: the month and the sub-county."""
    found = Report.objects.visible_to(AnonymousUser()).filter(plan=rows.plan)
    newest = delivery.with_all(found).order_by("-starts", "-pk")[:MOST]
    told = report_rows(newest, close=False, named=False)
    points = tuple(Point(row.text, f"{row.when} · {row.where}") for row in told)
    return Card(
        _("What was done lately, verified"), points, _("No report has been verified yet."), found.count()
    )

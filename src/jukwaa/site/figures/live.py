"""The live matrix: every commitment of a plan as it stands today, for those who sit in the forum.

They see what is late and silent, whoever leads it; the public reads the plan's own page, where that is said of public
offices alone (design.md 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import number_format

from jukwaa.core.texts import Said, say
from jukwaa.delivery.figures import Reported, reported
from jukwaa.forums.models import Organisation
from jukwaa.places.models import Area
from jukwaa.plans.figures.reading import ActionRow, Names, SectionRow, section_rows
from jukwaa.plans.figures.standings import LABELS, Heard, tally
from jukwaa.plans.models import Action, Plan, Role
from jukwaa.plans.rules.masking import NOTHING, Mask
from jukwaa.plans.rules.standing import Standing
from jukwaa.site.figures.filters import Wanted, filtered
from jukwaa.site.figures.reading import Book
from jukwaa.site.figures.seated import Person, reach_of, seats_of

URGENT: tuple[Standing, ...] = ("late", "silent", "open", "moving", "later", "paused", "done", "dropped")
LEADS = (Role.Kind.LEAD, Role.Kind.CO_LEAD)
LAST_DAY = date.max


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row: what the plan says, what was stated, what was reported."""

    row: ActionRow
    stated: str
    reason: Said
    told: Reported
    spent: str
    mine: bool  # one's own body leads it
    may: bool  # say how it stands


@dataclass(frozen=True, slots=True)
class Live:
    book: Book
    rows: list[Commitment]
    counts: list[tuple[Standing, str, int]]  # of the whole plan
    mine: list[Organisation]  # bodies that one sits for and that take part
    may: bool  # say how anything stands
    keeps: bool  # speaks to bodies for the forum


def live(plan: Plan, user: Person, wanted: Wanted, *, by_plan: bool = False, mask: Mask = NOTHING) -> Live:
    """`by_plan`: in the plan's order, else what is late and silent first."""
    told = reported(plan)
    book = _book(plan, {pid: each.heard for pid, each in told.items() if each.heard}, mask)
    seats = seats_of(user)
    reach = reach_of(user, "detail", seats)
    bodies = {seat.organisation_id: seat.organisation for seat in seats if seat.organisation}
    may_all = not plan.is_closed and plan.forum_id in reach.forums
    leading = frozenset() if plan.is_closed else reach.bodies
    rows = [
        _commitment(row, told.get(row.pid, Reported()), leading)
        for section in filtered(book, wanted)
        for row in section.actions
    ]
    if may_all:
        rows = [replace(each, may=True) for each in rows]
    if not by_plan:
        rows.sort(key=_urgency)
    named = {part.body for row in book.actions for part in row.who}
    return Live(
        book=book,
        rows=rows,
        counts=[
            (word, str(LABELS[word]), n) for word, n in tally(row.standing for row in book.actions).items()
        ],
        mine=[body for pk, body in bodies.items() if pk in named and body],
        may=may_all or any(_led_by(row, leading) for row in book.actions),
        keeps=plan.forum_id in reach_of(user, "settle", seats).forums,
    )


def _book(plan: Plan, heard: Heard, mask: Mask) -> Book:
    """With each action as it stands for the forum, and every body by its name."""
    places = list(Area.objects.filter(code__startswith=plan.forum.area_id))
    names = {area.code: area.name for area in places}
    sections = section_rows(plan, names, Names(True, mask), heard)
    return Book(plan, [_as_it_is(section) for section in sections], places, True, mask)


def _as_it_is(section: SectionRow) -> SectionRow:
    rows = (
        row
        if row.actual == row.standing
        else replace(row, standing=row.actual, label=str(LABELS[row.actual]))
        for row in section.actions
    )
    return replace(section, actions=tuple(rows))


def _commitment(row: ActionRow, told: Reported, leading: Iterable[int]) -> Commitment:
    own = _led_by(row, leading)
    return Commitment(
        row=row,
        stated=str(Action.Status(row.stated).label),
        reason=say(row.reason),
        told=told,
        spent="" if told.spent is None else number_format(told.spent, 0, force_grouping=True),
        mine=own,
        may=own,
    )


def _led_by(row: ActionRow, bodies: Iterable[int]) -> bool:
    return any(part.body in bodies for part in row.who if part.kind in LEADS)


def _urgency(each: Commitment) -> tuple[Any, ...]:
    """Those of one's own body first among equals; then what ends first; then the plan's order, which stands."""
    return URGENT.index(each.row.standing), not each.mine, each.row.ends or LAST_DAY


def one(plan: Plan, user: Person, pid: str, mask: Mask = NOTHING) -> Commitment | None:
    """The row of one action, as it stands now."""
    return next((each for each in live(plan, user, Wanted(), mask=mask).rows if each.row.pid == pid), None)

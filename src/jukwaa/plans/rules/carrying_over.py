"""From an earlier edition into a draft: which actions go on, and as what. Pure: two documents in, one out.

What goes on is an offer anew: new ids and codes, dates moved into the new period, and nobody has said yes to anything.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from jukwaa.plans.rules.cells.indicators import number
from jukwaa.plans.rules.document import (
    ActionDoc,
    Ancestor,
    IndicatorDoc,
    LeadDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
    Texts,
)
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.mending import NewId
from jukwaa.plans.rules.numbering import numbered

Path = tuple[SectionDoc, ...]
Dates = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen, by permanent id. A whole section brings all that lies in it."""

    actions: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()

    def takes(self, path: Path, action: ActionDoc) -> bool:
        return action.id in self.actions or any(section.id in self.sections for section in path)


@dataclass(slots=True)
class Left:
    """What did not go along, by the permanent ids of the edition before."""

    actions: list[str] = field(default_factory=list)  # not chosen
    roles: list[tuple[str, str]] = field(default_factory=list)  # (action, body): it has left the forum
    remarks: list[str] = field(default_factory=list)  # actions: what was noted of them is of their time
    baselines: list[str] = field(default_factory=list)  # indicators: where things stand now has to be said
    dates: list[str] = field(default_factory=list)  # actions: moved along, they would lie outside the period
    texts: int = 0  # paragraphs


@dataclass(frozen=True, slots=True)
class Carried:
    doc: PlanDoc
    actions: dict[str, str]  # id there -> id here
    left: Left


def carried_before(was: PlanDoc, now: PlanDoc) -> dict[str, str]:
    """Id there -> id here, of what was carried already."""
    found = ((action.carried_from, action.id) for _path, action in now.actions())
    return {before.id: pid or "" for before, pid in found if before and before.edition == was.edition}


def carry_over(
    was: PlanDoc, now: PlanDoc, wanted: Wanted, *, gone: Collection[str], new_id: NewId
) -> Carried:
    """`gone`: ids of bodies that are no members in the new period."""
    hand = _Hand(was, now, wanted, frozenset(gone), new_id, dict(carried_before(was, now)))
    kept = {pid for _path, section in now.walk() for pid in (section.id, *(a.id for a in section.actions))}
    sections = numbered(hand.into(was.sections, now.sections, ()), kept)
    hand.left.texts = sum(len(section.text or ()) for _path, section in was.walk()) + len(was.text or ())
    doc = replace(now, sections=sections, follows=now.follows or was.edition)
    return Carried(doc, hand.made, hand.left)


@dataclass(slots=True)
class _Hand:
    """One carrying over, and what it has done so far."""

    was: PlanDoc
    now: PlanDoc
    wanted: Wanted
    gone: frozenset[str]
    new_id: NewId
    before: dict[str, str]
    made: dict[str, str] = field(default_factory=dict)
    left: Left = field(default_factory=Left)

    def into(
        self, olds: tuple[SectionDoc, ...], news: tuple[SectionDoc, ...], path: Path
    ) -> tuple[SectionDoc, ...]:
        done = list(news)
        for old in olds:
            at = next((n for n, new in enumerate(done) if is_same(old.title, new.title)), None)
            base = self._empty(old) if at is None else done[at]
            filled = self._filled(old, base, (*path, old))
            if at is not None:
                done[at] = filled
            elif filled.actions or filled.sections or old.id in self.wanted.sections:
                done.append(filled)
        return tuple(done)

    def _empty(self, old: SectionDoc) -> SectionDoc:
        leads = tuple(
            LeadDoc(lead.body, lead.kind) for lead in old.leads or () if lead.body.id not in self.gone
        )
        return SectionDoc(
            id=self.new_id("s"), title=old.title, outcome=old.outcome, leads=leads, text=(), indicators=(), themes=old.themes
        )  # fmt: skip

    def _filled(self, old: SectionDoc, base: SectionDoc, path: Path) -> SectionDoc:
        actions = tuple(self._actions(old, path))
        whole = any(section.id in self.wanted.sections for section in path)
        return replace(
            base,
            actions=(*base.actions, *actions),
            indicators=self._outcome(old, base) if whole else base.indicators,
            sections=self.into(old.sections, base.sections, path),
        )

    def _outcome(self, old: SectionDoc, base: SectionDoc) -> tuple[IndicatorDoc, ...]:
        there = base.indicators or ()
        known = {indicator.definition for indicator in there}
        new = (
            self._indicator(each, done=False) for each in old.indicators or () if each.definition not in known
        )
        return (*there, *new)

    def _actions(self, old: SectionDoc, path: Path) -> Iterator[ActionDoc]:
        for action in old.actions:
            if action.id in self.before:
                continue
            if self.wanted.takes(path, action):
                yield self._action(action)
            else:
                self.left.actions.append(action.id or "")

    def _action(self, old: ActionDoc) -> ActionDoc:
        there = old.id or ""
        starts, ends = moved((old.starts, old.ends), self.was, self.now)
        if (old.starts or old.ends) and not (starts or ends):
            self.left.dates.append(there)
        if any((old.remarks or {}).values()):
            self.left.remarks.append(there)
        self.made[there] = pid = self.new_id("a")
        done = old.status == "done"
        return replace(
            old,
            id=pid,
            code=None,
            starts=starts,
            ends=ends,
            remarks={},
            status="not_started",
            reason={},
            roles=tuple(self._roles(old)),
            indicators=tuple(self._indicator(each, done=done) for each in old.indicators or ()),
            carried_from=Ancestor(self.was.edition, there),
        )

    def _roles(self, old: ActionDoc) -> Iterator[RoleDoc]:
        for role in old.roles or ():
            if role.body.id in self.gone:
                self.left.roles.append((old.id or "", role.body.id or ""))
            else:
                yield role

    def _indicator(self, old: IndicatorDoc, *, done: bool) -> IndicatorDoc:
        baseline = new_baseline(old, done=done)
        if not baseline:
            self.left.baselines.append(old.id or "")
        return replace(old, id=self.new_id("i"), baseline=baseline, target="" if done else old.target)


def is_same(one: Texts, two: Texts) -> bool:
    """Sections are the same where they are called the same in one language."""
    return any(fold(text) and fold(text) == fold(two.get(language, "")) for language, text in one.items())


def new_baseline(indicator: IndicatorDoc, *, done: bool) -> str:
    """Where things stand now is only known where the action was done and its target is a state that lasts: what was counted
    up over a year (trainings held) begins anew."""
    lasts = indicator.over_time in ("last", "max")
    return indicator.target if done and lasts and number(indicator.target) is not None else ""


# --- dates ---------------------------------------------------------------------------------------------------


def moved(dates: Dates, was: PlanDoc, now: PlanDoc) -> Dates:
    """As far into the new period as it was in the old one, in whole months; nothing where that lies outside it."""
    if not (was.starts and was.ends and now.starts and now.ends):
        return dates
    if dates == (was.starts, was.ends):
        return now.starts, now.ends
    months = (now.starts.year - was.starts.year) * 12 + now.starts.month - was.starts.month
    starts, ends = (day and later(day, months) for day in dates)
    if (starts and starts > now.ends) or (ends and ends < now.starts):
        return None, None
    return starts and max(starts, now.starts), ends and min(ends, now.ends)


def later(day: date, months: int) -> date:
    """The same day so many months on; a month's last day stays one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    ends_month = (day + timedelta(days=1)).day == 1
    return date(year, month + 1, last if ends_month else min(day.day, last))

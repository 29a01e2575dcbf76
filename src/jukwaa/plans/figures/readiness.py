"""Completeness and achievability of a plan at a glance, in seven queries whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jukwaa.core.texts import Said, Texts, say
from jukwaa.places.models import Area
from jukwaa.plans.models import Action, Leadership, Plan, Role, Section
from jukwaa.plans.rules.coverage import Deed
from jukwaa.plans.rules.readiness import (
    LACKS,
    Lack,
    Look,
    Measured,
    Month,
    Period,
    Turn,
    at_once,
    is_untranslated,
    lacking,
    sum_said,
)

OVER = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Part:
    """An offer: a body in a role."""

    body: int
    pid: str
    name: str
    state: bool | None
    capacity: int | None
    kind: str
    accepted: bool
    share: str


@dataclass(frozen=True, slots=True)
class Row:
    """An action, with what it lacks."""

    pk: int
    pid: str
    code: str
    title: Said
    section: int
    starts: date | None
    ends: date | None
    estimate: Decimal | None
    funding: str
    over: bool
    areas: tuple[str, ...]
    parts: tuple[Part, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """A body that would lead more at once than it says it can carry."""

    pid: str
    name: str
    capacity: int
    months: Mapping[Month, int]
    undated: int  # of its actions: they count from the plan's first day to its last

    @property
    def most(self) -> int:
        return max(self.months.values())


@dataclass(slots=True)
class Purse:
    """Money asked for, and how much of it somebody is named for."""

    asked: Decimal = Decimal(0)
    named: Decimal = Decimal(0)  # of actions that have a funder
    unpriced: int = 0  # costed, but nobody says how much
    actions: int = 0  # with a sum


@dataclass(slots=True)
class Source:
    """A body that is named as a funder."""

    pid: str
    name: str
    actions: int = 0
    asked: Decimal = Decimal(0)  # by those actions, also of other funders
    said: Decimal = Decimal(0)  # in sums of its own
    sums: int = 0


@dataclass(frozen=True, slots=True)
class Readiness:
    plan: Plan
    sections: list[Section]
    rows: list[Row]
    untranslated: list[Section]  # whose own texts do not stand in every language
    plan_untranslated: bool
    unclassed: dict[str, str]  # permanent id -> name, of bodies that take part
    loads: list[Load]
    silent: dict[str, str]  # bodies that lead and do not say how much they can carry
    purses: dict[int, Purse]  # by section
    sources: list[Source]
    places: list[Area]  # that are named

    @property
    def complete(self) -> int:
        return sum(1 for row in self.rows if not row.lacks)

    def lacking(self, lack: Lack) -> list[Row]:
        return [row for row in self.rows if lack in row.lacks]


def readiness(plan: Plan) -> Readiness:
    period = Period(plan.starts, plan.ends)
    sections = list(plan.sections.order_by("position"))
    parts, measures = _parts(plan), _measures(plan)
    places = _places(plan)
    rows = _rows(plan, period, parts, measures, places.of)
    texts = _paragraphs(plan)
    leads = _section_leads(plan)
    everybody = {part.pid: part for listed in parts.values() for part in listed}
    unclassed = {pid: part.name for pid, part in everybody.items() if part.state is None}
    return Readiness(
        plan=plan,
        sections=sections,
        rows=rows,
        untranslated=[
            section
            for section in sections
            if any(is_untranslated(said, plan.languages) for said in (section.title, section.outcome, *texts.get(section.pk, ()), *measures.texts.get(("section", section.pk), ())))
        ],
        plan_untranslated=any(is_untranslated(said, plan.languages) for said in (plan.title, *texts.get(None, ()))),
        unclassed=unclassed | leads,
        loads=_loads(rows, period),
        silent={part.pid: part.name for part in everybody.values() if part.kind == "lead" and part.capacity is None},
        purses=_purses(rows),
        sources=_sources(rows, plan.currency),
        places=list(places.areas.values()),
    )  # fmt: skip


def _rows(
    plan: Plan,
    period: Period,
    parts: Mapping[int, list[Part]],
    measures: Measures,
    areas: Mapping[int, list[str]],
) -> list[Row]:
    columns = ("pk", "pid", "code", "title", "section_id", "starts", "ends", "estimate", "funding", "status")
    texts = ("text", "audience", "remarks")
    made = []
    for values in plan.actions.order_by("position").values_list(*columns, *texts):
        pk, pid, code, title, section, starts, ends, estimate, funding, status, *said = values
        own = tuple(parts.get(pk, ()))
        look = Look(
            leads=sum(1 for part in own if part.kind == "lead"),
            open_offers=sum(1 for part in own if not part.accepted),
            starts=starts,
            ends=ends,
            places=len(areas.get(pk, ())),
            measures=measures.of.get(pk, ()),
            funding=funding,
            estimate=estimate,
            texts=(title, *said, *measures.texts.get(("action", pk), ())),
        )
        lacks = lacking(look, period, plan.languages)
        made.append(
            Row(pk, pid, code, say(title), section, starts, ends, estimate, funding, status in OVER, tuple(areas.get(pk, ())), own, lacks)
        )  # fmt: skip
    return made


def _parts(plan: Plan) -> dict[int, list[Part]]:
    body = ("pid", "name", "state", "capacity")
    columns = (
        "action_id",
        "organisation_id",
        *(f"organisation__{name}" for name in body),
        "kind",
        "reply",
        "share",
    )
    found: dict[int, list[Part]] = defaultdict(list)
    roles = Role.objects.filter(action__plan=plan).order_by("action_id", "position")
    for action, key, pid, name, state, capacity, kind, reply, share in roles.values_list(*columns):
        accepted = reply == Role.Reply.ACCEPTED
        found[action].append(Part(key, pid, name, state, capacity, kind, accepted, share))
    return found


@dataclass(slots=True)
class Measures:
    of: dict[int, list[Measured]] = field(default_factory=lambda: defaultdict(list))  # by action
    texts: dict[tuple[str, int], list[Texts]] = field(default_factory=lambda: defaultdict(list))


def _measures(plan: Plan) -> Measures:
    made = Measures()
    columns = ("action_id", "section_id", "baseline", "target", "verification", "definition__text")
    for action, section, baseline, target, verification, text in plan.indicators.values_list(*columns):
        owner = ("action", action) if action else ("section", section)
        made.texts[owner] += [text, verification]
        if action:
            made.of[action].append(Measured(baseline, target, any(verification.values())))
    return made


@dataclass(slots=True)
class Places:
    of: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # codes, by action
    areas: dict[str, Area] = field(default_factory=dict)


def _places(plan: Plan) -> Places:
    made = Places()
    rows = Action.areas.through.objects.filter(action__plan=plan)
    for action, code, name, kind in rows.values_list("action_id", "area_id", "area__name", "area__kind"):
        made.of[action].append(code)
        made.areas[code] = Area(code=code, name=name, kind=kind)
    return made


def _paragraphs(plan: Plan) -> dict[int | None, list[Texts]]:
    found: dict[int | None, list[Texts]] = defaultdict(list)
    for section, text in plan.paragraphs.values_list("section_id", "text"):
        found[section].append(text)
    return found


def _section_leads(plan: Plan) -> dict[str, str]:
    """Of those that lead sections, the ones nobody has classed."""
    leads = Leadership.objects.filter(section__plan=plan, organisation__state=None)
    return dict(leads.values_list("organisation__pid", "organisation__name"))


# --- can it be done? -----------------------------------------------------------------------------------------


def _loads(rows: Sequence[Row], period: Period) -> list[Load]:
    leading = [(row, part) for row in rows if not row.over for part in row.parts if part.kind == "lead"]
    limited = {part.body: part for _row, part in leading if part.capacity is not None}
    turns = [Turn(part.body, row.starts, row.ends) for row, part in leading if part.body in limited]
    loads = []
    for body, fullest in at_once(turns, period).items():
        part = limited[body]
        if max(fullest.values()) > (part.capacity or 0):
            undated = sum(1 for row, p in leading if p.body == body and not (row.starts and row.ends))
            loads.append(Load(part.pid, part.name, part.capacity or 0, fullest, undated))
    return sorted(loads, key=lambda load: (load.capacity - load.most, load.name))


def _purses(rows: Sequence[Row]) -> dict[int, Purse]:
    purses: dict[int, Purse] = defaultdict(Purse)
    for row in rows:
        purse = purses[row.section]
        if row.estimate is None:
            purse.unpriced += row.funding == "funded"
            continue
        purse.actions += 1
        purse.asked += row.estimate
        if any(part.kind == "funder" for part in row.parts):
            purse.named += row.estimate
    return dict(purses)


def _sources(rows: Sequence[Row], currency: str) -> list[Source]:
    found: dict[str, Source] = {}
    for row in rows:
        for part in row.parts:
            if part.kind == "funder":
                source = found.setdefault(part.pid, Source(part.pid, part.name))
                source.actions += 1
                source.asked += row.estimate or 0
                if (said := sum_said(part.share, currency)) is not None:
                    source.said += said
                    source.sums += 1
    return sorted(found.values(), key=lambda source: source.name)


def deeds_of(ready: Readiness) -> list[Deed]:
    """For what is done at the same place and time by different bodies (`rules.coverage.overlaps`)."""
    return [
        Deed(row.pk, row.section, row.areas, row.starts, row.ends, _doing(row))
        for row in ready.rows
        if not row.over
    ]


def _doing(row: Row) -> frozenset[str]:
    return frozenset(part.pid for part in row.parts if part.kind != "funder")


def counted(rows: Sequence[Row]) -> dict[Lack, int]:
    """How many lack what, in the order in which it is told."""
    return {lack: n for lack in LACKS if (n := sum(1 for row in rows if lack in row.lacks))}

"""A plan's score at any time, and what stands behind it: four statements, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from jukwaa.plans.models import Indicator, Plan
from jukwaa.plans.rules.quarters import Quarter, quarters
from jukwaa.results.figures.heaping import heaps
from jukwaa.results.models import Period, Review, Value, ValueQuerySet
from jukwaa.results.rules.adding import Figure, Heap, Rule, by_quarter, over_time
from jukwaa.results.rules.caring import UNREVIEWED
from jukwaa.results.rules.scoring import Counted, Score, attainment, mark, score, score_of_all
from jukwaa.results.rules.veiling import veiled

COUNTED = (Value.State.APPROVED,)
UNREAD = [f"action__{name}" for name in (
    "title", "text", "audience", "remarks", "tags", "reason", "starts", "ends", "funding", "estimate", "status", "position",
    "carried_edition", "carried_pid", "carried_from",
)]  # fmt: skip  # of what is scored only its code and section are read
AS_TOLD = (Value.State.APPROVED, Value.State.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one indicator: heaps by state and by the first day of the quarter."""

    by_state: Mapping[str, Mapping[date, Heap]] = field(default_factory=dict)

    def counted(self, states: Iterable[str]) -> dict[date, Heap]:
        found: dict[date, Heap] = {}
        for state in states:
            for starts, heap in self.by_state.get(state, {}).items():
                found[starts] = found[starts] + heap if starts in found else heap
        return found

    def count(self, state: str) -> int:
        return sum(heap.count for heap in self.by_state.get(state, {}).values())

    def says(self, state: str) -> bool:
        return bool(self.by_state.get(state))


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """One indicator: what it came to, how far that is, and from how much."""

    indicator: Indicator
    owner: str  # code of the action or section
    rule: Rule
    figure: Figure  # over all quarters; without a value where it is hidden
    by_quarter: Mapping[date, Figure]  # none where one of them is hidden
    hidden: bool  # few people, or what would give them away
    attainment: Decimal | None
    told: Told
    cleared: bool = True  # it was asked whether it does harm, and found safe: else nothing of it is told

    @property
    def reported(self) -> bool:
        return self.figure.count > 0

    @property
    def waiting(self) -> int:
        return self.told.count(Value.State.PROVISIONAL)

    @property
    def counted(self) -> Counted:
        return Counted(self.attainment, self.reported)


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section of the first level, with all that lies within it."""

    pid: str
    code: str
    title: Mapping[str, str]
    score: Score
    indicators: list[IndicatorFigure]


@dataclass(frozen=True, slots=True)
class PlanScore:
    score: Score
    sections: list[SectionScore]
    quarters: tuple[Quarter, ...]

    @property
    def indicators(self) -> list[IndicatorFigure]:
        return [each for section in self.sections for each in section.indicators]


def score_of(
    plan: Plan, values: ValueQuerySet, *, until: date | None = None, states: Iterable[str] = COUNTED
) -> PlanScore:
    """`until`: quarters that begin after that day do not count, as if it were that day. Of an indicator that was not found
    safe nothing counts, whoever reads."""
    safe = Review.objects.safe().filter(definition=OuterRef("definition"))
    indicators = list(
        Indicator.objects.filter(plan=plan)
        .annotate(cleared=Exists(safe))
        .select_related("definition", "action")
        .defer(*UNREAD)
        .order_by("position")
    )
    starts = dict(Period.objects.filter(plan=plan).order_by().values_list("pk", "starts"))
    told = _told(values.of(plan), indicators, starts, until)
    sections = list(plan.sections.order_by("position").values_list("pk", "pid", "code", "title", "parent"))
    codes, roots = {pk: code for pk, _pid, code, *_rest in sections}, _roots(sections)
    found: dict[int, list[IndicatorFigure]] = defaultdict(list)
    for each in indicators:
        section = (each.action.section_id if each.action else each.section_id) or 0
        owner = each.action.code if each.action else codes[section]
        made = (
            _figure(each, owner, told.get(each.pid, Told()), tuple(states))
            if each.cleared
            else _unreviewed(each, owner)
        )
        found[roots[section]].append(made)
    scored = [
        SectionScore(pid, code, title, score(each.counted for each in found[pk]), found[pk])
        for pk, pid, code, title, parent in sections
        if parent is None and found[pk]
    ]
    return PlanScore(
        score_of_all(section.score for section in scored),
        scored,
        quarters(plan.starts, plan.ends, plan.fy_month),
    )


def lineage(values: ValueQuerySet, plan: Plan, pid: str, until: date | None = None) -> ValueQuerySet:
    """The rows that the figure of an indicator came from."""
    found = values.of(plan).filter(indicator=pid, state__in=COUNTED)
    return found.filter(period__starts__lte=until) if until else found


def _told(
    values: ValueQuerySet, indicators: Sequence[Indicator], periods: Mapping[int, date], until: date | None
) -> dict[str, Told]:
    weighing = any(each.definition.over_places == "weighted_mean" for each in indicators)
    found: dict[str, dict[str, dict[date, Heap]]] = defaultdict(lambda: defaultdict(dict))
    for key, heap in heaps(values, weighing=weighing).items():
        starts = periods[key.period]
        if until is None or starts <= until:
            found[key.indicator][key.state][starts] = heap
    return {pid: Told(by_state) for pid, by_state in found.items()}


def _figure(indicator: Indicator, owner: str, told: Told, states: tuple[str, ...]) -> IndicatorFigure:
    definition = indicator.definition
    rule = Rule(definition.over_places, definition.over_time)  # type: ignore[arg-type]
    counted = told.counted(states)
    shown, whole = veiled(counted, rule)
    each = by_quarter(counted, rule)
    figure = over_time(counted, rule, each)
    if not whole:
        figure = Figure(None, figure.why, figure.count)
    way = attainment(
        figure.value,
        mark(definition.measure, indicator.baseline, indicator.baseline_value),
        mark(definition.measure, indicator.target, indicator.target_value),
        definition.direction,
    )
    open_to_all = {starts: quarter for starts, quarter in each.items() if starts in shown}
    return IndicatorFigure(indicator, owner, rule, figure, open_to_all, not whole, way, told)


def _unreviewed(indicator: Indicator, owner: str) -> IndicatorFigure:
    definition = indicator.definition
    rule = Rule(definition.over_places, definition.over_time)  # type: ignore[arg-type]
    return IndicatorFigure(indicator, owner, rule, Figure(None, UNREVIEWED, 0), {}, False, None, Told(), cleared=False)  # fmt: skip


def _roots(sections: Iterable[tuple[int, str, str, dict[str, str], int | None]]) -> dict[int, int]:
    """Each section -> the one of the first level that it lies in. Outer sections come before inner ones."""
    roots: dict[int, int] = {}
    for pk, _pid, _code, _title, parent in sections:
        roots[pk] = pk if parent is None else roots[parent]
    return roots

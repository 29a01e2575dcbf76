"""How far a plan has come, as everybody reads it: sentences first, then the picture and its table, then what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from jukwaa.core.texts import Said, say
from jukwaa.delivery.rules.reach import FEW
from jukwaa.plans.models import IndicatorDefinition, Plan
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.plans.rules.standing import share_gone
from jukwaa.results.figures.freezing import rows_of
from jukwaa.results.figures.naming import percent, quarter_name, survey_text, value_text
from jukwaa.results.figures.published import as_published
from jukwaa.results.figures.scores import IndicatorFigure, PlanScore, SectionScore, score_of
from jukwaa.results.figures.surveys import Survey, surveys_of
from jukwaa.results.models import Publication, Value, ValueQuerySet
from jukwaa.results.rules.publishing import moved
from jukwaa.site.figures.published import BAR, LINE, WHY, Since, since


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator."""

    pid: str
    code: str  # of its action or section
    of_action: bool
    what: Said
    unit: Said
    baseline: str
    target: str
    now: str  # "" where nothing can be shown
    way: int | None  # of a hundred
    why: str  # why it has no number, or no way
    coverage: str  # from how much it is
    rule: str  # how it adds up
    quarters: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A section, as a line of the table and a bar of the picture."""

    pid: str
    code: str
    title: Said
    way: int | None
    reported: int
    of: int
    scored: int
    y: int
    length: int
    rows: list[Row]
    missing: list[Row]


@dataclass(frozen=True, slots=True)
class Progress:
    way: int | None
    gone: int  # of the plan's time, of a hundred
    reported: int
    of: int
    scored: int
    hidden: int
    uncleared: int  # not found safe to show
    sections: list[Part]
    measured: int  # how many sections have a score
    quarters: list[str]  # those that have begun
    newest: str  # the last quarter of which something is told
    height: int
    few: int

    @property
    def missing(self) -> list[Part]:
        return [part for part in self.sections if part.missing]


Surveys = Mapping[str, Survey]  # by indicator
PLACES: Mapping[str, Promise] = {
    "sum": lazy("places are added up"),
    "max": lazy("the highest place counts"),
    "weighted_mean": lazy("mean of places, by how many were asked"),
    "ratio_of_sums": lazy("all that count, of all that were counted"),
    "none": lazy("places do not add up"),
}
TIMES: Mapping[str, Promise] = {
    "sum": lazy("quarters are added up"),
    "last": lazy("the latest quarter counts"),
    "max": lazy("the highest quarter counts"),
    "mean": lazy("mean of quarters"),
    "none": lazy("quarters do not add up"),
}


def progress(
    plan: Plan, values: ValueQuerySet, last: Publication | None = None
) -> tuple[Progress, list[Since]]:
    """`values`: those that this reader may know of. `last`: in which numbers of people stand, and since which it is said
    what changed."""
    found = as_published(score_of(plan, values, until=plan.day), last)
    told = _progress(plan, found, surveys_of(plan, values, plan.day))
    return told, _changed(plan, found, last) if last else []


def _changed(plan: Plan, found: PlanScore, last: Publication) -> list[Since]:
    rows = rows_of(found, last.document, plan.day)
    return since({"sections": rows}, moved({"sections": rows}, last.document))


def _progress(plan: Plan, found: PlanScore, surveys: Surveys) -> Progress:
    begun = [each for each in found.quarters if each.starts <= plan.day]
    parts = [_part(n, section, begun, surveys) for n, section in enumerate(found.sections)]
    return Progress(
        way=_percent(found.score.value),
        gone=round(100 * share_gone(plan.starts, plan.ends, plan.day)),
        reported=found.score.reported,
        of=found.score.of,
        scored=found.score.scored,
        hidden=sum(each.hidden for each in found.indicators),
        uncleared=sum(not each.cleared for each in found.indicators),
        sections=parts,
        measured=sum(part.way is not None for part in parts),
        quarters=[quarter_name(each) for each in begun],
        newest=_newest(found),
        height=LINE * len(parts),
        few=FEW,
    )


def _percent(part: Decimal | None) -> int | None:
    return None if part is None else percent(part)


def _newest(found: PlanScore) -> str:
    """Hidden or not: that something was told is no secret."""
    told: set[date] = set()
    for each in found.indicators:
        told |= each.told.counted([Value.State.APPROVED]).keys()
    return quarter_name(Quarter(max(told))) if told else ""


def _part(n: int, section: SectionScore, begun: Iterable[Quarter], surveys: Surveys) -> Part:
    quarters = list(begun)
    rows = [_row(each, quarters, surveys) for each in section.indicators]
    way = _percent(section.score.value)
    return Part(
        pid=section.pid,
        code=section.code,
        title=say(section.title),
        way=way,
        reported=section.score.reported,
        of=section.score.of,
        scored=section.score.scored,
        y=n * LINE,
        length=BAR * (way or 0) // 100,
        rows=rows,
        missing=[row for row in rows if row.way is None],
    )


def _row(each: IndicatorFigure, quarters: list[Quarter], surveys: Surveys) -> Row:
    indicator, definition = each.indicator, each.indicator.definition
    value = each.figure.value
    return Row(
        pid=indicator.pid,
        code=each.owner,
        of_action=indicator.action_id is not None,
        what=say(definition.text),
        unit=say(definition.unit),
        baseline=indicator.baseline,
        target=indicator.target,
        now="" if value is None else value_text(value, definition.measure),
        way=_percent(each.attainment),
        why=_why(each),
        coverage=_coverage(each, surveys.get(indicator.pid) if value is not None else None),
        rule=f"{PLACES[each.rule.places]}, {TIMES[each.rule.time]}",
        quarters=[_of_quarter(each, quarter) for quarter in quarters],
    )


def _of_quarter(each: IndicatorFigure, quarter: Quarter) -> str:
    figure = each.by_quarter.get(quarter.starts)
    if figure is None or figure.value is None:
        return ""
    return value_text(figure.value, each.indicator.definition.measure)


def _coverage(each: IndicatorFigure, survey: Survey | None) -> str:
    """From how much the figure is: never a number without it."""
    counted = each.told.counted([Value.State.APPROVED])
    if not counted:
        return ""
    values = ngettext("%(n)s value", "%(n)s values", each.figure.count) % {"n": each.figure.count}
    quarters = ngettext("%(n)s quarter", "%(n)s quarters", len(counted)) % {"n": len(counted)}
    told = _("%(values)s from %(quarters)s") % {"values": values, "quarters": quarters}
    return "; ".join([told, *([survey_text(survey)] if survey else []), *([_waits(each.waiting)] if each.waiting else [])])  # fmt: skip


def _waits(count: int) -> str:
    return ngettext("%(n)s waits to be checked", "%(n)s wait to be checked", count) % {"n": count}


def _why(each: IndicatorFigure) -> str:
    if each.hidden:
        return _("fewer than %(n)s people: hidden") % {"n": FEW}
    if each.figure.why in WHY:
        return str(WHY[each.figure.why])
    if each.figure.value is None:
        return _silence(each)
    return "" if each.attainment is not None else _no_way(each)


def _silence(each: IndicatorFigure) -> str:
    if each.waiting:
        return _waits(each.waiting)
    if each.told.says(Value.State.MISSING):
        return _("could not be measured")
    if each.told.says(Value.State.NOT_APPLICABLE):
        return _("does not apply so far")
    return _("nothing told and checked yet")


def _no_way(each: IndicatorFigure) -> str:
    """A value, and nothing to measure it against."""
    rubric = each.indicator.definition.measure == IndicatorDefinition.Measure.RUBRIC
    if each.indicator.baseline_value is None and not rubric and not each.indicator.baseline.strip():
        return _("the plan does not say where it began")
    return _("the plan gives no number to measure it against")

"""What stands of the last publication while a plan goes on: numbers of people move with a publication, never between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from jukwaa.plans.models import IndicatorDefinition, Plan
from jukwaa.plans.rules.quarters import named
from jukwaa.results.figures.scores import IndicatorFigure, PlanScore
from jukwaa.results.models import Publication
from jukwaa.results.rules.adding import Figure
from jukwaa.results.rules.publishing import Row, indicators_of, stands
from jukwaa.results.rules.scoring import score, score_of_all


def newest_of(plan: Plan) -> Publication | None:
    return Publication.objects.filter(plan=plan).select_related("plan__forum").newest_first().first()


def as_published(found: PlanScore, last: Publication | None) -> PlanScore:
    """With the numbers of people as they were published, and none that was not: whoever reads on two days subtracts
    nothing."""
    known = indicators_of(last.document if last else None)
    sections = []
    for section in found.sections:
        rows = [_as_published(each, known) for each in section.indicators]
        sections.append(replace(section, indicators=rows, score=score(each.counted for each in rows)))
    return replace(found, sections=sections, score=score_of_all(section.score for section in sections))


def _as_published(each: IndicatorFigure, known: Mapping[str, Row]) -> IndicatorFigure:
    if not each.cleared:
        return each
    row = known.get(each.indicator.pid)
    people = any(heap.people for heaps in each.told.by_state.values() for heap in heaps.values())
    if row is None or not stands(people, row):
        return _unpublished(each) if people and _is_number(each) else each
    by_quarter = {
        quarter.starts: Figure(Decimal(value), "", 1)
        for name, value in row["quarters"].items()
        if (quarter := named(name))
    }
    figure = Figure(_decimal(row["value"]), row["why"], row["count"])
    return replace(each, figure=figure, by_quarter=by_quarter, attainment=_decimal(row["attainment"]), hidden=row["hidden"])  # fmt: skip


def _is_number(each: IndicatorFigure) -> bool:
    return each.indicator.definition.measure == IndicatorDefinition.Measure.NUMBER and each.reported


def _unpublished(each: IndicatorFigure) -> IndicatorFigure:
    """That something was told is no secret; how much, with the next publication."""
    figure = Figure(None, "unpublished", each.figure.count)
    return replace(each, figure=figure, by_quarter={}, attainment=None, hidden=False)


def _decimal(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)

"""All that a publication keeps of a plan: its score, each indicator, and the tables of people. A dozen statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import rfc8785
from django.contrib.auth.models import AnonymousUser

from jukwaa.delivery.models import Report
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.quarters import Quarter, quarter_of, quarters
from jukwaa.plans.rules.standing import share_gone
from jukwaa.results.figures.scores import IndicatorFigure, PlanScore, SectionScore, score_of
from jukwaa.results.figures.surveys import Survey, surveys_of
from jukwaa.results.models import Publication, Value
from jukwaa.results.rules.hiding import Key
from jukwaa.results.rules.publishing import Document, Row, indicators_of, waits
from jukwaa.results.rules.reaching import (
    Counted,
    group_tables,
    hidden_in,
    pair_counts,
    pairs_told,
    place_table,
    shown,
    told_quarters,
)
from jukwaa.results.rules.scoring import Counted as Scored
from jukwaa.results.rules.scoring import Score, score, score_of_all

FORMAT = "jukwaa-progress/1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    document: dict[str, Any]  # as JSON: everybody reads it
    counted: dict[str, Any]  # as JSON: nobody does


def document_bytes(document: dict[str, Any]) -> bytes:
    """In canonical form (RFC 8785): whoever downloads it works out the same digest with `sha256sum`."""
    return rfc8785.dumps(document)


def snapshot(plan: Plan, day: date, before: Publication | None) -> Snapshot:
    nobody = AnonymousUser()
    values = Value.objects.to_count(nobody)
    found = score_of(plan, values, until=day)
    sections = rows_of(found, before.document if before else None, day)
    _add_surveys(sections, surveys_of(plan, values, day))
    scores = [_score(section) for section in sections]
    reach, counted = _reach(plan, day, before)
    document = {
        "format": FORMAT,
        "forum": plan.forum.slug,
        "place": plan.forum.area.name,
        "edition": plan.edition,
        "title": plan.title,
        "promise": plan.manifest,  # SHA-256 of the plan as it stood
        "number": before.number + 1 if before else 1,
        "follows": before.digest if before else "",
        "day": day.isoformat(),
        "gone": round(100 * share_gone(plan.starts, plan.ends, day)),
        "sample": plan.sample,
        **_plain(score_of_all(scores)),
        "sections": sections,
        "quarters": [each.name for each in found.quarters if each.starts <= day],
        "reach": reach,
    }
    return Snapshot(document, counted)


# --- the score --------------------------------------------------------------------------------------------------


def rows_of(found: PlanScore, before: Document | None, day: date) -> list[dict[str, Any]]:
    """The sections with their scores, as a publication has them."""
    known = indicators_of(before)
    sections = [_section(each, known, day) for each in found.sections]
    return [section | _plain(_score(section)) for section in sections]


def _section(section: SectionScore, known: Mapping[str, Row], day: date) -> dict[str, Any]:
    rows = [_held(_row(each, day), known) if each.cleared else _row(each, day) for each in section.indicators]
    return {"pid": section.pid, "code": section.code, "title": dict(section.title), "indicators": rows}


def _add_surveys(sections: list[dict[str, Any]], surveys: Mapping[str, Survey]) -> None:
    """Beside the numbers that are told."""
    for row in (row for section in sections for row in section["indicators"]):
        if row["value"] is not None and (asked := surveys.get(row["pid"])):
            row["survey"] = {"n": asked.n, "margin": _number(asked.margin)}


def _held(row: dict[str, Any], known: Mapping[str, Row]) -> dict[str, Any]:
    """A small change of people waits in the number that stands."""
    before = known.get(row["pid"])
    if before is None or not waits(row, before):
        return row
    return row | {name: before[name] for name in ("value", "attainment", "count", "quarters", "as_at")}


def _row(each: IndicatorFigure, day: date) -> dict[str, Any]:
    indicator, definition = each.indicator, each.indicator.definition
    heaps = each.told.counted([Value.State.APPROVED]).values()
    return {
        "pid": indicator.pid,
        "owner": each.owner,
        "of_action": indicator.action_id is not None,
        "text": definition.text,
        "unit": definition.unit,
        "measure": definition.measure,
        "rule": list(each.rule),
        "baseline": indicator.baseline,
        "target": indicator.target,
        "people": any(heap.people for heap in heaps),
        "hidden": each.hidden,
        "why": each.figure.why,
        "value": _number(each.figure.value),
        "attainment": _number(each.attainment),
        "count": each.figure.count,
        "waiting": each.waiting,
        "says": [
            state for state in (Value.State.MISSING, Value.State.NOT_APPLICABLE) if each.told.says(state)
        ],
        "quarters": {
            Quarter(starts).name: _number(figure.value)
            for starts, figure in each.by_quarter.items()
            if figure.value is not None
        },
        "as_at": day.isoformat(),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _score(section: Mapping[str, Any]) -> Score:
    """From what is shown: what waits counts as it stands."""
    rows = section["indicators"]
    return score(
        Scored(None if row["attainment"] is None else Decimal(row["attainment"]), row["count"] > 0)
        for row in rows
    )


def _plain(each: Score) -> dict[str, Any]:
    return {
        "score": _number(each.value),
        "scored": each.scored,
        "reported": each.reported,
        "indicators_in_all": each.of,
    }


# --- people -----------------------------------------------------------------------------------------------------


def _reach(plan: Plan, day: date, before: Publication | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of the quarters that are over. Until another one is, the tables stand as they were published."""
    over = [each.name for each in quarters(plan.starts, plan.ends, plan.fy_month) if each.ends <= day]
    if before and before.document["reach"]["quarters"] == over:
        return before.document["reach"], before.counted
    reports = [each for each in _counted(plan) if each.quarter in over]
    groups = group_tables(reports, over)
    was = before.counted if before else {"groups": {}, "hidden": {}}
    pairs = pair_counts(reports, over)
    hidden = hidden_in(groups, was["groups"], _keys(was["hidden"]))
    sub_counties = Area.objects.within(plan.forum.area_id).sub_counties().order_by("name")
    reach = {
        "as_at": day.isoformat(),
        "quarters": over,
        "names": dict(sub_counties.values_list("code", "name")),
        "places": place_table(reports),
        "groups": shown(groups, hidden, told_quarters(reports)),
        "pairs": pairs_told(pairs, was.get("pairs", {}), hidden),
    }
    kept = {kind: [list(key) for key in keys] for kind, keys in hidden.items()}
    return reach, {"groups": groups, "hidden": kept, "pairs": pairs}


def _keys(kept: Mapping[str, list[list[str]]]) -> dict[str, list[Key]]:
    return {kind: [(row, quarter) for row, quarter in keys] for kind, keys in kept.items()}


def _counted(plan: Plan) -> list[Counted]:
    """The reports that everybody may read; what began before the plan did is of its first quarter."""
    first = quarter_of(plan.starts, plan.fy_month)
    found = Report.objects.visible_to(AnonymousUser()).filter(plan=plan).prefetch_related("areas", "reach")
    return [
        Counted(
            quarter=max(first, quarter_of(report.starts, plan.fy_month)).name,
            areas=frozenset(area.code for area in report.areas.all()),
            people=report.reached.total,
            cells=report.reached.cells,
        )
        for report in found
    ]

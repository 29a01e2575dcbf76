"""People reached, by action, sub-county, quarter and circle of readers: three statements, however many reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jukwaa.delivery.figures import level_of
from jukwaa.delivery.models import Reach, Report, ReportQuerySet
from jukwaa.delivery.rules.outreach import Outreach, of_group
from jukwaa.delivery.rules.reach import Cell, is_hidden
from jukwaa.plans.rules.quarters import quarter_of

Told = tuple[int | None, bool, Mapping[Cell, int]]


class Group(NamedTuple):
    action: str
    place: str  # code of the sub-county; "" where it was in several, or in the whole county
    quarter: date
    visibility: str


def outreach(reports: ReportQuerySet, fy_month: int) -> dict[Group, Outreach]:
    """`reports`: those that are verified, and that this reader may know of."""
    areas: dict[int, set[str]] = defaultdict(set)
    for report, code in Report.areas.through.objects.filter(report__in=reports).values_list("report", "area"):
        areas[report].add(code)
    cells: dict[int, dict[Cell, int]] = defaultdict(dict)
    rows = Reach.objects.filter(report__in=reports).order_by()
    for report, sex, age, disability, n in rows.values_list("report", "sex", "age", "disability", "count"):
        cells[report][Cell(sex, age, disability)] = n  # type: ignore[arg-type]
    groups: dict[Group, list[Told]] = defaultdict(list)
    found = reports.order_by().values_list("pk", "action", "starts", "visibility", "entered")
    for pk, action, starts, visibility, entered in found:
        told = cells.get(pk, {})
        number = sum(told.values()) if told else entered
        where = areas.get(pk, set())
        group = Group(action, _sub_county(where), quarter_of(starts, fy_month).starts, visibility)
        groups[group].append((number, not is_hidden(number, level_of(where)), told))
    return {group: of_group(reports_of) for group, reports_of in groups.items()}


def _sub_county(areas: set[str]) -> str:
    """The one in which all of it was."""
    within = {code.partition("-")[0] for code in areas}
    only = next(iter(within)) if len(within) == 1 else ""
    return only if len(only) > len("KE001") else ""

"""People reached, by action, sub-county and quarter: three statements, however many reports."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Sum

from jukwaa.delivery.models import Reach, Report, ReportQuerySet
from jukwaa.delivery.rules.outreach import Outreach, of_report
from jukwaa.plans.rules.quarters import quarter_of


class Group(NamedTuple):
    action: str
    place: str  # code of the sub-county; "" where it was in several, or in the whole county
    quarter: date


def outreach(reports: ReportQuerySet, fy_month: int) -> dict[Group, Outreach]:
    """`reports`: those that are verified, and that this reader may know of."""
    areas: dict[int, set[str]] = defaultdict(set)
    for report, code in Report.areas.through.objects.filter(report__in=reports).values_list("report", "area"):
        areas[report].add(code)
    counted = Reach.objects.filter(report__in=reports).order_by().values_list("report")
    cells = dict(counted.annotate(n=Sum("count")))
    found: dict[Group, Outreach] = {}
    for pk, action, starts, entered in reports.order_by().values_list("pk", "action", "starts", "entered"):
        group = Group(action, _sub_county(areas.get(pk, set())), quarter_of(starts, fy_month).starts)
        found[group] = found.get(group, Outreach()) + of_report(cells.get(pk, entered))
    return found


def _sub_county(areas: set[str]) -> str:
    """The one in which all of it was."""
    within = {code.partition("-")[0] for code in areas}
    only = next(iter(within)) if len(within) == 1 else ""
    return only if len(only) > len("KE001") else ""

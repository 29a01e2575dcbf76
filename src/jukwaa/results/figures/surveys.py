"""What a survey's number is worth: how many were asked, and the margin, of the newest that counts. One statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jukwaa.delivery.rules.reach import FEW
from jukwaa.plans.models import Plan
from jukwaa.results.models import Value, ValueQuerySet


@dataclass(frozen=True, slots=True)
class Survey:
    n: int
    margin: Decimal | None  # points either way


def surveys_of(plan: Plan, values: ValueQuerySet, until: date | None = None) -> Mapping[str, Survey]:
    """Indicator -> of its newest value; of so few that they could be known nothing is told."""
    told = values.of(plan).filter(state=Value.State.APPROVED, n__gte=FEW)
    if until is not None:
        told = told.filter(period__starts__lte=until)
    rows = told.order_by("period__starts", "pk").values_list("indicator", "n", "margin")
    return {pid: Survey(n, margin) for pid, n, margin in rows if n is not None}

"""What the sample's indicators came to in its nine months: told and checked through the same acts as real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jukwaa.delivery.actions.stepping import Hand
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Indicator, Leadership, Plan, Role
from jukwaa.results.actions import Where, approve_value, enter_value
from jukwaa.results.rules.quarters import Quarter, named
from jukwaa.results.rules.telling import Told


def tell_values(plan: Plan, said: Sequence[Mapping[str, Any]]) -> None:
    """Each by the body that leads, ten days after the quarter or on the sample's own day; checked on that day too."""
    indicators = {
        each.pid: each
        for each in Indicator.objects.filter(plan=plan).select_related("plan__forum", "definition", "action")
    }
    leads = _leads(plan)
    for one in said:
        quarter = _quarter(one["quarter"])
        hand = Hand(None, told_on(plan, one))
        pid = one["indicator"]
        owner = indicators[pid].action_id, indicators[pid].section_id
        value = enter_value(Where(indicators[pid], leads[owner], quarter, one["area"]), _told(one), hand=hand)
        if value.value is not None and one.get("checked", True):
            approve_value(value, hand=hand)


def told_on(plan: Plan, one: Mapping[str, Any]) -> date:
    return min(_quarter(one["quarter"]).ends + timedelta(days=10), plan.day)


def _leads(plan: Plan) -> dict[tuple[int | None, int | None], Organisation]:
    """(action, None) or (None, section) -> the first that leads it."""
    roles = Role.objects.filter(action__plan=plan, kind=Role.Kind.LEAD).select_related("organisation")
    heads = Leadership.objects.filter(section__plan=plan).select_related("organisation")
    found: dict[tuple[int | None, int | None], Organisation] = {}
    for role in roles.order_by("position"):
        found.setdefault((role.action_id, None), role.organisation)
    for head in heads.order_by("position"):
        found.setdefault((None, head.section_id), head.organisation)
    return found


def _quarter(name: str) -> Quarter:
    found = named(name)
    if found is None:
        raise ValueError(f"{name} is no quarter")
    return found


def _told(one: Mapping[str, Any]) -> Told:
    return Told(
        kind=one.get("kind", "value"),
        value=_number(one.get("value")),
        numerator=_number(one.get("numerator")),
        denominator=_number(one.get("denominator")),
        people=one.get("people", False),
        method=one.get("method", {}),
    )


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)

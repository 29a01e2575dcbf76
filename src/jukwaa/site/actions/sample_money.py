"""What the sample's actions were given and spent: told and checked through the same acts as real money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from jukwaa.delivery.actions import Of, check_money, enter_money
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.rules.money import Entered
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.quarters import named


def tell_money(plan: Plan, said: Sequence[Mapping[str, Any]]) -> None:
    """Each ten days after its quarter or on the sample's own day; checked on that day too."""
    actions = {action.code: action for action in plan.actions.select_related("plan__forum")}
    bodies = {body.pid: body for body in Organisation.objects.filter(forum=plan.forum)}
    for one in said:
        quarter = named(one["quarter"])
        if quarter is None:
            raise ValueError(f"{one['quarter']} is no quarter")
        hand = Hand(None, min(quarter.ends + timedelta(days=10), plan.day))
        money = enter_money(
            Of(actions[one["action"]], bodies[one["body"]], quarter), _entered(one), hand=hand
        )
        if one.get("checked", True):
            check_money(money, hand=hand)


def _entered(one: Mapping[str, Any]) -> Entered:
    amount = one.get("amount")
    return Entered(
        one["kind"],
        one["source"],
        one.get("form", "money"),
        None if amount is None else Decimal(amount),
        one.get("funder", ""),
        one.get("other", ""),
    )

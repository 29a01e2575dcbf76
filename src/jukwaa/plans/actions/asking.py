"""Whoever said yes is asked again where what was asked has moved since. Part of every act that changes a plan."""

from __future__ import annotations

from jukwaa.plans.figures.offers import last_replies, standings_now
from jukwaa.plans.models import Plan, Role


def ask_again(plan: Plan, action: str = "") -> None:
    """Brings every part of the plan to what its last answer comes to under the terms of now (`rules.offers.standing`).

    A part of which nobody has said anything stays as it is. `action`: only its parts can have moved.
    """
    replies = last_replies([plan.pk], action)
    if not replies:
        return
    moved = {"action__pid": action} if action else {}
    roles = list(Role.objects.filter(action__plan=plan, **moved).select_related("action"))
    stands = standings_now(roles, replies)
    changed = [role for role in roles if stands.get(role.pk, role.reply) != role.reply]
    for role in changed:
        role.reply = stands[role.pk]
    Role.objects.bulk_update(changed, ["reply"], batch_size=500)

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Plan
from jukwaa.plans.permissions.editing import CLOSED

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_attach(
    user: Anyone, plan: Plan, leading: Collection[int] = (), acting: Collection[int] = ()
) -> Verdict:
    """Whoever edits the item, signed or not: a file is no part of the promise. A closed edition stands as it was."""
    verdict = can_act(user, plan.forum, "edit", leading)
    if not verdict and not (acting and can_act(user, plan.forum, "detail", acting)):
        return verdict
    return NO(CLOSED) if plan.is_closed else YES

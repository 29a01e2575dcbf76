from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_confirm_point(user: Anyone, plan: Plan) -> Verdict:
    """Of the seven points of participation, and to take that back: until the plan is adopted."""
    if not (verdict := can_act(user, plan.forum, "move")):
        return verdict
    if plan.is_signed:
        return NO(_("This plan has been adopted: what was confirmed before that stands."))
    return YES

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_publish(user: Anyone, plan: Plan) -> Verdict:
    if not (verdict := can_keep(user, plan.forum)):
        return verdict
    if plan.status != Plan.Status.DRAFT:
        return NO(_("This plan is public already."))
    if not plan.actions.exists():
        return NO(_("A plan without a single action says nothing yet: bring in or write its actions first."))
    return YES


def can_withhold(user: Anyone, plan: Plan) -> Verdict:
    if not (verdict := can_keep(user, plan.forum)):
        return verdict
    if plan.status != Plan.Status.PUBLISHED_DRAFT:
        return NO(_("Only a published draft can be taken back."))
    return YES

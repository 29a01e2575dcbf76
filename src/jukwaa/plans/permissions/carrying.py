from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone

DRAFTS = (Plan.Status.DRAFT, Plan.Status.PUBLISHED_DRAFT)


def can_carry(user: Anyone, plan: Plan) -> Verdict:
    """Into this edition."""
    if not (verdict := can_keep(user, plan.forum)):
        return verdict
    if plan.status not in DRAFTS:
        return NO(_("Actions are carried over into a draft; this edition is none any more."))
    return YES


def can_carry_from(source: Plan, plan: Plan) -> Verdict:
    if source.forum_id != plan.forum_id or source.pk == plan.pk or source.starts > plan.starts:
        return NO(_("Actions are carried over from an earlier edition of the same forum."))
    return YES

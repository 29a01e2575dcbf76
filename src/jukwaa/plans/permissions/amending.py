from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Amendment, Plan

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_open_amendment(user: Anyone, plan: Plan) -> Verdict:
    if not (verdict := can_act(user, plan.forum, "amend")):
        return verdict
    if plan.status != Plan.Status.IN_FORCE:
        return NO(_("Only a plan in force is amended; before that its text is simply changed."))
    if not plan.versions.adopted().exists():
        return NO(_("No signed version of this plan stands here, so there is nothing to amend."))
    if plan.amendments.open().exists():
        return NO(_("An amendment of this plan is open already: what is to change goes into it."))
    return YES


def can_propose_amendment(user: Anyone, amendment: Amendment) -> Verdict:
    if not (verdict := can_act(user, amendment.plan.forum, "amend")):
        return verdict
    if amendment.state != Amendment.State.GATHERING:
        return NO(_("This amendment is no longer being gathered."))
    return YES


def can_recall_amendment(user: Anyone, amendment: Amendment) -> Verdict:
    if not (verdict := can_act(user, amendment.plan.forum, "amend")):
        return verdict
    if amendment.state != Amendment.State.FOR_SIGNATURE:
        return NO(_("This amendment does not wait for signatures."))
    return YES


def can_withdraw_amendment(user: Anyone, amendment: Amendment) -> Verdict:
    if not (verdict := can_act(user, amendment.plan.forum, "amend")):
        return verdict
    if amendment.state not in (Amendment.State.GATHERING, Amendment.State.FOR_SIGNATURE):
        return NO(_("This amendment is over: it was adopted or withdrawn."))
    return YES


def can_change_words(plan: Plan) -> Verdict:
    """Of anybody: while a version waits for signatures, what it says stands still."""
    if plan.versions.waiting().exists():
        return NO(STANDS_STILL)
    return YES


STANDS_STILL = _("This plan waits for its signatures, so what it promises stays as it is until they are complete or it is taken back.")  # fmt: skip

"""Who moves a plan through its life, and what stops a move (`rules.life`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.life import Facts, Name, Reason, why_not

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_publish(user: Anyone, plan: Plan) -> Verdict:
    return _can_move(user, plan, "publish", _("This plan is public already."))


def can_withhold(user: Anyone, plan: Plan) -> Verdict:
    return _can_move(user, plan, "withhold", _("Only a published draft can be taken back."))


def can_consult(user: Anyone, plan: Plan) -> Verdict:
    return _can_move(user, plan, "consult", _("Only a published draft is put to the people."))


def can_conclude(user: Anyone, plan: Plan) -> Verdict:
    return _can_move(user, plan, "conclude", _("This plan is not in consultation."))


def can_propose(user: Anyone, plan: Plan) -> Verdict:
    first = _("It must be public before it is put up for signature: publish it first.")
    never = _("Only a draft that is public is put up for signature.")
    return _can_move(user, plan, "propose", first if plan.status == Plan.Status.DRAFT else never)


def can_recall(user: Anyone, plan: Plan) -> Verdict:
    return _can_move(user, plan, "recall", _("This plan does not wait for signatures."))


def can_close(user: Anyone, plan: Plan, today: date) -> Verdict:
    return _can_move(user, plan, "close", _("Only a plan in force is closed."), today)


def can_adopt(plan: Plan, signed: int) -> Verdict:
    """By nobody's hand: it comes into force with its last signature."""
    return _told(
        why_not("adopt", _facts(plan, signed), date.min), _("This plan does not wait for signatures.")
    )


def _can_move(user: Anyone, plan: Plan, name: Name, state: Promise, today: date = date.max) -> Verdict:
    """`state`: what to say where the plan stands elsewhere in its life."""
    if not (verdict := can_act(user, plan.forum, "move")):
        return verdict
    return _told(why_not(name, _facts(plan), today), state)


def _facts(plan: Plan, signed: int = 0) -> Facts:
    return Facts(
        status=plan.status,
        actions=plan.actions.count(),
        ends=plan.ends,
        amending=plan.amendments.open().exists(),
        signers=len(plan.forum.signers),
        signed=signed,
    )


def _told(reason: Reason, state: Promise) -> Verdict:
    if not reason:
        return YES
    return NO(state if reason == "state" else REASONS[reason])


REASONS: Mapping[Reason, Promise] = {
    "empty": _("A plan without a single action says nothing yet: bring in or write its actions first."),
    "unsigned": _("Nobody is said to sign for this forum, so nothing can be put up for signature."),
    "unfinished": _("Not every signature is there yet."),
    "running": _("It runs to its last day; only then is it closed."),
    "amending": _("An amendment of this plan is open: finish or withdraw it first."),
}

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Action, Ask, Leadership, Plan, Pledge, Reply, Role
from jukwaa.plans.rules.offers import settlers

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_answer(user: Anyone, role: Role) -> Verdict:
    """A body says what it makes of what is asked, from a seat of its own."""
    if not (verdict := _open(role.action.plan)):
        return verdict
    return can_act(user, role.action.plan.forum, "answer", [role.organisation_id])


def can_relay(user: Anyone, role: Role) -> Verdict:
    """The secretary enters what a body said by telephone or on paper, until the body speaks for itself."""
    if not (verdict := _open(role.action.plan)):
        return verdict
    if not (verdict := can_act(user, role.action.plan.forum, "settle")):
        return verdict
    if role.reply == Role.Reply.OFFERED:  # asked, or asked again
        return YES
    last = Reply.objects.about(role).filter(step__in=SAID).last()
    if last and not last.relayed:
        return NO(_("This body has answered from its own seat: only it says otherwise."))
    return YES


SAID = (Reply.Step.ACCEPTED, Reply.Step.DECLINED, Reply.Step.COUNTERED)  # steps of the body itself


def can_settle(user: Anyone, role: Role) -> Verdict:
    """Another offer is taken, or the plan stays as it is; nobody answers oneself."""
    if not (verdict := _open(role.action.plan)):
        return verdict
    if role.reply != Role.Reply.COUNTERED:
        return NO(_("There is no other offer here that waits for an answer."))
    if not (verdict := can_act(user, role.action.plan.forum, "settle", settlers_of(role))):
        return verdict
    last = Reply.objects.about(role).select_related("seat").last()
    if user is not None and last and not last.relayed and last.seat and last.seat.holder_id == user.pk:
        return NO(_("You made this offer yourself, so somebody else answers it."))
    return YES


def can_follow(user: Anyone, role: Role) -> Verdict:
    """To see an offer with all its steps and reasons."""
    forum = role.action.plan.forum
    if can_act(user, forum, "answer", [role.organisation_id]):
        return YES
    return can_act(user, forum, "reasons", [role.organisation_id, *settlers_of(role)])


def settlers_of(role: Role) -> frozenset[int]:
    """Keys of the bodies that answer another offer to this one."""
    leads = role.action.roles.filter(kind=Role.Kind.LEAD).exclude(reply=Role.Reply.DECLINED)
    section = Leadership.objects.filter(section=role.action.section_id)
    return settlers(
        role.organisation_id,
        list(leads.values_list("organisation_id", flat=True)),
        list(section.values_list("organisation_id", flat=True)),
    )


def _open(plan: Plan) -> Verdict:
    return NO(_("This edition is closed: nothing in it is answered any more.")) if plan.is_closed else YES


# --- asks, gives, pledges -----------------------------------------------------------------------------------


def can_ask(user: Anyone, action: Action) -> Verdict:
    """Who leads an action says what it needs, and thanks for what is pledged."""
    if not (verdict := _open(action.plan)):
        return verdict
    leads = action.roles.filter(kind=Role.Kind.LEAD).values_list("organisation_id", flat=True)
    if can_act(user, action.plan.forum, "give", list(leads)):
        return YES
    return NO(_("Only the body that leads this action, and the secretary, say what it needs."))


def can_give(user: Anyone, organisation: Organisation) -> Verdict:
    return can_act(user, organisation.forum, "give", [organisation.pk])


def can_pledge(user: Anyone, ask: Ask, organisation: Organisation) -> Verdict:
    if not (verdict := _open(ask.action.plan)):
        return verdict
    if ask.closed:
        return NO(_("This is no longer needed."))
    if ask.action.plan.forum_id != organisation.forum_id:
        return NO(_("“%(body)s” is a body of another forum.") % {"body": organisation})
    if ask.action.roles.filter(kind=Role.Kind.LEAD, organisation=organisation).exists():
        return NO(_("This body leads the action itself."))
    return can_give(user, organisation)


def can_thank(user: Anyone, pledge: Pledge) -> Verdict:
    """To take a pledge with thanks, or to say that it is not needed."""
    if not (verdict := can_ask(user, pledge.ask.action)):
        return verdict
    return YES if pledge.state == Pledge.State.OFFERED else NO(_("This was answered already."))


def can_take_back(user: Anyone, pledge: Pledge) -> Verdict:
    if pledge.state not in (Pledge.State.OFFERED, Pledge.State.TAKEN):
        return NO(_("There is nothing to take back."))
    return can_give(user, pledge.organisation)

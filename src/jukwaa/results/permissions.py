"""Who may tell values, who checks them, who locks a quarter, who sees to it that no harm is done; the reasons are shown to
people. `None` is the operator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Indicator, IndicatorDefinition, Leadership, Plan, Role
from jukwaa.results.models import AdverseEffect, Period, Turn, Value

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone

LOCKED = _("This quarter is locked: its figures stand. The secretary and the co-chairs can open it again.")


def can_enter(
    user: Anyone, indicator: Indicator, organisation: Organisation, period: Period | None
) -> Verdict:
    """A body tells values of an action in which it has a part, or of the section that it leads."""
    plan = indicator.plan
    if plan.status in (Plan.Status.DRAFT, Plan.Status.SUPERSEDED):
        return NO(_("Values are told of a plan that is public and has not been superseded."))
    if period is not None and period.locked:
        return NO(LOCKED)
    if organisation.forum_id != plan.forum_id or not takes_part(indicator, organisation):
        return NO(
            _("This body has no part in what is measured here: the secretary adds it to the plan first.")
        )
    return can_act(user, plan.forum, "report", [organisation.pk])


def takes_part(indicator: Indicator, organisation: Organisation) -> bool:
    if indicator.action_id is not None:
        roles = Role.objects.filter(action=indicator.action_id, organisation=organisation)
        if roles.exclude(reply=Role.Reply.DECLINED).exists():
            return True
    return Leadership.objects.filter(section=section_of(indicator), organisation=organisation).exists()


def section_of(indicator: Indicator) -> int | None:
    return indicator.action.section_id if indicator.action else indicator.section_id


def can_correct(user: Anyone, value: Value) -> Verdict:
    """The body whose value it is, and the secretary for it."""
    if value.period.locked:
        return NO(LOCKED)
    return can_act(user, value.period.plan.forum, "report", [value.organisation_id])


def can_approve(user: Anyone, value: Value) -> Verdict:
    """Never the body that told it, and never whoever entered or corrected it."""
    if value.state != Value.State.PROVISIONAL:
        return NO(_("There is no number here that waits to be checked."))
    if value.period.locked:
        return NO(LOCKED)
    leads = _leads(value).exclude(organisation=value.organisation_id)
    verdict = can_act(
        user, value.period.plan.forum, "check", set(leads.values_list("organisation", flat=True))
    )
    if not verdict or user is None:
        return verdict
    if Seat.objects.current().filter(organisation=value.organisation_id, holder=user.pk).exists():
        return NO(_("This is a value of your own body: somebody else checks it."))
    if value.turns.exclude(kind=Turn.Kind.APPROVED).filter(seat__holder=user.pk).exists():
        return NO(_("You entered this value yourself: somebody else checks it."))
    return YES


def _leads(value: Value) -> models.QuerySet[Leadership]:
    named = Indicator.objects.filter(plan=value.period.plan_id, pid=value.indicator)
    direct, through = named.values("section"), named.values("action__section")
    return Leadership.objects.filter(Q(section__in=direct) | Q(section__in=through))


def can_lock(user: Anyone, plan: Plan) -> Verdict:
    """Whoever checks everything in the forum: nobody else says that figures stand."""
    if can_act(user, plan.forum, "check"):
        return YES
    return NO(_("Only the secretary and the co-chairs lock a quarter, or open it again."))


can_unlock = can_lock


def can_freeze_score(user: Anyone, plan: Plan) -> Verdict:
    """The secretary and the co-chairs publish what stands then for good."""
    if plan.status in (Plan.Status.DRAFT, Plan.Status.SUPERSEDED):
        return NO(_("The score is published of a plan that is public and has not been superseded."))
    return can_act(user, plan.forum, "move")


def is_locked(plan: int, quarter: date) -> bool:
    """What is told of a locked quarter stands, money too (`delivery.permissions.locked_by`)."""
    return Period.objects.filter(plan=plan, starts=quarter, locked=True).exists()


# --- doing no harm ----------------------------------------------------------------------------------------------


def can_care(user: Anyone, forum: Forum) -> Verdict:
    """The bodies that look after people's rights, the secretary and the co-chairs."""
    rights = Organisation.objects.filter(forum=forum, rights=True)
    return can_act(user, forum, "care", set(rights.values_list("pk", flat=True)))


def can_review(user: Anyone, plan: Plan, definition: IndicatorDefinition) -> Verdict:
    """Never who measures it."""
    if plan.status in (Plan.Status.DRAFT, Plan.Status.SUPERSEDED):
        return NO(_("Indicators are reviewed of a plan that is public and has not been superseded."))
    used = Indicator.objects.filter(plan=plan, definition=definition)
    if not used.exists():
        return NO(_("The plan has this indicator no longer, or it reads otherwise now."))
    if not (verdict := can_care(user, plan.forum)) or user is None:
        return verdict
    if measured_by(user).filter(pk__in=used.values("pk")).exists():
        return NO(_("Your own body measures this: somebody else asks whether it can do harm."))
    return YES


def measured_by(user: Anyone) -> models.QuerySet[Indicator]:
    """The indicators in which a body of this person has a part: `takes_part`, of all at once."""
    mine = Seat.objects.current().filter(holder=user.pk if user else None).exclude(organisation=None)
    bodies = mine.values("organisation")
    parts = Role.objects.filter(organisation__in=bodies).exclude(reply=Role.Reply.DECLINED)
    led = Leadership.objects.filter(organisation__in=bodies).values("section")
    return Indicator.objects.filter(
        Q(action__in=parts.values("action")) | Q(action__section__in=led) | Q(section__in=led)
    )


def can_note(user: Anyone, plan: Plan) -> Verdict:
    """Whoever sits in the forum, also by a link: what goes wrong is seen first by those who are there."""
    if plan.status == Plan.Status.DRAFT:
        return NO(_("This is noted of a plan that is public."))
    return can_act(user, plan.forum, "see")


def can_decide(user: Anyone, effect: AdverseEffect) -> Verdict:
    """Not who brought it alone: the secretary and the co-chairs, for the forum."""
    return can_act(user, effect.forum, "move")


def can_publish(user: Anyone, effect: AdverseEffect) -> Verdict:
    if not effect.decided:
        return NO(_("It is published with what was decided: decide first."))
    return can_act(user, effect.forum, "move")


def can_withhold(user: Anyone, effect: AdverseEffect) -> Verdict:
    return can_act(user, effect.forum, "move")


# --- how it is meant to work ------------------------------------------------------------------------------------


def can_draw_theory(user: Anyone, plan: Plan) -> Verdict:
    """The secretary, and the bodies that lead a section: a factor belongs to no section alone."""
    if plan.status == Plan.Status.SUPERSEDED:
        return NO(_("This edition was followed by another: draw it there."))
    leads = Leadership.objects.filter(section__plan=plan).values_list("organisation", flat=True)
    return can_act(user, plan.forum, "edit", set(leads))

"""A quarter is locked once its figures stand; that it was opened again is told to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.plans.rules.quarters import Quarter, quarters
from jukwaa.results import permissions
from jukwaa.results.models import Period

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.plans.models import Plan


@transaction.atomic
def lock_period(plan: Plan, quarter: Quarter, *, by: User | None) -> Period:
    lock_forum(plan.forum_id)
    permissions.can_lock(by, plan).require()
    return _set(period_of(plan, quarter), locked=True, by=by)


@transaction.atomic
def unlock_period(plan: Plan, quarter: Quarter, *, by: User | None) -> Period:
    lock_forum(plan.forum_id)
    permissions.can_unlock(by, plan).require()
    return _set(period_of(plan, quarter), locked=False, by=by)


def _set(period: Period, *, locked: bool, by: User | None) -> Period:
    """What is so already is done, and no act."""
    if period.locked == locked:
        return period
    period.locked = locked
    period.save(update_fields=["locked"])
    plan, verb = period.plan, "period.locked" if locked else "period.unlocked"
    target = f"plan:{plan.forum.slug}/{plan.edition}"
    record(verb, target, by=by, forum=plan.forum_id, edition=plan.edition, quarter=period.quarter.name)
    return period


def period_of(plan: Plan, quarter: Quarter) -> Period:
    """Its row, made when it is first needed; called within an act that has locked the forum."""
    if quarter not in quarters(plan.starts, plan.ends, plan.fy_month):
        raise ValidationError(_("This quarter is none of this plan's."))
    made, _new = Period.objects.get_or_create(
        plan=plan, starts=quarter.starts, defaults={"ends": quarter.ends}
    )
    made.plan = plan
    return made

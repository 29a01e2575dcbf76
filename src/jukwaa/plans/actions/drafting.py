from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.models import Forum
from jukwaa.plans import permissions
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.editions import edition_problem

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def draft_plan(
    forum: Forum, edition: str, *, title: Mapping[str, str], starts: date, ends: date, by: User | None
) -> Plan:
    """A new edition, empty, seen only by those who sit in the forum."""
    permissions.can_draft(by, forum).require()
    if edition_problem(edition):
        raise ValidationError(
            _("“%(edition)s” cannot stand in an address: use letters, figures, dots and hyphens.")
            % {"edition": edition}
        )
    plan = Plan.objects.create(
        forum=forum,
        edition=edition,
        title=dict(title),
        starts=starts,
        ends=ends,
        languages=forum.languages,
        currency=forum.currency,
        fy_month=forum.fy_month,
        levels=forum.levels,
        sample=forum.sample,
    )
    seal_plan(plan)
    record("plan.drafted", _name(plan), by=by, forum=forum.pk, starts=str(starts), ends=str(ends))
    return plan


@transaction.atomic
def publish_draft(plan: Plan, *, by: User | None) -> Plan:
    """Everyone may read it from now on, marked as a draft that nobody has signed."""
    permissions.can_publish(by, plan).require()
    return _move(plan, Plan.Status.PUBLISHED_DRAFT, "plan.published", by)


@transaction.atomic
def withhold_draft(plan: Plan, *, by: User | None) -> Plan:
    """Take a published draft back."""
    permissions.can_withhold(by, plan).require()
    return _move(plan, Plan.Status.DRAFT, "plan.withheld", by)


def _move(plan: Plan, status: Plan.Status, verb: str, by: User | None) -> Plan:
    plan.status = status
    plan.changed += 1
    plan.save(update_fields=["status", "changed", "changed_at"])
    record(verb, _name(plan), by=by, forum=plan.forum_id)
    return plan


def _name(plan: Plan) -> str:
    return f"plan:{plan.forum.slug}/{plan.edition}"

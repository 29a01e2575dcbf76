from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
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
    lock_forum(forum.pk)
    if sentence := edition_refusal(forum, edition, starts, ends):
        raise ValidationError(sentence)
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
    record("plan.drafted", name_of(plan), by=by, forum=forum.pk, starts=str(starts), ends=str(ends))
    return plan


def edition_refusal(forum: Forum, edition: str, starts: date | None, ends: date | None) -> str:
    """Why this edition cannot be made, or nothing."""
    problem = edition_problem(edition)
    if problem == "shape":
        sentence = _("“%(edition)s” cannot stand in an address: use letters, figures, dots and hyphens.")
    elif problem == "reserved":
        sentence = _("“%(edition)s” is a page of the site: choose another name for the edition.")
    elif starts is None or ends is None:
        sentence = _("The plan's first and last day are missing: give them with --starts and --ends.")
    elif ends < starts:
        sentence = _("The plan's last day lies before its first.")
    elif Plan.objects.filter(forum=forum, edition=edition).exists():
        sentence = _("The edition “%(edition)s” is here already.")
    else:
        return ""
    return sentence % {"edition": edition}


def name_of(plan: Plan) -> str:
    """As the log names it."""
    return f"plan:{plan.forum.slug}/{plan.edition}"

"""Who may do what to a plan; the reasons are shown to people. `None` is the operator, at the command line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Forum
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.models import Intake, Plan

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_draft(user: Anyone, forum: Forum) -> Verdict:
    return can_keep(user, forum)


def can_import(user: Anyone, forum: Forum, plan: Plan | None) -> Verdict:
    if not (verdict := can_keep(user, forum)):
        return verdict
    if plan and plan.status in (Plan.Status.CLOSED, Plan.Status.SUPERSEDED):
        return NO(_("This edition is closed: it stands as it was. Bring the file into a new edition."))
    return YES


def can_confirm(user: Anyone, intake: Intake, plan: Plan | None) -> Verdict:
    if intake.state != Intake.State.READ:
        return NO(_("This file has been brought in already."))
    return can_import(user, intake.forum, plan)


def can_discard(user: Anyone, intake: Intake) -> Verdict:
    if not (verdict := can_keep(user, intake.forum)):
        return verdict
    if intake.state != Intake.State.READ:
        return NO(_("This file has been brought in: undo it instead."))
    return YES


def can_undo(user: Anyone, intake: Intake, now: datetime) -> Verdict:
    if not (verdict := can_keep(user, intake.forum)):
        return verdict
    if intake.state != Intake.State.CONFIRMED:
        return NO(_("There is nothing to undo: this file has not been brought in."))
    if intake.plan is None or intake.plan.changed != intake.changed:
        return NO(_("The plan has been changed since, so undoing would lose that work."))
    if not intake.can_be_undone(now):
        return NO(_("A day has passed: what was brought in can no longer be undone in one step."))
    return YES


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

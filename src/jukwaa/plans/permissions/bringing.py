from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Forum
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.models import Intake
from jukwaa.plans.models.intake import UNDO_FOR

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_draft(user: Anyone, forum: Forum) -> Verdict:
    return can_keep(user, forum)


def can_import(user: Anyone, forum: Forum) -> Verdict:
    return can_keep(user, forum)


def can_correct(user: Anyone, intake: Intake) -> Verdict:
    if not (verdict := can_keep(user, intake.forum)):
        return verdict
    if intake.state != Intake.State.READ:
        return NO(_("This file has been brought in already."))
    return YES


def can_confirm(user: Anyone, intake: Intake) -> Verdict:
    return can_correct(user, intake)


def can_undo(user: Anyone, intake: Intake, now: datetime) -> Verdict:
    if not (verdict := can_keep(user, intake.forum)):
        return verdict
    if intake.state != Intake.State.CONFIRMED:
        return NO(_("There is nothing to undo: this file has not been brought in."))
    if intake.changed_nothing:
        return NO(_("There is nothing to undo: this file changed nothing."))
    if intake.plan is None or intake.plan.changed != intake.changed:
        return NO(_("The plan has been changed since, so undoing would lose that work."))
    if now > intake.at + UNDO_FOR:
        return NO(_("A day has passed: what was brought in can no longer be undone in one step."))
    return YES

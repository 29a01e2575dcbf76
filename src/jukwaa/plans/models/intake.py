from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum
from jukwaa.plans.models.structure import Plan

if TYPE_CHECKING:
    from jukwaa.plans.models.structure import Anyone

UNDO_FOR = timedelta(days=1)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, user: Anyone) -> IntakeQuerySet:
        """Only those who keep the forum see what was brought in, and how it was understood."""
        return self.filter(forum__in=Forum.objects.kept_by(user))


class Intake(models.Model):
    """A file brought in: what was understood of it, and after it was confirmed, how to undo it."""

    class State(models.TextChoices):
        READ = "read", _("Read, waiting for your yes")
        CONFIRMED = "confirmed", _("Brought in")
        UNDONE = "undone", _("Undone")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="intakes")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="intakes")
    edition = models.CharField(_("edition"), max_length=40)
    name = models.CharField(_("file"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    document = models.JSONField(default=dict)  # the plan as understood, and as corrected by hand
    problems = models.JSONField(default=list)
    settings = models.JSONField(default=dict)  # quarters, prune, publish
    before = models.JSONField(default=dict)  # the plan as it stood, and the replies of its bodies
    changed = models.PositiveIntegerField(null=True)  # the plan's count of changes right after

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def changed_nothing(self) -> bool:
        """The plan said all of it before: there is nothing to take back."""
        told = self.before.get("changed") is not None and self.before["changed"] == self.changed
        return told and not self.before["admitted"] and not self.settings.get("publish")

    def can_be_undone(self, now: datetime) -> bool:
        return (
            self.state == self.State.CONFIRMED
            and not self.changed_nothing
            and now <= self.at + UNDO_FOR
            and self.plan is not None
            and self.plan.changed == self.changed
        )

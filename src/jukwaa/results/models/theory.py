"""The theory of change: which action is to strengthen what protects people, and how that leads to an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone


class FactorQuerySet(models.QuerySet["Factor"]):
    def visible_to(self, user: Anyone) -> FactorQuerySet:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Factor(models.Model):
    """A protective factor: what keeps people and places from harm. Never who is at risk."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="factors")
    pid = models.CharField(_("permanent id"), max_length=12)
    position = models.PositiveIntegerField()
    text = models.JSONField(_("what protects"), default=dict)  # texts

    objects = FactorQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "pid"], name="factor_pid_once")]

    def __str__(self) -> str:
        return say(self.text).text


class CausalLink(models.Model):
    """An action strengthens a factor; or a factor leads to the outcome of a section. Both are named by permanent id. It
    holds only as far as its assumption does."""

    class Standing(models.TextChoices):
        UNTESTED = "untested", _("Nobody knows yet")
        HOLDS = "holds", _("It holds, by what was seen")
        FAILS = "fails", _("It does not hold, by what was seen")

    factor = models.ForeignKey(Factor, models.CASCADE, related_name="links")
    action = models.CharField(max_length=12, blank=True)
    section = models.CharField(max_length=12, blank=True)
    assumption = models.JSONField(_("if this is so"), default=dict)  # texts
    standing = models.CharField(_("is it so?"), max_length=8, choices=Standing, default=Standing.UNTESTED)

    class Meta:
        ordering = ["factor", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["factor", "action", "section"], name="causal_link_once"),
            models.CheckConstraint(
                name="causal_link_of_an_action_or_to_an_outcome",
                condition=(Q(action="") & ~Q(section="")) | (~Q(action="") & Q(section="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action or self.factor} → {self.section or self.factor}"

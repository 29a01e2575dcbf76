"""What was published of a plan's results, whole and dated, as everybody read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from jukwaa.forums.models import Seat
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: Anyone) -> PublicationQuerySet:
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-day", "-number")


class Publication(models.Model):
    """The score and the tables of a plan as they stood on a day. It is never changed: the next one follows it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="publications")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    document = models.JSONField()  # what everybody reads (figures.freezing)
    digest = models.CharField(max_length=64)  # SHA-256 of it in canonical form
    counted = models.JSONField()  # with the small numbers: what the next one is held against, never shown
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="publication_number_once"),
            models.UniqueConstraint(fields=["plan", "day"], name="publication_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.plan.edition} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("site:progress-frozen", args=[self.plan.forum.slug, self.day.isoformat()])

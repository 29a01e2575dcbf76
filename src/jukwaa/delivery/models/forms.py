"""How the columns of a form of another program are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from jukwaa.forums.models import Forum, Seat
from jukwaa.forums.rules import seats_that

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone


class FormMappingQuerySet(models.QuerySet["FormMapping"]):
    def visible_to(self, user: Anyone) -> FormMappingQuerySet:
        """Whoever enters reports for bodies of the forum."""
        if not user.is_authenticated:
            return self.none()
        seats = Seat.objects.current().filter(holder=user, role__in=seats_that("report", "all"))
        return self.filter(forum__in=seats.values("forum"))


class FormMapping(models.Model):
    """Said once for each form, and used whenever it comes again. Names of columns alone: nothing that anybody answered."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="form_mappings")
    signature = models.CharField(max_length=64)  # rules.exports.signature
    columns = models.JSONField(default=dict)  # header -> field of rules.exports.FIELDS, or ""
    language = models.CharField(max_length=3)  # of what is written in it
    day = models.DateField()

    objects = FormMappingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forum", "signature"], name="form_mapping_once")]

    def __str__(self) -> str:
        return self.signature[:12]

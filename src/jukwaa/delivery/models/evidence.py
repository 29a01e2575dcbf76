"""What lies beside a report: photographs, documents, word of a list that stays on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jukwaa.delivery.models.reports import Report
from jukwaa.forums.models import Seat

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Anyone) -> EvidenceQuerySet:
        """The body's own and who checks it: all; others what is meant for readers, of reports that they may read."""
        readable = Report.objects.visible_to(user).filter(state=Report.State.VERIFIED, held=False)
        shared = Q(visibility=Evidence.Visibility.READERS, report__in=readable.values("pk"))
        return self.filter(shared | Q(report__in=Report.objects.close_to(user).values("pk")))

    def for_checking_alone(self) -> EvidenceQuerySet:
        """Photographs that nobody needs once they were looked at."""
        return self.filter(what=Evidence.What.PHOTO, visibility=Evidence.Visibility.CHECKER)


class Evidence(models.Model):
    """What is shown beside a report: a photograph, a document; or that a list of people exists, how long it is and who
    holds the paper. The list itself is never here."""

    class What(models.TextChoices):
        PHOTO = "photo", _("A photograph")
        DOCUMENT = "document", _("A document")
        PAPER = "paper", _("A list of people, on paper")

    class Visibility(models.TextChoices):
        CHECKER = "checker", _("Who checks the report, nobody else")
        READERS = "readers", _("Whoever may read the report")

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    what = models.CharField(max_length=8, choices=What)
    name = models.CharField(max_length=200)  # what is seen on it; of a list, which office holds it
    file = models.FileField(upload_to="evidence/", blank=True)
    small = models.FileField(upload_to="evidence/", blank=True)  # of a photograph, as a page shows it
    kind = models.CharField(max_length=100, blank=True)  # media type, as found in the bytes
    size = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256
    people = models.PositiveIntegerField(null=True)  # how many names stand on the paper
    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.CHECKER)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_file_or_a_paper",
                condition=Q(what="paper", file="", people__isnull=False)
                | (~Q(what="paper") & ~Q(file="") & Q(people=None)),
            )
        ]

    def __str__(self) -> str:
        return self.name

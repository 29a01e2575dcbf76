from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum, Organisation, Seat

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jukwaa.accounts.models import User

    Anyone = User | AnonymousUser


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: Anyone) -> PlanQuerySet:
        """Everyone sees plans that have been published; those who sit in the forum also see its drafts."""
        public = ~Q(status=Plan.Status.DRAFT)
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(forum__in=Seat.objects.current().filter(holder=user).values("forum")))

    def signed(self) -> PlanQuerySet:
        return self.filter(status__in=Plan.SIGNED)

    def naming(self, organisation: Organisation) -> PlanQuerySet:
        """Those in which the body leads a section or has a part in an action."""
        leads = Q(sections__leaderships__organisation=organisation)
        return self.filter(leads | Q(actions__roles__organisation=organisation)).distinct()

    def newest_first(self) -> PlanQuerySet:
        return self.order_by("-starts", "-edition")

    def with_forum(self) -> PlanQuerySet:
        return self.select_related("forum", "forum__area", "follows")


class Plan(models.Model):
    """One edition of a forum's action plan: what is promised, by whom, where, until when."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED_DRAFT = "published_draft", _("Published draft")
        CONSULTATION = "consultation", _("In consultation")
        FOR_ADOPTION = "for_adoption", _("For adoption")
        IN_FORCE = "in_force", _("In force")
        CLOSED = "closed", _("Closed")
        SUPERSEDED = "superseded", _("Superseded")

    # A signed edition: its substance no longer changes by an import (design.md 4).
    SIGNED: ClassVar = (Status.IN_FORCE, Status.CLOSED, Status.SUPERSEDED)

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="plans")
    edition = models.CharField(_("edition"), max_length=40)
    title = models.JSONField(_("title"), default=dict)  # texts
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))  # last day
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.DRAFT)
    # What is said of the edition before stands, whether or not that edition is here.
    follows_edition = models.CharField(_("edition before"), max_length=40, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    languages = models.JSONField(_("languages"), default=list)
    currency = models.CharField(_("currency"), max_length=3, default="KES")
    fy_month = models.PositiveSmallIntegerField(_("first month of the financial year"), default=7)
    levels = models.JSONField(
        _("what the levels are called"), default=list
    )  # [{"one": texts, "many": texts}]
    sample = models.BooleanField(_("sample content"), default=False)
    as_at = models.DateField(_("shown as at"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(
        default=0, editable=False
    )  # number of the newest one whose signatures are complete; 0: none is
    manifest = models.CharField(max_length=64, blank=True, editable=False)  # SHA-256 of what would be signed
    changed = models.PositiveIntegerField(
        default=0, editable=False
    )  # counts changes; caches and feeds go by it
    changed_at = models.DateTimeField(auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "-starts"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "edition"], name="plan_edition_once"),
            models.CheckConstraint(name="plan_ends_after_it_starts", condition=Q(ends__gte=F("starts"))),
            models.CheckConstraint(
                name="plan_fy_month_is_a_month", condition=Q(fy_month__gte=1, fy_month__lte=12)
            ),
        ]

    def __str__(self) -> str:
        return say(self.title).text or self.edition

    def get_absolute_url(self) -> str:
        return reverse("site:plan", args=[self.forum.slug, self.edition])

    @property
    def is_signed(self) -> bool:
        return self.status in self.SIGNED

    @property
    def is_closed(self) -> bool:
        """It stands as it was: nothing is brought into it any more."""
        return self.status in (self.Status.CLOSED, self.Status.SUPERSEDED)

    @property
    def is_public(self) -> bool:
        return self.status != self.Status.DRAFT

    @property
    def day(self) -> date:
        """The day as at which it is shown: a sample stands still."""
        return self.as_at or localdate()

    @property
    def stamp(self) -> str:
        """Other whenever a page or a file made of the plan could read otherwise."""
        return f"{self.pk}-{self.changed}-{self.forum.changed}-{self.day:%Y%m%d}"


class Section(models.Model):
    """A pillar, priority area, working group: whatever the plan calls its level."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    pid = models.CharField(_("permanent id"), max_length=12)
    code = models.CharField(_("code"), max_length=60)
    position = models.PositiveIntegerField()
    title = models.JSONField(_("title"), default=dict)  # texts
    outcome = models.JSONField(_("outcome"), default=dict)  # texts

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "pid"], name="section_pid_once"),
            models.UniqueConstraint(fields=["plan", "code"], name="section_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {say(self.title).text}"


class Paragraph(models.Model):
    """A paragraph or heading of the plan's text, or of a section's."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="paragraphs")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="paragraphs")
    pid = models.CharField(_("permanent id"), max_length=12)
    position = models.PositiveIntegerField()
    heading = models.BooleanField(_("heading"), default=False)
    text = models.JSONField(_("text"), default=dict)  # texts

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "pid"], name="paragraph_pid_once")]

    def __str__(self) -> str:
        return say(self.text).text[:60]


class Leadership(models.Model):
    """Who leads a section: as a rule a state and a non-state body together."""

    class Kind(models.TextChoices):
        LEAD = "lead", _("Lead")
        CO_LEAD = "co_lead", _("Co-lead")

    section = models.ForeignKey(Section, models.CASCADE, related_name="leaderships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="leaderships")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.LEAD)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section", "position"]
        constraints = [models.UniqueConstraint(fields=["section", "organisation"], name="leadership_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.section}"


class Manifest(models.Model):
    """The lines that `Plan.manifest` is the hash of, kept so that an edit hashes anew only what it changed."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="listing")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.plan)


class Salt(models.Model):
    """The random part of a signed item, drawn once per content, so that an item's hash gives nothing away."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="salts")
    pid = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)  # SHA-256 of the content without its salt
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forum", "pid", "digest"], name="salt_drawn_once")]

    def __str__(self) -> str:
        return f"{self.pid} {self.digest[:8]}"

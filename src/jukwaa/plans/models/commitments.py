from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum, Organisation
from jukwaa.places.models import Area
from jukwaa.plans.models.structure import Plan, Section
from jukwaa.strategies.models import Theme

if TYPE_CHECKING:
    from jukwaa.plans.models.structure import Anyone


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: Anyone) -> ActionQuerySet:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Action(models.Model):
    """One promise of the plan: what, by whom, where, until when, with what."""

    class Funding(models.TextChoices):
        NO_COST = "no_cost", _("No cost")
        IN_KIND = "in_kind", _("In kind")
        FUNDED = "funded", _("Costed")
        UNKNOWN = "unknown", _("Not known yet")

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        MOVING = "moving", _("Moving")
        DONE = "done", _("Done")
        PAUSED = "paused", _("Paused")
        DROPPED = "dropped", _("Dropped")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="actions")
    pid = models.CharField(_("permanent id"), max_length=12)
    code = models.CharField(_("code"), max_length=60)
    position = models.PositiveIntegerField()
    title = models.JSONField(_("title"), default=dict)  # texts
    text = models.JSONField(_("text"), default=dict)  # texts
    audience = models.JSONField(_("audience"), default=dict)  # texts
    remarks = models.JSONField(_("remarks"), default=dict)  # texts
    tags = models.JSONField(_("tags"), default=list)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)  # last day
    funding = models.CharField(_("funding"), max_length=8, choices=Funding, default=Funding.UNKNOWN)
    estimate = models.DecimalField(_("estimate"), max_digits=14, decimal_places=2, null=True, blank=True)
    status = models.CharField(_("stated status"), max_length=12, choices=Status, default=Status.NOT_STARTED)
    reason = models.JSONField(_("reason"), default=dict)  # texts
    # What is said of the ancestor stands, whether or not that edition is here; the key finds it where it is.
    carried_edition = models.CharField(_("edition that it was carried from"), max_length=40, blank=True)
    carried_pid = models.CharField(_("permanent id there"), max_length=12, blank=True)
    carried_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_into",
        verbose_name=_("carried from"),
    )
    areas = models.ManyToManyField(Area, related_name="actions", verbose_name=_("areas"))

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "pid"], name="action_pid_once"),
            models.UniqueConstraint(fields=["plan", "code"], name="action_code_once"),
            models.CheckConstraint(
                name="action_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
            ),
            models.CheckConstraint(
                name="ancestor_is_said_whole",
                condition=Q(carried_edition="", carried_pid="") | ~Q(carried_edition="") & ~Q(carried_pid=""),
            ),
            models.CheckConstraint(
                name="estimate_is_not_negative", condition=Q(estimate=None) | Q(estimate__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {say(self.title).text}"


class Role(models.Model):
    """An organisation in a role: an offer until the body accepts it."""

    class Kind(models.TextChoices):
        LEAD = "lead", _("Lead")
        CO_LEAD = "co_lead", _("Co-lead")
        SUPPORT = "support", _("Support")
        FUNDER = "funder", _("Funder")

    class Reply(models.TextChoices):
        OFFERED = "offered", _("Being agreed")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        COUNTERED = "countered", _("Another offer")

    action = models.ForeignKey(Action, models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    share = models.TextField(_("share"), blank=True)
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.OFFERED)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["action", "position"]
        constraints = [models.UniqueConstraint(fields=["action", "organisation", "kind"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"


class IndicatorDefinition(models.Model):
    """What is measured, how it adds up. A version never changes; indicators refer to it, never copy it."""

    class Measure(models.TextChoices):
        NUMBER = "number", _("Number")
        PERCENTAGE = "percentage", _("Percentage")
        RUBRIC = "rubric", _("Described steps")
        YES_NO = "yes_no", _("Yes or no")

    class Direction(models.TextChoices):
        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")
        HOLD = "hold", _("Should stay")

    class OverPlaces(models.TextChoices):
        SUM = "sum", _("Sum")
        MAX = "max", _("Highest")
        WEIGHTED_MEAN = "weighted_mean", _("Weighted mean")
        RATIO_OF_SUMS = "ratio_of_sums", _("Ratio of sums")
        NONE = "none", _("Does not add up")

    class OverTime(models.TextChoices):
        SUM = "sum", _("Sum")
        LAST = "last", _("Latest")
        MAX = "max", _("Highest")
        MEAN = "mean", _("Mean")
        NONE = "none", _("Does not add up")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="definitions")
    pid = models.CharField(_("permanent id"), max_length=12)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.JSONField(_("text"), default=dict)  # texts
    unit = models.JSONField(_("unit"), default=dict)  # texts
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.NUMBER)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    over_places = models.CharField(max_length=13, choices=OverPlaces, default=OverPlaces.NONE)
    over_time = models.CharField(max_length=4, choices=OverTime, default=OverTime.NONE)

    class Meta:
        ordering = ["forum", "pid", "version"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "pid", "version"], name="definition_version_once")
        ]

    def __str__(self) -> str:
        return say(self.text).text


class Indicator(models.Model):
    """A definition put to use, for an action or a section's outcome: from which baseline to which target."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="indicators")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="indicators")
    pid = models.CharField(_("permanent id"), max_length=12)
    position = models.PositiveIntegerField()
    definition = models.ForeignKey(IndicatorDefinition, models.PROTECT, related_name="indicators")
    baseline = models.TextField(_("baseline"), blank=True)  # as written
    target = models.TextField(_("target"), blank=True)
    # Where they are numbers:
    baseline_value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    verification = models.JSONField(_("means of verification"), default=dict)  # texts

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "pid"], name="indicator_pid_once"),
            models.CheckConstraint(
                name="indicator_of_an_action_or_a_section",
                condition=Q(action=None, section__isnull=False) | Q(action__isnull=False, section=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.definition)


class Alignment(models.Model):
    """A section or an action serves a theme of a strategy."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="alignments")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="alignments")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="alignments")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="alignments")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "theme"], name="section_aligned_once"),
            models.UniqueConstraint(fields=["action", "theme"], name="action_aligned_once"),
            models.CheckConstraint(
                name="alignment_of_an_action_or_a_section",
                condition=Q(action=None, section__isnull=False) | Q(action__isnull=False, section=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action or self.section}: {self.theme}"

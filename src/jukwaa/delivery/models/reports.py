"""What is kept of reports: what was told, how many people, and each step from submitted to verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jukwaa.core.texts import say
from jukwaa.delivery.rules.reach import Cell, Reached
from jukwaa.delivery.rules.telling import Told
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.rules import seats_that
from jukwaa.places.models import Area
from jukwaa.plans.models import Leadership, Plan

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone, SeatQuerySet


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Anyone) -> ReportQuerySet:
        """The public reads what is verified, not held and meant for it; the forum what is verified; a body its own;
        who checks, all that they may have to check."""
        plans = Plan.objects.visible_to(user)
        verified = Q(state=Report.State.VERIFIED, held=False)
        public = verified & Q(visibility=Report.Visibility.PUBLIC, plan__in=plans)
        if not user.is_authenticated:
            return self.filter(public)
        mine = Seat.objects.current().filter(holder=user)
        return self.filter(public | verified & Q(forum__in=mine.values("forum")) | _close(mine))

    def close_to(self, user: Anyone) -> ReportQuerySet:
        """Of one's own bodies, or one's to check: whoever reads all of it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_close(Seat.objects.current().filter(holder=user)))

    def to_check(self) -> ReportQuerySet:
        return self.filter(state=Report.State.SUBMITTED)

    def with_question(self) -> ReportQuerySet:
        """Those of which something was asked that has no answer yet."""
        words = Step.objects.filter(report=OuterRef("pk"), kind__in=Step.WORDS_BETWEEN)
        last = words.order_by("-id").values("kind")[:1]
        return self.annotate(last_word=Subquery(last)).filter(last_word=Step.Kind.ASKED)

    def about(self, plan: Plan, action: str) -> ReportQuerySet:
        """Of one action, by its permanent id, newest first."""
        return self.filter(plan=plan, action=action).order_by("-starts", "-pk")


def _close(mine: SeatQuerySet) -> Q:
    bodies = mine.filter(role__in=seats_that("report", "own")).values("organisation")
    led = Leadership.objects.filter(
        organisation__in=mine.filter(role__in=seats_that("check", "own")).values("organisation")
    )
    return (
        Q(organisation__in=bodies)
        | Q(forum__in=mine.filter(role__in=seats_that("check", "all")).values("forum"))
        | Q(section__in=led.values("section"))
    )


class Report(models.Model):
    """What a body did for an action. It names the action by permanent id: it stays when the plan is brought in again."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Waits to be checked")
        RETURNED = "returned", _("Came back with a question")
        VERIFIED = "verified", _("Verified")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        FORUM = "forum", _("The forum alone")

    class Came(models.TextChoices):
        SEAT = "seat", _("from its own seat")
        PHONE = "phone", _("by telephone")
        MESSAGE = "message", _("by message")
        PAPER = "paper", _("on paper")
        MEETING = "meeting", _("in a meeting")
        FORM = "form", _("by a form on the telephone")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="reports")
    pid = models.CharField(_("permanent id"), max_length=12)
    client_id = models.UUIDField()  # made where it was written: the same sent twice is one report
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reports")
    action = models.CharField(max_length=12)  # permanent id
    section = models.ForeignKey(
        "plans.Section", models.SET_NULL, null=True, related_name="+"
    )  # when it was filed
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reports")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")  # from which it was filed
    came = models.CharField(_("how it came"), max_length=7, choices=Came, default=Came.SEAT)
    confirmed = models.DateField(null=True)  # by the body itself, where another entered it
    filed = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.SUBMITTED)
    held = models.BooleanField(default=False)  # looks as if it named a person, and nobody has looked yet

    starts = models.DateField(_("when"))
    ends = models.DateField(_("until"), null=True, blank=True)
    areas = models.ManyToManyField(Area, related_name="reports", verbose_name=_("where"))
    text = models.JSONField(_("what was done"), default=dict)  # texts
    entered = models.PositiveIntegerField(
        _("how many people"), null=True, blank=True
    )  # a total without cells
    spent = models.DecimalField(_("money spent"), max_digits=16, decimal_places=2, null=True, blank=True)
    in_kind = models.JSONField(_("in kind"), default=dict)  # texts
    challenge = models.JSONField(_("a challenge"), default=dict)  # texts
    lesson = models.JSONField(_("a lesson"), default=dict)  # texts
    visibility = models.CharField(
        _("who may read it"), max_length=6, choices=Visibility, default=Visibility.PUBLIC
    )
    wards = models.BooleanField(_("the public may read the ward"), default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "pid"], name="report_pid_once"),
            models.UniqueConstraint(fields=["forum", "client_id"], name="report_client_id_once"),
            models.CheckConstraint(
                name="report_ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(
                name="report_spent_is_not_negative", condition=Q(spent=None) | Q(spent__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["plan", "action"]), models.Index(fields=["forum", "state"])]

    def __str__(self) -> str:
        return say(self.text).text

    def get_absolute_url(self) -> str:
        return reverse("site:report", args=[self.forum.slug, self.pid])

    @property
    def is_public(self) -> bool:
        return (
            self.state == self.State.VERIFIED and not self.held and self.visibility == self.Visibility.PUBLIC
        )

    @property
    def relayed(self) -> bool:
        """Entered for the body, not filed from its own seat."""
        return self.came != self.Came.SEAT

    @property
    def reached(self) -> Reached:
        cells = {Cell(each.sex, each.age, each.disability): each.count for each in self.reach.all()}  # type: ignore[arg-type]
        return Reached(cells, self.entered)

    @property
    def captions(self) -> list[str]:
        """What stands under that which readers may see."""
        return [each.name for each in self.evidence.all() if each.visibility == "readers"]

    @property
    def told(self) -> Told:
        return Told(
            starts=self.starts,
            ends=self.ends,
            areas=frozenset(area.code for area in self.areas.all()),
            text=self.text,
            reached=self.reached,
            spent=self.spent,
            in_kind=self.in_kind,
            challenge=self.challenge,
            lesson=self.lesson,
            visibility=self.visibility,
            wards=self.wards,
        )


class Reach(models.Model):
    """How many people of one sex, age and disability: a cell. Totals are derived."""

    class Sex(models.TextChoices):
        FEMALE = "female", pgettext_lazy("head of a narrow column of numbers", "Women")
        MALE = "male", pgettext_lazy("head of a narrow column of numbers", "Men")
        NOT_SAID = "not_said", pgettext_lazy("head of a narrow column of numbers", "Not said")

    class Age(models.TextChoices):
        UNDER_18 = "under_18", _("under 18")
        FROM_18 = "18_34", _("18 to 34")
        FROM_35 = "35_59", _("35 to 59")
        FROM_60 = "60_up", _("60 and over")

    report = models.ForeignKey(Report, models.CASCADE, related_name="reach")
    sex = models.CharField(max_length=8, choices=Sex)
    age = models.CharField(max_length=8, choices=Age)
    disability = models.BooleanField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["report", "sex", "age", "disability"]
        constraints = [
            models.UniqueConstraint(fields=["report", "sex", "age", "disability"], name="reach_cell_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_sex_display()}, {self.get_age_display()}: {self.count}"


class Step(models.Model):
    """One step of a report's life, with what was said then. Steps are only added."""

    class Kind(models.TextChoices):
        FILED = "filed", _("Filed")
        CORRECTED = "corrected", _("Corrected")
        CONFIRMED = "confirmed", _("Confirmed by the body")
        RETURNED = "returned", _("Returned")
        VERIFIED = "verified", _("Verified")
        RELEASED = "released", _("Looked at: it names nobody")
        WITHDRAWN = "withdrawn", _("Taken back")
        THANKED = "thanked", _("Thanked for")
        ASKED = "asked", _("Asked about")
        ANSWERED = "answered", _("Answered")

    WORDS_BETWEEN = (Kind.ASKED, Kind.ANSWERED)  # of its author and who checks, and nobody else's

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    day = models.DateField()
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")  # whose seat
    reason = models.TextField(blank=True)  # seen by the author, who checks, and nobody else
    said = models.JSONField(default=dict)  # rules.telling.packed, of what was filed or corrected

    class Meta:
        ordering = ["report", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"


class Reminder(models.Model):
    """That a seat was written to because an action is late or silent: once for each step, never twice of one thing."""

    class Kind(models.TextChoices):
        LATE = "late", _("Late")
        SILENT = "silent", _("Silent")

    class Step(models.TextChoices):
        LEAD = "lead", _("Lead")
        SECTION = "section", _("Lead of the section")
        SECRETARY = "secretary", _("Secretary")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reminders")
    action = models.CharField(max_length=12)  # permanent id
    kind = models.CharField(max_length=6, choices=Kind)
    since = models.DateField()  # moved days begin anew
    step = models.CharField(max_length=9, choices=Step)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="reminders")
    day = models.DateField()

    class Meta:
        ordering = ["plan", "day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "action", "kind", "since", "step", "seat"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.day}"

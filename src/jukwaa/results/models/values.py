"""Values of indicators by quarter, place and cell, and each step from entered to approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Organisation, Seat
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.results.models.caring import cleared
from jukwaa.results.rules.telling import Told

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, user: Anyone) -> PeriodQuerySet:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Period(models.Model):
    """A quarter of a plan. While it is locked nothing is entered, corrected or approved in it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"))  # last day
    locked = models.BooleanField(_("locked"), default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "starts"], name="period_once"),
            models.CheckConstraint(name="period_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return self.quarter.name

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.starts)


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, user: Anyone) -> ValueQuerySet:
        """Everyone reads of approved values of public plans, as far as their numbers are not small and the indicator was
        found safe, and that one could not be measured or does not apply; whoever sits in the forum, of all."""
        public = _told_of(user) & Exists(cleared(OuterRef("period__plan"), OuterRef("indicator")))
        return self.filter(public | _sits(user))

    def to_count(self, user: Anyone) -> ValueQuerySet:
        """The same for those who only add up, and ask of each indicator once whether it was found safe (`score_of`,
        `roll_up`): to ask it of each of two million rows costs six seconds."""
        return self.filter(_told_of(user) | _sits(user))

    def of(self, plan: Plan) -> ValueQuerySet:
        return self.filter(period__plan=plan)

    def to_approve(self) -> ValueQuerySet:
        """No number is told by "not applicable" and "missing": there is nothing to approve."""
        return self.filter(state=Value.State.PROVISIONAL, period__locked=False)


def _told_of(user: Anyone) -> Q:
    told = [state for state in Value.KEPT if state != Value.State.PROVISIONAL]
    return Q(state__in=told, period__plan__in=Plan.objects.visible_to(user))


def _sits(user: Anyone) -> Q:
    if not user.is_authenticated:
        return Q(pk__in=[])
    return Q(period__plan__forum__in=Seat.objects.current().filter(holder=user).values("forum"))


class Value(models.Model):
    """What one body tells of an indicator, in a quarter, at a place, of a cell. The indicator is named by permanent id:
    its values stay when the plan is brought in again, or drops it."""

    class State(models.TextChoices):
        DUE = "due", _("Not told yet")  # never kept: no row is made of silence
        MISSING = "missing", _("Could not be measured")
        NOT_APPLICABLE = "not_applicable", _("Does not apply")
        PROVISIONAL = "provisional", _("Waits to be checked")
        APPROVED = "approved", _("Checked")

    KEPT = (State.MISSING, State.NOT_APPLICABLE, State.PROVISIONAL, State.APPROVED)
    NUMBERS = (State.PROVISIONAL, State.APPROVED)

    period = models.ForeignKey(Period, models.CASCADE, related_name="values")
    indicator = models.CharField(max_length=12)  # permanent id
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("place"))
    cell = models.CharField(max_length=60, blank=True)  # rules.cells; "": not broken down
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="values")  # the source
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")  # from which it was entered
    state = models.CharField(max_length=14, choices=State)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # of a percentage
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    people = models.BooleanField(default=False)  # it counts people: small numbers are hidden
    n = models.PositiveIntegerField(null=True)  # of a survey: how many were asked
    margin = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # of a survey: points either way
    method = models.JSONField(default=dict)  # texts: how it was counted, or why there is no number
    entered = models.DateField()
    approved = models.DateField(null=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "indicator", "area", "cell", "organisation"], name="value_once"
            ),
            models.CheckConstraint(
                name="value_is_a_number_or_says_why_not",
                condition=Q(state__in=["provisional", "approved"], value__isnull=False)
                | Q(state__in=["missing", "not_applicable"], value=None, numerator=None, denominator=None),
            ),
            models.CheckConstraint(
                name="value_share_is_whole",
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__gte=0, denominator__gt=0, numerator__lte=F("denominator")),
            ),
            models.CheckConstraint(
                name="value_approved_has_its_day",
                condition=Q(state="approved", approved__isnull=False)
                | ~Q(state="approved") & Q(approved=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_id} {self.cell}"

    @property
    def told(self) -> Told:
        share = self.denominator is not None
        return Told(
            kind="value" if self.state in self.NUMBERS else self.state,  # type: ignore[arg-type]
            value=None if share else self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            people=self.people,
            n=self.n,
            margin=self.margin,
            method=self.method,
        )


class Turn(models.Model):
    """One step of a value's life, with what was told then. Turns are only added."""

    class Kind(models.TextChoices):
        ENTERED = "entered", _("Entered")
        CORRECTED = "corrected", _("Corrected")
        APPROVED = "approved", _("Checked")

    value = models.ForeignKey(Value, models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=9, choices=Kind)
    day = models.DateField()
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    said = models.JSONField(default=dict)  # rules.telling.packed, of what was entered or corrected

    class Meta:
        ordering = ["value", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"

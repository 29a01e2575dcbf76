"""Whether measuring and acting do harm: a review of each indicator, and a register of what went wrong or could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.rules import seats_that
from jukwaa.plans.models import Indicator, IndicatorDefinition, Plan

if TYPE_CHECKING:
    from django.db.models import OuterRef

    from jukwaa.forums.models import Anyone


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: Anyone) -> ReviewQuerySet:
        """Whoever sits in the forum; in public is seen what follows from it."""
        if not user.is_authenticated:
            return self.none()
        sitting = Seat.objects.current().filter(holder=user)
        return self.filter(definition__forum__in=sitting.values("forum"))

    def standing(self) -> ReviewQuerySet:
        """The newest of each definition."""
        return self.filter(stands=True)

    def safe(self) -> ReviewQuerySet:
        return self.standing().filter(outcome=Review.Outcome.SAFE)


class Review(models.Model):
    """Somebody who does not measure it has asked of an indicator whether it can do harm. Of one version of its
    definition: other words are asked anew."""

    class Outcome(models.TextChoices):
        SAFE = "safe", _("It can be measured and shown")
        CHANGE = "change", _("It has to be put otherwise first")

    definition = models.ForeignKey(IndicatorDefinition, models.CASCADE, related_name="reviews")
    answers = models.JSONField(default=dict)  # rules.caring.QUESTIONS -> whether it could
    outcome = models.CharField(_("what follows"), max_length=6, choices=Outcome)
    care = models.JSONField(_("what is to be taken care of"), default=dict)  # texts
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    stands = models.BooleanField(default=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["definition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition"], condition=Q(stands=True), name="review_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.definition} – {self.get_outcome_display()}"


def cleared(plan: OuterRef | int, pid: OuterRef | str) -> models.QuerySet[Indicator]:
    """The indicator of that plan and permanent id, if its definition, as it reads in that plan, was found safe."""
    safe = Review.objects.safe().values("definition")
    return Indicator.objects.filter(plan=plan, pid=pid, definition__in=safe)


class AdverseEffectQuerySet(models.QuerySet["AdverseEffect"]):
    def visible_to(self, user: Anyone) -> AdverseEffectQuerySet:
        """The public reads what was published. Whoever takes care of rights, the secretary and the co-chairs read all;
        anybody else what they themselves brought."""
        public = Q(published=True, plan__in=Plan.objects.visible_to(user))
        if not user.is_authenticated:
            return self.filter(public)
        mine = Seat.objects.current().filter(holder=user)
        whole = mine.filter(role__in=seats_that("care", "all")).values("forum")
        own = mine.filter(role__in=seats_that("care", "own"), organisation__rights=True).values("forum")
        return self.filter(public | Q(forum__in=whole) | Q(forum__in=own) | Q(seat__holder=user))

    def open(self) -> AdverseEffectQuerySet:
        return self.filter(state=AdverseEffect.State.OPEN)


class AdverseEffect(models.Model):
    """What went wrong, or could, because of the plan; and what was decided. Of no person."""

    class Kind(models.TextChoices):
        HAPPENED = "happened", _("It happened")
        COULD = "could", _("It could happen")

    class State(models.TextChoices):
        OPEN = "open", _("Nothing decided yet")
        STOPPED = "stopped", _("Stopped")
        ADAPTED = "adapted", _("Done otherwise from now on")
        WATCHED = "watched", _("Goes on, and is watched")

    DECIDED = (State.STOPPED, State.ADAPTED, State.WATCHED)

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="adverse_effects")
    pid = models.CharField(_("permanent id"), max_length=12)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="adverse_effects")
    about = models.CharField(
        _("what it is about"), max_length=12, blank=True
    )  # an action; "": the whole plan
    kind = models.CharField(_("has it happened?"), max_length=8, choices=Kind)
    what = models.JSONField(_("what went wrong, or could"), default=dict)  # texts
    state = models.CharField(_("what was decided"), max_length=7, choices=State, default=State.OPEN)
    decision = models.JSONField(_("what is done about it"), default=dict)  # texts
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")  # from which it was brought
    day = models.DateField()
    decided = models.DateField(null=True)
    published = models.BooleanField(default=False)

    objects = AdverseEffectQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "pid"], name="adverse_effect_pid_once"),
            models.CheckConstraint(
                name="adverse_effect_decided_has_its_day",
                condition=Q(state="open", decided=None) | (~Q(state="open") & Q(decided__isnull=False)),
            ),
            models.CheckConstraint(
                name="adverse_effect_is_published_decided",
                condition=Q(published=False) | ~Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return say(self.what).text[:60]

    def get_absolute_url(self) -> str:
        return reverse("site:care-effect", args=[self.forum.slug, self.pid])

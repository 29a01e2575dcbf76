"""What bodies answer to what is asked of them, and what they ask of each other besides money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.rules import seats_that
from jukwaa.places.models import Area
from jukwaa.plans.models.commitments import Action, Role
from jukwaa.plans.models.structure import Plan

if TYPE_CHECKING:
    from jukwaa.plans.models.structure import Anyone


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: Anyone) -> ReplyQuerySet:
        """The yes and no of a public office is public where the plan is. All else is between the body itself, who
        settles its offers (`rules.offers.settlers`), and the secretary: to others it is "being agreed"."""
        public = self.filter(
            organisation__state=True,
            organisation__listed=True,
            step__in=[Reply.Step.ACCEPTED, Reply.Step.DECLINED],
            plan__in=Plan.objects.visible_to(user),
        )
        if not user.is_authenticated:
            return public
        mine = Seat.objects.current().filter(holder=user)
        kept = self.filter(plan__forum__in=mine.filter(role=Seat.Role.SECRETARY).values("forum"))
        bodies = mine.filter(role__in=seats_that("reasons", "own")).values("organisation")
        own = self.filter(organisation__in=bodies)
        about = Action.objects.filter(pid=OuterRef("action"), plan=OuterRef("plan"))
        leads = Role.objects.filter(kind=Role.Kind.LEAD).exclude(reply=Role.Reply.DECLINED)
        led = about.filter(Exists(leads.filter(action=OuterRef("pk"), organisation__in=bodies)))
        others = leads.filter(action=OuterRef("pk")).exclude(organisation=OuterRef(OuterRef("organisation")))
        in_section = about.filter(section__leaderships__organisation__in=bodies).exclude(Exists(others))
        return public | kept | own | self.filter(Exists(led) | Exists(in_section))

    def about(self, role: Role) -> ReplyQuerySet:
        """The steps of one offer, the first one first."""
        return self.filter(
            plan=role.action.plan_id,
            action=role.action.pid,
            organisation=role.organisation_id,
            kind=role.kind,
        ).order_by("id")


class Reply(models.Model):
    """One step of an offer: accepted, declined, another offer made, that one taken or not. Steps are only added.

    It names the action by permanent id: the history stays when the offer is dropped or brought in again.
    """

    class Step(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        COUNTERED = "countered", _("Another offer")
        TAKEN = "taken", _("The other offer was taken")
        KEPT = "kept", _("The plan stays as it is")

    class Came(models.TextChoices):
        SEAT = "seat", _("from its own seat")
        PHONE = "phone", _("by telephone")
        MESSAGE = "message", _("by message")
        PAPER = "paper", _("on paper")
        MEETING = "meeting", _("in a meeting")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="replies")
    action = models.CharField(max_length=12)  # permanent id
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=8, choices=Role.Kind)
    step = models.CharField(max_length=9, choices=Step)
    day = models.DateField()
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    came = models.CharField(
        _("how it came"), max_length=7, choices=Came, default=Came.SEAT
    )  # otherwise the secretary entered it for the body
    terms = models.JSONField(default=dict)  # what stood when it was said: starts, ends, areas, share
    wanted = models.JSONField(default=dict)  # what the other offer would make of them
    reason = models.TextField(blank=True)  # seen by the body, those who settle, the secretary

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "id"]
        indexes = [models.Index(fields=["plan", "action", "organisation"])]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_step_display()}"

    @property
    def relayed(self) -> bool:
        """Entered for the body, not said from its own seat."""
        return self.came != self.Came.SEAT


class Need(models.TextChoices):
    """What is asked for and given besides money."""

    HALL = "hall", _("Hall or room")
    TRAINER = "trainer", _("Trainer or speaker")
    TRANSPORT = "transport", _("Transport")
    INTERPRETER = "interpreter", _("Interpreter, also of sign language")
    AIR_TIME = "air_time", _("Air time")
    MATERIALS = "materials", _("Materials or equipment")
    VOLUNTEERS = "volunteers", _("Helping hands")
    OTHER = "other", _("Something else")


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, user: Anyone) -> AskQuerySet:
        """Those who sit in the forum: what bodies lack is theirs to tell."""
        return (
            self.filter(action__plan__forum__in=Seat.objects.current().filter(holder=user).values("forum"))
            if user.is_authenticated
            else self.none()
        )


class Ask(models.Model):
    """An action needs something besides money."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="asks")
    need = models.CharField(_("what is needed"), max_length=12, choices=Need)
    text = models.CharField(_("in a few words"), max_length=200, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    closed = models.BooleanField(default=False)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["action", "id"]
        constraints = [
            models.CheckConstraint(
                name="ask_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.get_need_display()}"


class GiveQuerySet(models.QuerySet["Give"]):
    def visible_to(self, user: Anyone) -> GiveQuerySet:
        return (
            self.filter(forum__in=Seat.objects.current().filter(holder=user).values("forum"))
            if user.is_authenticated
            else self.none()
        )


class Give(models.Model):
    """What a body can give besides money."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="gives")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="gives")
    need = models.CharField(_("what it can give"), max_length=12, choices=Need)
    text = models.CharField(_("in a few words"), max_length=200, blank=True)
    areas = models.ManyToManyField(Area, related_name="gives", blank=True, verbose_name=_("where"))
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    closed = models.BooleanField(default=False)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    objects = GiveQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "id"]
        constraints = [
            models.CheckConstraint(
                name="give_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_need_display()}"


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, user: Anyone) -> PledgeQuerySet:
        return self.filter(ask__in=Ask.objects.visible_to(user))


class Pledge(models.Model):
    """A body says yes to an ask; the action's lead takes it with thanks, or not."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        TAKEN = "taken", _("Taken, with thanks")
        NOT_TAKEN = "not_taken", _("Not needed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="pledges")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pledges")
    give = models.ForeignKey(Give, models.SET_NULL, null=True, blank=True, related_name="pledges")
    state = models.CharField(max_length=9, choices=State, default=State.OFFERED)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "id"]
        constraints = [models.UniqueConstraint(fields=["ask", "organisation"], name="pledged_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.ask}"

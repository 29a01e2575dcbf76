"""Money of actions: what was committed, received and spent, from which source, in which quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jukwaa.delivery.rules.money import LONGEST_NAME, Entered
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.quarters import Quarter

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone


class MoneyQuerySet(models.QuerySet["Money"]):
    def visible_to(self, user: Anyone) -> MoneyQuerySet:
        """Everyone reads what somebody else than its teller has checked; whoever sits in the forum, all that stands."""
        stands = self.filter(struck=None)
        public = Q(checked__isnull=False, plan__in=Plan.objects.visible_to(user))
        if not user.is_authenticated:
            return stands.filter(public)
        sitting = Seat.objects.current().filter(holder=user)
        return stands.filter(public | Q(forum__in=sitting.values("forum")))

    def to_check(self) -> MoneyQuerySet:
        return self.filter(struck=None, checked=None)


class Money(models.Model):
    """One amount, or that it is not known. It is never changed: a correction is a new one that takes its place."""

    class Kind(models.TextChoices):
        COMMITTED = "committed", _("Committed")
        RECEIVED = "received", _("Received")
        SPENT = "spent", _("Spent")

    class Form(models.TextChoices):
        MONEY = "money", _("Money")
        IN_KIND = "in_kind", _("In kind: things, a hall, time")
        NO_COST = "no_cost", _("It cost nothing")

    class Source(models.TextChoices):
        BODY = "body", _("A body of the forum, or a partner")
        COUNTY = "county", _("The county budget")
        OWN = "own", _("Own means")
        OTHER = "other", _("Another source")

    class State(models.TextChoices):
        KNOWN = "known", _("The amount is known")
        UNKNOWN = "unknown", _("The amount is not known yet, or was not valued")
        NONE = "none", _("There is no amount: it cost nothing")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="money")
    pid = models.CharField(_("permanent id"), max_length=12)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="money")
    action = models.CharField(max_length=12)  # permanent id
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="money")  # that told it
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")  # from which it was entered
    quarter = models.DateField(_("quarter"))  # its first day
    kind = models.CharField(_("how far it has come"), max_length=9, choices=Kind)
    form = models.CharField(_("what it is"), max_length=7, choices=Form, default=Form.MONEY)
    source = models.CharField(_("where it comes from"), max_length=6, choices=Source)
    funder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="gave")
    other = models.CharField(_("which other source"), max_length=LONGEST_NAME, blank=True)
    key = models.CharField(max_length=110)  # rules.money.key_of: the source in one spelling
    state = models.CharField(max_length=7, choices=State)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    entered = models.DateField()
    checked = models.DateField(null=True)  # by somebody else than who told it
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaced_by")
    struck = models.DateField(null=True)  # corrected since, or taken back: it counts no more

    objects = MoneyQuerySet.as_manager()

    class Meta:
        ordering = ["quarter", "pk"]
        verbose_name = verbose_name_plural = _("money")
        constraints = [
            models.UniqueConstraint(fields=["forum", "pid"], name="money_pid_once"),
            models.UniqueConstraint(
                fields=["plan", "action", "quarter", "kind", "form", "key"],
                condition=Q(struck=None),
                name="money_once",
            ),
            models.CheckConstraint(
                name="money_is_an_amount_or_says_why_not",
                condition=Q(state="known", amount__gte=0) | Q(state__in=["unknown", "none"], amount=None),
            ),
            models.CheckConstraint(
                name="money_without_cost_is_spent",
                condition=Q(form="no_cost", kind="spent", state="none")
                | (~Q(form="no_cost") & ~Q(state="none")),
            ),
            models.CheckConstraint(
                name="money_of_a_body_names_it",
                condition=Q(source="body", funder__isnull=False) | (~Q(source="body") & Q(funder=None)),
            ),
        ]
        indexes = [models.Index(fields=["forum", "checked"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount if self.amount is not None else '–'}"

    @property
    def told(self) -> Entered:
        return Entered(
            self.kind,  # type: ignore[arg-type]
            self.source,  # type: ignore[arg-type]
            self.form,  # type: ignore[arg-type]
            self.amount,
            self.funder.pid if self.funder else "",
            self.other,
        )

    @property
    def of_quarter(self) -> Quarter:
        return Quarter(self.quarter)

"""What was agreed: frozen versions, signatures, amendments, and what was confirmed before adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jukwaa.forums.models import Forum, Seat
from jukwaa.plans.models.structure import Plan

if TYPE_CHECKING:
    from jukwaa.plans.models.structure import Anyone


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: Anyone) -> VersionQuerySet:
        """A version is public once its signatures are complete; before, those who sit in the forum see it."""
        adopted = self.adopted().filter(plan__in=Plan.objects.visible_to(user))
        if not user.is_authenticated:
            return adopted
        return adopted | self.filter(
            plan__forum__in=Seat.objects.current().filter(holder=user).values("forum")
        )

    def adopted(self) -> VersionQuerySet:
        return self.filter(state=Version.State.ADOPTED)

    def waiting(self) -> VersionQuerySet:
        return self.filter(state=Version.State.WAITING)


class Version(models.Model):
    """The plan's promise as it was frozen to be signed. A row is written once: triggers refuse any change but `state`.

    `document` is the whole PlanDoc (rules.storing), with the names that were sealed.
    """

    class Kind(models.TextChoices):
        ADOPTION = "adoption", _("Adoption")
        AMENDMENT = "amendment", _("Amendment")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for signatures")
        ADOPTED = "adopted", _("Signed by all")
        VOID = "void", _("Taken back before it was signed by all")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    day = models.DateField()
    manifest = models.CharField(max_length=64)  # SHA-256: what the co-chairs sign
    document = models.JSONField()
    reason = models.JSONField(default=dict)  # texts: why it was amended
    signers = models.JSONField(default=list)  # roles whose signatures it needs
    sample = models.BooleanField(default=False)  # only a sample's rows may be deleted again

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="waiting"), name="one_version_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class Signature(models.Model):
    """One co-chair's office put its name to a version. A row is written once: triggers refuse any change.

    `statement` is canonical JSON (manifest hash, forum, edition, version, seat, body, day, means, digest of the scan),
    countersigned with the forum's key. Seat and body are named by id, so that it stands when they are gone.
    """

    class Means(models.TextChoices):
        ACCOUNT = "account", _("signed in, with a second proof")
        PAPER = "paper", _("on paper")

    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=20, choices=Seat.Role)
    seat = models.BigIntegerField()
    body = models.CharField(max_length=12, blank=True)  # permanent id of the seat's organisation
    day = models.DateField()
    means = models.CharField(max_length=7, choices=Means)
    statement = models.TextField()
    countersignature = models.CharField(max_length=128)  # hex, Ed25519
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "role"], name="signed_once_by_each")]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_role_display()}"

    @property
    def how(self) -> str:
        """As it is told. The sample's people sign in with a password alone."""
        if self.sample and self.means == self.Means.ACCOUNT:
            return gettext("signed in (sample: no second proof is asked)")
        return str(self.get_means_display())


class PaperSignature(models.Model):
    """A wet-ink signature, scanned and entered by the secretary: it counts once the other co-chair confirms it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the other co-chair")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Not confirmed")

    version = models.ForeignKey(Version, models.CASCADE, related_name="papers")
    role = models.CharField(max_length=20, choices=Seat.Role)  # whose signature it is
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField(_("signed on"))
    scan = models.FileField(upload_to="papers/")
    digest = models.CharField(max_length=64)  # SHA-256 of the scan
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    entered_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    answered_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role"], condition=Q(state="waiting"), name="one_paper_waits_for_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_role_display()} ({self.get_state_display()})"


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def visible_to(self, user: Anyone) -> AmendmentQuerySet:
        """What is being amended is seen by those who sit in the forum; what was adopted, by everyone."""
        adopted = self.filter(state=Amendment.State.ADOPTED, plan__in=Plan.objects.visible_to(user))
        if not user.is_authenticated:
            return adopted
        return adopted | self.filter(
            plan__forum__in=Seat.objects.current().filter(holder=user).values("forum")
        )

    def open(self) -> AmendmentQuerySet:
        return self.filter(state__in=[Amendment.State.GATHERING, Amendment.State.FOR_SIGNATURE])


class Amendment(models.Model):
    """Changes of substance to a signed plan, gathered until both co-chairs sign them. One is open at a time.

    `document` is the plan as it would become (rules.storing); details that its leads change meanwhile stand in
    the plan's rows and are merged when it is frozen.
    """

    class State(models.TextChoices):
        GATHERING = "gathering", _("Being gathered")
        FOR_SIGNATURE = "for_signature", _("Waits for signatures")
        ADOPTED = "adopted", _("Adopted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    reason = models.JSONField(_("reason"), default=dict)  # texts
    state = models.CharField(max_length=13, choices=State, default=State.GATHERING)
    base = models.ForeignKey(Version, models.CASCADE, related_name="amended_by")
    version = models.ForeignKey(
        Version, models.SET_NULL, null=True, blank=True, related_name="amendment"
    )  # what was frozen of it
    document = models.JSONField()
    began = models.JSONField(
        default=dict
    )  # the plan's rows as they stood when `document` was last made of them
    ended = models.JSONField(_("why it was withdrawn"), default=dict)  # texts
    changed = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    opened_on = models.DateField()

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["gathering", "for_signature"]),
                name="one_amendment_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class ParticipationPoint(models.Model):
    """One of the seven points of participation (BAT Kenya v CS Health [2019] KESC 15), confirmed for a plan."""

    class Point(models.TextChoices):
        SUBJECT = "subject", _("A clear subject")
        STRUCTURES = "structures", _("Clear and simple structures")
        INFLUENCE = "influence", _("Balanced influence")
        COMMITMENT = "commitment", _("Commitment")
        INCLUSIVE = "inclusive", _("Inclusive and effective representation")
        INTEGRITY = "integrity", _("Integrity and transparency")
        CAPACITY = "capacity", _("Capacity to take part")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="points")
    point = models.CharField(max_length=10, choices=Point)
    how = models.JSONField(_("how it was done"), default=dict)  # texts
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        ordering = ["plan", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "point"], name="point_confirmed_once")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_point_display()}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Anyone) -> AttachmentQuerySet:
        """By what each says of itself: public ones of public plans; the rest by seat."""
        public = self.filter(visibility="public", plan__in=Plan.objects.visible_to(user))
        if not user.is_authenticated:
            return public
        mine = Seat.objects.current().filter(holder=user)
        forum = self.filter(visibility="forum", plan__forum__in=mine.values("forum"))
        kept = self.filter(plan__forum__in=Forum.objects.kept_by(user))
        section = self.filter(
            visibility="section",
            section__leaderships__organisation__in=mine.values("organisation"),
        ) | self.filter(
            visibility="section",
            action__section__leaderships__organisation__in=mine.values("organisation"),
        )
        own = self.filter(visibility="section", action__roles__organisation__in=mine.values("organisation"))
        return (public | forum | kept | section | own).distinct()


class Attachment(models.Model):
    """A document beside a section or an action; no part of the promise."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        FORUM = "forum", _("Those who sit in the forum")
        SECTION = "section", _("Those who work on this section")
        SECRETARIAT = "secretariat", _("The secretariat")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="attachments")
    section = models.ForeignKey(
        "plans.Section", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    action = models.ForeignKey(
        "plans.Action", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(upload_to="attachments/")
    kind = models.CharField(max_length=100)  # media type, as found in the bytes
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256
    visibility = models.CharField(max_length=11, choices=Visibility, default=Visibility.FORUM)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.CheckConstraint(
                name="attached_to_one", condition=Q(section=None) | Q(action=None)
            )  # to neither: to the plan itself
        ]

    def __str__(self) -> str:
        return self.name

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.permissions import FACTORS
from jukwaa.core.texts import say
from jukwaa.forums.rules import INVITATION_DAYS, PIN_TRIES, SECOND_FACTOR
from jukwaa.places.models import Area

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jukwaa.accounts.models import User

    Anyone: TypeAlias = User | AnonymousUser


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, user: Anyone) -> ForumQuerySet:
        """That a forum exists is public, for everyone."""
        return self.all()

    def sat_in_by(self, user: Anyone) -> ForumQuerySet:
        """The forums in which this person holds a seat today."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(seats__in=Seat.objects.current().filter(holder=user)).distinct()

    def kept_by(self, user: Anyone) -> ForumQuerySet:
        """The forums whose plan this person keeps: as secretary or administrator."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            seats__in=Seat.objects.current().filter(holder=user, role__in=Seat.KEEPERS)
        ).distinct()


class Forum(models.Model):
    """The tenant: one county engagement forum (or its like elsewhere) on one area."""

    slug = models.SlugField(_("name in the address"), max_length=60, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="forums", verbose_name=_("area"))
    name = models.JSONField(_("name"), default=dict)  # texts
    languages = models.JSONField(_("languages"), default=list)
    currency = models.CharField(_("currency"), max_length=3, default="KES")
    fy_month = models.PositiveSmallIntegerField(_("first month of the financial year"), default=7)
    signers = models.JSONField(_("who signs the plan"), default=list)  # seat roles
    levels = models.JSONField(
        _("what the plan's levels are called"), default=list
    )  # [{"one": texts, "many": texts}]
    sample = models.BooleanField(default=False, editable=False)
    changed = models.PositiveIntegerField(
        default=0, editable=False
    )  # counts changes to who is named in public

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["area_id", "slug"]
        constraints = [
            models.CheckConstraint(
                name="forum_fy_month_is_a_month", condition=Q(fy_month__gte=1, fy_month__lte=12)
            )
        ]

    def __str__(self) -> str:
        return say(self.name).text or self.slug

    def get_absolute_url(self) -> str:
        return reverse("site:forum", args=[self.slug])


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Anyone) -> OrganisationQuerySet:
        """The public sees listed bodies; those who sit in the forum see all of its own."""
        listed = Q(listed=True)
        if not user.is_authenticated:
            return self.filter(listed)
        return self.filter(listed | Q(forum__in=Seat.objects.current().filter(holder=user).values("forum")))

    def unclassed(self) -> OrganisationQuerySet:
        return self.filter(state=None)


class Organisation(models.Model):
    """A body that takes part: an office, a group, a company. Never a person."""

    class Kind(models.TextChoices):
        NATIONAL_GOVERNMENT = "national_government", _("National government")
        COUNTY_GOVERNMENT = "county_government", _("County government")
        SECURITY_AGENCY = "security_agency", _("Security agency")
        CSO = "cso", _("Civil-society organisation")
        CBO = "cbo", _("Community-based organisation")
        FAITH_BASED = "faith_based", _("Faith-based organisation")
        WOMEN_LED = "women_led", _("Women-led organisation")
        YOUTH_LED = "youth_led", _("Youth-led organisation")
        PWD_LED = "pwd_led", _("Organisation of persons with disabilities")
        ACADEMIA = "academia", _("School, college or university")
        PRIVATE_SECTOR = "private_sector", _("Business")
        MEDIA = "media", _("Media")
        DEVELOPMENT_PARTNER = "development_partner", _("Development partner")
        UNKNOWN = "unknown", _("Not yet said")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="organisations")
    pid = models.CharField(_("permanent id"), max_length=12)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind, default=Kind.UNKNOWN)
    state = models.BooleanField(_("a public office"), null=True)  # None: not yet said
    areas = models.ManyToManyField(Area, related_name="organisations", blank=True, verbose_name=_("areas"))
    focus = models.JSONField(_("what it works on"), default=dict, blank=True)  # texts
    capacity = models.PositiveSmallIntegerField(_("actions it can lead at once"), null=True, blank=True)
    listed = models.BooleanField(_("named in public"), default=False)
    rights = models.BooleanField(_("looks after people's rights"), default=False)
    thanked = models.BooleanField(_("wishes to be thanked by name"), default=False)  # in public, for reports
    withdrawn = models.DateField(_("withdrawn for its safety since"), null=True, blank=True)  # named nowhere

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "pid"], name="organisation_pid_once"),
            models.UniqueConstraint(fields=["forum", "name"], name="organisation_name_once"),
            models.CheckConstraint(
                name="state_bodies_are_listed",
                condition=~Q(state=True) | Q(listed=True) | Q(withdrawn__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_bodies_are_unlisted", condition=Q(withdrawn=None) | Q(listed=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Anyone) -> MembershipQuerySet:
        """The list of members is seen by those who sit in the forum."""
        return self.filter(organisation__forum__in=Forum.objects.sat_in_by(user))

    def overlapping(self, starts: date, ends: date | None) -> MembershipQuerySet:
        """Those that hold on any day of the period; without an end it goes on."""
        found = self.filter(Q(ends=None) | Q(ends__gte=starts))
        return found.filter(starts__lte=ends) if ends else found


class Membership(models.Model):
    """Since when a body belongs to the forum, until when, and who spoke for it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    endorsed_by = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="endorsed",
        verbose_name=_("endorsed by"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "starts"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.starts}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, user: Anyone) -> SeatQuerySet:
        """Who sits where is seen by those who sit in the same forum."""
        return self.filter(forum__in=Forum.objects.sat_in_by(user))

    def current(self, on: date | None = None) -> SeatQuerySet:
        """Seats that are held on the given day, else today. One that ended at once no longer counts that day."""
        on = on or localdate()
        held = Q(ends=None) | Q(ends__gt=on) | Q(ends=on, over=False)
        return self.filter(Q(starts=None) | Q(starts__lte=on), held)

    def past(self, on: date | None = None) -> SeatQuerySet:
        on = on or localdate()
        return self.filter(Q(ends__lt=on) | Q(ends=on, over=True))

    def with_ways_in(self) -> SeatQuerySet:
        """How each holder comes in: `has_factor`, `has_link`, `is_invited`."""
        factors = Authenticator.objects.filter(user_id=OuterRef("holder_id"), type__in=FACTORS)
        return self.select_related("organisation", "holder", "forum").annotate(
            has_factor=Exists(factors),
            has_link=Exists(SeatLink.objects.live().filter(seat_id=OuterRef("pk"))),
            is_invited=Exists(Invitation.objects.waiting().filter(seat_id=OuterRef("pk"))),
        )


class Seat(models.Model):
    """A place at the forum's table. Work belongs to the seat; its holder is a user, or a name typed in."""

    class Role(models.TextChoices):
        CO_CHAIR_NATIONAL = "co_chair_national", _("Co-chair, national government")
        CO_CHAIR_COUNTY = "co_chair_county", _("Co-chair, county government")
        SECRETARY = "secretary", _("Secretary")
        FOCAL_PERSON = "focal_person", _("Focal person of a body")
        LIAISON = "liaison", _("Liaison")
        OBSERVER = "observer", _("Observer")
        AUDITOR = "auditor", _("Auditor")
        SCREENER = "screener", _("Screener")
        HANDLER = "handler", _("Handler of complaints")
        ADMINISTRATOR = "administrator", _("Administrator")

    KEEPERS = (Role.SECRETARY, Role.ADMINISTRATOR)

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="seats")
    role = models.CharField(_("seat"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="seats"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="seats"
    )
    holder_name = models.CharField(_("holder's name, where there is no account"), max_length=120, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    over = models.BooleanField(default=False)  # its last day ended at once, before it was out

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["forum", "role", "id"]
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.forum}"

    @property
    def asks_second_factor(self) -> bool:
        return self.role in SECOND_FACTOR

    @property
    def who(self) -> str:
        """The name of its holder, as it is said inside the forum."""
        return (str(self.holder) if self.holder else "") or self.holder_name


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self, now: datetime | None = None) -> InvitationQuerySet:
        """Sent, not yet used, not taken back, not too old."""
        since = (now or timezone.now()) - timedelta(days=INVITATION_DAYS)
        return self.filter(used=None, withdrawn=None, sent__gte=since)


class Invitation(models.Model):
    """A letter by which somebody takes a seat. Its link is made from the row, so that it stands nowhere."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), blank=True)  # emptied once it is used or taken back
    language = models.CharField(_("language"), max_length=8, default="en")
    round = models.PositiveSmallIntegerField(
        default=1
    )  # counts letters: a newer one makes the older link void
    sent = models.DateTimeField(_("sent on"))
    used = models.DateField(_("used on"), null=True, blank=True)
    withdrawn = models.DateField(_("taken back on"), null=True, blank=True)

    SIGNER = Signer(salt="forums.invitation")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(used=None, withdrawn=None), name="one_open_invitation_to_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}"

    @property
    def until(self) -> datetime:
        return self.sent + timedelta(days=INVITATION_DAYS)

    def token(self) -> str:
        return self.SIGNER.sign(f"{self.pk}.{self.round}")

    @classmethod
    def of_token(cls, token: str) -> Invitation | None:
        """The invitation of a link that is still good."""
        try:
            pk, _dot, sent = cls.SIGNER.unsign(token).partition(".")
        except BadSignature:
            return None
        found = cls.objects.waiting().filter(pk=pk, round=sent)
        return found.select_related("seat", "seat__forum", "seat__organisation").first()


class SeatLinkQuerySet(models.QuerySet["SeatLink"]):
    def live(self) -> SeatLinkQuerySet:
        return self.filter(revoked=None)


class SeatLink(models.Model):
    """The way in for somebody without e-mail: a link passed on by hand, and a PIN set at first use.

    The link itself is kept nowhere, only what it comes to under the server's key.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="links")
    key = models.CharField(max_length=64, unique=True)
    pin = models.CharField(max_length=128, blank=True)  # as a password is kept
    wrong = models.PositiveSmallIntegerField(default=0)  # tries in a row
    made = models.DateField(_("made on"))
    used = models.DateField(_("first used on"), null=True, blank=True)
    revoked = models.DateField(_("revoked on"), null=True, blank=True)

    objects = SeatLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(revoked=None), name="one_live_link_to_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}"

    @property
    def is_locked(self) -> bool:
        return self.wrong >= PIN_TRIES

    @staticmethod
    def key_of(token: str) -> str:
        return salted_hmac("forums.seat-link", token, algorithm="sha256").hexdigest()

    @classmethod
    def of_token(cls, token: str) -> SeatLink | None:
        """The link that still opens a seat held today."""
        found = cls.objects.live().filter(key=cls.key_of(token), seat__in=Seat.objects.current())
        return found.select_related("seat", "seat__forum", "seat__organisation", "seat__holder").first()

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.core.signing import BadSignature, TimestampSigner
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class UserManager(BaseUserManager["User"]):
    """Django's own machinery asks for a manager that finds and makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_by_link(self, name: str) -> User:
        """For somebody without e-mail, who comes through a seat link with a PIN."""
        user = self.model(email=None, via_link=True, name=name)
        user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in. What they may do hangs on their seats, not on them."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(_("sets up forums on this server"), default=False)
    is_sample = models.BooleanField(default=False)  # signs in from this very machine only
    via_link = models.BooleanField(_("comes through a seat link"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_has_an_address_or_comes_by_link",
                condition=Q(email__isnull=False, via_link=False) | Q(email=None, via_link=True),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email or ""


class DeviceQuerySet(models.QuerySet["Device"]):
    def visible_to(self, user: User | AnonymousUser) -> DeviceQuerySet:
        """One's own alone."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def signed_in(self) -> DeviceQuerySet:
        going_on = Session.objects.filter(expire_date__gt=timezone.now())
        return self.filter(session_key__in=going_on.values("session_key"))

    def gone(self) -> DeviceQuerySet:
        going_on = Session.objects.filter(expire_date__gt=timezone.now())
        return self.exclude(session_key__in=going_on.values("session_key"))


class Device(models.Model):
    """Where a person is signed in: days and a name of their own giving, never an address or a browser's name."""

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("what you call it"), max_length=40, blank=True)
    since = models.DateField(_("signed in on"))
    last = models.DateField(_("last used on"))

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-last", "-pk"]

    def __str__(self) -> str:
        return self.name or f"{self.since}"


class HappeningQuerySet(models.QuerySet["Happening"]):
    def visible_to(self, user: User | AnonymousUser) -> HappeningQuerySet:
        """One's own; whoever keeps the server sees all."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(user_id=user.pk)

    def note(self, user: User, what: str) -> None:
        """Told to the account's owner and to whoever keeps the server, then forgotten."""
        self.create(user=user, what=what)


class Happening(models.Model):
    """What happened at an account's door that the record of acts does not tell. Kept `DAYS` days, with no address."""

    DAYS = 90

    class What(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        REFUSED = "refused", _("A wrong password or PIN was typed")
        CODE_REFUSED = "code_refused", _("A wrong code was typed after the right password")
        TOTP_ACTIVATED = "totp_activated", _("Codes from an app were set up")
        TOTP_DEACTIVATED = "totp_deactivated", _("Codes from an app were taken away")
        WEBAUTHN_ADDED = "webauthn_added", _("A passkey was set up")
        WEBAUTHN_REMOVED = "webauthn_removed", _("A passkey was taken away")
        SPARE_CODES = "recovery_codes_generated", _("Spare codes were made")
        SIGNED_OUT = "signed_out", _("Signed out on another phone or computer")
        TAKEN_ALONG = "taken_along", _("The file with all own data was taken along")

    user = models.ForeignKey(User, models.CASCADE, related_name="happenings")
    what = models.CharField(max_length=24, choices=What)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = HappeningQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_what_display()}"


class AddressChange(models.Model):
    """A new address that a person asked for, until they open the link that was sent to it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="address_change")
    email = models.EmailField(_("the new address"))
    asked = models.DateTimeField(default=timezone.now)

    HOLDS = 24 * 60 * 60  # seconds
    SIGNER = TimestampSigner(salt="accounts.address")

    def __str__(self) -> str:
        return f"{self.user_id}"

    def token(self) -> str:
        return self.SIGNER.sign(str(self.pk))

    @classmethod
    def of_token(cls, token: str) -> AddressChange | None:
        try:
            pk = cls.SIGNER.unsign(token, max_age=cls.HOLDS)
        except BadSignature:
            return None
        return cls.objects.select_related("user").filter(pk=pk).first()

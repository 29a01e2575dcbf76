from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.models import User
from jukwaa.core.verdict import NO, YES, Verdict

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # spare codes alone are none
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def can_sign_in(user: User, request: HttpRequest) -> Verdict:
    """Sample people sign in only on the machine itself: their passwords are printed on its screen."""
    if user.is_sample and not _is_on_this_machine(request):
        return NO(_("Sample sign-ins work only on the machine that runs Jukwaa, at its 127.0.0.1 address."))
    return YES


def can_change_password(by: User, user: User) -> Verdict:
    if by.pk != user.pk:
        return NO(_("Nobody changes the password of somebody else."))
    if user.is_sample:
        return NO(_("The password of a sample sign-in stays: it is printed when the server starts."))
    if user.via_link:
        return NO(_("You come through a seat link: it has a PIN and no password."))
    return YES


def can_change_address(by: User, user: User) -> Verdict:
    if by.pk != user.pk:
        return NO(_("Nobody changes the address of somebody else."))
    if user.is_sample:
        return NO(_("The address of a sample sign-in stays: it is printed when the server starts."))
    if user.via_link:
        return NO(_("You come through a seat link, which needs no address."))
    return YES


def can_end(by: User, user: User) -> Verdict:
    return YES if by.pk == user.pk else NO(_("Nobody signs somebody else out."))


def _is_on_this_machine(request: HttpRequest) -> bool:
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    forwarded = any(
        header in request.headers for header in ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
    )
    return host in LOOPBACK and request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded

"""How allauth works here: no sign-up, our sentences, no address kept, letters through the queue."""

from __future__ import annotations

import base64
import secrets
import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core import context, ratelimit
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts import notices
from jukwaa.accounts.models import Device, Happening, User
from jukwaa.accounts.permissions import can_sign_in

FRESH = 5 * 60  # seconds for which a proof of who one is counts
WRONG_CODE = _("This is not the code. A new one is shown every 30 seconds: take the one that is there now.")
TOO_OFTEN = _("That was tried too often. Wait five minutes, then try again.")
DEVICE = "device"  # in the session: which of one's devices this is, and what was last written of it

DONE = {
    "mfa/messages/totp_activated.txt": _("The app's code is asked from now on."),
    "mfa/messages/totp_deactivated.txt": _("The app's code is no longer asked."),
    "mfa/messages/webauthn_added.txt": _("The passkey is kept."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is taken away."),
    "mfa/messages/recovery_codes_generated.txt": _("Here are your spare codes."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """What guessing is counted by: the address under a key of the day, so that it stands nowhere."""
        address = truncate_ip(get_client_ip(request) or "")
        return salted_hmac(f"address {localdate()}", address, algorithm="sha256").hexdigest()[:32]

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        can_sign_in(cast(User, user), request).require()  # by a passkey too
        return cast(HttpResponse | None, super().pre_login(request, user, **kwargs))

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        raise PermissionDenied(_("This account is closed. Ask the administrator of this server."))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        key, today = cast(str, request.session.session_key), localdate()
        device = Device.objects.create(user=cast(User, user), session_key=key, since=today, last=today)
        request.session[DEVICE] = [device.pk, key, str(today)]
        Happening.objects.note(cast(User, user), Happening.What.SIGNED_IN)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Of an account that there is; what else is typed is kept nowhere."""
        if user := User.objects.filter(email=str(credentials.get("email") or "").lower() or None).first():
            Happening.objects.note(user, Happening.What.REFUSED)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        found = self.authenticate(context.request, email=cast(User, user).email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """To set up one's second factor, having just signed in is proof enough."""
        request = context.request
        records = get_authentication_records(request, request.user)
        signed_in = bool(records) and time.time() - records[-1]["at"] < FRESH
        return not (app == "allauth.mfa" and signed_in)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        names = {
            "reauthenticate": gettext("With your password"),
            "mfa_reauthenticate": gettext("With a code from the app, or a spare code"),
            "mfa_reauthenticate:webauthn": gettext("With a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": names[method["id"]]} for method in methods]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or DONE.get(message_template or "")
        if said and request.user.is_authenticated:  # nobody else is given a cookie
            messages.add_message(request, level, str(said))

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *args: Any, **kwargs: Any
    ) -> None:
        """That something changed in how one signs in: by whom else, the owner of the account should hear."""
        what = template_prefix.rpartition("/")[2]
        tell_change(cast(User, user), what)
        if what in Happening.What.values:
            Happening.objects.note(cast(User, user), what)


def note_wrong_code(user: User, **_signal: Any) -> None:
    """allauth tells of it by its signal alone."""
    Happening.objects.note(user, Happening.What.CODE_REFUSED)


def tell_change(user: User, what: str) -> None:
    if user.email and not user.is_sample:
        notices.tell_change.enqueue(user.pk, what, get_language() or settings.LANGUAGE_CODE)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": _("Set up the app or a passkey first."),
    }

    def get_totp_issuer(self) -> str:
        return "Jukwaa"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(n)s") % {"n": count + 1}

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Under another secret key no code fits: then a passkey, or the operator of the server, helps."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()  # nobody knows it


def _lock() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("second factors", "", algorithm="sha256").digest()))


def is_within_limit(request: HttpRequest, what: str, key: str) -> bool:
    """Counts this try; False once there were too many (`ACCOUNT_RATE_LIMITS`)."""
    return bool(ratelimit.consume(request, action=what, key=key))


def has_just_proven(request: HttpRequest) -> bool:
    """Whether this person said a password or second factor again within the last five minutes."""
    user = cast(User, request.user)
    return user.is_authenticated and not user.via_link and did_recently_reauthenticate(request)


def where_to_prove(user: User) -> str:
    """The page where one proves it: the password, or where there is none, what there is."""
    methods = AccountAdapter().get_reauthentication_methods(user)
    return methods[0]["url"] if methods else reverse("account_login")

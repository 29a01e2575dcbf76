"""Who one is, proven: the second factor at sign-in, and the password or a factor again before a weighty act.

The pages are allauth's, in our templates; the fields' names are theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from jukwaa.accounts.adapters import has_just_proven, where_to_prove
from jukwaa.accounts.middleware import redirect_to_proof
from jukwaa.core.http import Request

View = Callable[..., HttpResponse]


def needs_reauthentication(view: View) -> View:
    """Before a weighty act: the password or a second factor again, within five minutes.

    It leads away to prove it and back to the same address, so put it on the page that shows the form as well
    as on the act. Whoever came through a seat link is refused with the reason.
    """

    @login_required
    @wraps(view)
    def proven(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.via_link:
            raise PermissionDenied(_("A seat link is not enough for this: it asks for a sign-in by e-mail."))
        if not has_just_proven(request):
            return redirect_to_proof(request)
        return view(request, *args, **kwargs)

    return proven


AGAIN = _l("It is more than five minutes since you showed who you are. Show it in the new window, then press the button here once more: what you typed is still here.")  # fmt: skip


def lead_to_proof(request: Request) -> HttpResponse | None:
    """For a page whose form asks for proof: away to it when the page is opened, never when something was typed."""
    return redirect_to_proof(request) if request.method == "GET" and not has_just_proven(request) else None


def why_unproven(request: Request) -> str:
    """Said beside the form by whoever took longer than proof lasts; "" for all others."""
    return "" if has_just_proven(request) else str(AGAIN)


def prove_at(request: Request, refused: str, back: str) -> str:
    """The address to open beside a form that was refused for want of proof."""
    wanted = f"{where_to_prove(request.user)}?{urlencode({'next': back})}"
    return wanted if refused == str(AGAIN) else ""


def _private(view: Any) -> View:
    return cast(View, sensitive_post_parameters()(never_cache(view)))


def _not_by_link(view: View) -> View:
    """Factors belong to a password; a seat link has its PIN."""

    @login_required
    @wraps(view)
    def seen(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.via_link:
            raise PermissionDenied(_("You come through a seat link: it has a PIN and no password."))
        return view(request, *args, **kwargs)

    return seen


class PasskeySignIn(LoginWebAuthnView):
    def form_invalid(self, _form: Any) -> HttpResponse:
        return redirect(f"{reverse('accounts:sign-in')}?passkey=refused")


HOME = reverse_lazy("accounts:account")

# at the door
second = _private(AuthenticateView.as_view())
passkey_sign_in = _private(PasskeySignIn.as_view())

# again
again = _private(_not_by_link(ReauthenticateView.as_view()))
again_by_code = _private(_not_by_link(CodeView.as_view()))
again_by_passkey = _private(_not_by_link(ReauthenticateWebAuthnView.as_view()))

# one's own factors
app = _private(_not_by_link(ActivateTOTPView.as_view()))
app_off = _private(_not_by_link(DeactivateTOTPView.as_view(success_url=HOME)))
spare_codes = _private(_not_by_link(ViewRecoveryCodesView.as_view()))
spare_codes_new = _private(_not_by_link(GenerateRecoveryCodesView.as_view()))
passkey_add = _private(_not_by_link(AddWebAuthnView.as_view()))
passkey_remove = _private(_not_by_link(RemoveWebAuthnView.as_view(success_url=HOME)))

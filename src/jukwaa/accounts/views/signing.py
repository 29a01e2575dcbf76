"""In and out, and back in after a forgotten password."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import LogoutView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jukwaa.accounts import actions
from jukwaa.accounts.adapters import DEVICE, TOO_OFTEN, is_within_limit
from jukwaa.accounts.forms import AddressForm, NewPasswordForm, SignInForm
from jukwaa.accounts.models import Device, User
from jukwaa.core.context import frame
from jukwaa.core.http import Request, page
from jukwaa.core.letters import are_printed

WRONG = 422
WAITING = "waiting"  # a cookie that a phone sets while reports wait on it: how many (site/waiting.js)


def wanted(request: Request) -> str:
    """Where they wanted to go, if that is a page of ours: a path, for `redirect` takes other words as a view's name."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    ours = url.startswith("/") and url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
    return url if ours else ""


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(wanted(request) or "site:desk")
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        login = Login(user=form.get_user(), redirect_url=wanted(request) or reverse("site:desk"))
        return cast(HttpResponse, perform_password_login(request, {}, login))
    return page(request, "accounts/sign_in.html", {"form": form, "next": wanted(request)})


class SignOut(LogoutView):
    """A phone that is passed on keeps nothing of the one who used it."""

    def post(self, request: Request, *args: object, **kwargs: object) -> HttpResponse:  # type: ignore[override]
        unsent = request.COOKIES.get(WAITING, "")
        if request.user.is_authenticated and unsent.isdecimal() and "sure" not in request.POST:
            return page(request, "accounts/sign_out.html", {"unsent": int(unsent[:4])}, status=WRONG)
        if kept := request.session.get(DEVICE):
            Device.objects.filter(pk=kept[0]).delete()
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        if unsent:
            response.delete_cookie(WAITING, samesite="Lax")
        return response


sign_out = SignOut.as_view()


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: Request) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if is_within_limit(request, "reset_password", email):
            actions.ask_reset(email, language=get_language() or "en", address=str(frame(request)["address"]))
            told = {"email": email, "letters_are_printed": are_printed()}
            return page(request, "accounts/forgotten_sent.html", told)
        form.add_error(None, TOO_OFTEN)
    return page(request, "accounts/forgotten.html", {"form": form}, status=WRONG if form.errors else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: Request, uid: str, token: str) -> HttpResponse:
    """From the letter. The link works once, for three days at most."""
    user = _of_uid(uid)
    if user is None or not default_token_generator.check_token(user, token):
        return page(request, "accounts/link_over.html", {}, status=410)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.change_password(user, form.cleaned_data["new"], by=user)
        actions.end_devices(user, list(user.devices.all()), by=user)
        get_adapter()._delete_login_attempts_cached_email(request, email=user.email)  # noqa: SLF001 (no other way)
        messages.success(request, _("Your password is changed. Sign in with it."))
        return redirect("accounts:sign-in")
    return page(request, "accounts/new_password.html", {"form": form}, status=WRONG if form.errors else 200)


def _of_uid(uid: str) -> User | None:
    try:
        pk = int(urlsafe_base64_decode(uid).decode())
    except ValueError:
        return None
    return User.objects.filter(pk=pk, is_active=True, is_sample=False, via_link=False).first()

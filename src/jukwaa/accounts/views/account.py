"""One's own account: how one signs in, and where one is signed in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.accounts import actions
from jukwaa.accounts.adapters import DEVICE, is_within_limit, tell_change
from jukwaa.accounts.forms import AddressForm, DeviceForm, NameForm, PasswordForm
from jukwaa.accounts.models import AddressChange, Device
from jukwaa.accounts.views.proving import needs_reauthentication
from jukwaa.accounts.views.signing import WRONG, wanted
from jukwaa.core.context import frame
from jukwaa.core.http import Request, page
from jukwaa.core.letters import told_where

Type = Authenticator.Type


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(request.user, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Your name is kept."))
        return redirect("accounts:account")
    return page(
        request,
        "accounts/account.html",
        {"form": form, **_how(request)},
        status=WRONG if form.errors else 200,
    )


def _how(request: Request) -> dict[str, object]:
    factors = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    kept = request.session.get(DEVICE)
    return {
        "app": next((each for each in factors if each.type == Type.TOTP), None),
        "passkeys": [each for each in factors if each.type == Type.WEBAUTHN],
        "spare": next(
            (len(each.wrap().get_unused_codes()) for each in factors if each.type == Type.RECOVERY_CODES),
            None,
        ),
        "devices": Device.objects.visible_to(request.user).signed_in(),
        "here": kept[0] if kept else None,
    }


@never_cache
@login_required
@require_GET
def second_factor(request: Request) -> HttpResponse:
    """Where those are led whose seat asks for one, before they reach their desk."""
    if Authenticator.objects.filter(user=request.user, type__in=[Type.TOTP, Type.WEBAUTHN]).exists():
        return redirect(wanted(request) or "site:desk")
    return page(request, "accounts/second_factor.html", {"next": wanted(request)})


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.change_password(request.user, form.cleaned_data["new"], by=request.user)
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        else:
            update_session_auth_hash(request, user)  # whoever changes it stays signed in, others do not
            tell_change(user, "password_changed")
            messages.success(request, _("Your password is changed."))
            return redirect("site:desk")
    wrong = request.method == "POST"
    return page(request, "accounts/password.html", {"form": form}, status=WRONG if wrong else 200)


@never_cache
@needs_reauthentication
@require_http_methods(["GET", "POST"])
def email(request: Request) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        messages.success(
            request,
            told_where(
                _("A letter is on its way to %(email)s: open its link to make the change.")
                % form.cleaned_data
            ),
        )
        return redirect("accounts:account")
    return page(request, "accounts/email.html", {"form": form}, status=WRONG if form.errors else 200)


def _asked(request: Request, form: AddressForm) -> bool:
    said = {"language": get_language() or "en", "address": str(frame(request)["address"])}
    if not is_within_limit(request, "manage_email", str(request.user.pk)):
        form.add_error(None, _("That was tried too often. Wait five minutes, then try again."))
        return False
    try:
        actions.ask_address(request.user, form.cleaned_data["email"], by=request.user, **said)
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    return not form.errors


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def email_confirm(request: Request, token: str) -> HttpResponse:
    """From the letter: a page with a button, for some mail programs open every link by themselves."""
    asked = AddressChange.of_token(token)
    if asked is None or asked.user_id != request.user.pk:
        return page(request, "accounts/link_over.html", {}, status=410)
    refused = ""
    if request.method == "POST":
        try:
            actions.change_address(asked, by=request.user)
        except ValidationError as wrong:
            refused = " ".join(wrong.messages)
        else:
            messages.success(request, _("Your address is changed. Sign in with it from now on."))
            return redirect("accounts:account")
    context = {"asked": asked, "refused": refused}
    return page(request, "accounts/email_confirm.html", context, status=WRONG if refused else 200)


@login_required
@require_POST
def device_end(request: Request, pk: int) -> HttpResponse:
    device = get_object_or_404(Device.objects.visible_to(request.user), pk=pk)
    actions.end_devices(request.user, [device], by=request.user)
    messages.success(request, _("Signed out there."))
    return redirect("accounts:account")


@login_required
@require_POST
def devices_end(request: Request) -> HttpResponse:
    """Everywhere but here."""
    kept = request.session.get(DEVICE)
    others = Device.objects.visible_to(request.user).exclude(pk=kept[0] if kept else 0)
    actions.end_devices(request.user, list(others), by=request.user)
    messages.success(request, _("Signed out everywhere else."))
    return redirect("accounts:account")


@login_required
@require_POST
def device_name(request: Request, pk: int) -> HttpResponse:
    device = get_object_or_404(Device.objects.visible_to(request.user), pk=pk)
    form = DeviceForm(request.POST)
    if form.is_valid():
        device.name = form.cleaned_data["name"].strip()
        device.save(update_fields=["name"])
        messages.success(request, _("The name is kept."))
    return redirect("accounts:account")

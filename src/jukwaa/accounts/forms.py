from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.models import User
from jukwaa.accounts.permissions import can_sign_in


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "This address and password do not belong together. Capitals count in the password."
        ),
        "inactive": _("This account is closed. Ask the administrator of this server."),
    }

    def clean_username(self) -> str:
        """Addresses are kept in small letters; a phone likes to begin with a capital."""
        username: str = self.cleaned_data["username"]
        return username.strip().lower()

    def clean(self) -> dict[str, Any]:
        """Through allauth, which counts wrong tries by the address typed and by where they come from."""
        said = self.cleaned_data
        if said.get("username") and said.get("password"):
            user = get_adapter().authenticate(self.request, email=said["username"], password=said["password"])
            if user is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(user)
            self.user_cache = cast(Any, user)
        return said

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        super().confirm_login_allowed(user)  # type: ignore[arg-type]  # Django's stub asks for its own User
        if self.request and not (verdict := can_sign_in(cast(User, user), self.request)):
            raise ValidationError(str(verdict.reason), code="refused")


def check_password(password: str, user: User | None) -> str:
    """Django's own rules, in our words: its sentences are not all there in Swahili."""
    try:
        validate_password(password, user)
    except ValidationError as refused:
        codes = {error.code for error in refused.error_list}
        raise ValidationError(
            _("This is shorter than 12 letters, figures or signs.")
            if "password_too_short" in codes
            else _("Too many people use this password: it would be guessed.")
        ) from None
    return password


class NewPasswordForm(forms.Form):
    """A password that one gives oneself: typed twice, for nobody sees it."""

    new = forms.CharField(
        label=_("The new one"),
        strip=False,
        help_text=_("At least 12 letters, figures or signs: three or four words are easiest to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The new one once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self) -> str:
        return check_password(self.cleaned_data["new"], self.user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("The two are not the same."))
        return cleaned


class PasswordForm(NewPasswordForm):
    """A new password, by whoever knows the old one."""

    old = forms.CharField(
        label=_("Your password now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old", "new", "again"]

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if self.user is None or not self.user.check_password(old):
            raise ValidationError(_("This is not your password now."))
        return old


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.strip().lower()


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class DeviceForm(forms.Form):
    name = forms.CharField(label=_("What you call it"), max_length=40, required=False)

from __future__ import annotations

from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from jukwaa.accounts.models import User
from jukwaa.accounts.permissions import can_sign_in


class SignInForm(AuthenticationForm):
    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        super().confirm_login_allowed(user)  # type: ignore[arg-type]  # Django's stub asks for its own User
        if self.request and not (verdict := can_sign_in(cast(User, user), self.request)):
            raise ValidationError(str(verdict.reason), code="refused")

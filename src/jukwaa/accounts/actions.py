from __future__ import annotations

from django.db import transaction

from jukwaa.accounts.models import User
from jukwaa.accounts.permissions import can_change_password
from jukwaa.core.log import record


@transaction.atomic
def welcome(
    email: str,
    *,
    name: str,
    password: str,
    by: User | None,
    administrator: bool = False,
    sample: bool = False,
) -> User:
    """An account for a person: made, or found by its address and given this password if never used."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, is_sample=sample)
    elif user.last_login is None:
        user.set_password(password)
    user.is_administrator = user.is_administrator or administrator
    user.save()
    record("user.welcomed", f"user:{user.pk}", by=by, forum=None)
    return user


@transaction.atomic
def change_password(user: User, password: str, *, by: User) -> User:
    """By the person alone: the first password was seen by whoever set up the account."""
    can_change_password(by, user).require()
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.password_changed", f"user:{user.pk}", by=by, forum=None)
    return user

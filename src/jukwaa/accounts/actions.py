from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.accounts import notices
from jukwaa.accounts.models import AddressChange, Device, Happening, User
from jukwaa.accounts.permissions import can_change_address, can_change_password, can_end
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
def arrive(email: str, *, name: str, password: str) -> User:
    """Somebody who opened an invitation's link, so the address is theirs, makes their own account."""
    if User.objects.filter(email=email.lower()).exists():
        raise ValidationError(_("This address has an account here: sign in with it."))
    user = User.objects.create_user(email, password, name=name.strip())
    record("user.arrived", f"user:{user.pk}", by=user, forum=None)
    return user


@transaction.atomic
def change_password(user: User, password: str, *, by: User) -> User:
    """By the person alone: the first password was seen by whoever set up the account."""
    can_change_password(by, user).require()
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.password_changed", f"user:{user.pk}", by=by, forum=None)
    return user


@transaction.atomic
def ask_reset(email: str, *, language: str, address: str) -> None:
    """Whoever asks is told the same, whether there is such an account or not."""
    user = User.objects.filter(email=email.lower(), is_active=True, is_sample=False).first()
    if user:
        notices.reset_password.enqueue(user.pk, language, address)


@transaction.atomic
def rename(user: User, name: str, *, by: User) -> User:
    can_end(by, user).require()
    user.name = name.strip()
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def ask_address(user: User, email: str, *, by: User, language: str, address: str) -> None:
    """It is this person's only once the link sent to it is opened. If it is another's, nobody is told."""
    can_change_address(by, user).require()
    AddressChange.objects.filter(user=user).delete()
    if not User.objects.filter(email=email.lower()).exists():
        asked = AddressChange.objects.create(user=user, email=email.lower())
        notices.confirm_address.enqueue(user.pk, asked.pk, language, address)


@transaction.atomic
def change_address(asked: AddressChange, *, by: User) -> User:
    can_change_address(by, asked.user).require()
    if User.objects.filter(email=asked.email).exists():
        raise ValidationError(_("This address belongs to another account meanwhile."))
    user = asked.user
    user.email = asked.email
    user.save(update_fields=["email"])
    asked.delete()
    record("user.address_changed", f"user:{user.pk}", by=by, forum=None)
    return user


@transaction.atomic
def end_devices(user: User, devices: list[Device], *, by: User) -> int:
    """Sign out there: whoever holds that phone or computer has to sign in again."""
    can_end(by, user).require()
    keys = [device.session_key for device in devices if device.user_id == user.pk]
    Session.objects.filter(session_key__in=keys).delete()
    Device.objects.filter(session_key__in=keys).delete()
    if keys:
        Happening.objects.note(user, Happening.What.SIGNED_OUT)
    return len(keys)


@transaction.atomic
def drop_second_factors(user: User, *, by: None) -> int:
    """By the operator of the server alone, for somebody who lost phone and spare codes: they set it up anew."""
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    end_devices(user, list(user.devices.all()), by=user)
    record("user.second_factors_dropped", f"user:{user.pk}", by=by, forum=None)
    return count


@transaction.atomic
def forget_what_is_over(now: datetime) -> None:
    """Sessions that ended, devices without one, addresses never confirmed, what happened at the door long ago."""
    Session.objects.filter(expire_date__lte=now).delete()
    Device.objects.gone().delete()
    Happening.objects.filter(at__lt=now - timedelta(days=Happening.DAYS)).delete()
    AddressChange.objects.filter(asked__lt=now - timedelta(seconds=AddressChange.HOLDS)).delete()

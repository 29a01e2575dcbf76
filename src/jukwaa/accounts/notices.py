"""What people are told by e-mail about their account. Each is a task that takes ids, and is tried again."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import override
from django_tasks import task

from jukwaa.accounts.models import AddressChange, User
from jukwaa.core.letters import FAULTS, again, send


@task
def reset_password(user: int, language: str, address: str, tries: int = 0) -> None:
    """The way to a new password; its link is made here, so that it stands in no queue."""
    person = User.objects.filter(pk=user, is_active=True, via_link=False).first()
    if person is None:
        return
    with override(language):
        uid = urlsafe_base64_encode(str(person.pk).encode())
        path = reverse("accounts:new-password", args=[uid, default_token_generator.make_token(person)])
    try:
        send("accounts/letters/reset.txt", person.email or "", language, {"link": address + path})
    except FAULTS:
        again(reset_password, user, language, address, tries=tries)


@task
def confirm_address(user: int, wanted: int, language: str, address: str, tries: int = 0) -> None:
    """To the new address: that it is this person's."""
    asked = AddressChange.objects.filter(pk=wanted, user_id=user).first()
    if asked is None:
        return
    with override(language):
        path = reverse("accounts:email-confirm", args=[asked.token()])
    try:
        send("accounts/letters/address.txt", asked.email, language, {"link": address + path})
    except FAULTS:
        again(confirm_address, user, wanted, language, address, tries=tries)


@task
def tell_change(user: int, what: str, language: str, tries: int = 0) -> None:
    person = User.objects.filter(pk=user, is_active=True, via_link=False).first()
    if person is None:
        return
    try:
        send("accounts/letters/change.txt", person.email or "", language, {"what": what})
    except FAULTS:
        again(tell_change, user, what, language, tries=tries)

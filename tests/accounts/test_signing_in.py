from __future__ import annotations

import pytest
from django.test import RequestFactory

from jukwaa.accounts import actions
from jukwaa.accounts.permissions import can_sign_in
from jukwaa.core.models import Entry
from tests.factories import UserFactory


@pytest.mark.parametrize(
    ("meta", "allowed"),
    [
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}, True),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}, True),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "127.0.0.1:8000"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "jukwaa.example"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, False),
    ],
)
def test_sample_people_sign_in_only_on_the_machine_itself(db, settings, meta, allowed):
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().post("/sign-in/", **meta)
    assert bool(can_sign_in(UserFactory(is_sample=True), request)) is allowed
    assert can_sign_in(UserFactory(), request)


def test_a_welcomed_person_has_an_account_and_the_welcome_is_on_the_record(db):
    user = actions.welcome("Amina@Example.org", name="", password="a long password", by=None)
    assert user.check_password("a long password")
    assert user.email == "amina@example.org"
    assert Entry.objects.about(f"user:{user.pk}").get().verb == "user.welcomed"


def test_welcoming_again_never_changes_the_password_of_somebody_who_has_signed_in(db):
    user = actions.welcome("a@example.org", name="", password="a long password", by=None)
    type(user).objects.filter(pk=user.pk).update(last_login="2026-01-01T00:00Z")
    again = actions.welcome("a@example.org", name="", password="another password", by=None)
    assert again.pk == user.pk
    assert again.check_password("a long password")

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


# --- in the browser -------------------------------------------------------------------------------------------

PASSWORD = "three words long"


@pytest.fixture
def amina(db):
    return actions.welcome("amina@example.org", name="Amina", password=PASSWORD, by=None)


def sign_in(client, password=PASSWORD, **meta):
    return client.post("/sign-in/", {"username": "Amina@Example.org", "password": password}, **meta)


def test_signing_in_leads_to_the_desk_or_to_where_one_wanted_to_go(client, amina):
    assert sign_in(client)["Location"] == "/desk/"
    client.logout()
    wanted = client.get("/desk/mombasa/bodies/")["Location"]
    said = {"username": amina.email, "password": PASSWORD, "next": "/desk/mombasa/bodies/"}
    assert wanted.endswith("?next=/desk/mombasa/bodies/")
    assert client.post("/sign-in/", said)["Location"] == "/desk/mombasa/bodies/"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "0", "site:desk", " "]
)
def test_nobody_is_sent_to_another_site(client, amina, elsewhere):
    said = {"username": amina.email, "password": PASSWORD, "next": elsewhere}
    assert client.post("/sign-in/", said)["Location"] == "/desk/"


@pytest.mark.parametrize("language", ["", "/sw"])
def test_a_wrong_password_keeps_the_address_and_gives_nothing_away(client, amina, language):
    known = client.post(f"{language}/sign-in/", {"username": "amina@example.org", "password": "wrong"})
    unknown = client.post(f"{language}/sign-in/", {"username": "nobody@example.org", "password": "wrong"})
    for answer, address in ((known, "amina@example.org"), (unknown, "nobody@example.org")):
        page = answer.content.decode()
        assert f'value="{address}"' in page
        assert ("Anwani hii na nenosiri hili havilingani" if language else "do not belong together") in page


def test_a_sample_person_is_refused_in_the_browser_from_elsewhere(db, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    user = UserFactory(email="amina@example.org", is_sample=True)
    user.set_password(PASSWORD)
    user.save()
    refused = sign_in(client, REMOTE_ADDR="192.0.2.7", HTTP_HOST="127.0.0.1:8000")
    assert "Sample sign-ins work only on the machine" in refused.content.decode()
    assert sign_in(client, REMOTE_ADDR="127.0.0.1", HTTP_HOST="127.0.0.1:8000")["Location"] == "/desk/"


def test_signing_out_takes_a_form_of_ours(client, amina):
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/"
    assert client.get("/desk/").status_code == 302


# --- a password of one's own ----------------------------------------------------------------------------------

NEW = "four other words here"


def change(client, **said):
    return client.post("/desk/password/", {"old": PASSWORD, "new": NEW, "again": NEW, **said})


def test_a_person_changes_the_password_and_stays_signed_in(client, amina):
    sign_in(client)
    assert change(client)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    amina.refresh_from_db()
    assert amina.check_password(NEW)
    assert Entry.objects.filter(verb="user.password_changed").get().actor == amina.pk


def test_other_sessions_end_with_the_old_password(client, amina):
    from django.test import Client

    other = Client()
    for browser in (client, other):
        sign_in(browser)
    change(client)
    assert other.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"old": "not mine"}, "This is not your password now."),
        ({"new": "short", "again": "short"}, "This is shorter than 12"),
        ({"new": "1q2w3e4r5t6y", "again": "1q2w3e4r5t6y"}, "Too many people use this password"),
        ({"again": "four other words there"}, "The two are not the same."),
        ({"new": ""}, "required"),
    ],
)
def test_a_new_password_that_will_not_do(client, amina, said, sentence):
    sign_in(client)
    answer = change(client, **said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    amina.refresh_from_db()
    assert amina.check_password(PASSWORD)


def test_the_sample_keeps_its_printed_passwords(client, db):
    user = UserFactory(email="amina@example.org", is_sample=True)
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    answer = change(client)
    assert answer.status_code == 422
    assert "printed when the server starts" in answer.content.decode()


def test_nobody_changes_anothers_password(amina):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied, match="somebody else"):
        actions.change_password(amina, NEW, by=UserFactory())

"""One's own account: a forgotten password, another address, where one is signed in; and what is kept of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from jukwaa.accounts import actions
from jukwaa.accounts.adapters import AccountAdapter
from jukwaa.accounts.models import AddressChange, Device, User
from jukwaa.core.models import Entry
from tests.accounts.proving import PASSWORD, prove, sign_in
from tests.factories import UserFactory

NEW = "four other words here"
LINK = re.compile(r"http://testserver(/\S+/)")


@pytest.fixture
def amina(db):
    return actions.welcome("amina@example.org", name="Amina", password=PASSWORD, by=None)


# --- a forgotten password -------------------------------------------------------------------------------------


def ask(client, email="Amina@Example.org", language=""):
    return client.post(f"{language}/sign-in/forgotten/", {"email": email})


def test_a_letter_leads_to_a_new_password_once(client, amina, letters):
    ask(client)
    door = LINK.search(letters()[0].body)[1]
    assert client.get(door).status_code == 200
    assert client.post(door, {"new": NEW, "again": NEW})["Location"] == "/sign-in/"
    assert client.get(door).status_code == 410
    assert sign_in(client, NEW)["Location"] == "/desk/"
    assert Entry.objects.filter(verb="user.password_changed").exists()


def test_it_comes_in_the_language_of_the_page(client, amina, letters):
    ask(client, language="/sw")
    assert letters()[0].subject == "Nenosiri jipya la Jukwaa"
    assert "/sw/sign-in/new-password/" in letters()[0].body


def test_nobody_learns_who_has_an_account(client, amina, letters):
    known, unknown = ask(client), ask(client, "nobody@example.org")
    said = [page.content.decode().replace("amina@", "@").replace("nobody@", "@") for page in (known, unknown)]
    assert re.sub(r"csrf\w+", "", said[0]) == re.sub(r"csrf\w+", "", said[1])
    assert len(letters()) == 1


@pytest.mark.parametrize("made", [{"is_sample": True}, {"is_active": False}])
def test_the_sample_and_the_closed_get_none(client, db, letters, made):
    UserFactory(email="amina@example.org", **made)
    ask(client)
    assert letters() == []


def test_letters_cannot_be_called_for_without_end(client, amina, letters):
    for _n in range(3):
        assert ask(client).status_code == 200
    assert ask(client).status_code == 422
    assert len(letters()) == 3


def test_everywhere_else_one_is_signed_out(client, amina, letters):
    other = Client()
    sign_in(other)
    ask(client)
    client.post(LINK.search(letters()[0].body)[1], {"new": NEW, "again": NEW})
    assert other.get("/desk/").status_code == 302


@pytest.mark.parametrize("door", ["MQ/abc", "x/abc", "_/x-y", "OTk5OTk5/c-d"])
def test_a_made_up_link_opens_nothing(client, amina, door):
    assert client.get(f"/sign-in/new-password/{door}/").status_code == 410


# --- another address ------------------------------------------------------------------------------------------


def test_another_address_counts_once_its_link_is_opened(client, amina, letters):
    sign_in(client)
    assert client.get("/desk/account/email/")["Location"].startswith("/sign-in/again/")
    prove(client, amina)
    client.post("/desk/account/email/", {"email": "New@Example.org"})
    letter = letters()[0]
    assert letter.to == ["new@example.org"]
    amina.refresh_from_db()
    assert amina.email == "amina@example.org"
    door = LINK.search(letter.body)[1]
    assert Client().get(door).status_code == 302, "for whoever is signed in as the one who asked"
    assert client.get(door).status_code == 200
    client.post(door)
    amina.refresh_from_db()
    assert amina.email == "new@example.org"
    assert not AddressChange.objects.exists()
    assert Entry.objects.filter(verb="user.address_changed").exists()


def test_somebody_elses_link_changes_nothing(client, amina, letters):
    sign_in(client)
    prove(client, amina)
    client.post("/desk/account/email/", {"email": "new@example.org"})
    other = Client()
    other.force_login(UserFactory())
    assert other.post(LINK.search(letters()[0].body)[1]).status_code == 410


def test_an_address_in_use_is_not_told_of_and_not_given(client, amina, letters):
    UserFactory(email="taken@example.org")
    sign_in(client)
    prove(client, amina)
    assert client.post("/desk/account/email/", {"email": "taken@example.org"}).status_code == 302
    assert letters() == []


def test_the_link_to_a_new_address_is_over_after_a_day(client, amina, settings, monkeypatch):
    asked = AddressChange.objects.create(user=amina, email="new@example.org")
    token = asked.token()
    assert AddressChange.of_token(token) == asked
    monkeypatch.setattr(AddressChange, "HOLDS", -1)
    assert AddressChange.of_token(token) is None


# --- where one is signed in -----------------------------------------------------------------------------------


def test_one_sees_where_one_is_signed_in_and_ends_it(client, amina):
    other = Client()
    for browser in (client, other):
        sign_in(browser, HTTP_USER_AGENT="Telltale/1.0", REMOTE_ADDR="203.0.113.9")
    page = client.get("/desk/account/").content.decode()
    assert "This phone or computer" in page
    assert "Another phone or computer" in page
    gone = Device.objects.get(session_key=other.session.session_key)
    client.post(f"/desk/account/devices/{gone.pk}/name/", {"name": "Office (sample)"})
    assert "Office (sample)" in client.get("/desk/account/").content.decode()
    client.post(f"/desk/account/devices/{gone.pk}/end/")
    assert other.get("/desk/").status_code == 302
    assert client.get("/desk/").status_code == 200


def test_one_ends_all_but_this(client, amina):
    others = [Client(), Client()]
    for browser in (client, *others):
        sign_in(browser)
    client.post("/desk/account/devices/end/")
    assert [browser.get("/desk/").status_code for browser in others] == [302, 302]
    assert client.get("/desk/").status_code == 200


def test_nobody_ends_anothers(client, amina):
    theirs = Client()
    sign_in(theirs)
    client.force_login(UserFactory())
    assert client.post(f"/desk/account/devices/{Device.objects.get().pk}/end/").status_code == 404
    client.post("/desk/account/devices/end/")
    assert theirs.get("/desk/").status_code == 200


def test_a_device_stays_the_same_through_a_change_of_password(client, amina):
    sign_in(client)
    client.post("/desk/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    client.get("/desk/")
    assert Device.objects.get().session_key == client.session.session_key


def test_neither_address_nor_browser_stands_anywhere_after_signing_in(client, amina):
    """Every column of every table, also where wrong tries are counted and in sessions."""
    telltales = {"REMOTE_ADDR": "203.0.113.9", "HTTP_USER_AGENT": "Telltale/1.0"}
    sign_in(client, "wrong", **telltales)
    sign_in(client, **telltales)
    client.post("/desk/account/email/", {"email": "x@example.org"}, **telltales)
    assert client.get("/desk/account/", **telltales).status_code == 200
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in map(str, row):
                    assert "203.0.113.9" not in value, table
                    assert "Telltale" not in value, table
    assert "203.0.113" not in str(client.session.items())


def test_the_count_of_wrong_tries_is_kept_under_a_key_of_the_day(rf, monkeypatch):
    from datetime import date

    from jukwaa.accounts import adapters

    def key(day, address):
        monkeypatch.setattr(adapters, "localdate", lambda: day)
        return AccountAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=address))

    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    assert key(monday, "203.0.113.9") == key(monday, "203.0.113.9")
    assert len({key(monday, "203.0.113.9"), key(tuesday, "203.0.113.9"), key(monday, "203.0.113.10")}) == 3
    assert key(monday, "2001:db8::1") == key(monday, "2001:db8::2"), "one line, many addresses"
    assert key(monday, "") == key(monday, "unix"), "behind a socket there is none"


# --- guessing -------------------------------------------------------------------------------------------------


def test_a_password_is_not_guessed_at(client, amina):
    for _n in range(5):
        assert "do not belong together" in sign_in(client, "wrong").content.decode()
    assert "tried too often" in sign_in(client).content.decode(), "not even the right one, for five minutes"


def test_one_address_does_not_guess_at_many_accounts(client, amina):
    for n in range(30):
        sign_in(client, "wrong", email=f"person{n}@example.org")
    assert "tried too often" in sign_in(client, "wrong", email="another@example.org").content.decode()


def test_counts_are_shared_by_all_web_processes(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_what_is_over_is_forgotten(client, amina):
    sign_in(client)
    cache.set("old", 1, timeout=0.001)
    AddressChange.objects.create(user=amina, email="x@example.org", asked=timezone.now() - timedelta(days=2))
    client.session.set_expiry(-1)
    session = client.session
    session.set_expiry(-1)
    session.save()
    actions.forget_what_is_over(timezone.now())
    assert not Device.objects.exists()
    assert not AddressChange.objects.exists()


def test_there_is_no_sign_up(client, db):
    for address in ("/sign-up/", "/signup/", "/accounts/signup/"):
        assert client.get(address).status_code == 404
    assert AccountAdapter().is_open_for_signup(None) is False


def test_a_user_has_an_address_or_comes_by_link(db):
    from django.db import IntegrityError, transaction

    for wrong in ({"email": None}, {"email": "x@example.org", "via_link": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(**wrong)

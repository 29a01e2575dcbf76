"""The two doors: the letter's link, and the link with a PIN."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from jukwaa.accounts.middleware import LINK
from jukwaa.accounts.models import Device, User
from jukwaa.core.models import Entry
from jukwaa.forums import actions
from jukwaa.forums.models import Seat, SeatLink
from tests.factories import OrganisationFactory, SeatFactory, UserFactory, give_second_factor
from tests.site.desk.conftest import words

NEW = {"name": "Asha (sample)", "new": "three words long", "again": "three words long"}
PIN = {"pin": "480215", "again": "480215"}


@pytest.fixture
def seat(mombasa):
    body = OrganisationFactory(forum=mombasa, name="Women's network (sample)")
    return SeatFactory(
        forum=mombasa, role="focal_person", organisation=body, holder=None, holder_name="Asha (sample)"
    )


@pytest.fixture
def door(seat, secretary):
    asked = actions.invite(seat, "asha@example.org", "en", by=secretary, now=timezone.now(), address="")
    return f"/invitation/{asked.token()}/"


def test_whoever_opens_the_letters_link_chooses_a_password_and_sits_there(client, door, seat):
    page = words(client.get(door))
    assert "Women's network (sample)" in page
    assert client.post(door, NEW)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    seat.refresh_from_db()
    assert (seat.holder.email, seat.holder.name) == ("asha@example.org", "Asha (sample)")
    assert seat.holder.check_password("three words long")
    assert Device.objects.get().user == seat.holder
    assert Entry.objects.get(verb="user.arrived").target == f"user:{seat.holder.pk}"


def test_the_link_is_over_then(client, door):
    client.post(door, NEW)
    answer = Client().get(door)
    assert answer.status_code == 410
    assert "This link is over" in words(answer)


def test_a_link_opened_by_a_machine_alone_uses_nothing_up(client, door):
    for _n in range(3):
        assert client.get(door).status_code == 200
    assert not User.objects.filter(email="asha@example.org").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"new": "short", "again": "short"}, "This is shorter than 12"),
        ({"again": "three other words"}, "The two are not the same."),
        ({"name": ""}, "required"),
    ],
)
def test_a_password_that_will_not_do(client, door, seat, wrong, sentence):
    answer = client.post(door, {**NEW, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    seat.refresh_from_db()
    assert seat.holder is None


def test_somebody_with_an_account_signs_in_and_says_yes(client, door, seat):
    user = UserFactory(email="asha@example.org", name="Asha (sample)")
    page = client.get(door).content.decode()
    assert "has an account here" in page
    assert "id_new" not in page
    client.post(door, NEW)
    assert User.objects.filter(email="asha@example.org").count() == 1
    client.force_login(user)
    assert "Take this seat?" in client.get(door).content.decode()
    assert client.post(door)["Location"] == "/desk/"
    seat.refresh_from_db()
    assert seat.holder == user


def test_a_new_secretary_is_led_through_a_second_factor_first(client, mombasa, secretary):
    seat = SeatFactory(forum=mombasa, holder=None, holder_name="Juma (sample)")
    asked = actions.invite(seat, "juma@example.org", "en", by=secretary, now=timezone.now(), address="")
    client.post(f"/invitation/{asked.token()}/", NEW)
    assert client.get("/desk/")["Location"].startswith("/desk/account/second-factor/")
    assert client.get("/desk/account/app/").status_code == 200, "the password was chosen this minute"


def test_whoever_keeps_the_seats_is_told_why_not_the_chair(client, mombasa, secretary):
    chair = SeatFactory(forum=mombasa, role="co_chair_county", holder=None, holder_name="Office (sample)")
    asked = actions.invite(chair, "me@example.org", "en", by=secretary, now=timezone.now(), address="")
    client.force_login(secretary)
    answer = client.post(f"/invitation/{asked.token()}/")
    assert answer.status_code == 422
    assert "does not sign as co-chair" in answer.content.decode()


# --- the link with a PIN --------------------------------------------------------------------------------------


@pytest.fixture
def link(seat, secretary):
    return f"/seat/{actions.make_link(seat, by=secretary, today=localdate())}/"


def test_at_first_use_a_pin_is_set_and_afterwards_it_opens(client, link, seat):
    assert "Choose a PIN" in words(client.get(link))
    assert client.post(link, PIN)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    other = Client()
    assert "Welcome back, Asha (sample)." in words(other.get(link))
    assert other.post(link, {"pin": "480216"}).status_code == 422
    assert other.post(link, {"pin": "480215"})["Location"] == "/desk/"


@pytest.mark.parametrize("language", ["", "/sw"])
def test_a_pin_that_will_not_do_says_why(client, link, language):
    easy = client.post(f"{language}{link}", {"pin": "123456", "again": "123456"}).content.decode()
    assert ("Chagua nyingine" if language else "Choose another") in easy
    apart = client.post(f"{language}{link}", {"pin": "480215", "again": "480216"}).content.decode()
    assert ("hayafanani" if language else "are not the same") in apart


def test_five_wrong_pins_lock_it(client, link):
    client.post(link, PIN)
    other = Client()
    for _n in range(5):
        other.post(link, {"pin": "000001"})
    assert "the link is locked" in other.post(link, {"pin": "480215"}).content.decode()


def test_a_phone_that_was_not_asked_forgets_at_the_browsers_end_or_after_an_hour(client, link):
    answer = client.post(link, PIN)
    assert answer.cookies["sessionid"]["expires"] == ""
    assert answer.cookies["sessionid"]["max-age"] == ""
    _seen(client, timezone.now() - timedelta(minutes=59))
    assert client.get("/desk/").status_code == 200
    _seen(client, timezone.now() - timedelta(minutes=61))
    assert client.get("/desk/").status_code == 302


def test_one_that_was_asked_remembers_for_twelve_hours(client, link):
    answer = client.post(link, {**PIN, "stays": "on"})
    assert 11.9 * 3600 < int(answer.cookies["sessionid"]["max-age"]) <= 12 * 3600
    _seen(client, timezone.now() - timedelta(hours=3))
    assert client.get("/desk/").status_code == 200
    session = client.session
    session[LINK] = {**session[LINK], "until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()
    assert client.get("/desk/").status_code == 302


def _seen(client, when: datetime):
    session = client.session
    session[LINK] = {**session[LINK], "seen": when.isoformat()}
    session.save()


def test_clearing_the_phone_leaves_nothing(client, link):
    client.post(link, PIN)
    answer = client.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/desk/").status_code == 302
    assert not Device.objects.exists()


def test_who_used_the_phone_before_is_out_when_a_link_is_opened(client, link, secretary):
    client.force_login(secretary)
    client.post(link, PIN)
    assert client.get("/desk/mombasa/seats/").status_code == 404


def test_stopping_the_link_ends_what_it_opened(client, link, seat, secretary):
    client.post(link, PIN)
    actions.revoke_link(seat, by=secretary, today=localdate())
    assert client.get("/desk/").status_code == 302
    assert client.get(link).status_code == 410


def test_so_does_clearing_the_pin(client, link, seat, secretary):
    client.post(link, PIN)
    actions.reset_pin(seat, by=secretary)
    assert client.get("/desk/").status_code == 302


def test_a_link_alone_is_no_sign_in_by_e_mail(client, link, seat):
    client.post(link, PIN)
    for address in ("/desk/password/", "/desk/account/app/", "/desk/account/email/"):
        answer = client.post(address, {"old": "", "new": "three words long", "again": "three words long"})
        assert answer.status_code in {403, 422}, address
    assert "link with a PIN" in words(client.get("/desk/account/"))


def test_pins_are_not_guessed_at_from_many_browsers(client, link):
    """Twenty tries an hour for one link, whatever the secretary opens again meanwhile."""
    client.post(link, PIN)
    for _n in range(20):
        Client().post(link, {"pin": "000001"})
        SeatLink.objects.update(wrong=0)
    assert "tried too often" in Client().post(link, {"pin": "480215"}).content.decode()


def test_the_desk_shows_every_seat_of_one_person(client, mombasa):
    user = UserFactory()
    give_second_factor(user)
    for name in ("Elders (sample)", "Youth (sample)"):
        SeatFactory(
            forum=mombasa,
            role="focal_person",
            holder=user,
            organisation=OrganisationFactory(forum=mombasa, name=name),
        )
    client.force_login(user)
    page = client.get("/desk/").content.decode()
    assert "Elders (sample)" in page
    assert "Youth (sample)" in page
    assert Seat.objects.filter(holder=user).count() == 2

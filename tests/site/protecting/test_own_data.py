"""One sees, takes along and erases one's own data; the record holds without the hand."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from jukwaa.accounts.models import User
from jukwaa.core import chain
from jukwaa.core.log import record
from jukwaa.core.models import Entry, Hand
from jukwaa.forums.models import Invitation, Seat
from jukwaa.site.actions.erasing import erase_account
from jukwaa.site.figures.own_data import own_data
from tests.factories import SeatFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = localdate()


@pytest.fixture
def acted(secretary, mombasa):
    secretary.set_password("a long password of theirs")
    secretary.save()
    with transaction.atomic():
        record("plan.drafted", "plan:mombasa/2022-23", by=secretary, forum=mombasa.pk)
    return secretary


def chain_holds(forum):
    return [type(each) for each in chain.faults(entry.row for entry in Entry.objects.chain(forum))] == [
        chain.End
    ]


def test_one_takes_along_what_is_held_of_oneself_and_nothing_that_opens_a_door(client, acted):
    client.force_login(acted)
    told = client.get("/desk/account/data/jukwaa-own-data.json")
    assert told.headers["Content-Disposition"].startswith("attachment")
    said = told.json()
    assert said["account"]["email"] == acted.email
    assert [act["verb"] for act in said["acts"]] == ["plan.drafted"]
    assert said["seats"][0]["role"] == "secretary"
    assert acted.password not in told.content.decode()
    assert "no-store" in told.headers["Cache-Control"]


def test_nobody_elses_data_is_in_it(acted, member, outsider):
    assert own_data(member)["acts"] == []
    assert acted.email not in str(own_data(outsider))


def test_an_erased_account_leaves_its_seats_empty_and_the_chain_whole(acted, mombasa):
    session = Client()
    session.force_login(acted)
    seat = Seat.objects.get(holder=acted)
    pk, email = acted.pk, acted.email
    erase_account(acted, by=acted, today=TODAY)
    assert not User.objects.filter(email=email).exists()
    assert not Hand.objects.filter(user=pk).exists()
    seat.refresh_from_db()
    assert (seat.holder, seat.holder_name) == (None, "")
    assert list(Entry.objects.chain(mombasa.pk).values_list("verb", flat=True)) == [
        "plan.drafted",
        "seat.left",
    ]
    assert Entry.objects.filter(verb="user.erased", forum=None).count() == 1
    assert chain_holds(mombasa.pk)
    assert chain_holds(None)
    assert session.get("/desk/").status_code == 302


def test_an_invitation_that_waits_for_the_person_forgets_the_address(acted, kwale):
    seat = SeatFactory(forum=kwale, role="focal_person", holder=None)
    waiting = Invitation.objects.create(seat=seat, email=acted.email, sent="2026-11-20T00:00:00Z")
    erase_account(acted, by=acted, today=TODAY)
    waiting.refresh_from_db()
    assert waiting.email == ""


def test_nobody_erases_somebody_else(acted, member):
    with pytest.raises(PermissionDenied, match="somebody else"):
        erase_account(acted, by=member, today=TODAY)
    assert User.objects.filter(pk=acted.pk).exists()


def test_the_last_who_keeps_the_server_stays(administrator):
    with pytest.raises(PermissionDenied, match="Nobody else keeps this server"):
        erase_account(administrator, by=administrator, today=TODAY)
    UserFactory(is_administrator=True)
    erase_account(administrator, by=administrator, today=TODAY)


def test_the_samples_people_stay_with_the_sample(secretary):
    secretary.is_sample = True
    with pytest.raises(PermissionDenied, match="go with the sample"):
        erase_account(secretary, by=secretary, today=TODAY)


def proven(client, user):
    """Signed in, and the password given a moment ago."""
    user.set_password("a long password of mine")
    user.save()
    client.force_login(user)
    client.post("/sign-in/again/", {"password": "a long password of mine"})
    return client


def test_erasing_asks_who_it_is_and_whether_it_is_meant(client, member):
    client.force_login(member)
    assert "/sign-in/again/" in client.get("/desk/account/erase/").headers["Location"]
    proven(client, member)
    page = client.post("/desk/account/erase/")
    assert page.status_code == 422
    assert "slip of the hand" in page.content.decode()
    assert User.objects.filter(pk=member.pk).exists()
    page = client.post("/desk/account/erase/", {"sure": "on"})
    assert "Your account is erased" in page.content.decode()
    assert not User.objects.filter(pk=member.pk).exists()
    assert client.get("/desk/").status_code == 302


def test_the_page_shows_it_and_leads_on(client, member):
    client.force_login(member)
    page = client.get("/desk/account/data/").content.decode()
    assert member.email in page
    assert "/desk/account/erase/" in page
    assert "/desk/account/data/jukwaa-own-data.json" in page

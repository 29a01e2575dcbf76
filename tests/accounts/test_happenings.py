"""What happened at an account's door: noted without an address, told to its owner, forgotten after ninety days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.timezone import localdate

from jukwaa.accounts import actions
from jukwaa.accounts.models import Happening
from jukwaa.forums.actions import make_link, set_pin, try_pin
from jukwaa.forums.models import Seat, SeatLink
from jukwaa.site.actions.tidying import tidy
from tests.accounts.proving import PASSWORD, prove, sign_in
from tests.factories import SeatFactory, UserFactory

pytestmark = pytest.mark.django_db
What = Happening.What
OWN, ALL = "/desk/account/happened/", "/desk/happened/"


@pytest.fixture
def amina(db):
    return actions.welcome("amina@example.org", name="Amina", password=PASSWORD, by=None)


def noted(user):
    return list(user.happenings.order_by("pk").values_list("what", flat=True))


def test_signing_in_and_a_wrong_password_are_noted_and_nothing_of_unknown_addresses(client, amina):
    sign_in(client, "not the password")
    sign_in(client, "not the password", email="nobody@example.org")
    sign_in(client)
    assert noted(amina) == [What.REFUSED, What.SIGNED_IN]
    assert Happening.objects.count() == 2


def test_a_wrong_code_after_the_right_password_is_noted(client, secretary):
    secretary.set_password(PASSWORD)
    secretary.save()
    sign_in(client, email=secretary.email)
    client.post("/sign-in/second/", {"code": "000000"})
    assert noted(secretary) == [What.CODE_REFUSED]


def test_a_second_proof_taken_away_is_noted(client, secretary):
    client.force_login(secretary)
    prove(client, secretary)
    assert client.post("/desk/account/app/off/").status_code == 302
    assert not Authenticator.objects.filter(user=secretary, type="totp").exists()
    assert What.TOTP_DEACTIVATED in noted(secretary)


def test_a_wrong_pin_is_noted_at_the_account_of_the_link(mombasa, secretary):
    seat = SeatFactory(forum=mombasa, role="focal_person", holder=None, holder_name="Asha (sample)")
    link = SeatLink.of_token(make_link(seat, by=secretary, today=localdate()))
    set_pin(link, "480215", today=localdate())
    assert not try_pin(link, "480216")
    assert try_pin(link, "480215")
    assert noted(Seat.objects.get(pk=seat.pk).holder) == [What.REFUSED]


def test_other_devices_signed_out_and_own_data_taken_along_are_noted(client, amina):
    sign_in(client)
    client.get("/desk/account/data/jukwaa-own-data.json")
    actions.end_devices(amina, list(amina.devices.all()), by=amina)
    actions.end_devices(amina, [], by=amina)  # nothing was there to end
    assert noted(amina) == [What.SIGNED_IN, What.TAKEN_ALONG, What.SIGNED_OUT]


def test_one_reads_ones_own_with_what_the_record_tells_and_nobody_elses(client, mombasa, amina, outsider):
    SeatFactory(forum=mombasa, role="observer", holder=amina)
    Happening.objects.note(outsider, What.WEBAUTHN_ADDED)
    sign_in(client)
    page = client.get(OWN).content.decode()
    assert "Signed in" in page
    assert "The account was set up" in page  # the record told it already
    assert "A passkey was set up" not in page
    assert client.get(ALL).status_code == 403
    assert "Aliingia" in client.get(f"/sw{OWN}").content.decode()


def test_whoever_keeps_the_server_reads_all(client, administrator, amina, outsider):
    Happening.objects.note(outsider, What.REFUSED)
    client.force_login(administrator)
    page = client.get(ALL).content.decode()
    assert "A wrong password or PIN was typed" in page
    assert str(outsider) in page


def test_each_day_has_a_heading_and_what_has_an_hour_stands_before_what_has_a_day_alone(client, amina):
    now = timezone.now()
    Happening.objects.create(user=amina, what=What.REFUSED, at=now - timedelta(days=3))
    sign_in(client)
    page = client.get(OWN).content.decode()
    assert page.count("<h2>") == 2
    days = page.split("<h2>")
    assert days[1].index("Signed in") < days[1].index("The account was set up")  # of the record: no hour
    assert days[1].count("<time") == 1
    assert "A wrong password or PIN was typed" in days[2]


def test_the_page_of_all_asks_as_often_however_much_happened(
    client, administrator, mombasa, django_assert_max_num_queries
):
    for _n in range(20):
        Happening.objects.note(SeatFactory(forum=mombasa, role="focal_person").holder, What.SIGNED_IN)
        actions.welcome(f"p{_n}@example.org", name="P", password=PASSWORD, by=administrator)
    client.force_login(administrator)
    with django_assert_max_num_queries(9):
        assert client.get(ALL).content.decode().count("Signed in") == 20


def test_after_ninety_days_it_is_forgotten_and_with_the_account_at_once(amina):
    now, other = timezone.now(), UserFactory()
    for days in (Happening.DAYS - 1, Happening.DAYS + 1):
        Happening.objects.create(user=amina, what=What.SIGNED_IN, at=now - timedelta(days=days))
    Happening.objects.note(other, What.SIGNED_IN)
    tidy(now)
    assert len(noted(amina)) == 1
    amina.delete()
    assert list(Happening.objects.values_list("user", flat=True)) == [other.pk]

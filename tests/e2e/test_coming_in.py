"""Coming in: by a letter to a seat with TOTP, by a passkey, and on a phone by a link with a PIN."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from jukwaa.accounts.actions import welcome
from jukwaa.forums.actions import invite, make_link
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.hands import virtual_authenticator
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling, assert_nothing_overlaps
from tests.factories import ForumFactory, OrganisationFactory, SeatFactory

pytestmark = pytest.mark.e2e

PASSWORD = "three words long"
LINK = re.compile(r"http://[^/]+(/\S*invitation/\S+/)")


@pytest.fixture
def mombasa(shipped):
    cache.clear()  # wrong tries of the test before
    return ForumFactory(slug="mombasa", name={"en": "Mombasa forum", "sw": "Jukwaa la Mombasa"})


def _look(page):
    assert_accessible(page)
    assert_no_sideways_scrolling(page)
    assert_nothing_overlaps(page)


def test_a_secretary_is_invited_by_a_letter_and_signs_in_with_a_code(new_page, live_server, mombasa):
    seat = SeatFactory(forum=mombasa, holder=None, holder_name="Juma (sample)")
    invite(seat, "juma@example.org", "sw", by=None, now=timezone.now(), address=live_server.url)
    call_command("work", once=True)
    page = new_page(DESK)
    page.goto(live_server.url + LINK.search(mail.outbox[0].body)[1])
    assert page.get_attribute("html", "lang") == "sw"
    _look(page)
    page.fill("#id_new", PASSWORD)
    page.fill("#id_again", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/second-factor/**")
    _look(page)
    page.click("a[href$='/account/app/']")
    _look(page)
    page.click("summary")
    secret = page.inner_text(".key")
    page.fill("#id_code", _code(secret))
    page.click("main form button")
    page.wait_for_url("**/spare-codes/")
    _look(page)
    assert page.locator(".spare-codes li").count() == 10
    page.click("main .actions .button:not(.quiet)")
    page.wait_for_url("**/sw/desk/")
    page.click(".top button")
    _sign_in_with_a_code(page, live_server.url, secret)


def _sign_in_with_a_code(page, url, secret):
    page.goto(url + "/sign-in/")
    page.fill("#id_username", "Juma@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("main form:first-of-type button")
    page.wait_for_url("**/second/")
    _look(page)
    page.fill("#id_code", _next_code(secret))
    page.click("main form:first-of-type button")
    page.wait_for_url("**/desk/")
    page.goto(url + "/desk/mombasa/seats/")
    assert "second proof set up" in page.inner_text("main")
    _look(page)


def _code(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def _next_code(secret):
    """One that was not used yet: a code of the half-minute to come is good already."""
    return _code(secret, 1)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_passkey_is_set_up_and_signs_in_by_itself(new_page, live_server, mombasa, size):
    user = welcome("amina@example.org", name="Amina", password=PASSWORD, by=None)
    SeatFactory(forum=mombasa, holder=user, second_factor=False)
    page = new_page(size)
    virtual_authenticator(page)
    at = live_server.url.replace("127.0.0.1", "localhost")  # passkeys belong to a name, never to a number
    page.goto(at + "/sign-in/")
    page.fill("#id_username", "amina@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("main form:first-of-type button")
    page.wait_for_url("**/second-factor/**")
    page.click("a[href$='/passkeys/add/']")
    _look(page)
    page.click("form[data-passkey] button")
    page.wait_for_url("**/spare-codes/")
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.goto(at + "/desk/account/")
    _look(page)
    page.click(".top button")
    _sign_in_with_a_passkey(page, at)


def _sign_in_with_a_passkey(page, at):
    """After the password, then in its place, then as proof again."""
    page.goto(at + "/sign-in/")
    page.fill("#id_username", "amina@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("main form:first-of-type button")
    page.wait_for_url("**/second/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/desk/")
    page.click(".top button")

    page.goto(at + "/sign-in/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/desk/")
    page.goto(at + "/desk/account/email/")
    page.click("a[href*='again/passkey']")
    _look(page)
    page.click("form[data-passkey] button")
    page.wait_for_url("**/desk/account/email/**")


@pytest.mark.parametrize("language", ["", "/sw"])
def test_a_focal_person_comes_in_on_a_phone_by_link_and_pin(new_page, live_server, mombasa, language):
    body = OrganisationFactory(forum=mombasa, name="Women's network (sample)")
    seat = SeatFactory(
        forum=mombasa, role="focal_person", organisation=body, holder=None, holder_name="Asha (sample)"
    )
    door = f"{live_server.url}{language}/seat/{make_link(seat, by=None, today=timezone.localdate())}/"
    page = new_page(PHONE)
    page.goto(door)
    _look(page)
    page.fill("#id_pin", "480215")
    page.fill("#id_again", "480215")
    page.click("main form button")
    page.wait_for_url(f"**{language}/desk/")
    assert "Women's network (sample)" in page.inner_text("main")
    _look(page)
    page.click(".top button")
    page.goto(f"{live_server.url}{language}/desk/")
    assert "/sign-in/" in page.url

    page.goto(door)
    page.fill("#id_pin", "480216")
    page.click("main form button")
    assert page.locator(".wrong-summary").count() == 1
    _look(page)
    page.fill("#id_pin", "480215")
    page.click("main form button")
    page.wait_for_url(f"**{language}/desk/")


def test_without_script_one_signs_in_all_the_same(new_page, live_server, mombasa):
    user = welcome("amina@example.org", name="Amina", password=PASSWORD, by=None)
    SeatFactory(
        forum=mombasa, role="focal_person", holder=user, organisation=OrganisationFactory(forum=mombasa)
    )
    page = new_page(PHONE, java_script_enabled=False)
    page.goto(live_server.url + "/sign-in/")
    assert not page.is_visible("form[data-passkey]")
    page.fill("#id_username", "amina@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("main form:first-of-type button")
    assert page.url.endswith("/desk/")

"""What people do with their hands: sign in, read a code off an app, touch a key, press a button and read what is said."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect

from jukwaa.accounts.models import User
from tests.e2e.coast import PASSWORD
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling, assert_nothing_overlaps
from tests.factories import SECRET

LINK = re.compile(r"http://\S+/invitation/\S+/")


class App:
    """The app on a phone that shows codes; each is good once."""

    def __init__(self, secret: str = SECRET) -> None:
        self.secret, self.last = secret, 0

    def code(self) -> str:
        now = int(time.time()) // 30
        wanted = max(now, self.last + 1)  # the server takes the next one too: clocks differ
        while wanted > int(time.time()) // 30 + 1:
            time.sleep(1)
        self.last = wanted
        return format_hotp_value(hotp_value(self.secret, wanted))


def look(page: Page) -> None:
    """As a person in a hurry on any device, and as somebody who cannot see it."""
    glance(page)
    assert_accessible(page)


def glance(page: Page) -> None:
    """At a page that `test_every_page` shows to axe. What was pressed before may have only begun to arrive."""
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_count(1)
    assert_no_sideways_scrolling(page)
    assert_nothing_overlaps(page)


def press(page: Page, name: str, within: str = "main", *, exact: bool = True) -> None:
    page.locator(within).get_by_role("button", name=name, exact=exact).click()


def follow(page: Page, name: str, within: str = "main", *, exact: bool = True) -> None:
    page.locator(within).get_by_role("link", name=name, exact=exact).first.click()


def told(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status").filter(has_text=sentence)).to_be_visible()
    page.wait_for_load_state()


def type_password(page: Page, at: str, user: User) -> None:
    page.goto(f"{at}/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def sign_in(page: Page, at: str, user: User, app: App | None = None) -> Page:
    type_password(page, at, user)
    if app:
        page.wait_for_url("**/second/")
        page.get_by_label("Code").fill(app.code())
        page.locator("main form:first-of-type button").click()
    page.wait_for_url("**/desk/")
    return page


def to_desk(page: Page, language: str = "") -> None:
    page.goto(f"{home(page)}{language}/desk/")


def home(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def newest_letter(to: str) -> str:
    """The link in it."""
    call_command("work", once=True)
    (letter,) = [each for each in mail.outbox if each.to == [to]]
    return LINK.search(letter.body)[0]


def arrive(page: Page, link: str, name: str) -> None:
    """The letter's link, a name and a password; then the seat asks for a second proof."""
    page.goto(link)
    glance(page)
    page.get_by_label("Your name").fill(name)
    page.locator("#id_new").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    press(page, "Take the seat")
    page.wait_for_url("**/second-factor/**")


def set_up_app(page: Page) -> App:
    follow(page, "Set up an app")
    page.locator("summary").first.click()
    app = App(page.locator(".key").inner_text())
    page.get_by_label("Code").fill(app.code())
    page.locator("main form button").first.click()
    page.wait_for_url("**/spare-codes/")
    page.locator("main .actions .button:not(.quiet)").click()
    page.wait_for_url("**/desk/")
    return app


def virtual_authenticator(page: Page) -> None:
    """Chromium's own, in place of a finger."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def set_up_passkey(page: Page) -> None:
    virtual_authenticator(page)
    follow(page, "Set up a passkey")
    press(page, "Set it up")
    page.wait_for_url("**/spare-codes/")
    page.locator("main .actions .button:not(.quiet)").click()
    page.wait_for_url("**/desk/")


def ten_minutes_pass(page: Page) -> None:
    """For one who is signed in: what was proven then is stale now."""
    (key,) = (each["value"] for each in page.context.cookies() if each["name"] == "sessionid")
    session = SessionStore(session_key=key)
    methods = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**each, "at": each["at"] - 600} for each in methods]
    session.save()


def prove_by_password_if_asked(page: Page) -> None:
    """A proof counts for five minutes, whatever it was given for."""
    page.wait_for_url(re.compile(r"/(seats/new/$|sign-in/again/)"))
    if page.get_by_role("heading", name="Is it you?").count():
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Go on")


def prove_by_code(page: Page, app: App) -> None:
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.wait_for_load_state()
    if page.locator("#id_code").count() == 0:
        follow(page, "With a code from the app, or a spare code")
    page.get_by_label("Code").fill(app.code())
    press(page, "Go on")


def prove_by_passkey(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.wait_for_load_state()
    if page.locator("form[data-passkey]").count() == 0:
        follow(page, "With a passkey")
    press(page, "Use the passkey")

"""Browser tests: the distribution's Chromium, driven by Playwright; nothing is downloaded to run one.

def test_a_plan_is_read_on_a_phone(phone, live_server): phone.goto(live_server.url + "/mombasa/plan/")
"""

from __future__ import annotations

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from jukwaa.places.actions import load_areas
from jukwaa.strategies.actions import load_strategies
from tests.accounts.proving import prove

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PATIENCE = 20_000  # milliseconds: a busy machine is no fault of the page
expect.set_options(timeout=PATIENCE)

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's sync API runs an event loop in our thread


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file, as it is served: the server's threads and the test have a connection each."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        name = str(tmp_path_factory.mktemp("database") / "e2e.sqlite3")
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name


@pytest.fixture(autouse=True)
def shipped(transactional_db):
    """What `migrate` loads; each test with a live server leaves the database empty."""
    load_areas()
    load_strategies()


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    assert chromium, "Browser tests need Chromium. On Debian: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser):
    """new_page(DESK, locale="sw") -> a page with no cookie. An error in its scripts fails the test."""
    contexts, errors = [], []

    def opened(viewport=PHONE, **options):
        contexts.append(browser.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def phone(new_page):
    return new_page(PHONE)


@pytest.fixture
def desk(new_page):
    return new_page(DESK)


@pytest.fixture
def signed_in(live_server):
    """signed_in(page, user) -> the same page, as that user; `proven`: who has just shown who they are.

    Whoever used the page before keeps a sign-in of their own, and what the page was still asking for is
    called off: an answer to a sign-in that has ended takes the cookie away, and it may come late.
    """

    def as_user(page, user, *, proven=False):
        client = Client()
        client.force_login(user)
        if proven:
            prove(client, user)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key}
        page.goto("about:blank")
        page.context.add_cookies([cookie | {"url": live_server.url}])
        return page

    return as_user

"""An amendment of the sample is signed by both chairs, one on a phone; every page on the way is looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from jukwaa.accounts.models import User
from jukwaa.plans.actions import (
    open_amendment,
    propose_amendment,
    save_working_document,
    scan,
    working_document,
)
from jukwaa.site.actions.sample import load_sample
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.hands import look
from tests.plans.agreement.agreeing import WHY
from tests.plans.agreement.test_amending import retitled
from tests.site.agreement.test_paper import PDF

pytestmark = pytest.mark.e2e
PLACE = "/desk/mombasa/plan/2022-23/"
TITLE = "Train women as peace mediators"


@pytest.fixture
def waiting(shipped):
    """Version 3, put up on the last day of the sample."""
    plan = load_sample().plans.get(edition="2022-23")
    amendment = open_amendment(plan, reason=WHY, by=None, today=plan.day)
    save_working_document(plan, retitled(working_document(plan), TITLE, f"{TITLE}, in three groups"))
    amendment.refresh_from_db()
    return propose_amendment(amendment, by=None, today=plan.day)


def person(role: str) -> User:
    return User.objects.get(seats__role=role, seats__forum__sample=True)


def test_both_sign_and_the_next_version_is_public(new_page, live_server, waiting, signed_in):
    for role, size, language in (("co_chair_national", PHONE, "/sw"), ("co_chair_county", DESK, "")):
        page = signed_in(new_page(size), person(role), proven=True)
        for address in ("life/", "amendment/", "sign/"):
            page.goto(live_server.url + language + PLACE + address)
            look(page)
        page.locator("main form button").click()
        expect(page.get_by_role("status")).to_be_visible()
        look(page)
    for size in (PHONE, DESK):
        page = new_page(size)
        for address in (
            "/mombasa/plan/2022-23/v/",
            "/mombasa/plan/2022-23/v/3/",
            "/sw/mombasa/plan/2022-23/v/3/",
        ):
            page.goto(live_server.url + address)
            look(page)
    expect(page.locator("main")).to_contain_text(waiting.manifest)
    expect(page.locator("main")).to_contain_text(WHY["sw"])


def test_a_signature_on_paper(new_page, live_server, waiting, signed_in):
    page = signed_in(new_page(PHONE), person("secretary"))
    page.goto(live_server.url + PLACE + "paper/")
    look(page)
    day = waiting.day
    paper = scan(waiting, "co_chair_national", PDF, signed_on=day, by=person("secretary"), today=day)
    page = signed_in(new_page(PHONE), person("co_chair_county"), proven=True)
    page.goto(f"{live_server.url}{PLACE}paper/{paper.pk}/")
    look(page)
    page.get_by_role("button", name="Yes, this is their signature").click()
    expect(page.get_by_role("status")).to_contain_text("Your office has signed.")

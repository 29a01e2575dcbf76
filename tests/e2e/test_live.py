"""The live matrix on a phone: how an action stands is said in place of its row."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from jukwaa.accounts.models import User
from jukwaa.plans.models import Action
from jukwaa.site.actions.sample import load_sample
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import assert_accessible

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_it_is_said_in_place_and_the_filter_stays(new_page, live_server, shipped, signed_in, size):
    plan = load_sample().plans.get(edition="2022-23")
    lead = User.objects.filter(is_sample=True, seats__role="focal_person").first()
    page = signed_in(new_page(size), lead)
    body = lead.seats.first().organisation
    page.goto(f"{live_server.url}/desk/mombasa/plan/2022-23/matrix/?body={body.pid}")
    first = page.locator("td.do a").first
    pid = first.locator("xpath=ancestor::tr").get_attribute("id")
    first.click()
    row = page.locator(f"#{pid}")
    row.get_by_label("How does it stand?").select_option("paused")
    assert_accessible(page)
    row.get_by_role("button", name="Keep").click()
    expect(row.locator(".status.paused")).to_be_visible()
    assert page.url.endswith(f"?body={body.pid}")
    assert Action.objects.get(plan=plan, pid=pid).status == "paused"
    row.get_by_role("link", name="Say how it stands").click()
    row.get_by_role("link", name="Leave it as it is").click()
    expect(row.locator(".status.paused")).to_be_visible()

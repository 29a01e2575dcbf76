"""Who does what where, and the comparison, of the sample."""

from __future__ import annotations

import pytest

from jukwaa.site.actions.sample import load_sample
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling

pytestmark = pytest.mark.e2e

ADDRESSES = (
    "/mombasa/partners/?place=KE001005",
    "/sw/mombasa/partners/?place=KE001005-0024",
    "/mombasa/partners/?edition=2017",
    "/sw/mombasa/plan/2022-23/compare/?with=2017",
)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_everybody_can_read_them(new_page, live_server, shipped, size):
    load_sample()
    page = new_page(size)
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        for hidden in page.locator("details > summary").all():
            if not hidden.evaluate("it => it.parentElement.open"):
                hidden.click()
        assert_accessible(page)
        assert_no_sideways_scrolling(page)


def test_a_ward_is_chosen_and_kept_in_the_address(phone, live_server, shipped):
    load_sample()
    phone.goto(live_server.url + "/mombasa/partners/")
    phone.get_by_label("Who works in my ward?").select_option(label="Shanzu")
    phone.get_by_role("button", name="Show").click()
    phone.wait_for_url("**/partners/?place=KE001003-0015")
    assert phone.get_by_role("heading", name="Who works in Shanzu").is_visible()


def test_a_number_leads_to_just_those_actions(desk, live_server, shipped):
    load_sample()
    desk.goto(live_server.url + "/mombasa/partners/")
    cell = desk.locator("table.counts a").nth(3)
    count, address = int(cell.inner_text()), cell.get_attribute("href")
    desk.goto(live_server.url + address)
    assert desk.locator("table.matrix tbody tr").count() == count

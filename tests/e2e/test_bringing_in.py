"""A secretary's afternoon in the browser: from a matrix to a public plan, each page looked at on the way."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from jukwaa.plans.models import Plan
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling
from tests.factories import ForumFactory, OrganisationFactory, SeatFactory

pytestmark = pytest.mark.e2e

MATRIX = [
    ["County action plan July 2024 – June 2025"],
    ["Pillar", "No.", "Activity", "Responsible", "Where", "When", "Budget"],
    ["Gender", "1.1", "Hold ward dialogues", "Women's Netwrok (sample)", "Likoni", "Q1", "480,000/="],
    ["", "1.2", "Train mediators", "Gender Office", "Nyali", "Q2", "nil"],
    ["Economic", "2.1", "Market days", "Traders' Chamber (sample)", "Atlantis", "Q3", "lots"],
]


@pytest.fixture
def matrix():
    book = openpyxl.Workbook()
    for row in MATRIX:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return {"name": "matrix.xlsx", "mimeType": "application/octet-stream", "buffer": file.getvalue()}


@pytest.fixture
def secretary(shipped):
    forum = ForumFactory(slug="mombasa")
    OrganisationFactory(forum=forum, name="Women's Network (sample)", state=False, listed=True)
    OrganisationFactory(forum=forum, name="Gender Office", state=True, listed=True)
    return SeatFactory(forum=forum).holder


def look(page):
    assert_accessible(page)
    assert_no_sideways_scrolling(page)


def settled(page):
    """Every doubt answered with "it is right", one after the other."""
    doubts = page.get_by_role("button", name="It is right as it is")
    for left in reversed(range(doubts.count())):
        doubts.first.click()
        expect(doubts).to_have_count(left)


WAYS = {
    "360": (PHONE, True),
    "1280": (DESK, True),
    "1280 without script": (DESK, False),
}


@pytest.mark.parametrize("way", WAYS)
def test_from_a_matrix_to_a_public_plan(new_page, live_server, secretary, signed_in, matrix, way):
    size, script = WAYS[way]
    page = signed_in(new_page(size, java_script_enabled=script), secretary)
    seen = look if script else assert_no_sideways_scrolling  # axe itself is a script
    page.goto(live_server.url + "/desk/")
    page.get_by_role("link", name="Bring in the plan you have").click()
    page.set_input_files("#id_file", matrix)
    page.fill("#id_edition", "2024-25")
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url("**/import/*/")
    page.get_by_role("heading", name="What we understood").wait_for()
    seen(page)

    page.get_by_role("button", name="It is “Women's Network (sample)”").click()
    page.wait_for_url("**#names")
    page.wait_for_load_state()
    seen(page)
    settled(page)
    page.get_by_role("button", name="Yes, bring it in").click()
    page.get_by_role("heading", name="It is in").wait_for()
    seen(page)

    page.get_by_role("link", name="Say what one new body is").click()
    page.get_by_label("What is Traders' Chamber (sample)?").select_option(label="Business")
    seen(page)
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("1 body kept.").wait_for()
    page.goto(live_server.url + "/desk/mombasa/plan/2024-25/")
    seen(page)
    page.get_by_role("button", name="Publish it, marked as a draft").click()
    page.get_by_text("The plan is public now").wait_for()
    assert Plan.objects.get().is_public


def test_a_refused_file_takes_the_keyboard_to_the_reason(desk, live_server, secretary, signed_in):
    page = signed_in(desk, secretary)
    page.goto(live_server.url + "/desk/mombasa/import/")
    page.set_input_files("#id_file", {"name": "a.xlsx", "mimeType": "text/plain", "buffer": b"no workbook"})
    page.fill("#id_edition", "2024-25")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.input_value("#id_edition") == "2024-25"
    look(page)


def test_a_row_is_put_right_by_keyboard_alone(desk, live_server, secretary, signed_in, matrix):
    page = signed_in(desk, secretary)
    page.goto(live_server.url + "/desk/mombasa/import/")
    page.set_input_files("#id_file", matrix)
    page.fill("#id_edition", "2024-25")
    page.get_by_role("button", name="Read the file").press("Enter")
    page.wait_for_url("**/import/*/")
    page.get_by_role("link", name=re.compile("Put it right.*Market days")).press("Enter")
    page.wait_for_url("**/row/*/")
    look(page)
    page.get_by_label("Last day").fill("2024-01-01")
    page.get_by_role("button", name="Keep it so").press("Enter")
    page.get_by_role("alert").wait_for()
    look(page)
    page.get_by_label("Last day").fill("2025-03-31")
    page.get_by_role("button", name="Keep it so").press("Enter")
    page.get_by_text("Put right: Market days").wait_for()

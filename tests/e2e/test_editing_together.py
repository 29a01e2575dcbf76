"""Two people edit one action at once, and the line goes while somebody types: nothing is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jukwaa.accounts.models import User
from jukwaa.plans.models import Action, Plan
from jukwaa.site.actions.sample import load_sample
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.looking import assert_accessible, assert_no_sideways_scrolling

pytestmark = pytest.mark.e2e


@pytest.fixture
def action(shipped):
    """Of the sample's plan as long as nobody had signed it."""
    load_sample()
    Plan.objects.filter(edition="2022-23").update(status="published_draft")
    return Action.objects.filter(plan__edition="2022-23").first()


@pytest.fixture
def secretary(action):
    return User.objects.get(seats__role="secretary", seats__forum=action.plan.forum)


def screen(action, part, language=""):
    return language + reverse("site:desk-edit-part", args=["mombasa", "2022-23", action.pid, part])


def test_the_second_of_two_sees_both_texts_and_chooses(new_page, live_server, signed_in, action, secretary):
    one, two = (signed_in(new_page(size), secretary) for size in (DESK, PHONE))
    for page in (one, two):
        page.goto(live_server.url + screen(action, "words"))
    one.get_by_label("For whom, in English").fill("Elders and chiefs")
    one.get_by_role("button", name="Keep").click()
    expect(one.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    two.get_by_label("For whom, in English").fill("Girls out of school")
    two.get_by_label("Title, in Swahili").fill("Mazungumzo ya wadi")
    two.get_by_role("button", name="Keep", exact=True).click()
    expect(two.get_by_role("heading", name="Somebody else changed this while you wrote")).to_be_visible()
    expect(two.locator(".clash")).to_contain_text("Elders and chiefs")
    expect(two.locator(".clash")).to_contain_text("Girls out of school")
    expect(two.get_by_label("For whom, in English")).to_have_value("Girls out of school")
    expect(two.get_by_label("Title, in Swahili")).to_have_value("Mazungumzo ya wadi")
    assert_accessible(two)
    assert_no_sideways_scrolling(two)
    two.get_by_label("Mine, as it stands in the form").check()
    two.get_by_role("button", name="Keep", exact=True).click()
    expect(two.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    action.refresh_from_db()
    assert action.audience["en"] == "Girls out of school"
    assert action.title["sw"] == "Mazungumzo ya wadi"


def test_a_lost_line_a_closed_tab_and_an_expired_sign_in_lose_nothing(
    new_page, live_server, signed_in, action, secretary
):
    page = signed_in(new_page(PHONE), secretary)
    url = live_server.url + screen(action, "words")
    page.goto(url)
    page.context.set_offline(True)
    page.get_by_label("Text, in English").fill("Two days in each ward.")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".kept")).to_contain_text("There is no line")
    assert page.url == url
    assert_accessible(page)
    page.close()  # the tab is closed with the line still gone
    page.context.set_offline(False)
    page.context.clear_cookies()  # and meanwhile the sign-in has expired
    again = page.context.new_page()
    again.goto(url)
    assert "sign-in" in again.url
    signed_in(again, secretary)
    again.goto(url)
    expect(again.get_by_label("Text, in English")).to_have_value("Two days in each ward.")
    expect(again.locator(".kept")).to_contain_text("kept on this phone and not yet sent")
    again.get_by_role("button", name="Keep").click()
    expect(again.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    action.refresh_from_db()
    assert action.text["en"] == "Two days in each ward."
    assert again.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('jukwaa:'))") == []
    again.goto(url)
    expect(again.locator(".kept")).to_be_hidden()


def test_on_a_shared_phone_it_is_forgotten_and_nobody_else_finds_it(
    new_page, live_server, signed_in, action, secretary
):
    page = signed_in(new_page(PHONE), secretary)
    url = live_server.url + screen(action, "money", "/sw")
    page.goto(url)
    before = page.get_by_label("Kiasi kinachohitajika").input_value()
    page.get_by_label("Kiasi kinachohitajika").fill("777")
    expect(page.locator(".kept")).to_contain_text("Imehifadhiwa kwenye simu hii")
    other = User.objects.exclude(pk=secretary.pk).filter(seats__forum=action.plan.forum).first() or secretary
    signed_in(page, other)
    page.goto(url)
    if other != secretary:
        expect(page.locator(".kept")).to_be_hidden()
    signed_in(page, secretary)
    page.goto(url)
    expect(page.get_by_label("Kiasi kinachohitajika")).to_have_value("777")
    page.get_by_role("button", name="Sahau haya").click()
    expect(page.get_by_label("Kiasi kinachohitajika")).to_have_value(before)
    page.reload()
    expect(page.get_by_label("Kiasi kinachohitajika")).to_have_value(before)


def test_what_somebody_changed_after_it_was_kept_on_the_phone_is_not_overwritten(
    new_page, live_server, signed_in, action, secretary
):
    page = signed_in(new_page(PHONE), secretary)
    url = live_server.url + screen(action, "words")
    page.goto(url)
    page.get_by_label("For whom, in English").fill("Girls out of school")
    Action.objects.filter(pk=action.pk).update(audience={"en": "Elders"})
    page.goto(url)
    expect(page.get_by_label("For whom, in English")).to_have_value("Girls out of school")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".clash")).to_contain_text("Elders")

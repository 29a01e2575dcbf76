"""A report from a phone whose line is gone: written, kept, sent, checked, and read by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from bench.thumb import PRESSES, SAID, SCREENS, fill_in
from jukwaa.accounts.models import User
from jukwaa.delivery.models import Report
from jukwaa.forums.actions import make_link, reset_pin
from jukwaa.forums.models import Seat
from jukwaa.plans.models import Leadership
from tests.e2e.conftest import PHONE
from tests.e2e.hands import follow, glance, look, press, told
from tests.factories import (
    ActionFactory,
    ForumFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

pytestmark = pytest.mark.e2e

PIN = "480215"
DONE = SAID
MOST_FIELDS = 7


@dataclass(frozen=True)
class Here:
    at: str
    door: str  # the seat link
    seat: Seat
    lead: User
    secretary: User
    public: str
    pick: str


@pytest.fixture
def here(shipped, live_server):
    cache.clear()
    forum = ForumFactory(slug="mombasa", name={"en": "Mombasa forum", "sw": "Jukwaa la Mombasa"})
    group = OrganisationFactory(forum=forum, name="Women's Group (sample)", state=False, listed=True)
    office = OrganisationFactory(
        forum=forum, name="County Gender Department (sample)", state=True, listed=True
    )
    began = localdate() - timedelta(days=90)
    plan = PlanFactory(forum=forum, status="in_force", starts=began, ends=began + timedelta(days=364))
    section = SectionFactory(plan=plan, code="1")
    Leadership.objects.create(section=section, organisation=office, position=0)
    RoleFactory(
        action=ActionFactory(section=section, code="1.1"), organisation=group, kind="lead", reply="accepted"
    )
    seat = SeatFactory(
        forum=forum, role="focal_person", organisation=group, holder=None, holder_name="Asha (sample)"
    )
    lead = SeatFactory(forum=forum, role="focal_person", organisation=office).holder
    at = live_server.url  # on localhost, where a browser seals without https
    door = f"{at}/seat/{make_link(seat, by=None, today=localdate())}/"
    public = f"{at}/mombasa/plan/{section.plan.edition}/a/1.1/"
    return Here(
        at, door, seat, lead, SeatFactory(forum=forum).holder, public, f"{at}/desk/mombasa/reports/new/"
    )


def come_in(page: Page, door: str) -> None:
    """For the first time, or after the PIN was reset: it is chosen."""
    page.goto(door)
    page.fill("#id_pin", PIN)
    page.fill("#id_again", PIN)
    page.click("main form button")
    page.wait_for_url("**/desk/")


HOLDS = """async () => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 200; tries++) {
    const held = (await caches.has("jukwaa-held")) ? await (await caches.open("jukwaa-held")).keys() : [];
    if (navigator.serviceWorker.controller && held.some((one) => /reports\\/new\\/.+/.test(one.url))) return true;
    await new Promise((later) => setTimeout(later, 50));
  }
  return false;
}"""

KEPT = """async () => {
  const stored = await new Promise((done) => {
    indexedDB.open("jukwaa").onsuccess = ({ target }) => {
      target.result.transaction("waiting").objectStore("waiting").getAll().onsuccess = (all) => done(all.target.result);
    };
  });
  if (stored.length !== 1) throw new Error("nothing is kept");
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, stored]);
}"""


@pytest.fixture
def on_the_phone(new_page, here):
    page = new_page(PHONE)
    come_in(page, here.door)
    assert page.evaluate(HOLDS)
    return page


def open_form(page: Page, here: Here) -> None:
    page.goto(here.pick)
    page.locator(".lines a").first.click()
    expect(page.get_by_role("button", name="Next")).to_be_visible()


def test_it_is_written_without_a_line_and_counted_in_public(on_the_phone, new_page, here, signed_in):
    page = on_the_phone
    page.context.set_offline(True)
    page.goto(f"{here.at}/desk/mombasa/reports/")
    expect(page.get_by_role("heading", name="No line at the moment")).to_be_visible()
    look(page)
    follow(page, "Mombasa forum")
    glance(page)
    page.locator(".lines a").first.click()
    keys = fill_in(page)
    expect(page.get_by_role("heading", name="Your report is kept on this phone")).to_be_visible()
    look(page)
    assert (keys.screens, keys.pressed) == (SCREENS, PRESSES)
    assert not Report.objects.exists()
    assert DONE not in page.evaluate(KEPT)

    follow(page, "What waits on this phone")
    waiting = page.locator("#waiting")
    expect(waiting.get_by_role("heading", name="On this phone, not sent yet 1")).to_be_visible()
    expect(waiting).to_contain_text("Waits for the line")
    look(page)

    page.context.set_offline(False)
    expect(page.locator("#mine")).to_contain_text(DONE)
    expect(page.get_by_role("status").filter(has_text="Your report is here. Thank you.")).to_be_visible()
    expect(waiting).to_be_hidden()
    report = Report.objects.get()
    assert (report.entered, report.starts, report.came) == (40, localdate(), "seat")
    checked(signed_in(new_page(PHONE), here.lead), f"{here.at}{report.get_absolute_url()}")
    counted(new_page(PHONE), here.public)


def checked(lead: Page, at: str) -> None:
    lead.goto(at)
    press(lead, "Verify it")
    told(lead, "Verified. Thank you.")


def counted(reader: Page, at: str) -> None:
    reader.goto(at)
    expect(reader.locator("main")).to_contain_text("one verified report")
    expect(reader.locator("main")).to_contain_text("40 people")


def test_the_short_path_asks_four_things_and_is_sent_at_once_where_there_is_a_line(on_the_phone, here):
    page = on_the_phone
    open_form(page, here)
    seen = page.locator(".report-form .screen:not(:last-of-type)")
    fields = seen.locator("input:not([type=hidden]), textarea, select").evaluate_all(
        "(all) => [...new Set(all.filter((one) => !one.closest('[hidden]') && (!one.closest('details') || one.name === 'areas')).map((one) => one.name))]"
    )
    assert fields == ["starts", "areas", "text", "people"]
    assert len(fields) <= MOST_FIELDS
    fill_in(page)
    page.wait_for_url("**/desk/mombasa/reports/r*/")
    expect(page.get_by_role("status").filter(has_text="Your report is here. Thank you.")).to_be_visible()
    assert Report.objects.count() == 1
    assert page.evaluate("Object.keys(localStorage)") == []


def kept_without_a_line(page: Page, here: Here) -> None:
    open_form(page, here)
    page.context.set_offline(True)
    fill_in(page)
    expect(page.get_by_role("heading", name="Your report is kept on this phone")).to_be_visible()


def test_the_pin_was_reset_meanwhile_and_it_is_sent_after_the_next_sign_in(on_the_phone, here):
    page = on_the_phone
    kept_without_a_line(page, here)
    reset_pin(Seat.objects.get(pk=here.seat.pk), by=here.secretary)  # which ends every sign-in by it
    page.goto(f"{here.at}/desk/mombasa/reports/")
    page.context.set_offline(False)
    page.wait_for_url("**/sign-in/?next=/desk/mombasa/reports/")
    assert not Report.objects.exists()
    page.goto(f"{here.at}/desk/offline/")
    expect(page.locator("#waiting")).to_contain_text(
        "Waits for you to sign in."
    )  # and does not say what it is
    expect(page.locator("#waiting")).not_to_contain_text("Action 1.1")
    come_in(page, here.door)
    expect(page.locator("#waiting")).to_be_hidden()
    page.goto(f"{here.at}/desk/mombasa/reports/")
    expect(page.locator("#mine")).to_contain_text(DONE)
    assert Report.objects.count() == 1


def test_two_tabs_send_it_once_and_a_receipt_that_is_lost_is_asked_for_again(on_the_phone, here):
    page = on_the_phone
    kept_without_a_line(page, here)
    sent = []

    def lost(route):
        """The server takes it; its answer does not arrive. Meanwhile the other tab would send."""
        sent.append(route.fetch().status)
        other.wait_for_timeout(1000)
        route.abort() if len(sent) == 1 else route.fulfill(
            status=sent[-1], json={"report": "r", "at": "/desk/"}
        )

    page.context.route(
        "**/reports/new/*/*/*/",
        lambda route: lost(route) if route.request.method == "POST" else route.continue_(),
    )
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{here.at}/desk/mombasa/reports/")
        expect(tab.locator("#waiting")).to_contain_text("There is no line at the moment.")
    page.context.set_offline(False)
    expect(page.locator("#mine")).to_contain_text(DONE)
    expect(page.locator("#waiting")).to_be_hidden()
    expect(other.locator("#waiting")).to_be_hidden()
    assert sent == [201, 200]
    assert Report.objects.count() == 1


def test_another_who_takes_the_phone_neither_reads_nor_sends_it(on_the_phone, here):
    page = on_the_phone
    kept_without_a_line(page, here)
    Session.objects.all().delete()
    page.context.set_offline(False)
    group = here.seat.organisation
    other = SeatFactory(
        forum=group.forum, role="focal_person", organisation=group, holder=None, holder_name="Juma (sample)"
    )
    come_in(page, f"{here.at}/seat/{make_link(other, by=None, today=localdate())}/")
    waiting = page.locator("#waiting")
    expect(waiting.get_by_text("Reports of other people wait on this phone too: 1.")).to_be_visible()
    expect(waiting).not_to_contain_text("1.1")
    glance(page)
    assert not Report.objects.exists()
    press(page, "Clear this phone", ".top")
    expect(page.get_by_role("heading", name="One report on this phone was not sent yet")).to_be_visible()


def test_one_that_is_wrong_comes_back_into_the_form(on_the_phone, here):
    page = on_the_phone
    open_form(page, here)
    page.context.set_offline(True)
    page.get_by_label("When was it?").fill("2999-01-01")
    fill_in(page)
    expect(page.get_by_role("heading", name="Your report is kept on this phone")).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"{here.at}/desk/mombasa/reports/")
    waiting = page.locator("#waiting")
    expect(waiting).to_contain_text("This day is still to come")
    look(page)
    waiting.get_by_role("link", name="Put it right").click()
    expect(page.get_by_role("alert")).to_contain_text("This day is still to come")
    page.get_by_label("When was it?").fill(str(localdate()))
    expect(page.locator("[name=text]")).to_have_value(DONE)
    for _step in range(3):
        page.get_by_role("button", name="Next").click()
    press(page, "Send the report")
    page.wait_for_url("**/desk/mombasa/reports/r*/")
    report = Report.objects.get()
    assert (report.starts, report.entered) == (localdate(), 40)
    page.goto(f"{here.at}/desk/mombasa/reports/")
    expect(waiting).to_be_hidden()


def test_a_phone_without_room_keeps_what_was_typed_in_sight(on_the_phone, here):
    page = on_the_phone
    open_form(page, here)
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    page.context.set_offline(True)
    fill_in(page)
    expect(page.get_by_role("alert")).to_contain_text("This phone has no room left")
    expect(page.locator("[name=text]")).to_have_value(DONE)
    page.context.set_offline(False)
    press(page, "Send the report")
    page.wait_for_url("**/desk/mombasa/reports/r*/")
    assert Report.objects.count() == 1


def test_a_phone_is_cleared_and_says_first_what_is_lost(on_the_phone, here):
    page = on_the_phone
    open_form(page, here)
    page.context.set_offline(True)
    fill_in(page)
    follow(page, "What waits on this phone")
    page.locator("#waiting .clearing summary").click()
    expect(page.locator("#waiting .clearing")).to_contain_text("Reports that would be lost: 1")
    press(page, "Clear it, and lose them")
    expect(page.get_by_role("heading", name="This phone is cleared.")).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"{here.at}/desk/")
    assert "/sign-in/" in page.url
    left = "async () => [await caches.keys(), (await indexedDB.databases()).map((one) => one.name), Object.keys(localStorage)]"
    assert page.evaluate(left) == [[], [], []]


def test_signed_out_the_forms_are_gone_and_what_waits_is_asked_about(on_the_phone, here):
    page = on_the_phone
    open_form(page, here)
    page.context.set_offline(True)
    fill_in(page)
    expect(page.get_by_role("heading", name="Your report is kept on this phone")).to_be_visible()
    page.context.route("**/desk/held/", lambda route: route.abort())  # a line too bad to send
    page.context.set_offline(False)
    page.goto(here.public)
    press(page, "Clear this phone", ".top")
    expect(page.get_by_role("heading", name="One report on this phone was not sent yet")).to_be_visible()
    look(page)
    press(page, "Clear this phone, and lose them")
    page.wait_for_url(f"{here.at}/")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(here.pick)

"""The live matrix: what is late first, how an action stands said in place, the workbook out and in again."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jukwaa.core.models import Entry
from jukwaa.plans.models import Action
from tests.factories import ActionFactory, OrganisationFactory, RoleFactory
from tests.site.pages.reading import page_of

TODAY = date(2022, 9, 5)
HTMX = {"headers": {"hx-request": "true"}}


@pytest.fixture(autouse=True)
def on_a_day_in_september(action):
    """A sample is shown as at its day."""
    action.plan.sample, action.plan.as_at = True, TODAY
    action.plan.save()


@pytest.fixture
def url(action):
    return f"/desk/mombasa/plan/{action.plan.edition}/matrix/"


@pytest.fixture
def late(action):
    """Led by a civil-society body: the public is not told that it is late, the forum is."""
    made = ActionFactory(
        section=action.section, code="1.2", title={"en": "A late one"}, ends=TODAY - timedelta(days=5)
    )
    body = OrganisationFactory(forum=action.plan.forum, name="Elders' Council (sample)", state=False)
    RoleFactory(action=made, organisation=body, kind="lead")
    return made


def said(page: str) -> dict[str, str]:
    """What a form holds, hidden fields and all."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}


def test_what_is_late_stands_first_whoever_leads_it(client, url, of_group, late):
    client.force_login(of_group)
    page = page_of(client.get(url)).words
    assert page.index("A late one") < page.index("1.1")
    assert "Elders' Council (sample)" in page
    in_order = page_of(client.get(url + "?order=plan")).words
    assert in_order.index("1.1") < in_order.index("A late one")


def test_filters_stand_in_the_address_and_go_with_the_link_of_each_row(client, url, of_group, late, action):
    client.force_login(of_group)
    answer = client.get(url + "?q=1.1&order=plan")
    assert "A late one" not in page_of(answer).words
    assert f"{url}{action.pid}/?q=1.1&amp;order=plan" in answer.content.decode()
    form = client.get(f"{url}{action.pid}/?q=1.1").content.decode()
    answer = client.post(f"{url}{action.pid}/?q=1.1", {**said(form), "status": "moving", "reason": ""})
    assert answer["Location"] == f"{url}?q=1.1#{action.pid}"


def test_the_lead_says_how_its_action_stands_and_the_record_has_it(client, url, of_group, action):
    client.force_login(of_group)
    form = client.get(f"{url}{action.pid}/", **HTMX).content.decode()
    assert form.lstrip().startswith("<tr")
    answer = client.post(f"{url}{action.pid}/", {**said(form), "status": "paused", "reason": ""}, **HTMX)
    action.refresh_from_db()
    assert (answer.status_code, action.status, action.reason) == (200, "paused", {})  # no reason is asked
    assert 'class="status paused"' in answer.content.decode()
    assert Entry.objects.filter(verb="item.edited", target=action.pid).count() == 1


def test_what_is_dropped_needs_a_word_and_nothing_is_written_without(client, url, of_group, action):
    client.force_login(of_group)
    form = client.get(f"{url}{action.pid}/").content.decode()
    answer = client.post(f"{url}{action.pid}/", {**said(form), "status": "dropped", "reason": ""})
    action.refresh_from_db()
    assert (answer.status_code, action.status) == (422, "not_started")
    assert "why it is dropped" in page_of(answer).words


def test_a_telephone_number_is_no_reason(client, url, of_group, action):
    client.force_login(of_group)
    form = client.get(f"{url}{action.pid}/").content.decode()
    sent = {**said(form), "status": "paused", "reason": "Ask 0712 345 678"}
    assert client.post(f"{url}{action.pid}/", sent).status_code == 422


def test_who_does_not_lead_it_reads_and_does_not_say(client, url, of_group, late):
    client.force_login(of_group)
    assert f"{url}{late.pid}/" not in client.get(url).content.decode()
    answer = client.post(f"{url}{late.pid}/", {"status": "done", "reason": ""})
    late.refresh_from_db()
    assert (answer.status_code, late.status) == (422, "not_started")


def test_two_say_it_at_once_and_the_second_is_asked(client, url, of_group, secretary, action):
    client.force_login(of_group)
    form = client.get(f"{url}{action.pid}/").content.decode()
    Action.objects.filter(pk=action.pk).update(status="done", reason={"en": "All wards were reached"})
    answer = client.post(
        f"{url}{action.pid}/", {**said(form), "status": "moving", "reason": "Two wards left"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "All wards were reached" in unescape(page)
    assert "Two wards left" in page
    client.post(f"{url}{action.pid}/", {**said(page), "status": "moving", "reason": "Two wards left"})
    action.refresh_from_db()
    assert (action.status, action.reason["en"]) == ("moving", "Two wards left")


def test_a_hundred_actions_cost_as_few_queries_as_one(
    client, url, of_group, action, django_assert_max_num_queries
):
    made = Action.objects.bulk_create(
        Action(
            plan=action.plan,
            section=action.section,
            pid=f"a-{n}",
            code=f"2.{n}",
            position=n,
            title={"en": "One"},
        )
        for n in range(2, 100)
    )
    assert len(made) == 98
    client.force_login(of_group)
    client.get(url)
    with django_assert_max_num_queries(15):
        assert client.get(url).status_code == 200


# --- the workbook ------------------------------------------------------------------------------------------------


def downloaded(client, url) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(client.get(url + "xlsx").content))


def at(sheet, key) -> int:
    return next(cell.column for cell in sheet[4] if cell.value == f"live.{key}")


def brought(client, url, book):
    out = io.BytesIO()
    book.save(out)
    return client.post(url + "file/", {"file": SimpleUploadedFile("matrix.xlsx", out.getvalue())})


def test_only_two_columns_are_open(client, url, of_group):
    client.force_login(of_group)
    sheet = downloaded(client, url).worksheets[0]
    assert sheet.protection.sheet
    opened = {cell.column for cell in sheet[6] if not cell.protection.locked}
    assert opened == {at(sheet, "status"), at(sheet, "reason.en"), at(sheet, "reason.sw")}


def test_out_and_in_again_changes_what_was_changed_and_once(client, url, of_group, action):
    client.force_login(of_group)
    book = downloaded(client, url)
    sheet = book.worksheets[0]
    assert "changes nothing" in page_of(brought(client, url, book)).words
    sheet.cell(6, at(sheet, "status")).value = "Inaendelea"  # as the list says it in the other language
    sheet.cell(6, at(sheet, "reason.en")).value = "Two of four done"
    sheet.cell(6, at(sheet, "title")).value = "Another title"  # locked, and forced open
    dry = brought(client, url, book)
    action.refresh_from_db()
    assert action.status == "not_started"  # nothing is written yet
    assert "Moving" in page_of(dry).words
    client.post(url + "bring/", {**said(dry.content.decode()), "row": [action.pid]})
    action.refresh_from_db()
    assert (action.status, action.reason["en"]) == ("moving", "Two of four done")
    assert action.title["en"] != "Another title"
    assert "changes nothing" in page_of(brought(client, url, book)).words


def test_what_somebody_said_meanwhile_is_not_overwritten_unasked(client, url, of_group, action):
    client.force_login(of_group)
    book = downloaded(client, url)
    book.worksheets[0].cell(6, at(book.worksheets[0], "status")).value = "Done"
    Action.objects.filter(pk=action.pk).update(status="paused")
    dry = brought(client, url, book).content.decode()
    assert "Somebody changed this after the file went out" in dry
    assert not re.search(rf'value="{action.pid}" checked', dry)


def test_rows_that_cannot_be_taken_say_why(client, url, of_group, action, late):
    client.force_login(of_group)
    book = downloaded(client, url)
    sheet = book.worksheets[0]
    for row in (6, 7):
        sheet.cell(row, at(sheet, "status")).value = "Nearly" if row == 6 else "Done"
    words = page_of(brought(client, url, book)).words
    assert "“Nearly” is not on the list" in words
    assert "Who leads this action says how it stands" in words


def test_another_file_is_refused_with_a_word(client, url, of_group):
    client.force_login(of_group)
    answer = brought(client, url, openpyxl.Workbook())
    assert answer.status_code == 422
    assert "This is not a live matrix" in page_of(answer).words


def test_the_secretary_has_a_message_for_each_body_to_copy(client, url, secretary, of_group, late):
    """In both languages, with what is the matter; whoever does not keep the forum finds no such page."""
    client.force_login(secretary)
    page = client.get(url.replace("matrix", "reminders")).content.decode()
    assert "its last day was 31 August 2022" in page
    assert "siku yake ya mwisho ilikuwa" in page
    assert "Nobody sits here who has an e-mail address" in page
    client.force_login(of_group)
    assert client.get(url.replace("matrix", "reminders")).status_code == 404

"""Reports come in from KoboToolbox and ODK: looked at first, brought in whole, and never twice."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pyxform.xls2xform import convert

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import Brought, Read, bring_reports
from jukwaa.delivery.models import FormMapping, Report
from jukwaa.delivery.rules.telling import Told
from jukwaa.publishing.sheets.xlsform import questions
from jukwaa.site.figures.bringing import known_columns
from tests.delivery.conftest import LIKONI, TIMBWANI, TODAY, hand
from tests.factories import OrganisationFactory, RoleFactory, SeatFactory
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
PAGE, FORM = "/desk/mombasa/reports/bring/", "/desk/mombasa/reports/bring/form/"
PERSONS = {
    "phone": "0712345678",
    "Name of respondent": "Asha",
    "_submitted_by": "asha",
    "_gps_latitude": "-4.05",
}


@pytest.fixture
def browser(mombasa, action):
    browser = Client()
    browser.force_login(SeatFactory(forum=mombasa).holder)
    return browser


@pytest.fixture
def row(action, group):
    """One submission, as KoboToolbox has it with the names of questions."""

    def made(**said):
        return {
            "start": "2022-09-01T08:00:00.000+03:00", "action": action.pid, "body": group.pid, "starts": "2022-09-01",
            "ends": "", "areas": TIMBWANI, f"areas/{TIMBWANI}": "1", "text": "Mazungumzo ya wadi", "people": "",
            "groups/all_female_18_34": "14", "groups/disabled_female_18_34": "2", "groups/all_male_18_34": "0",
            "spent": "", "_id": "77", "_uuid": str(uuid4()), **PERSONS, **said,
        }  # fmt: skip

    return made


def xlsx(*rows):
    book = openpyxl.Workbook()
    for line in ([*rows[0]], *([*row.values()] for row in rows)):
        book.active.append(line)
    return named(book, "kobo.xlsx")


def named(book, name):
    file = io.BytesIO()
    book.save(file)
    return upload(file.getvalue(), name)


def as_csv(*rows, sign=";"):
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=sign)
    writer.writeheader()
    writer.writerows(rows)
    return upload(b"\xef\xbb\xbf" + file.getvalue().encode(), "export.csv")


def upload(data, name):
    file = io.BytesIO(data)
    file.name = name
    return file


def look(browser, file):
    return browser.post(PAGE, {"file": file})


def bring(browser, looked, **said):
    return browser.post(PAGE, {"sheet": looked.context["sheet"], "language": "sw", "bring": "1"} | said)


def test_nothing_is_written_before_one_says_so_and_then_all_that_is_new(browser, row, group, action):
    first, second = row(), row(text="Darasa", people="", **{"groups/all_female_18_34": "", "groups/disabled_female_18_34": "", "groups/all_male_18_34": ""})  # fmt: skip
    looked = look(browser, xlsx(first, second))
    words = page_of(looked).words
    assert "2 reports would come in. Nothing is written yet." in words
    assert not Report.objects.exists()
    for header, value in PERSONS.items():
        assert header in words  # named as left out
        assert value not in looked.content.decode()
    assert bring(browser, looked).status_code == 302
    one, two = Report.objects.order_by("pk")
    assert (one.came, one.confirmed, one.state, one.organisation) == ("form", None, "submitted", group)
    assert (one.text, one.told.areas, one.starts) == (
        {"sw": "Mazungumzo ya wadi"},
        {TIMBWANI},
        date(2022, 9, 1),
    )
    assert one.reached.total == 14
    assert sorted((cell.sex, cell.disability, n) for cell, n in one.reached.cells.items()) == [
        ("female", False, 12), ("female", True, 2), ("male", False, 0),
    ]  # fmt: skip
    assert two.reached.total is None  # blank is not nought
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["report.filed", "report.filed", "reports.brought"]
    assert Entry.objects.get(verb="reports.brought").facts == {"edition": action.plan.edition, "n": 2}


def test_the_same_file_brought_again_adds_nothing_and_a_longer_one_only_what_is_new(browser, row):
    first = row()
    bring(browser, look(browser, xlsx(first)))
    again = look(browser, xlsx(first))
    words = page_of(again).words
    assert "There is nothing new in this file." in words
    assert "One is here already." in words
    assert bring(browser, again).status_code == 422
    longer = look(browser, as_csv(first, row(text="Darasa")))
    assert "One report would come in." in page_of(longer).words
    bring(browser, longer)
    assert Report.objects.count() == 2


def test_what_was_changed_elsewhere_since_is_shown_and_left_alone(browser, row):
    first = row()
    bring(browser, look(browser, xlsx(first)))
    looked = look(browser, xlsx(first | {"text": "Something else"}))
    assert "One is here already, and the file says something else now" in page_of(looked).words
    assert Report.objects.get().text == {"sw": "Mazungumzo ya wadi"}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_an_export_of_odk_central_is_read_too(browser, row, sign):
    names = {"_uuid": "KEY", "groups/all_female_18_34": "groups-all_female_18_34"}
    odk = {
        names.get(name, name): text for name, text in row(_uuid=f"uuid:{uuid4()}").items() if name != "_id"
    }
    looked = look(
        browser, as_csv(odk | {"SubmissionDate": "2022-09-02T08:00:00Z", "DeviceID": "x"}, sign=sign)
    )
    bring(browser, looked)
    assert Report.objects.get().reached.total == 14


def test_rows_that_cannot_be_taken_say_why_and_the_others_come_in(browser, row, mombasa):
    outsider = OrganisationFactory(forum=mombasa, name="Outsider (sample)")
    doubled = row()
    looked = look(browser, xlsx(
        doubled, doubled, row(action="9.9"), row(body=outsider.pid), row(starts="2031-01-01"),
        row(starts="soon"), row(areas="Atlantis", **{f"areas/{TIMBWANI}": "0"}), row(text=""),
    ))  # fmt: skip
    words = page_of(looked).words
    assert "One report would come in." in words
    assert "7 rows are not taken" in words
    for why in ("The same submission stands in the file before.", "The plan has no action of this name or code.",
                "This body has no part in this action", "lies outside the plan", "The day cannot be read",
                "One of the places is not known here", "Say in a few words what was done."):  # fmt: skip
        assert why in words
    bring(browser, looked)
    assert Report.objects.count() == 1


def test_what_names_somebody_is_held_as_any_report_is(browser, row):
    looked = look(browser, xlsx(row(text="Mzee Juma Ali aliongoza")))
    assert "Looks as if it named a person" in page_of(looked).words
    bring(browser, looked)
    assert Report.objects.get().held


def test_a_form_of_ones_own_is_explained_once(browser, row, action, group):
    own = {"Shughuli": "1.1", "Kundi": group.name, "Tarehe": "1/9/2022", "Wapi": LIKONI, "Nini": "Mazungumzo", "_uuid": str(uuid4())}  # fmt: skip
    looked = look(browser, xlsx(own))
    assert "Say first which column is what" in page_of(looked).words
    at = {column.header: f"column-{n}" for n, column, _example in looked.context["asked"]}
    said = {at["Shughuli"]: "action", at["Kundi"]: "body", at["Tarehe"]: "starts", at["Wapi"]: "areas", at["Nini"]: "text"}  # fmt: skip
    seen = browser.post(PAGE, {"sheet": looked.context["sheet"], "language": "sw", "look": "1"} | said)
    assert "One report would come in." in page_of(seen).words
    assert bring(browser, seen, **said).status_code == 302
    assert FormMapping.objects.get().columns["Kundi"] == "body"
    again = look(browser, as_csv(own | {"_uuid": str(uuid4())}))
    assert "One report would come in." in page_of(again).words


def test_what_lies_sealed_in_the_page_is_taken_as_it_went_out_alone(browser, row):
    looked = look(browser, xlsx(row()))
    answer = bring(browser, looked, sheet=looked.context["sheet"][:-2] + "xx")
    assert answer.status_code == 422
    assert "choose the file once more" in page_of(answer).words
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 broken", b"{}", b"<html>", b"only one line", b"\xff\xfe\x00", b"a,a\n1,2\n"]
)
def test_a_file_that_is_no_export_is_refused_with_a_reason(browser, data):
    answer = look(browser, upload(data, "x.csv"))
    assert answer.status_code == 422
    assert answer.context["refused"]


def test_only_who_enters_reports_for_others_brings_them(of_group, action, group, mombasa):
    browser = Client()
    browser.force_login(of_group)
    assert browser.get(PAGE).status_code == browser.get(FORM).status_code == 404
    brought = Brought(
        action, group, Told(date(2022, 9, 1), frozenset({LIKONI}), {"en": "A dialogue"}), uuid4()
    )
    with pytest.raises(PermissionDenied):
        bring_reports(action.plan, [brought], Read("x", {}, "en"), hand=hand(of_group, today=TODAY))
    assert not Report.objects.exists()


def test_all_or_nothing(action, group):
    good = Told(date(2022, 9, 1), frozenset({LIKONI}), {"en": "A dialogue"})
    bad = Told(date(2022, 9, 1), frozenset(), {"en": "Nowhere"})
    rows = [Brought(action, group, told, uuid4()) for told in (good, bad)]
    with pytest.raises(Exception, match="Say where it was"):
        bring_reports(action.plan, rows, Read("x", {}, "en"), hand=hand(None, today=TODAY))
    assert not Report.objects.exists()
    assert not FormMapping.objects.exists()


def test_to_look_at_many_rows_costs_as_few_questions_as_at_one(browser, row, django_assert_max_num_queries):
    many = xlsx(*(row() for _n in range(60)))
    with django_assert_max_num_queries(26):
        assert "60 reports would come in." in page_of(look(browser, many)).words


# --- the form that goes out --------------------------------------------------------------------------------------


def test_the_form_is_one_that_others_programs_take_and_asks_nothing_about_a_person(
    browser, action, group, mombasa
):
    hidden = OrganisationFactory(forum=mombasa, name="Hidden (sample)", listed=False)
    RoleFactory(action=action, organisation=hidden, kind="support")
    answer = browser.get(FORM)
    assert "mombasa-2022-23-xlsform.xlsx" in answer["Content-Disposition"]
    made = convert(io.BytesIO(answer.content), validate=False, file_type=".xlsx")
    assert not made.warnings
    assert group.pid in made.xform
    assert action.pid in made.xform
    assert "Hidden" not in made.xform
    assert hidden.pid not in made.xform
    for forbidden in ("geopoint", "deviceid", "phonenumber", "username", "image", "barcode"):
        assert forbidden not in made.xform
    assert "Ilikuwa lini?" in made.xform


def test_what_the_form_asks_is_understood_without_a_question():
    known = known_columns()
    asked = [each.name for each in questions() if each.name and each.kind not in ("begin_group", "end_group")]
    assert {known.get(name) for name in asked if name != "by_group"} == set(asked) - {"by_group"}


def test_a_body_that_was_withdrawn_stands_in_no_label_of_the_form(browser, action, group):
    type(action).objects.filter(pk=action.pk).update(
        title={"en": f"Talks with {group.name}", "sw": "Mazungumzo"}
    )
    type(group).objects.filter(pk=group.pk).update(withdrawn=TODAY, listed=False)
    made = convert(io.BytesIO(browser.get(FORM).content), validate=False, file_type=".xlsx")
    assert group.name not in made.xform
    assert action.pid in made.xform

"""A table of submissions is read: by names of questions, groups and choices; persons are left out; blank is not zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.exports import (
    COUNTS,
    FIELDS,
    Book,
    Sheet,
    amount_of,
    columns_of,
    count_of,
    day_of,
    is_personal,
    missing,
    plain,
    rows_of,
    signature,
    submission,
    twice,
    without_persons,
)
from jukwaa.delivery.rules.reach import AGES, SEXES, Cell

KNOWN = {name: name for name in FIELDS} | {"when was it": "starts", "ilikuwa lini": "starts"}
BOOK = Book(
    {"a x": "a-x", "1 1": "a-x", "dialogues": "a-x"},
    {"b x": "b-x", "women s group sample": "b-x", "twice": None},
    {
        "ke001005": "KE001005",
        "ke001005 0025": "KE001005-0025",
        "likoni sub county": "KE001005",
        "likoni": None,
    },
)
UUIDS = "0f1e2d3c-4b5a-4697-8877-665544332211"
ROW = {
    "_uuid": UUIDS,
    "action": "a-x",
    "body": "b-x",
    "starts": "2022-09-01",
    "areas": "KE001005",
    "text": "Dialogue",
}


def read(row, kept=None):
    sheet = Sheet(tuple(row), (tuple(row.values()),))
    (found,) = rows_of(sheet, columns_of(sheet.headers, KNOWN, kept), BOOK, "sw")
    return found


def test_a_row_is_read_whole():
    found = read(ROW | {"ends": "2/9/2022", "spent": "1,200.50", "lesson": "Mapema", "people": "16"})
    assert (found.wrong, found.action, found.body, found.client_id) == ((), "a-x", "b-x", UUID(UUIDS))
    told = found.told
    assert (told.starts, told.ends, told.areas) == (date(2022, 9, 1), date(2022, 9, 2), {"KE001005"})
    assert (told.text, told.lesson, told.spent) == ({"sw": "Dialogue"}, {"sw": "Mapema"}, Decimal("1200.50"))
    assert (told.reached.entered, told.reached.cells) == (16, {})


@pytest.mark.parametrize("prefix", ["", "groups/", "groups-", "outer/inner/", "outer-inner-"])
def test_groups_before_a_question_make_no_difference(prefix):
    row = {name if name == "_uuid" else f"{prefix}{name}": text for name, text in ROW.items()}
    assert read(row) == read(ROW)


def test_several_choices_come_as_one_column_or_as_one_each():
    split = {k: v for k, v in ROW.items() if k != "areas"} | {
        "areas/KE001005": "1",
        "areas/KE001005-0025": "0",
    }
    assert read(split).told == read(ROW).told
    both = ROW | {"areas": "KE001005 KE001005-0025"}
    each = split | {"areas/KE001005-0025": "1", "areas": "KE001005 KE001005-0025"}
    assert read(both).told.areas == read(each).told.areas == {"KE001005", "KE001005-0025"}


def test_labels_are_read_too_and_what_two_are_called_is_asked_about():
    labels = ROW | {"action": "Dialogues", "body": "Women's Group (sample)", "areas": "Likoni (sub-county)"}
    assert read(labels) == read(ROW)
    assert read(ROW | {"areas": "Likoni"}).wrong == (("areas", "unknown"),)
    assert read(ROW | {"body": "Twice"}).wrong == (("body", "unknown"),)


def test_a_column_is_what_somebody_said_it_is():
    row = {name: text for name, text in ROW.items() if name != "text"} | {"What happened?": "Dialogue"}
    assert read(row, {"What happened?": "text"}) == read(ROW)
    assert not read(ROW, {"text": ""}).told.text


counts = st.dictionaries(st.sampled_from(COUNTS[: len(COUNTS) // 2]), st.integers(0, 400))


@given(counts, st.data())
def test_every_cell_comes_through_blank_as_blank_and_nought_as_nought(given_, data):
    row = {name: str(count) for name, count in given_.items()}
    for name, count in given_.items():
        if data.draw(st.booleans()):
            row[name.replace("all_", "disabled_")] = str(data.draw(st.integers(0, count)))
    reached = read(ROW | row).told.reached
    for sex in SEXES:
        for age in AGES:
            whole, part = row.get(f"all_{sex}_{age}"), row.get(f"disabled_{sex}_{age}")
            without, with_ = (reached.cells.get(Cell(sex, age, each)) for each in (False, True))
            assert with_ == (None if part is None else int(part))
            assert without == (None if whole is None else int(whole) - int(part or 0))
    assert reached.total == (sum(given_.values()) if given_ else None)


@given(st.permutations(list(ROW.items())))
def test_the_order_of_columns_makes_no_difference(pairs):
    assert read(dict(pairs)) == read(ROW)
    assert signature(dict(pairs)) == signature(ROW)


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("starts", "September", "unreadable"), ("starts", "", "missing"), ("action", "9.9", "unknown"),
        ("action", "", "missing"), ("people", "many", "unreadable"), ("spent", "KES?", "unreadable"),
        ("areas", "Atlantis", "unknown"), ("disabled_female_18_34", "3", "more"), ("ends", "31/31/2022", "unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(field, text, problem):
    assert (field, problem) in read(ROW | {field: text}).wrong


def test_without_a_number_a_row_could_come_twice_and_is_not_taken():
    assert ("id", "missing") in read({name: text for name, text in ROW.items() if name != "_uuid"}).wrong
    assert missing(columns_of(["text"], KNOWN)) == ["action", "body", "starts", "areas", "id"]


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_a_submission_has_one_number_however_often_it_comes(text):
    assert submission(text) == submission(f" {text.strip()} ") == submission(text)
    assert submission(f"uuid:{UUIDS}") == submission(UUIDS) == UUID(UUIDS)
    assert submission(" ") is None


@pytest.mark.parametrize(("stays", "changes"), [("meta/rootUuid", "_uuid"), ("KEY", "meta-instanceID")])
def test_a_submission_that_was_edited_there_is_still_the_same(stays, changes):
    first, second = (
        "uuid:" + "1" * 8 + "-1111-4111-8111-" + "1" * 12,
        "uuid:" + "2" * 8 + "-2222-4222-8222-" + "2" * 12,
    )
    sheet = Sheet((changes, stays), ((first, first), (second, first), (second, "")))
    rows = rows_of(sheet, columns_of(sheet.headers, KNOWN), BOOK, "en")
    assert [row.client_id for row in rows] == [submission(first), submission(first), submission(second)]


@pytest.mark.parametrize("text", ["1e300000000", "1e-300000000", "0e300000000"])
def test_a_number_that_could_not_be_written_out_is_not_read(text):
    assert count_of(text) is None
    assert amount_of(text) is None


def test_the_same_submission_twice_in_a_file_is_taken_once():
    sheet = Sheet(tuple(ROW), (tuple(ROW.values()), tuple(ROW.values())))
    rows = rows_of(sheet, columns_of(sheet.headers, KNOWN), BOOK, "en")
    assert [row.number for row in twice(rows)] == [3]


# --- persons ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["Name of respondent", "Jina lako", "phone", "Namba ya simu", "_gps_latitude", "gps", "signature", "_submitted_by",
     "deviceid", "username", "ID number", "Email", "photo_1", "Date of birth", "meta/enumerator",
     "SubmitterName", "SubmitterID", "DeviceID", "respondentName", "meta-instanceName", "organisation_contact_phone",
     "Name of the ward chief", "county/gps", "people_names", "body/respondent_name", "National ID of participants"],
)  # fmt: skip
def test_a_column_about_a_person_is_never_read(header):
    assert is_personal(header)
    sheet = Sheet((*ROW, header), ((*ROW.values(), "whatever"),))
    assert header not in without_persons(sheet, KNOWN).headers
    found = columns_of((*ROW, header), KNOWN, {header: "text"})[-1]
    assert (found.field, found.personal) == ("", True)


@pytest.mark.parametrize(
    "header",
    [
        "_uuid",
        "meta/instanceID",
        "meta-instanceID",
        "meta/rootUuid",
        "KEY",
        "Name of organisation",
        "How many people",
        "Number of participants",
        "Where?",
    ],
)
def test_what_is_about_no_person_is_read(header):
    assert not is_personal(header)


@pytest.mark.parametrize("value", ["0712 345 678", "Mzee Juma Ali", "-4.05212 39.66612 0 0"])
def test_a_column_that_holds_persons_is_left_out_whatever_it_is_called(value):
    sheet = Sheet((*ROW, "q7"), ((*ROW.values(), value), (*ROW.values(), value)))
    assert without_persons(sheet, KNOWN) == Sheet(tuple(ROW), (tuple(ROW.values()),) * 2)


def test_our_own_question_stays_and_is_held_later_if_it_names_somebody():
    sheet = Sheet(tuple(ROW), (tuple((ROW | {"text": "Mzee Juma Ali"}).values()),))
    assert without_persons(sheet, KNOWN) == sheet


# --- days and numbers -------------------------------------------------------------------------------------------


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_in_every_spelling(day):
    for text in (
        day.isoformat(),
        f"{day}T08:15:00.000+03:00",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert day_of(text) == day


@given(st.integers(0, 10**6))
def test_a_count_is_read_in_every_spelling(n):
    for text in (str(n), f"{n:,}", f"{n}.0"):
        assert count_of(text) == n
    assert count_of(f"{n}.5") is None
    assert amount_of("Infinity") is None


@given(st.text())
def test_nothing_that_anybody_types_breaks_it(text):
    for name in FIELDS:
        read(ROW | {name: text})
    columns_of([text], KNOWN)
    assert plain(plain(text)) == plain(text)

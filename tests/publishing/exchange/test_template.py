"""The matrix to fill in: empty, with an example that is never read, and well understood once it is filled in."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from jukwaa.plans.rules import document as d
from jukwaa.publishing.sheets import write_template
from tests.plans.exchange.editing import Page
from tests.plans.exchange.knowing import AREA_NAMES, known_by, read
from tests.plans.exchange.small import OFFICE, PLAN, TRUST

LEVELS = [
    {"one": {"en": "pillar", "sw": "nguzo"}, "many": {"en": "pillars", "sw": "nguzo"}},
    {"one": {"en": "objective", "sw": "madhumuni"}, "many": {"en": "objectives", "sw": "madhumuni"}},
]
NEW = {"starts": None, "ends": None}


def template(language="en", languages=("en", "sw"), levels=LEVELS):
    return write_template(levels, languages, "KES", AREA_NAMES, language)


def filled(data, *rows, matrix="Matrix", plan="Plan", **head):
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = Page(book[matrix])
    for number, row in enumerate(rows, page.head + 1):
        page.set(number, **row)
    for field, value in head.items():
        sheet = book[plan]
        row = next(cells[0].row for cells in sheet.iter_rows() if cells[2].value == field.replace("_", "."))
        sheet.cell(row, 2).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ENGLISH = (
    {
        "Pillar": "1 Gender",
        "Objective": "Women lead",
        "Action (English)": "Hold ward dialogues",
        "Lead": OFFICE.name,
        "Support": f"{TRUST.name}\nNew Group (sample)",
        "Place": "Likoni (sub-county), Mtongwe",
        "First day": date(2022, 7, 1),
        "Last day": "September 2022",
        "Indicator (English)": "1) Dialogues\n2) Women who spoke",
        "Baseline": "1) 0\n2) not known",
        "Target": "1) 12\n2) 100",
        "Means of verification (English)": "Lists",
        "Funding": "Costed",
        "Estimate (KES)": 480000,
        "Audience (English)": "Elders",
        "Remarks (English)": "After Ramadan",
    },
    {
        "Action (English)": "1.2 Train mediators",
        "Estimate (KES)": "no cost",
        "Place": "Mombasa",
        "Lead": TRUST.name,
    },
    {"Pillar": "2 Economic", "Action (Kiswahili)": "Siku za soko", "Place": "all wards"},
)
SWAHILI = (
    {
        "Nguzo": "1 Jinsia",
        "Madhumuni": "Wanawake waongoze",
        "Shughuli (Kiswahili)": "Fanya mabaraza ya wadi",
        "Kiongozi": OFFICE.name,
        "Mahali": "Likoni (kaunti ndogo), Mtongwe",
        "Ufadhili": "Bila gharama",
        "Kiashiria (Kiswahili)": "Mabaraza",
    },
    {"Nguzo": "2 Uchumi", "Shughuli (Kiswahili)": "Siku za soko", "Shughuli (Kiingereza)": "Market days"},
)


def test_it_says_that_it_is_empty_and_nothing_is_read_from_it_as_it_is():
    understood = read(template(), known_by(PLAN))
    assert not understood.understood
    assert "empty" in understood.problems[0].message
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert "empty" in str(book["Matrix"]["A2"].value)


def test_filled_in_in_english():
    doc = read(filled(template(), *ENGLISH, title_en="Plan for peace", starts=date(2022, 6, 1), ends=date(2023, 5, 31)), known_by(PLAN, **NEW)).doc  # fmt: skip
    assert (doc.title, doc.starts, doc.ends, doc.complete) == (
        {"en": "Plan for peace"}, date(2022, 6, 1), date(2023, 5, 31), False,
    )  # fmt: skip
    gender, economic = doc.sections
    (women,) = gender.sections
    assert (gender.code, gender.title, women.title, economic.title) == ("1", {"en": "Gender"}, {"en": "Women lead"}, {"en": "Economic"})  # fmt: skip
    one, two = women.actions
    assert one.title == {"en": "Hold ward dialogues"}
    assert [(role.body.name, role.kind) for role in one.roles] == [(OFFICE.name, "lead"), (TRUST.name, "support"), ("New Group (sample)", "support")]  # fmt: skip
    assert one.areas == ("KE001005", next(code for code, name in AREA_NAMES.items() if name == "Mtongwe"))
    assert (one.starts, one.ends) == (date(2022, 7, 1), date(2022, 9, 30))
    assert [(i.text, i.baseline, i.target) for i in one.indicators] == [({"en": "Dialogues"}, "0", "12"), ({"en": "Women who spoke"}, "not known", "100")]  # fmt: skip
    assert (one.funding, one.estimate) == ("funded", Decimal(480000))
    assert (one.audience, one.remarks) == ({"en": "Elders"}, {"en": "After Ramadan"})
    assert (two.code, two.title, two.funding, two.areas) == (
        "1.2",
        {"en": "Train mediators"},
        "no_cost",
        ("KE001",),
    )
    (three,) = economic.actions
    assert (three.title, three.areas) == ({"sw": "Siku za soko"}, ("KE001",))


def test_what_it_does_not_say_it_leaves_open():
    doc = read(
        filled(template(), {"Pillar": "1 Gender", "Action (English)": "Hold dialogues"}), known_by(PLAN)
    ).doc
    (action,) = doc.sections[0].actions
    assert action == d.ActionDoc(None, {"en": "Hold dialogues"}, where="Matrix!6")


def test_filled_in_in_swahili():
    head = {"title_sw": "Mpango wa amani", "starts": date(2022, 6, 1), "ends": date(2023, 5, 31)}
    data = filled(template("sw"), *SWAHILI, matrix="Jedwali", plan="Mpango", **head)
    doc = read(data, known_by(PLAN, **NEW)).doc
    assert doc.title == {"sw": "Mpango wa amani"}
    one, two = (action for _path, action in doc.actions())
    assert (one.title, one.funding, one.areas[0]) == ({"sw": "Fanya mabaraza ya wadi"}, "no_cost", "KE001005")
    assert [(role.body, role.kind) for role in one.roles] == [(OFFICE, "lead")]
    assert [i.text for i in one.indicators] == [{"sw": "Mabaraza"}]
    assert two.title == {"en": "Market days", "sw": "Siku za soko"}
    assert [len(path) for path, _action in doc.actions()] == [2, 1]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_nobodys_example_is_read_as_an_action(language):
    matrix, row = {"en": ("Matrix", ENGLISH[1]), "sw": ("Jedwali", SWAHILI[1])}[language]
    doc = read(filled(template(language), row, matrix=matrix), known_by(PLAN)).doc
    assert sum(1 for _ in doc.actions()) == 1
    book = openpyxl.load_workbook(io.BytesIO(template(language)))
    example = book[{"en": "Example", "sw": "Mfano"}[language]]
    assert example.max_row > 6
    assert len([cell for cell in example[5] if cell.value]) > 10


def test_days_come_from_the_flags_or_the_edition_where_the_sheet_of_the_plan_is_left_empty():
    data = filled(template(), ENGLISH[1])
    understood = read(data, known_by(PLAN, **NEW))
    assert (understood.doc.starts, understood.doc.ends) == (date(2022, 7, 1), date(2023, 6, 30))
    assert "doubt" in [p.level for p in understood.problems]
    refused = read(data, known_by(PLAN, edition="first", **NEW))
    assert not refused.understood
    assert "--starts" in refused.problems[0].message


def test_places_and_kinds_of_funding_are_offered():
    book = openpyxl.load_workbook(io.BytesIO(template()))
    page = Page(book["Matrix"])
    offered = {}
    for choice in page.sheet.data_validations.dataValidation:
        column = openpyxl.utils.cell.range_boundaries(str(choice.sqref))[0]
        title, place = choice.formula1.rsplit("!", 1)
        cells = book[title.strip("'")][place.replace("$", "")]
        offered[page.sheet.cell(page.head, column).value] = (
            [row[0].value for row in cells],
            choice.showErrorMessage,
        )
    places, strict = offered["Place"]
    assert "Likoni (sub-county)" in places
    assert "Mtongwe" in places
    assert len(places) == len(AREA_NAMES) == len(set(places))
    assert not strict  # several places may stand in one cell
    assert offered["Funding"] == (["No cost", "In kind", "Costed", "Not known yet"], True)


def test_the_same_every_time():
    assert template() == template()


def test_a_forum_with_other_languages_and_no_levels():
    data = template(languages=("sw",), levels=[])
    book = openpyxl.load_workbook(io.BytesIO(data))
    headings = list(Page(book["Matrix"]).columns)
    assert "Action" in headings
    assert "Section 1" in headings

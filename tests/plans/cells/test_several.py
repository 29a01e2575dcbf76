"""One cell, several activities; codes before a title; indicators with what stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.cells.indicators import IndicatorText, number, read_indicators
from jukwaa.plans.rules.cells.several import Activities, listed, split_activities, split_code

TWO = ("Hold dialogues", "Train leaders")


@pytest.mark.parametrize(
    "text",
    [
        "• Hold dialogues\n• Train leaders",
        "- Hold dialogues\n- Train leaders",
        "1. Hold dialogues\n2. Train leaders",
        "1.Hold dialogues\n2.Train leaders",
        "1) Hold dialogues\n2) Train leaders",
        "(a) Hold dialogues\n(b) Train leaders",
        "i. Hold dialogues\nii. Train leaders",
        "(i) Hold dialogues (ii) Train leaders",
        "a) Hold dialogues b) Train leaders",
        "1. Hold dialogues 2. Train leaders",
        "• Hold dialogues • Train leaders",
        "➢ Hold dialogues\n➢ Train leaders",
        "• Hold\n  dialogues\n• Train leaders",
    ],
)
def test_marks_part_activities(text):
    assert split_activities(text) == Activities(TWO)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Hold dialogues in\nfive wards", "Hold dialogues in five wards"),
        ("Hold dialogues and\nTrain leaders", "Hold dialogues and Train leaders"),
        ("Train the following:\n- women\n- youth", "Train the following: women; youth"),
        ("• only one", "only one"),
        ("Hold 2. meetings", "Hold 2. meetings"),
        ("1. Women 1. Men", "1. Women 1. Men"),
        ("Train 60 women\n2022 was the year", "Train 60 women 2022 was the year"),
    ],
)
def test_what_is_one_activity_stays_one(text, one):
    assert split_activities(text) == Activities((one,))


def test_lines_that_begin_anew_are_one_with_a_doubt():
    assert split_activities("Hold ward dialogues\nTrain the leaders") == Activities(
        ("Hold ward dialogues; Train the leaders",), lines=True
    )


def test_lines_that_begin_with_codes_are_several():
    assert split_activities("1.1 Hold dialogues\n1.2 Train leaders").texts == (
        "1.1 Hold dialogues",
        "1.2 Train leaders",
    )


def test_a_blank_holds_none():
    assert split_activities(" \n ") == Activities(())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.1 Train women", "1.1"), ("1.10 Train women", "1.10"), ("1.1. Train women", "1.1"), ("P4.A1 Train women", "P4.A1"), ("A.1.2 Train women", "A.1.2"),
        ("A1: Train women", "A1"), ("G1.2 – Train women", "G1.2"), ("Activity 1.1: Train women", "1.1"), ("Activity 3: Train women", "3"), ("2. Train women", "2"), ("KR1 Train women", "KR1"),
        ("Shughuli ya 1.2: Train women", "1.2"),
    ],
)  # fmt: skip
def test_a_code_before_the_title(text, code):
    assert split_code(text) == (code, "Train women")


@pytest.mark.parametrize(
    "text",
    [
        "60 women trained",
        "2022 plan",
        "2022-23 plan review",
        "16 days of activism",
        "24/7 hotline",
        "COVID-19 response",
        "Q1 review",
        "E4 team building",
        "Train women",
    ],
)
def test_what_is_no_code(text):
    assert split_code(text) == (None, text)


items = st.lists(
    st.from_regex(r"[A-Z][a-z]{2,8} [a-z]{2,8}( [a-z]{2,8})?", fullmatch=True), min_size=2, max_size=6
)
MARKS = ("• ", "{n}. ", "({letter}) ", "{n}) ", "- ")


@given(items, st.sampled_from(MARKS))
def test_any_list_reads_back(texts, mark):
    cell = "\n".join(mark.format(n=n, letter="abcdefgh"[n - 1]) + text for n, text in enumerate(texts, 1))
    assert split_activities(cell).texts == tuple(texts)
    assert listed(cell) == tuple(texts)


@given(st.text(max_size=120))
def test_any_text_is_parted_without_loss(text):
    parts = split_activities(text).texts
    assert all(part == " ".join(part.split()) for part in parts)
    letters = [c for c in text if c.isalpha()]
    kept = [c for part in parts for c in part if c.isalpha()]
    assert len(kept) >= len(letters) - 4 * max(1, len(text.splitlines()))  # a mark "(iv)" is no letter of it


@given(st.text(max_size=60))
def test_any_text_has_a_title(text):
    code, title = split_code(text)
    assert code is None or code in text
    assert title == " ".join(title.split())


# --- indicators ----------------------------------------------------------------------------------------------------


def read(*cells: str) -> list[tuple[str, str, str, str]]:
    return [(i.text, i.baseline, i.target, i.verification) for i in read_indicators(*cells).items]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("No. of dialogues held", "0", "12", "Reports"), [("No. of dialogues held", "0", "12", "Reports")]),
        (
            ("Dialogues held; share of young", "2; 10%", "16; 40%", "Minutes"),
            [("Dialogues held", "2", "16", "Minutes"), ("share of young", "10%", "40%", "Minutes")],
        ),
        (
            ("• Women trained\n• Men trained", "", "4\n5", "x; y"),
            [("Women trained", "", "4", "x"), ("Men trained", "", "5", "y")],
        ),
        (("Circles held: 24", "", "", ""), [("Circles held", "", "24", "")]),
        (
            ("200 graduates, half of them women", "", "", ""),
            [("200 graduates, half of them women", "", "200", "")],
        ),
        (("At least 30 people trained", "", "", ""), [("At least 30 people trained", "", "30", "")]),
        (("KR1: 60 women trained", "", "", ""), [("60 women trained", "", "60", "")]),
        (("", "0", "12", ""), [("", "0", "12", "")]),
        (("Dialogues held\nin wards", "", "3", ""), [("Dialogues held in wards", "", "3", "")]),
        (("", "", "", ""), []),
        (("-", "", "", ""), []),
    ],
)
def test_indicators(cells, expected):
    assert read(*cells) == expected


def test_as_many_targets_as_indicators_are_wanted_else_they_stay_one_with_a_doubt():
    found = read_indicators("a held; b held", "1", "2", "")
    assert [(i.text, i.target) for i in found.items] == [("a held; b held", "2")]
    assert [n.code for n in found.notes] == ["indicators.uneven"]


def test_a_target_too_long_for_its_field_is_kept_whole_beside_it():
    found = read_indicators("Women trained", "", "x" * 300, "")
    assert len(found.items[0].target) == 200
    assert found.rest == "x" * 300


@pytest.mark.parametrize(
    ("cells", "measure"),
    [
        (("Women trained", "0", "5", ""), "number"),
        (("Share of women", "", "5", ""), "percentage"),
        (("Women", "", "40%", ""), "percentage"),
        (("Guide printed", "No", "Yes", ""), "yes_no"),
    ],
)
def test_how_it_is_measured(cells, measure):
    (item,) = read_indicators(*cells).items
    assert isinstance(item, IndicatorText)
    assert item.measure == measure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("40%", 40),
        ("12.5", Decimal("12.5")),
        ("TBD", None),
        ("about 12", None),
        ("", None),
        ("1e5", None),
    ],
)
def test_only_what_is_surely_a_number_is_one(text, value):
    assert number(text) == value


@given(*[st.text(max_size=60)] * 4)
def test_any_cells_give_indicators(text, baseline, target, verification):
    found = read_indicators(text, baseline, target, verification)
    assert all(len(item.target) <= 200 and len(item.baseline) <= 200 for item in found.items)

"""Every word of every cell ends up somewhere: in a field, in the remarks, or in what is told of totals and notes."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.imports import KnownBody
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.storing import pack
from tests.plans.imports.building import across, word, xlsx
from tests.plans.imports.understanding import SHORT_BODIES, understand

HEADINGS = [
    "Pillar", "Objective", "Activity", "Responsible", "Support", "Co-lead", "Target group", "Location", "Ward", "When", "Start", "End", "Indicator",
    "Baseline", "Target", "Means of verification", "Budget (KES)", "Cost 2022", "Total cost", "Source of funds", "Status", "Remarks", "Expected outcome",
    "Expected output", "Q1", "Q2", "No.", "Unit cost", "Gender marker", "Key result", "Sub-activity", "Tags", "Resources", "Shughuli", "Priority",
]  # fmt: skip
# Words that mean something in one column or the other, so that every reader has its say.
MEANING = [
    "Q1", "Q1-Q3", "July 2022", "June 2026", "by 30/9/2022", "ongoing", "monthly", "KES 5,000", "1.2M", "USD 40", "no cost", "TBD", "300,000 per year",
    "CICT", "Lead: NCTC; Support: KECOSCE", "CICC, NCTC & KECOSCE", "Ministry of Interior and National Administration", "Likoni", "all wards", "Old Town",
    "x", "12", "40%", "1.1", "Total", "-", "• one\n• two", "a; b", "done", "Same as above", "Women, girls", "Lead", "Kisauni (Bamburi, Shanzu)", "5 x 4,000",
]  # fmt: skip
made_up = st.text("bcdfghjklmnpqrstvwz", min_size=5, max_size=9).map(lambda text: f"q{text}")
cells = st.one_of(
    st.just(""),
    made_up,
    st.sampled_from(MEANING),
    st.builds("{} {}".format, made_up, st.sampled_from(MEANING)),
    st.builds("{} {}".format, st.sampled_from(MEANING), made_up),
    st.builds("{}, {}\n{}".format, made_up, made_up, made_up),
)


@st.composite
def matrices(draw):
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=9, unique=True))
    headings = ["Activity", "Responsible", *(h for h in headings if h not in ("Activity", "Responsible"))]
    rows = draw(
        st.lists(st.lists(cells, min_size=len(headings), max_size=len(headings)), min_size=1, max_size=6)
    )
    for at in draw(st.sets(st.integers(0, len(rows)), max_size=2)):
        rows.insert(
            at, across(draw(st.one_of(made_up, st.builds("Outcome: {}".format, made_up))), len(headings))
        )
    return [headings, *rows]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"q[bcdfghjklmnpqrstvwz]{5,}", text))


@pytest.mark.parametrize("made", [xlsx, word], ids=["Excel", "Word"])
@given(matrices())
def test_every_word_ends_up_somewhere(made, rows):
    told = understand(made(rows), bodies=SHORT_BODIES)
    said = json.dumps(
        [told.said, pack(told.understood.doc) if told.understood.doc else None], ensure_ascii=False
    )
    wanted = words_of(" ".join(str(cell) for row in rows for cell in row))
    if told.ok:
        assert wanted - words_of(said) == set()
    else:
        assert "names an action" in told.refusal


LABELS = [
    "",
    "Lead: ",
    "State lead: ",
    "Inaongozwa na: ",
    "Outcome: ",
    "Note: ",
    "Table 2: ",
    "Period: June 2022 to May 2023, ",
    "Co-leads ",
]
LINES = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(LABELS), made_up, st.sampled_from(["", ".", " (sample)", "; Co-lead: NCTC"])),
    max_size=4,
)  # fmt: skip


@pytest.mark.parametrize("heading", ["Pillar 1: ", "Objective 1: ", "Implementation matrix ", "", "Part of "])
@given(st.data())
def test_every_word_between_a_heading_and_its_table_ends_up_somewhere(heading, data):
    table = [["Activity", "Responsible", "When"], ["Train", "NCTC", "Q1"]]
    parts = data.draw(st.lists(st.tuples(made_up, LINES), min_size=1, max_size=3))
    blocks = [(f"{heading}{name}", lines) for name, lines in parts]
    for made in (_document, _workbook):
        told = understand(made(blocks, table))
        said = json.dumps([told.said, pack(told.understood.doc)], ensure_ascii=False)
        wanted = words_of(" ".join(line for _name, lines in blocks for line in lines))
        assert wanted - words_of(said) == set()


def _document(blocks, table):
    return word(*(part for name, lines in blocks for part in (f"# {name}", *lines, table)))


def _workbook(blocks, table):
    return xlsx([row for name, lines in blocks for row in ([name], *([line] for line in lines), *table)])


@given(matrices())
def test_whatever_is_read_lies_within_the_plan_and_the_forum(rows):
    told = understand(xlsx(rows), bodies=SHORT_BODIES)
    for row in told.rows:
        days = [day for day in (row["starts"], row["ends"]) if day]
        assert all("2022-06-01" <= day <= "2023-05-31" for day in days)
        assert days == sorted(days)
        assert all(code.startswith("KE001") for code in row["areas"])
        assert row["title"]
        assert row["section"]


@given(matrices())
def test_a_workbook_and_a_document_of_the_same_rows_say_the_same(rows):
    one, two = understand(xlsx(rows)), understand(word(rows))
    assert [{**row, "where": ""} for row in one.rows] == [{**row, "where": ""} for row in two.rows]


@given(matrices())
def test_a_file_read_twice_says_the_same(rows):
    data = xlsx(rows)
    assert understand(data) == understand(data)


@given(matrices())
def test_once_its_bodies_are_known_a_file_says_the_same(rows):
    """Else a file brought in twice would change the plan."""
    data = xlsx(rows)
    one = understand(data)
    names = {body.name for body in bodies_of(one.understood.doc)} if one.understood.doc else set()
    bodies = tuple(KnownBody(f"b-{n:08d}", name, "") for n, name in enumerate(sorted(names)))
    assert understand(data, bodies=bodies).rows == one.rows

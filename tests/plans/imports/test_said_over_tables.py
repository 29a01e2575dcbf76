"""What stands between a section's name and its table: who leads it, and whatever else is written there."""

from __future__ import annotations

import pytest

from tests.plans.imports.building import Sheet, word, xlsx
from tests.plans.imports.understanding import understand

TABLE = [["Activity", "Partners", "Period"], ["Train", "", "Q1"]]


def leads(section):
    return [(lead.kind, lead.body.name) for lead in section.leads or ()]


def texts(section):
    return [(paragraph.text["en"], paragraph.heading) for paragraph in section.text or ()]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("State lead: County Commissioner", [("lead", "County Commissioner")]),
        ("Non-state lead: Dhow Club (sample)", [("lead", "Dhow Club (sample)")]),
        ("Non-State Actors Lead – Dhow Club (sample)", [("lead", "Dhow Club (sample)")]),
        ("Lead institutions: NCTC; Dhow Club (sample)", [("lead", "NCTC"), ("co_lead", "Dhow Club (sample)")]),
        ("Pillar leads: NCTC and CICC", [("lead", "NCTC"), ("co_lead", "CICC")]),
        ("Inaongozwa na: NCTC", [("lead", "NCTC")]),
        ("Nguzo hii inaongozwa na NCTC", []),
        ("Led by NCTC", [("lead", "NCTC")]),
        ("Taasisi zinazoongoza: NCTC", [("lead", "NCTC")]),
        ("Co-leads NCTC and CICC", [("co_lead", "NCTC"), ("co_lead", "CICC")]),
        ("Responsible institution: NCTC", [("lead", "NCTC")]),
        ("State lead: NCTC; Non-state lead: CICC", [("lead", "NCTC"), ("co_lead", "CICC")]),
        ("Lead: NCTC\nCo-lead: CICC", [("lead", "NCTC"), ("co_lead", "CICC")]),
    ],
)  # fmt: skip
def test_a_line_below_a_heading_says_who_leads_the_section(line, wanted):
    told = understand(word("# Pillar 1: Faith", line, TABLE, "# Pillar 2: Work", TABLE))
    assert leads(told.understood.doc.sections[0]) == wanted
    assert leads(told.understood.doc.sections[1]) == []


def test_state_and_non_state_leads_lead_together():
    told = understand(
        word(
            "# Pillar 1: Faith", "State lead: NCTC", "Non-state lead: CICC", TABLE, "# Pillar 2: Work", TABLE
        )
    )
    assert leads(told.understood.doc.sections[0]) == [("lead", "NCTC"), ("co_lead", "CICC")]


def test_in_a_sheet_the_lead_may_stand_in_the_cell_beside():
    rows = [["Pillar 1: Faith"], ["State lead:", "NCTC"], ["Elders asked for this."], *TABLE]
    section = understand(xlsx(rows)).understood.doc.sections[0]
    assert (leads(section), texts(section)) == ([("lead", "NCTC")], [("Elders asked for this.", False)])


def test_any_other_line_below_a_heading_is_a_paragraph_of_its_section():
    told = understand(
        word("# Pillar 1: Faith", "Clerics are trusted.", "So we begin with them.", TABLE, "# Pillar 2: Work", TABLE)
    )  # fmt: skip
    assert texts(told.understood.doc.sections[0]) == [("Clerics are trusted.", False), ("So we begin with them.", False)]  # fmt: skip
    assert told.understood.doc.sections[1].text is None


def test_each_line_belongs_to_the_heading_that_it_stands_below():
    told = understand(
        word(
            "# Pillar 1: Faith", "Lead: NCTC", "Outcome: Trust", "Much is at stake.", "## Objective 1: Talk", "They talk.", TABLE,
            "## Objective 2: Listen", TABLE,
        )
    )  # fmt: skip
    (pillar,) = told.understood.doc.sections
    assert (leads(pillar), pillar.outcome, texts(pillar)) == ([("lead", "NCTC")], {"en": "Trust"}, [("Much is at stake.", False)])  # fmt: skip
    assert [texts(part) for part in pillar.sections] == [[("They talk.", False)], []]


def test_a_part_of_a_section_without_a_table_is_text_of_it():
    told = understand(
        word("# Pillar 1: Faith", "## Context", "Clerics are trusted.", "## What we do", TABLE, "# Pillar 2: Work", TABLE)
    )  # fmt: skip
    assert texts(told.understood.doc.sections[0]) == [("Context", True), ("Clerics are trusted.", False)]


def test_below_a_heading_of_the_whole_the_lines_are_told_of():
    told = understand(word("# Implementation matrix", "Ask the secretary.", TABLE))
    assert any("Ask the secretary." in p["message"] for p in told.said["problems"])


def test_a_footnote_below_the_table_before_is_told_of_and_no_text_of_the_next():
    told = understand(
        word("# Pillar 1: Faith", TABLE, "They rest in Ramadhan.", "# Pillar 2: Work", "It pays.", TABLE)
    )
    assert texts(told.understood.doc.sections[1]) == [("It pays.", False)]
    assert any("They rest in Ramadhan." in p["message"] for p in told.said["problems"])


def test_a_lead_line_that_names_nobody_stays_as_it_stands():
    told = understand(word("# Pillar 1: Faith", "Lead: all stakeholders", TABLE, "# Pillar 2: Work", TABLE))
    section = told.understood.doc.sections[0]
    assert (leads(section), texts(section)) == ([], [("Lead: all stakeholders", False)])


def test_sheets_named_by_their_tabs_have_their_leads_too():
    told = understand(
        xlsx(Sheet([["Lead: NCTC"], ["Read this first."], *TABLE], "Faith"), Sheet(TABLE, "Work"))
    )
    assert leads(told.understood.doc.sections[0]) == [("lead", "NCTC")]
    assert any("Read this first." in p["message"] for p in told.said["problems"])


def test_the_rows_of_the_table_above_in_the_same_sheet_are_not_told_of_again():
    head = ["Activity", "Lead", "Period"]
    rows = [["Faith"], head, ["Train", "NCTC", "Q1"], ["Work"], head, ["Hire", "CICC", "Q2"]]
    told = understand(xlsx(rows))
    assert told.titles == ["Train", "Hire"]
    assert not any("Train" in p["message"] for p in told.said["problems"])

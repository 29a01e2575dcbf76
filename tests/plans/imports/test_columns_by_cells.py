"""Columns whose heading says little: what stands in their cells decides."""

from __future__ import annotations

import pytest

from tests.plans.imports.understanding import understand

HEAD = ["Pillar", "Activity", "Lead"]


@pytest.mark.parametrize(
    "heading",
    ["Geographical focus", "Geographic coverage", "Locality", "Area of focus", "Target area", "Focus area", "Reach"],
)  # fmt: skip
def test_a_column_of_areas_is_the_place(made, heading):
    rows = [
        [*HEAD, heading],
        ["Faith", "Train", "NCTC", "Nyali, Changamwe"],
        ["Faith", "Meet", "NCTC", "All wards"],
    ]
    told = understand(made(rows))
    assert told.every("areas") == [["KE001004", "KE001001"], ["KE001"]]
    assert told.sections == [("Faith",)] * 2


def test_an_area_of_focus_that_names_no_area_groups_the_rows(made):
    told = understand(made([["Area of focus", "Activity", "Lead"], ["Faith", "Train", "NCTC"], ["Work", "Hire", "CICC"]]))  # fmt: skip
    assert told.sections == [("Faith",), ("Work",)]


def test_a_pillar_is_one_even_if_it_is_called_like_an_area(made):
    told = understand(made([HEAD, ["Likoni", "Train", "NCTC"], ["Nyali", "Hire", "CICC"]]))
    assert told.sections == [("Likoni",), ("Nyali",)]


def test_beside_a_column_of_places_an_unknown_one_stays_a_remark(made):
    told = understand(made([[*HEAD, "Location", "Reach"], ["Faith", "Train", "NCTC", "Nyali", "Likoni"]]))
    assert (told.row["areas"], told.row["remarks"]) == (["KE001004"], "Reach: Likoni")


def test_an_unknown_column_with_few_areas_stays_a_remark(made):
    told = understand(made([[*HEAD, "Reach"], ["Faith", "Train", "NCTC", "Nyali"], ["Faith", "Meet", "NCTC", "40 people"]]))  # fmt: skip
    assert told.every("remarks") == ["Reach: Nyali", "Reach: 40 people"]


@pytest.mark.parametrize("heading", ["Outcome", "Outcome area", "Expected outcomes", "Matokeo"])
def test_an_outcome_that_alone_groups_the_rows_makes_the_sections(made, heading):
    rows = [[heading, "Activity", "Lead"], ["Safer towns", "Train", "NCTC"], ["", "Meet", "NCTC"], ["Youth have work", "Hire", "CICC"], ["", "Pay", "CICC"]]  # fmt: skip
    told = understand(made(rows))
    assert told.sections == [("Safer towns",)] * 2 + [("Youth have work",)] * 2


def test_an_outcome_beside_a_pillar_is_the_pillars(made):
    rows = [
        ["Pillar", "Outcome", "Activity", "Lead"],
        ["Faith", "Safer towns", "Train", "NCTC"],
        ["", "", "Meet", "NCTC"],
    ]
    told = understand(made(rows))
    assert told.sections == [("Faith",)] * 2
    assert told.understood.doc.sections[0].outcome == {"en": "Safer towns"}


def test_an_outcome_of_each_activity_or_behind_them_makes_no_sections(made):
    rows = [["Outcome", "Activity", "Lead"], ["Safer towns", "Train", "NCTC"], ["Work", "Hire", "CICC"]]
    assert understand(made(rows)).sections == [("Actions",)] * 2
    rows = [["Activity", "Lead", "Outcome"], ["Train", "NCTC", "Safer towns"], ["Meet", "CICC", ""]]
    assert understand(made(rows)).sections == [("Actions",)] * 2


def test_letters_with_a_number_before_a_section_are_its_code(made):
    told = understand(made([["Objective", "Activity", "Lead"], ["O1: Safer towns", "Train", "NCTC"], ["", "Meet", "NCTC"]]))  # fmt: skip
    assert [(s.code, s.title["en"]) for s in told.understood.doc.sections] == [("O1", "Safer towns")]

"""More kinds of edit that somebody makes in a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules import document as d
from tests.plans.documents import Sizes, plans, share
from tests.plans.exchange.editing import Page, actions, added, after, on, write
from tests.plans.exchange.knowing import without_where
from tests.plans.exchange.small import ACTION, INDICATOR, TRUST
from tests.plans.exchange.two_sections import DOC, GENDER, OTHER, SECOND, first, matrix, only_changes

# --- texts, days, money ------------------------------------------------------------------------------------------


def test_rows_that_a_filter_hides_are_read():
    def hide(page):
        for row in page.rows():
            page.sheet.row_dimensions[row].hidden = True

    assert without_where(after(DOC, on("Matrix", hide)).doc) == DOC


@share(0.3)
@given(plans(sizes=Sizes(levels=2)), st.randoms(use_true_random=True))
def test_columns_in_any_order_change_nothing(doc, dice):
    def shuffle(page):
        order = list(range(page.sheet.max_column))
        dice.shuffle(order)
        for row in page.sheet.iter_rows(min_row=page.head - 1):
            values = [cell.value for cell in row]
            for cell, at in zip(row, order, strict=True):
                write(cell, values[at])

    assert without_where(after(doc, on("Matrix", shuffle)).doc) == doc


def test_sheets_that_were_renamed_and_moved_are_known_again():
    def change(book):
        book["Matrix"].title = "CAP 2022"
        book.move_sheet(book["Indicators"], -2)

    assert without_where(after(DOC, change).doc) == DOC


def test_a_column_that_was_deleted_changes_nothing():
    def change(page):
        page.sheet.delete_cols(page.columns["Tags"])

    assert without_where(after(DOC, on("Matrix", change)).doc) == DOC


def test_a_column_that_somebody_added_is_kept_as_a_remark():
    def change(page):
        at = page.sheet.max_column + 1
        page.sheet.cell(page.head, at).value = "Venue"
        page.sheet.cell(page.row("1.1"), at).value = "Community hall"

    action, _understood = first(on("Matrix", change))
    assert action.remarks == {"en": "After Ramadan\nVenue: Community hall"}


def test_a_total_below_is_no_action():
    understood = after(
        DOC, on("Matrix", lambda page: page.add(**{"Lead": "TOTAL", "Estimate (KES)": 1440001.5}))
    )
    assert without_where(understood.doc) == DOC
    assert [p.level for p in understood.problems] == ["note"]


def test_a_copied_row_is_a_new_action_with_its_own_code():
    def change(page):
        row = page.row("1.1")
        values = [cell.value for cell in page.sheet[row]]
        new = page.add(**{"Action (English)": "x"})
        for at, value in enumerate(values, 1):
            page.sheet.cell(new, at).value = value
        page.set(new, **{"Action (English)": "Hold sports days"})

    understood = after(DOC, on("Matrix", change))
    (new,) = added(understood.doc)
    assert new.title == {"en": "Hold sports days", "sw": "Fanya mabaraza"}
    assert new.code is None
    assert [i.id for i in new.indicators] == [None]
    assert actions(understood.doc)["a-aaaaaaaaaa"] == replace(ACTION, where="Matrix!6")
    assert "doubt" in [p.level for p in understood.problems]


def test_a_row_that_stands_twice_is_taken_once():
    def change(page):
        row = page.row("1.1")
        values = [cell.value for cell in page.sheet[row]]
        new = page.add(Lead="x")
        for at, value in enumerate(values, 1):
            page.sheet.cell(new, at).value = value

    understood = after(DOC, on("Matrix", change))
    assert without_where(understood.doc) == DOC
    assert [p.level for p in understood.problems] == ["doubt"]


# --- sections ----------------------------------------------------------------------------------------------------


def test_an_action_that_is_put_into_another_section():
    understood = after(DOC, matrix(Pillar="2 Economic"))
    assert [a.id for a in understood.doc.sections[1].actions] == ["a-aaaaaaaaaa", "a-cccccccccc"]
    assert [s.id for s in understood.doc.sections] == ["s-aaaaaaaaaa", "s-bbbbbbbbbb"]


def test_a_section_that_gets_another_title_keeps_its_actions():
    def change(page):
        page.set(page.row("2"), **{"Title (English)": "Work and trade"})

    understood = after(DOC, on("Sections", change))
    wanted = replace(DOC, sections=(GENDER, replace(OTHER, title={"en": "Work and trade", "sw": "Uchumi"})))
    assert without_where(understood.doc) == wanted


def test_a_new_section_lies_in_another_and_actions_are_put_into_it():
    def change(book):
        page = Page(book["Sections"])
        page.add(**{"Lies in": "1 Gender", "Code": "1.A", "Title (English)": "Safety", "Lead": TRUST.name})
        page = Page(book["Matrix"])
        page.set(page.row("1.2"), Pillar="1.A Safety")

    (gender, _other) = after(DOC, change).doc.sections
    (safety,) = gender.sections
    assert (safety.code, safety.title, safety.leads) == ("1.A", {"en": "Safety"}, (d.LeadDoc(TRUST, "lead"),))
    assert [a.id for a in safety.actions] == ["a-bbbbbbbbbb"]


def test_a_section_cannot_lie_in_itself():
    understood = after(DOC, on("Sections", lambda page: page.set(page.row("2"), **{"Lies in": "2 Economic"})))
    assert without_where(understood.doc) == DOC
    assert [p.level for p in understood.problems] == ["doubt"]


# --- indicators, paragraphs, the plan ------------------------------------------------------------------------------


def test_a_target_beside_the_action():
    _action, understood = first(matrix(Target="24"))
    assert only_changes(understood, indicators=(replace(INDICATOR, target="24"),))


def test_a_target_on_the_indicators_own_line():
    def change(page):
        page.set(page.row("Forums held"), Target=24)

    _action, understood = first(on("Indicators", change))
    assert only_changes(understood, indicators=(replace(INDICATOR, target="24"),))


def test_where_both_say_something_else_the_indicators_own_line_is_taken_and_said():
    def change(book):
        matrix(Target="24")(book)
        Page(book["Indicators"]).set(Page(book["Indicators"]).row("Forums held"), Target=36)

    _action, understood = first(change)
    assert only_changes(understood, indicators=(replace(INDICATOR, target="36"),))
    assert [p.level for p in understood.problems] == ["doubt"]


def test_one_of_several_in_a_cell():
    def change(page):
        row = page.row("1.2")
        assert page.get(row, "Target") == "1) 60\n2) 40"
        page.set(row, Target="1) 60\n2) 45")

    understood = after(DOC, on("Matrix", change))
    one, two = actions(understood.doc)["a-bbbbbbbbbb"].indicators
    assert (one, two) == (SECOND.indicators[0], replace(SECOND.indicators[1], target="45"))
    assert understood.problems == ()


def test_an_indicator_more_in_the_cell():
    cells = {"Indicator (English)": "1) Forums held\n2) Women who spoke", "Target": "1) 12\n2) 100"}
    action, understood = first(matrix(**cells))
    assert action.indicators == (INDICATOR, d.IndicatorDoc(None, {"en": "Women who spoke"}, "", "100"))
    assert understood.problems == ()


def test_an_indicator_less_in_the_cell():
    def change(page):
        page.set(page.row("1.2"), **{"Indicator (English)": "1) Trained"})

    understood = after(DOC, on("Matrix", change))
    assert [i.id for i in actions(understood.doc)["a-bbbbbbbbbb"].indicators] == ["i-bbbbbbbbbb"]


@pytest.mark.parametrize("name", ["1.1", "1.1 Hold forums", "Hold forums"])
def test_an_indicator_line_more_whatever_it_calls_its_action(name):
    line = {
        "Action": name,
        "Indicator (English)": "Women who spoke",
        "Target": 100,
        "Measured as": "Percentage",
    }
    action, understood = first(on("Indicators", lambda page: page.add(**line)))
    new = d.IndicatorDoc(None, {"en": "Women who spoke"}, "", "100", measure="percentage")
    assert action.indicators == (INDICATOR, new)
    assert understood.problems == ()


def test_an_indicator_of_a_section():
    line = {"Section": "2 Economic", "Indicator (English)": "Households that save"}
    understood = after(DOC, on("Indicators", lambda page: page.add(**line)))
    assert [i.text for i in understood.doc.sections[1].indicators] == [{"en": "Households that save"}]


def test_an_indicator_of_nothing_is_a_doubt():
    understood = after(DOC, on("Indicators", lambda page: page.add(**{"Indicator (English)": "Lost"})))
    assert without_where(understood.doc) == DOC
    assert [p.level for p in understood.problems] == ["doubt"]


def test_an_indicator_line_that_was_deleted():
    understood = after(DOC, on("Indicators", lambda page: page.sheet.delete_rows(page.row("Trained"))))
    assert [i.id for i in actions(understood.doc)["a-bbbbbbbbbb"].indicators] == ["i-cccccccccc"]


def test_a_paragraph_changed_and_one_added():
    def change(page):
        page.set(page.row("Why we plan"), **{"Text (English)": "Why we plan together"})
        page.add(**{"Text (English)": "Because peace is everybody's.", "Heading": "No"})
        page.add(**{"Section": "1 Gender", "Text (Kiswahili)": "Wanawake kwanza", "Heading": "Yes"})

    doc = after(DOC, on("Text", change)).doc
    assert doc.text == (
        d.ParagraphDoc("p-aaaaaaaaaa", {"en": "Why we plan together"}, heading=True),
        d.ParagraphDoc(None, {"en": "Because peace is everybody's."}),
    )
    assert doc.sections[0].text == (d.ParagraphDoc(None, {"sw": "Wanawake kwanza"}, heading=True),)


def test_the_plan_itself():
    def change(page):
        page.set(page.row("title.en"), Value="Plan for peace")
        page.set(page.row("ends"), Value=date(2023, 6, 30))
        page.set(page.row("levels.1.one.en"), Value="theme")

    doc = after(DOC, on("Plan", change)).doc
    assert (doc.title, doc.ends) == ({"en": "Plan for peace"}, date(2023, 6, 30))
    assert doc.levels[0].one == {"en": "theme", "sw": "nguzo"}
    assert without_where(doc).sections == DOC.sections


@pytest.mark.parametrize(("field", "value"), [("status", "In force"), ("edition", "2023-24"), ("currency", "shillings"), ("starts", "soon")])  # fmt: skip
def test_what_a_file_cannot_change_stays_and_says_so(field, value):
    understood = after(DOC, on("Plan", lambda page: page.set(page.row(field), Value=value)))
    assert without_where(understood.doc) == DOC
    assert [p.level for p in understood.problems] == ["doubt"]


# --- without what it remembers -----------------------------------------------------------------------------------


def test_without_its_hidden_sheet_it_is_read_from_its_cells_and_says_so():
    def change(book):
        del book["jukwaa"]

    understood = after(DOC, change)
    assert "hidden sheet" in understood.problems[0].message
    assert not understood.doc.complete
    read_again = without_where(understood.doc)
    assert [s.id for s in read_again.sections] == ["s-aaaaaaaaaa", "s-bbbbbbbbbb"]
    action = actions(read_again)["a-aaaaaaaaaa"]
    for name in ("title", "code", "text", "audience", "remarks", "tags", "starts", "ends", "funding", "estimate", "areas", "roles", "themes", "carried_from", "status", "reason"):  # fmt: skip
        assert getattr(action, name) == getattr(ACTION, name), name
    assert [(i.id, i.text, i.target) for i in action.indicators] == [
        ("i-aaaaaaaaaa", {"en": "Forums held"}, "12")
    ]


@pytest.mark.parametrize(
    "piece", ["", "|{}|", "|[|", "nothing", '|{"format": "jukwaa-sheets", "version": 9}|']
)
def test_a_hidden_sheet_that_was_tampered_with_is_not_believed(piece):
    def change(book):
        book["jukwaa"]["A1"].value = piece

    understood = after(DOC, change)
    assert understood.understood
    assert not understood.doc.complete

"""The workbook as a secretary opens it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import jukwaa.core
from jukwaa.publishing.sheets import look
from tests.plans.exchange.editing import Page
from tests.plans.exchange.knowing import workbook
from tests.plans.exchange.small import ACTION, PLAN

TOKENS = Path(jukwaa.core.__file__).parent / "static/core/tokens.css"


def opened(doc=PLAN, language="en"):
    return openpyxl.load_workbook(io.BytesIO(workbook(doc, language)))


def test_the_matrix_comes_first_with_a_row_for_each_action_and_both_languages_side_by_side():
    book = opened()
    page = Page(book.worksheets[0])
    row = page.row("1.1")
    assert list(page.rows()) == [row]
    assert page.columns["Action (Kiswahili)"] == page.columns["Action (English)"] + 1
    assert (page.get(row, "Action (English)"), page.get(row, "Action (Kiswahili)")) == (
        "Hold forums",
        "Fanya mabaraza",
    )
    assert (page.get(row, "Pillar"), page.get(row, "Place")) == ("1 Gender", "Likoni (sub-county)")
    assert page.get(row, "Support") == "Amani Trust (sample) [training]"
    assert (page.get(row, "First day").date(), page.get(row, "Estimate (KES)")) == (ACTION.starts, 480000.5)


def test_its_headings_stay_in_sight_on_the_screen_and_on_paper_and_filter():
    sheet = opened().worksheets[0]
    head = Page(sheet).head
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{head}:")
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.row_dimensions[head - 1].hidden


def test_ids_stand_in_a_narrow_column_at_the_edge_and_what_it_remembers_is_out_of_sight():
    book = opened()
    sheet = book.worksheets[0]
    assert sheet.cell(Page(sheet).head - 1, sheet.max_column).value == "action.id"
    letter = openpyxl.utils.get_column_letter(sheet.max_column)
    assert sheet.column_dimensions[letter].width < 10
    assert [page.title for page in book if page.sheet_state != "visible"] == ["Lists", "jukwaa"]


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Sample content, not the official plan"), ("sw", "Maudhui ya mfano, si mpango rasmi")],
)
def test_a_sample_says_so_on_every_sheet_and_a_real_plan_does_not(language, line):
    for sample in (True, False):
        book = opened(replace(PLAN, sample=sample), language)
        visible = [page for page in book if page.sheet_state == "visible"]
        said = [any(line == cell.value for row in page.iter_rows() for cell in row) for page in visible]
        assert said == [sample] * len(visible)


def test_headings_and_choices_are_in_the_readers_language():
    page = Page(opened(language="sw")["Jedwali"])
    assert page.get(page.row("1.1"), "Hali") == "Inaendelea"
    assert {"Kiongozi", "Mahali", "Shughuli (Kiswahili)", "Shughuli (Kiingereza)"} <= set(page.columns)


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.example")', "+254", "-2", "@SUM(A1)", "#REF!"]
)
def test_no_cell_is_a_formula_whatever_its_text_begins_with(text):
    doc = replace(PLAN, title={"en": text}, sections=(replace(PLAN.sections[0], title={"en": text}),))
    cells = [
        cell for page in opened(doc) for row in page.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.value == text]
    assert all(cell.quotePrefix for cell in cells if cell.value == text and text[0] in "=+-@")


def test_its_colours_are_those_of_the_pages():
    tokens = {
        colour.upper() for colour in re.findall(r"#([0-9a-fA-F]{6})", TOKENS.read_text(encoding="utf-8"))
    }
    used = {
        value
        for name, value in vars(look).items()
        if name.isupper() and re.fullmatch(r"[0-9A-F]{6}", str(value))
    }
    assert len(used) >= 8
    assert used - tokens <= {look.WHITE}

"""What only Word or only Excel does: tracked changes, dragged borders, signs; formulas, formats, endless sheets."""

from __future__ import annotations

import io

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.plans.imports.building import Sheet, parts_of, replaced, saved, ticked, tracked, word, xlsx, zipped
from tests.plans.imports.understanding import understand

HEAD = ["Activity", "Responsible", "When"]


def table(rows):
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.cell(r, c).text = text
    return document, made


# --- Word ------------------------------------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted():
    document, made = table([HEAD, ["", "CICC", "Q1"]])
    tracked(made.cell(1, 0), gone="Train men", come="Train women")
    assert understand(saved(document)).titles == ["Train women"]


def test_ticks_written_as_signs_of_a_font_are_ticks():
    document, made = table([["Activity", "Lead", "Q1", "Q2"], ["Train women", "CICC", "", ""]])
    ticked(made.cell(1, 3))
    assert understand(saved(document)).row["starts"] == "2022-09-01"


def test_items_of_words_own_lists_are_several_actions():
    document, made = table([HEAD, ["", "CICC", "Q1"]])
    cell = made.cell(1, 0)
    cell.paragraphs[0].style = "List Bullet"
    cell.paragraphs[0].add_run("Map services")
    cell.add_paragraph("Publish the list", style="List Bullet")
    assert understand(saved(document)).titles == ["Map services", "Publish the list"]


def test_borders_dragged_a_little_make_no_columns():
    document, made = table([HEAD, ["Train women", "CICC", "Q1"], ["Meet", "NCTC", "Q2"]])
    grid = made._tbl.tblGrid
    for column, width in zip(grid.findall(qn("w:gridCol")), (2900, 3000, 2700), strict=True):
        column.set(qn("w:w"), str(width))
    extra = OxmlElement("w:gridCol")
    extra.set(qn("w:w"), "40")
    grid.insert(1, extra)
    for n, row in enumerate(made._tbl.tr_lst):  # the second row's first border lies a hair further right
        for at, cell in enumerate(row.tc_lst):
            cell.grid_span = 2 if at == (0 if n == 1 else 1) else 1
    told = understand(saved(document))
    assert told.titles == ["Train women", "Meet"]
    assert told.every("lead") == ["CICC", "NCTC"]


def test_a_row_with_fewer_wider_cells_still_lies_below_its_headings():
    document, made = table(
        [
            ["No.", "Activity", "Responsible", "When"],
            ["1", "Train women", "CICC", "Q1"],
            ["2", "Meet", "NCTC", ""],
        ]
    )
    made.cell(2, 2).merge(made.cell(2, 3))
    told = understand(saved(document))
    assert (told.rows[1]["title"], told.rows[1]["lead"]) == ("Meet", "NCTC")


def test_a_matrix_within_a_frame_of_one_cell_is_found():
    document = docx.Document()
    frame = document.add_table(1, 1)
    inner = frame.cell(0, 0).add_table(2, 3)
    for r, row in enumerate([HEAD, ["Train women", "CICC", "Q1"]]):
        for c, text in enumerate(row):
            inner.cell(r, c).text = text
    assert understand(saved(document)).titles == ["Train women"]


def test_a_table_in_a_content_control_is_found():
    data = word([HEAD, ["Train women", "CICC", "Q1"]])
    xml = parts_of(data)["word/document.xml"]
    start, end = xml.index(b"<w:tbl>"), xml.index(b"</w:tbl>") + len(b"</w:tbl>")
    held = xml[:start] + b"<w:sdt><w:sdtContent>" + xml[start:end] + b"</w:sdtContent></w:sdt>" + xml[end:]
    assert understand(zipped(parts_of(data) | {"word/document.xml": held})).titles == ["Train women"]


def test_a_heading_in_a_style_of_the_counties_own_is_a_heading():
    document = docx.Document()
    style = document.styles.add_style("CountyHead", 1)
    style.base_style = document.styles["Heading 2"]
    for name, title in (("Gender", "Train women"), ("Economy", "Fund groups")):
        document.add_paragraph(name, style="CountyHead")
        made = document.add_table(2, 3)
        for r, row in enumerate([HEAD, [title, "CICC", "Q1"]]):
            for c, text in enumerate(row):
                made.cell(r, c).text = text
    assert understand(saved(document)).sections == [("Gender",), ("Economy",)]


def test_a_document_whose_main_part_has_another_name_is_read():
    data = word([HEAD, ["Train women", "CICC", "Q1"]])
    parts = parts_of(data)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"document.xml", b"document2.xml")
    assert understand(zipped(parts)).titles == ["Train women"]


# --- Excel -----------------------------------------------------------------------------------------------------


def with_formula(formula: str, value: str | None) -> bytes:
    """A workbook whose C2 holds a formula, with the value that Excel last worked out, or none."""
    data = xlsx(Sheet([["Activity", "Responsible", "Budget"], ["Train women", "CICC", formula]], "Plan"))
    cached = b"<v></v>" if value is None else f"<v>{value}</v>".encode()
    xml = parts_of(data)["xl/worksheets/sheet1.xml"]
    assert b"<v></v>" in xml or b"<v/>" in xml or b"<v />" in xml
    done = xml.replace(b"<v></v>", cached).replace(b"<v/>", cached).replace(b"<v />", cached)
    return zipped(parts_of(data) | {"xl/worksheets/sheet1.xml": done})


def test_a_formula_gives_the_value_last_worked_out():
    told = understand(with_formula("=6*50000", "300000"))
    assert told.row["estimate"] == "300000"
    assert not told.doubts()


def test_a_formula_never_worked_out_is_a_doubt():
    told = understand(with_formula("=6*50000", None))
    assert told.row["estimate"] is None
    assert "The formula in C2 was never worked out" in told.doubts("Plan!2")[0]


def test_a_formula_that_fails_is_a_doubt_and_no_text():
    data = xlsx(Sheet([["Activity", "Responsible", "When"], ["Train women", "#REF!", "Q1"]], "Plan"))
    told = understand(data)
    assert told.row["lead"] is None
    assert any("fails (#REF!)" in doubt for doubt in told.doubts("Plan!2"))


def test_shares_are_read_as_they_are_shown():
    rows = [
        ["Activity", "Lead", "Indicator", "Baseline", "Target"],
        ["Train", "CICC", "Share of women", 0.1, 0.455],
    ]
    told = understand(xlsx(Sheet(rows, formats={"D2": "0%", "E2": "0.0%"})))
    assert (told.row["indicators"][0]["baseline"], told.row["indicators"][0]["target"]) == ("10%", "45.5%")


def test_a_stray_mark_at_the_bottom_of_the_sheet_costs_nothing():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, ["Train women", "CICC", "Q1"]):
        sheet.append(row)
    sheet.cell(1_048_576, 1).font = openpyxl.styles.Font(bold=True)
    sheet.cell(5, 16_384).font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    assert understand(out.getvalue()).titles == ["Train women"]


def test_a_box_ticked_as_true_or_false():
    rows = [["Activity", "Lead", "Q1", "Q2"], ["Train", "CICC", False, True]]
    row = understand(xlsx(rows)).row
    assert (row["starts"], row["remarks"]) == ("2022-09-01", "")


def test_numbers_of_a_code_column_are_no_decimals():
    rows = [["S/No", "Activity", "Lead"], [1, "Train", "CICC"], [2.0, "Meet", "CICC"]]
    assert understand(xlsx(rows)).every("code") == ["1", "2"]


def test_a_template_is_a_workbook_too():
    data = xlsx([HEAD, ["Train women", "CICC", "Q1"]])
    named = replaced(data, "[Content_Types].xml", b"sheet.main+xml", b"template.main+xml")
    assert understand(named).titles == ["Train women"]

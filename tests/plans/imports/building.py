"""Files as secretariats make them, written as one sees them: rows of texts, LEFT and UP where a cell is merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Font, PatternFill

LEFT, UP = "<merged with the left>", "<merged with what is above>"
Rows = Sequence[Sequence[Any]]


def across(text: str, width: int) -> list[str]:
    """A text that stands across the whole table."""
    return [text, *[LEFT] * (width - 1)]


@dataclass(frozen=True)
class Sheet:
    rows: Rows
    title: str = "Matrix"
    hidden_columns: str = ""  # letters
    hidden_rows: Sequence[int] = ()
    state: str = "visible"
    shaded: Sequence[str] = ()  # cells
    bold_rows: Sequence[int] = ()
    formats: dict[str, str] = field(default_factory=dict)  # cell -> number format


def xlsx(*sheets: Sheet | Rows) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for n, given in enumerate(sheets):
        sheet = given if isinstance(given, Sheet) else Sheet(given, f"Sheet{n + 1}")
        _fill(book.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Any, sheet: Sheet) -> None:
    page.sheet_state = sheet.state
    for r, row in enumerate(sheet.rows, 1):
        for c, value in enumerate(row, 1):
            if value not in (LEFT, UP, None, ""):
                page.cell(r, c, value)
    for top, first, bottom, last in _merges(sheet.rows):
        page.merge_cells(start_row=top + 1, start_column=first + 1, end_row=bottom + 1, end_column=last + 1)
    _dress(page, sheet)


def _dress(page: Any, sheet: Sheet) -> None:
    """Whatever is not text."""
    for letter in sheet.hidden_columns:
        page.column_dimensions[letter].hidden = True
    for number in sheet.hidden_rows:
        page.row_dimensions[number].hidden = True
    for cell in sheet.shaded:
        page[cell].fill = PatternFill("solid", fgColor="FF92D050")
    for cell in (cell for number in sheet.bold_rows for cell in page[number]):
        cell.font = Font(bold=True)
    for cell, shape in sheet.formats.items():
        page[cell].number_format = shape


def _merges(rows: Rows) -> list[tuple[int, int, int, int]]:
    """(first row, first column, last row, last column), counted from 0."""
    found = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in (LEFT, UP):
                continue
            right = c
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            down = r
            while down + 1 < len(rows) and c < len(rows[down + 1]) and rows[down + 1][c] == UP:
                down += 1
            if (right, down) != (c, r):
                found.append((r, c, down, right))
    return found


# --- Word ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bold:
    text: str


def word(*blocks: str | Bold | Rows) -> bytes:
    """ "# Title" is a heading of the first level, "## …" of the second; rows are a table; the rest is running text."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Bold):
            document.add_paragraph().add_run(block.text).bold = True
        elif isinstance(block, str):
            marks = len(block) - len(block.lstrip("#"))
            if marks:
                document.add_heading(block.lstrip("# "), marks)
            else:
                document.add_paragraph(block)
        else:
            _table(document, block)
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, rows: Rows) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(len(rows), width)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value not in (LEFT, UP, None, ""):
                _write(table.cell(r, c), value)
    for first_row, first, last_row, last in _merges(rows):
        table.cell(first_row, first).merge(table.cell(last_row, last))


def _write(cell: Any, value: Any) -> None:
    text = value.isoformat() if isinstance(value, date) else str(value)
    lines = text.split("\n")
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def tracked(cell: Any, *, gone: str, come: str) -> None:
    """A cell whose text was changed with "track changes" on."""
    paragraph = cell.paragraphs[0]._p
    for tag, inner, text in (("w:del", "w:delText", gone), ("w:ins", "w:t", come)):
        change, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        said.text = text
        run.append(said)
        change.append(run)
        paragraph.append(change)


def ticked(cell: Any) -> None:
    """A tick as Word writes one: a sign of the font Wingdings."""
    sign = OxmlElement("w:sym")
    sign.set(qn("w:font"), "Wingdings")
    sign.set(qn("w:char"), "F0FC")
    cell.paragraphs[0].add_run()._r.append(sign)


# --- packages ----------------------------------------------------------------------------------------------------


def zipped(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    return zipped(parts_of(data) | {name: content})


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(data)
    assert old in parts[name]
    return zipped(parts | {name: parts[name].replace(old, new)})


def flat(rows: Iterable[Iterable[Any]]) -> list[Any]:
    return [cell for row in rows for cell in row]

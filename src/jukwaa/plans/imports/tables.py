"""Tables as they lie in a file: lines of cells, with what is merged spread out and what is hidden marked."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
from django.utils.translation import gettext as _
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.opening import Refused

MOST_ROWS, MOST_COLUMNS = 20_000, 500


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # as the program shows it
    cells: tuple[str, ...]
    own: tuple[bool, ...]  # False where the text only comes from a merge with a cell above or to the left
    style: str = ""  # what sets a banner apart: fill, weight, size
    hidden: bool = False

    @property
    def said(self) -> list[str]:
        """Each text once, in order."""
        return list(dict.fromkeys(cell for cell in self.cells if cell))


@dataclass(frozen=True, slots=True)
class Above:
    """A line of text above a table: its level is that of a heading, or None."""

    text: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    name: str  # of the sheet, or "Table 2"
    lines: tuple[Line, ...]
    above: tuple[Above, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    sheet: bool = False

    def where(self, line: Line) -> str:
        return f"{self.name}!{line.number}"


@dataclass(slots=True)
class Tables:
    grids: list[Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # all that stands outside tables, and titles


def tidy(value: Any) -> str:
    """A cell as one would read it aloud; a line break stays, since it may part two activities."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).replace("\xa0", " ").replace("_x000D_", "")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", text.replace("\v", "\n"))
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


# --- Excel -------------------------------------------------------------------------------------------------


def read_workbook(data: bytes) -> tuple[openpyxl.Workbook, Tables]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it does not keep
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        tables = Tables()
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                sentence = _("The sheet “%(sheet)s” is hidden and was left out.")
                tables.problems.append(Problem("doubt", sheet.title, "", sentence % {"sheet": sheet.title}))
            elif sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
                raise Refused(
                    _("The sheet “%(sheet)s” has more rows or columns than any plan.")
                    % {"sheet": sheet.title}
                )
            else:
                tables.grids.append(_sheet(sheet))
        tables.problems += _unread_formulas(data)
    return book, tables


def _sheet(sheet: Worksheet) -> Grid:
    spread, covered = _merged(sheet)
    lines = tuple(
        _sheet_line(sheet, row, spread, covered)
        for row in sheet.iter_rows()
        if any(c.value is not None for c in row) or row[0].row in {r for r, _c in spread}
    )
    return Grid(sheet.title, lines, hidden_columns=_hidden_columns(sheet), sheet=True)


def _merged(sheet: Worksheet) -> tuple[dict[tuple[int, int], Any], set[tuple[int, int]]]:
    """(row, column) -> the value that a merge gives it; and which of them are not the merge's first cell."""
    spread: dict[tuple[int, int], Any] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        value = sheet.cell(area.min_row, area.min_col).value
        if value is None or area.size["rows"] * area.size["columns"] > MOST_ROWS:
            continue
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                spread[row, column] = value
                if (row, column) != (area.min_row, area.min_col):
                    covered.add((row, column))
    return spread, covered


def _sheet_line(
    sheet: Worksheet, row: tuple[Any, ...], spread: dict[tuple[int, int], Any], covered: set[tuple[int, int]]
) -> Line:
    number = row[0].row
    cells = tuple(tidy(spread.get((number, cell.column), cell.value)) for cell in row)
    own = tuple((number, cell.column) not in covered for cell in row)
    hidden = bool(sheet.row_dimensions[number].hidden) if number in sheet.row_dimensions else False
    first = next((cell for cell in row if cell.value is not None), row[0])
    return Line(number, cells, own, _style(first), hidden)


def _style(cell: Any) -> str:
    fill = cell.fill.fgColor.rgb if cell.fill and cell.fill.fill_type else ""
    weight = "bold" if cell.font and cell.font.b else ""
    return f"{fill}/{weight}/{cell.font.sz if cell.font else ''}"


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    hidden: set[int] = set()
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or openpyxl.utils.column_index_from_string(letter)
            hidden.update(range(first - 1, min(dimension.max or first, sheet.max_column)))
    return frozenset(hidden)


def _unread_formulas(data: bytes) -> Iterator[Problem]:
    """A formula gives the value that its program last worked out; one that was never worked out gives none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        found = any(b"<f" in package.read(name) for name in sheets)
    if not found:
        return
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and values[sheet.title][cell.coordinate].value is None:
                    sentence = _("The formula in %(cell)s was never worked out, so its cell reads as empty.")
                    where = f"{sheet.title}!{cell.row}"
                    yield Problem(
                        "doubt", where, get_column_letter(cell.column), sentence % {"cell": cell.coordinate}
                    )


# --- Word --------------------------------------------------------------------------------------------------


def read_document(data: bytes) -> Tables:
    document = docx.Document(io.BytesIO(data))
    tables = Tables()
    above: list[Above] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            if text := tidy(block.text):
                above.append(Above(text, _level(block)))
                tables.texts.append(text)
        elif isinstance(block, WordTable):
            tables.grids.append(_word_table(block, len(tables.grids) + 1, tuple(above)))
            above = []
    return tables


def _level(paragraph: Paragraph) -> int | None:
    name = (paragraph.style.name if paragraph.style else "") or ""
    if found := re.match(r"(?:heading|kichwa)\s*(\d)", name, re.IGNORECASE):
        return int(found[1])
    bold = bool(paragraph.runs) and all(run.bold for run in paragraph.runs if run.text.strip())
    return 9 if bold and len(paragraph.text) < 120 else None


def _word_table(table: WordTable, number: int, above: tuple[Above, ...]) -> Grid:
    lines: list[Line] = []
    seen: set[Any] = set()
    for n, row in enumerate(table.rows, 1):
        cells, own = [], []
        for cell in row.cells:
            own.append(cell._tc not in seen)  # noqa: SLF001  # python-docx gives a merged cell once per place
            seen.add(cell._tc)  # noqa: SLF001
            cells.append(_cell_text(cell))
        if n > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise Refused(_("A table has more rows or columns than any plan."))
        bold = any(run.bold for cell in row.cells[:1] for p in cell.paragraphs for run in p.runs)
        lines.append(Line(n, tuple(cells), tuple(own), "bold" if bold else ""))
    return Grid(f"Table {number}", tuple(lines), above)


def _cell_text(cell: Any) -> str:
    """Paragraphs of a cell, a list's items with a bullet before them, and a table inside it as lines."""
    parts = []
    for block in cell.iter_inner_content():
        if isinstance(block, Paragraph):
            listed = block._p.pPr is not None and block._p.pPr.numPr is not None  # noqa: SLF001
            styled = bool(block.style and block.style.name and block.style.name.startswith("List"))
            text = tidy(block.text)
            parts.append(f"• {text}" if (listed or styled) and text else text)
        else:
            parts += [" ".join(tidy(c.text) for c in row.cells) for row in block.rows]
    return "\n".join(part for part in parts if part)

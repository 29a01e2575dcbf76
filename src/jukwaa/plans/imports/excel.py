"""A workbook's sheets as tables: what its owner sees, not what is stored."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.opening import Refused
from jukwaa.plans.imports.tables import MOST_COLUMNS, MOST_ROWS, Grid, Line, Tables, tidy

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
OTHER_MONEY = {"$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP"}
WHITE = frozenset({"00000000", "FFFFFFFF", "00FFFFFF"})
Place = tuple[int, int]  # row, column, both from 1


def open_workbook(data: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it does not keep
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def read_sheets(book: openpyxl.Workbook, data: bytes) -> Tables:
    tables = Tables()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            sentence = gettext_noop("The sheet “%(sheet)s” is hidden and was left out.")
            tables.problems.append(Problem("doubt", sheet.title, "", sentence, {"sheet": sheet.title}))
            continue
        tables.grids.append(_grid(sheet))
        tables.problems += _faults(sheet)
    tables.problems += _unread_formulas(book, data)
    return tables


def _grid(sheet: Worksheet) -> Grid:
    merged = _merged(sheet)
    rows: dict[int, dict[int, Any]] = defaultdict(dict)
    for (row, column), cell in _cells(sheet):
        if cell.value is not None or _is_shaded(cell):
            rows[row][column] = cell
    for row, column in merged:
        rows[row].setdefault(column, None)
    kept = [n for n, cells in sorted(rows.items()) if any(c and c.value is not None for c in cells.values()) or any((n, at) in merged for at in cells)]  # fmt: skip
    width = max((at for n in kept for at in rows[n]), default=0)
    if len(kept) > MOST_ROWS or width > MOST_COLUMNS:
        raise Refused(
            _("The sheet “%(sheet)s” has more rows or columns than any plan.") % {"sheet": sheet.title}
        )
    lines = tuple(_line(sheet, n, rows[n], width, merged) for n in kept)
    return Grid(sheet.title, lines, hidden_columns=_hidden_columns(sheet, width), sheet=True)


def _cells(sheet: Worksheet) -> Iterator[tuple[Place, Any]]:
    """Only the cells that the file holds: a stray one in row 1,048,576 makes no million of empty rows."""
    yield from sheet._cells.items()  # noqa: SLF001  # iter_rows() would make every cell up to the last


def _merged(sheet: Worksheet) -> dict[Place, Place]:
    """A cell covered by a merge -> the merge's first cell."""
    covered: dict[Place, Place] = {}
    for area in sheet.merged_cells.ranges:
        if sheet.cell(area.min_row, area.min_col).value is None or len(covered) > MOST_ROWS * 10:
            continue
        for row in range(area.min_row, min(area.max_row, area.min_row + MOST_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, area.min_col + MOST_COLUMNS) + 1):
                covered[row, column] = (area.min_row, area.min_col)
        del covered[area.min_row, area.min_col]
    return covered


def _line(
    sheet: Worksheet, number: int, cells: dict[int, Any], width: int, merged: dict[Place, Place]
) -> Line:
    texts, own, below, shaded = [], [], [], []
    for column in range(1, width + 1):
        first = merged.get((number, column))
        cell = sheet.cell(*first) if first else cells.get(column)
        texts.append(_shown(cell) if cell is not None else "")
        own.append(first is None)
        below.append(first is not None and first[0] < number)
        shaded.append(cell is not None and _is_shaded(cell))
    bold = next(
        (bool(c.font and c.font.b) for c in cells.values() if c is not None and c.value is not None), False
    )
    dimension = sheet.row_dimensions.get(number)
    return Line(
        number,
        tuple(texts),
        tuple(own),
        tuple(below),
        tuple(shaded),
        bold,
        bool(dimension and dimension.hidden),
    )


def _is_shaded(cell: Any) -> bool:
    fill = cell.fill
    if not cell.has_style or fill is None or fill.fill_type is None:
        return False
    colour = fill.fgColor
    if colour.type == "theme":
        return not (colour.theme == 0 and colour.tint >= 0)  # the first of a theme is its white
    return colour.type != "rgb" or colour.rgb not in WHITE


# --- a value as it is shown ------------------------------------------------------------------------------------


def _shown(cell: Any) -> str:
    value, shape = cell.value, cell.number_format or "General"
    if cell.data_type == "e":
        return ""
    if isinstance(value, date):
        return _shown_day(value, shape)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _shown_number(value, shape)
    return tidy(value)


def _shown_day(day: date, shape: str) -> str:
    """A day that is shown as "Jul-22" means the month."""
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shape.casefold())
    if "d" not in plain and "m" in plain and "y" in plain:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return tidy(day.date() if isinstance(day, datetime) else day)


def _shown_number(value: float, shape: str) -> str:
    if re.fullmatch(r"0(?:\.0+)?%", shape):
        return f"{tidy(round(value * 100, 4))}%"
    if found := re.fullmatch(r"0\.(0+)", shape):  # a code 1.10 that is held as the number 1.1
        return f"{value:.{len(found[1])}f}"
    mark = re.search(r'\[\$([^\]-]+)(?:-[^\]]*)?\]|"([^"]{1,4})"|([$€£])', shape)
    other = OTHER_MONEY.get((mark[1] or mark[2] or mark[3]).strip().upper()) if mark else None
    return f"{other} {tidy(value)}" if other else tidy(value)


def _hidden_columns(sheet: Worksheet, width: int) -> frozenset[int]:
    hidden: set[int] = set()
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or openpyxl.utils.column_index_from_string(letter)
            hidden.update(range(first - 1, min(dimension.max or first, width)))
    return frozenset(hidden)


# --- what cannot be seen ---------------------------------------------------------------------------------------


def _faults(sheet: Worksheet) -> Iterator[Problem]:
    for (row, column), cell in _cells(sheet):
        if cell.data_type == "e":
            sentence = gettext_noop("The formula in %(cell)s fails (%(fault)s), so its cell reads as empty.")
            named = {"cell": str(cell.coordinate), "fault": str(cell.value)}
            yield Problem("doubt", f"{sheet.title}!{row}", get_column_letter(column), sentence, named)


def _unread_formulas(book: openpyxl.Workbook, data: bytes) -> Iterator[Problem]:
    """A formula gives the value that its program last worked out; one that was never worked out gives none."""
    if b"<f" not in _sheets_xml(data):
        return
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for (row, column), cell in _cells(formulas[sheet.title]):
            if cell.data_type == "f" and sheet.cell(row, column).value is None:
                sentence = gettext_noop("The formula in %(cell)s was never worked out, so its cell reads as empty. Open the file, save it and bring it again.")  # fmt: skip
                named = {"cell": str(cell.coordinate)}
                yield Problem("doubt", f"{sheet.title}!{row}", get_column_letter(column), sentence, named)


def _sheets_xml(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist() if "worksheets/" in name)

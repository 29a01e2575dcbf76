"""Cells, lists to choose from, and the same bytes for the same plan."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.figures.sheets import Cell, Column
from jukwaa.plans.figures.sheets.cells import escaped
from jukwaa.publishing.sheets import look

MOMENT = (1980, 1, 1, 0, 0, 0)  # of every part of the file
WRITTEN = "1980-01-01T00:00:00Z"
ROOM = 500  # empty rows below the last that still offer their lists
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
STYLES = {"id": "Jukwaa faint", "number": "Jukwaa faint", "code": "Jukwaa cell"}


def put(cell: BookCell | MergedCell, value: Cell, style: str = "Jukwaa cell") -> BookCell:
    """A text is a text whatever it begins with, also when somebody edits the cell later."""
    if isinstance(cell, MergedCell):
        raise TypeError("only the first cell of a merge holds a value")
    cell.style = style
    if isinstance(value, str):
        cell.value = escaped(value)
        cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#REF!" for an error
        if value.startswith(LIKE_A_FORMULA):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.value, cell.number_format = value, look.DAY
    elif isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        cell.value = int(value) if whole else float(value)
        cell.number_format = look.WHOLE if whole else look.MONEY
    elif value is not None:
        cell.value = value
    return cell


def put_row(sheet: Worksheet, number: int, columns: Sequence[Column], row: Mapping[str, Cell]) -> None:
    for at, column in enumerate(columns, 1):
        strong = column.key.startswith("title.")
        style = STYLES.get(column.kind, "Jukwaa strong" if strong else "Jukwaa cell")
        value = row.get(column.key)
        put(sheet.cell(number, at), None if value == "" else value, style)
    sheet.row_dimensions[number].height = height_of([c for c in columns if c.kind != "id"], row)


def height_of(columns: Sequence[Column], row: Mapping[str, Cell]) -> float:
    """High enough for what wraps, as far as a screen goes: no program works this out by itself when it opens a file."""
    most = max((_lines(row.get(column.key), column.width) for column in columns), default=1)
    return min(most, 12) * 13.5 + 3


def _lines(value: Cell, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(max(1, math.ceil(len(line) * 1.08 / width)) for line in value.split("\n"))


def put_headings(sheet: Worksheet, at: int, name: str, columns: Sequence[Column]) -> None:
    """The hidden row of keys, and below it the headings; the columns get their widths."""
    for n, column in enumerate(columns, 1):
        if name:
            put(sheet.cell(at, n), f"{name}.{column.key}", "Jukwaa faint")
        small = column.kind in ("id", "number")
        put(sheet.cell(at + 1, n), column.heading, "Jukwaa faint head" if small else "Jukwaa head")
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    sheet.row_dimensions[at].hidden = True
    sheet.row_dimensions[at].height = 1
    sheet.row_dimensions[at + 1].height = 32


def prepare_empty(sheet: Worksheet, first: int, columns: Sequence[Column], rows: int) -> None:
    """Cells to be written in: texts stay texts (1.10 is no number, 1-3 no day), days and amounts look like it."""
    formats = {"day": look.DAY, "money": look.WHOLE, "code": look.TEXT}
    for number in range(first, first + rows):
        for at, column in enumerate(columns, 1):
            cell = put(sheet.cell(number, at), None)
            cell.number_format = formats.get(column.kind, "General")


class Lists:
    """A hidden sheet with what people choose from."""

    def __init__(self, book: Workbook, title: str) -> None:
        self.sheet: Worksheet = book.create_sheet(title)
        self.sheet.sheet_state = "hidden"
        self.places: dict[str, str] = {}  # list -> where it stands

    def add(self, name: str, values: Sequence[str]) -> None:
        if not values:
            return
        at = len(self.places) + 1
        for number, value in enumerate(values, 1):
            put(self.sheet.cell(number, at), value, "Jukwaa plain")
        letter = get_column_letter(at)
        title = self.sheet.title.replace("'", "''")
        self.places[name] = f"'{title}'!${letter}$1:${letter}${len(values)}"

    def offer(self, sheet: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
        """Where a list is not strict it only helps: a cell may hold several, or something new."""
        for at, column in enumerate(columns, 1):
            if column.offers in self.places:
                choice = DataValidation("list", formula1=self.places[column.offers], allow_blank=True)
                choice.showErrorMessage = column.strict
                letter = get_column_letter(at)
                choice.add(f"{letter}{first}:{letter}{last}")
                sheet.add_data_validation(choice)


def print_set_up(sheet: Worksheet, heading: int, last_column: int, pages: int = 1) -> None:
    """Landscape, so many pages wide, the headings repeated on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.print_area = f"A1:{get_column_letter(last_column)}{max(sheet.max_row, heading)}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    footer: Any = sheet.oddFooter  # openpyxl makes its parts as it goes
    footer.right.text = "&P / &N"


def saved(book: Workbook) -> bytes:
    """Without the moment of writing, which openpyxl puts into the properties and the archive into every part."""
    first = io.BytesIO()
    book.save(first)
    out = io.BytesIO()
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in made.namelist():
            package.writestr(_part(name), _timeless(name, made.read(name)), zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MOMENT)
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def _timeless(name: str, data: bytes) -> bytes:
    if name != "docProps/core.xml":
        return data
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", WRITTEN.encode(), data)


def new_book(title: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    properties: Any = book.properties
    properties.creator, properties.title = "Jukwaa", escaped(title)[:255]
    look.add_styles(book)
    return book

"""Plain tables as Excel and CSV: a title, what must be known, headings, rows. A text is a text, whatever it begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jukwaa.plans.figures.sheets import Cell, Column
from jukwaa.plans.figures.sheets.cells import fitted
from jukwaa.publishing.sheets.writing import (
    LIKE_A_FORMULA,
    height_of,
    new_book,
    print_set_up,
    put,
    put_headings,
    saved,
)


@dataclass(frozen=True, slots=True)
class Head:
    heading: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    name: str  # of its sheet
    title: str
    notes: tuple[str, ...]  # above the headings
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sample: str = ""  # that it is sample content


def write_tables(tables: Sequence[Table]) -> bytes:
    """A workbook, one sheet each; the same content gives the same bytes."""
    book = new_book(tables[0].title)
    for table in tables:
        sheet = book.create_sheet(_sheet_name(table.name, book.sheetnames))
        columns = [Column(str(n), head.heading, "text", head.width) for n, head in enumerate(table.heads)]
        put(sheet.cell(1, 1), table.title, "Jukwaa title")
        at = 2
        for note in ([table.sample] if table.sample else []) + list(table.notes):
            put(sheet.cell(at, 1), note, "Jukwaa sample" if note == table.sample else "Jukwaa told")
            at += 1
        put_headings(sheet, at, "", columns)
        for number, row in enumerate(table.rows, at + 2):
            for n, value in enumerate(row, 1):
                put(sheet.cell(number, n), fitted(value) if isinstance(value, str) else value)
            named = {str(n): value for n, value in enumerate(row)}
            sheet.row_dimensions[number].height = height_of(columns, named)
        sheet.freeze_panes = sheet.cell(at + 2, 1)
        print_set_up(sheet, at + 1, len(columns))
    return saved(book)


def _sheet_name(name: str, taken: Iterable[str]) -> str:
    """31 letters, none that Excel refuses, each once."""
    clean = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip()[:28] or "1"
    return clean if clean not in taken else f"{clean} {len(list(taken)) + 1}"


def write_csv(table: Table) -> bytes:
    """Headings and rows alone, for programs: UTF-8 with the mark by which Excel knows it, a point before decimals.

    Programs that open CSV as a sheet would work out what begins like a formula: before it stands an apostrophe.
    """
    out = io.StringIO()
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow([head.heading for head in table.heads])
    for row in table.rows:
        written.writerow([_plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = " ".join(value.split())
        return f"'{text}" if value.startswith(LIKE_A_FORMULA) or text.startswith(LIKE_A_FORMULA) else text
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)

"""Our sheets in a workbook, wherever they were moved and whatever they are called: by the keys of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.figures.sheets.snapshot import SHEET, Snapshot, unpack_snapshot
from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.tables import MOST_COLUMNS, tidy

KEY = re.compile(r"(action|section|indicator|paragraph|body|plan)\.([a-z_]+(?:\.[a-z0-9_]+)*)")
SEARCHED = 20  # rows from the top in which the keys stand
Keys = Mapping[int, str]  # column -> key


@dataclass(frozen=True, slots=True)
class Line:
    where: str  # "Matrix!7"
    cells: Mapping[str, Any]  # key -> what stands there
    more: tuple[tuple[str, str], ...] = ()  # (heading, text) of columns that are not ours


@dataclass(frozen=True, slots=True)
class Found:
    sheets: Mapping[str, tuple[Line, ...]]
    headings: Mapping[str, Mapping[str, str]]  # sheet -> key -> heading, as it stands there
    problems: tuple[Problem, ...]


def is_ours(book: Workbook) -> bool:
    return any(key_row(sheet)[1] for sheet in book.worksheets)


def snapshot_of(book: Workbook) -> Snapshot | None:
    for sheet in book.worksheets:
        if sheet.title.startswith(SHEET):
            pieces = (row[0] for row in sheet.iter_rows(max_col=1, values_only=True))
            return unpack_snapshot([str(piece) for piece in pieces if piece])
    return None


def find_sheets(book: Workbook) -> Found:
    sheets: dict[str, tuple[Line, ...]] = {}
    headings: dict[str, Mapping[str, str]] = {}
    problems: list[Problem] = []
    for sheet in book.worksheets:
        at, keys = key_row(sheet)
        name = _name(sheet, at)
        if name and name in sheets:
            told = _("There are two sheets of this kind; this one was left out.")
            problems.append(Problem("doubt", sheet.title, "", told))
        elif name:
            titles = _headings(sheet, at + 1)
            headings[name] = {key: titles.get(column, "") for column, key in keys.items()}
            sheets[name] = tuple(lines_below(sheet, at + 2, keys, titles))
    return Found(sheets, headings, tuple(problems))


def key_row(sheet: Worksheet, shape: re.Pattern[str] = KEY) -> tuple[int, Keys]:
    """In which row the keys stand, and which is whose; 0 where there is none. `shape`: sheet and key, as two groups."""
    width = min(MOST_COLUMNS, sheet.max_column)  # a stray mark far out must not make every cell up to it
    for cells in sheet.iter_rows(max_row=min(SEARCHED, sheet.max_row), max_col=width):
        found = {
            cell.column: key[2]
            for cell in cells
            if cell.column and isinstance(cell.value, str) and (key := shape.fullmatch(cell.value.strip()))
        }
        if len(found) > 1:
            return cells[0].row or 0, found
    return 0, {}


def _name(sheet: Worksheet, at: int) -> str:
    said = (KEY.fullmatch(str(cell.value).strip()) for cell in sheet[at]) if at else ()
    return next((key[1] for key in said if key), "")


def _headings(sheet: Worksheet, at: int) -> dict[int, str]:
    return {cell.column: tidy(cell.value) for cell in sheet[at] if cell.column and tidy(cell.value)}


def lines_below(sheet: Worksheet, first: int, keys: Keys, headings: Mapping[int, str]) -> Iterator[Line]:
    """Every row that says anything, also those that a filter hides."""
    for number, values in enumerate(sheet.iter_rows(min_row=first, values_only=True), first):
        said = {at: value for at, value in enumerate(values, 1) if value is not None and tidy(value)}
        if not said:
            continue
        more = tuple((headings[at], tidy(v)) for at, v in said.items() if at not in keys and at in headings)
        cells = {key: said.get(at) for at, key in keys.items()}
        yield Line(f"{sheet.title}!{number}", cells, more)

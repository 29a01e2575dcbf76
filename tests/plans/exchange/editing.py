"""A workbook in the hands of a secretary: cells by heading, rows by what stands in them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from jukwaa.plans.imports import Understood, own_xlsx
from jukwaa.plans.rules.document import ActionDoc, PlanDoc
from tests.plans.exchange.knowing import known_by, workbook


class Page:
    """One sheet of ours: its headings stand in the row below the keys."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        keys = (n for n in range(1, 12) if re.fullmatch(r"[a-z]+\.[a-z_.0-9]+", str(sheet.cell(n, 1).value)))
        self.head = next(keys) + 1
        self.columns = {str(cell.value): cell.column for cell in sheet[self.head]}

    def rows(self) -> Iterator[int]:
        last = max(self.columns.values())
        for number in range(self.head + 1, self.sheet.max_row + 1):
            if any(self.sheet.cell(number, at).value is not None for at in range(1, last + 1)):
                yield number

    def row(self, text: str) -> int:
        """The first row in which some cell says that."""
        return next(n for n in self.rows() if text in [str(cell.value) for cell in self.sheet[n]])

    def get(self, row: int, heading: str) -> Any:
        return self.sheet.cell(row, self.columns[heading]).value

    def set(self, row: int, **said: Any) -> None:
        """`set(7, **{"Action (English)": "…"})`."""
        for heading, value in said.items():
            self.sheet.cell(row, self.columns[heading]).value = value

    def add(self, **said: Any) -> int:
        row = max(self.rows(), default=self.head) + 1
        self.set(row, **said)
        return row

    def values(self) -> list[list[Any]]:
        width = max(self.columns.values())
        return [[self.sheet.cell(n, at).value for at in range(1, width + 1)] for n in self.rows()]

    def replace(self, rows: list[list[Any]]) -> None:
        """The same sheet with these rows, as after sorting it."""
        numbers = list(self.rows())
        for number in numbers:
            for at in range(1, max(self.columns.values()) + 1):
                self.sheet.cell(number, at).value = None
        for number, values in enumerate(rows, self.head + 1):
            for at, value in enumerate(values, 1):
                write(self.sheet.cell(number, at), value)


def write(cell: Any, value: Any) -> None:
    """As Excel moves a cell: a text that begins with "=" stays one, which openpyxl alone would make a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


Edit = Callable[[openpyxl.Workbook], None]


def edited(data: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITTEN: dict[int, tuple[PlanDoc, bytes]] = {}  # a plan has no hash, so it is known by where it lies


def after(doc: PlanDoc, edit: Edit, **known: Any) -> Understood:
    """What is understood of the plan's workbook once somebody has edited it; `edited` saves it in between."""
    if id(doc) not in WRITTEN:
        WRITTEN[id(doc)] = doc, workbook(doc)
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN[id(doc)][1]))
    edit(book)
    return own_xlsx.read_workbook(book, known_by(doc, **known))


def on(title: str, change: Callable[[Page], Any]) -> Edit:
    return lambda book: change(Page(book[title]))


def actions(doc: PlanDoc | None) -> dict[str | None, ActionDoc]:
    assert doc is not None
    return {action.id: action for _path, action in doc.actions()}


def added(doc: PlanDoc | None) -> list[ActionDoc]:
    assert doc is not None
    return [action for _path, action in doc.actions() if action.id is None]

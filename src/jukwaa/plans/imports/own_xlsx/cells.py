"""Whether a cell still says what we wrote into it, and what it says where it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from jukwaa.plans.figures.sheets import Cell
from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.own_xlsx.finding import Line
from jukwaa.plans.rules.promise import plain

ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
MORE = re.compile(r"… \(\+(\d+)\)$")  # of figures.sheets.cells
NUMBERS = re.compile(r"^[ \t]*(\d{1,2})\)[ \t]*", re.MULTILINE)
EPOCH = date(1899, 12, 30)  # a day in Excel is a number counted from here


def gist(value: Any) -> str:
    """What two cells have in common that say the same: no program's way of writing characters, no outer spaces."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return plain(Decimal(str(value))) or ""
    text = re.sub(
        "_x000[dD]_", "\r", re.sub("x005[fF]_", "", str(value))
    )  # openpyxl does the latter, but not always
    text = ESCAPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", ""))
    return CONTROL.sub("", text).strip()


def words(value: Any) -> str:
    """A cell that somebody wrote, as text."""
    if isinstance(value, str):
        text = re.sub(r"_x000[dD]_", "", value).replace("\r\n", "\n").replace("\r", "\n")
        return CONTROL.sub("", re.sub("_x005[fF]_", "_", text)).strip()
    return gist(value)


def day_of(value: Any) -> date | None:
    """A real date, also where its cell has lost the look of one; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 20_000 < value < 80_000:
        return EPOCH + timedelta(days=int(value))
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def is_numbered(text: str) -> bool:
    marks = [int(found[1]) for found in NUMBERS.finditer(text)]
    return len(marks) > 1 and marks[0] == 1 and text.lstrip().startswith("1)")


def split_numbered(text: str) -> dict[int, str]:
    """ "1) …" and "2) …" on lines of their own: place, counted from 0, -> text."""
    found = list(NUMBERS.finditer(text))
    ends = [mark.start() for mark in found[1:]] + [len(text)]
    return {int(mark[1]) - 1: text[mark.end() : end].strip() for mark, end in zip(found, ends, strict=True)}


def continued(text: str, before: str) -> str:
    """A text that went on beyond its cell goes on as it did, if the mark for that still stands."""
    found = MORE.search(text)
    rest = int(found[1]) if found else 0
    return text[: found.start()] + before[-rest:] if found and 0 < rest < len(before) else text


@dataclass(slots=True)
class Row:
    """A row of the workbook, beside what we wrote into it. `was` is empty for a row that somebody added."""

    line: Line
    was: Mapping[str, Cell]
    headings: Mapping[str, str]
    problems: list[Problem]
    remarks: list[str] = field(default_factory=list)  # what was not understood, never dropped

    def changed(self, key: str) -> bool:
        return key in self.line.cells and gist(self.line.cells[key]) != gist(self.was.get(key))

    def text(self, key: str) -> str:
        return words(self.line.cells.get(key))

    def doubt(self, key: str, sentence: str, **params: str) -> None:
        self.problems.append(Problem("doubt", self.line.where, self.headings.get(key, ""), sentence, params))

    def note(self, key: str, sentence: str, **params: str) -> None:
        self.problems.append(Problem("note", self.line.where, self.headings.get(key, ""), sentence, params))

    def keep(self, key: str) -> None:
        """As a remark, under its column's name."""
        self.remarks.append(f"{self.headings.get(key, key)}: {' '.join(self.text(key).split())}")

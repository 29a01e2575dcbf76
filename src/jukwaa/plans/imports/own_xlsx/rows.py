"""The rows of each sheet, in the plan's order, each beside what we wrote into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from jukwaa.plans.figures.sheets import Cell, Sheet, View
from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.own_xlsx.cells import Row
from jukwaa.plans.imports.own_xlsx.finding import Found, Line
from jukwaa.plans.rules.document import PlanDoc

PID = re.compile(r"[saip]-[a-z2-7]{10}")
OF_ITSELF = ("code", "definition")  # what a copied row does not take along


@dataclass(frozen=True, slots=True)
class Base:
    """The plan as it was when the workbook was written, and what stood in its cells."""

    doc: PlanDoc
    view: View
    sheets: Mapping[str, Sheet]


@dataclass(slots=True)
class Rows:
    found: Found
    base: Base | None
    problems: list[Problem]
    written: dict[str, dict[str, Mapping[str, Cell]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, sheet in self.base.sheets.items() if self.base else ():
            self.written[name] = {str(row["id"]): row for row in sheet.rows}

    def has(self, name: str) -> bool:
        return name in self.found.sheets

    def of(self, name: str) -> Iterator[tuple[Row, str | None]]:
        """Each row, with its permanent id; of rows that stand twice the second is a new one, or nothing."""
        seen: set[str] = set()
        for line in _in_order(self.found.sheets.get(name, ())):
            pid = _id(line)
            row = self._row(name, line, pid)
            if pid and pid in seen:
                if copy := self._copy(row):
                    yield copy, None
                continue
            seen.update([pid] if pid else [])
            yield row, pid

    def fields(self) -> Iterator[tuple[str, Row]]:
        """The sheet of the plan itself: one row for each field."""
        for line in self.found.sheets.get("plan", ()):
            name = str(line.cells.get("id") or "").strip()
            yield name, self._row("plan", line, name)

    def _row(self, name: str, line: Line, pid: str | None) -> Row:
        was = self.written.get(name, {}).get(pid or "", {})
        return Row(line, was, self.found.headings[name], self.problems)

    def _copy(self, row: Row) -> Row | None:
        if row.was and not any(row.changed(key) for key in row.line.cells):
            row.doubt("id", _("This row stands twice; it was taken once."))
            return None
        row.doubt("id", _("This row has the permanent id of another one: it was taken as new."))
        cells: dict[str, Any] = {
            key: None if key in OF_ITSELF and not (row.was and row.changed(key)) else value
            for key, value in row.line.cells.items()
        }
        return Row(Line(row.line.where, cells, row.line.more), {}, row.headings, row.problems)


def _id(line: Line) -> str | None:
    text = str(line.cells.get("id") or "").strip()
    return text if PID.fullmatch(text) else None


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """By their numbers, so that sorting a sheet moves nothing in the plan; a row without one follows the row above it."""
    last = 0.0
    numbered: list[tuple[float, int, Line]] = []
    for n, line in enumerate(lines):
        number = line.cells.get("no")
        last = float(number) if isinstance(number, int | float) else last
        numbered.append((last, n, line))
    return [line for _number, _n, line in sorted(numbered, key=lambda item: item[:2])]

"""Tables as they lie in a file: lines of cells, with what is merged spread out and what is hidden marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jukwaa.plans.imports.contract import Problem

MOST_ROWS, MOST_COLUMNS = 20_000, 500


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # as the program shows it
    cells: tuple[str, ...]
    own: tuple[bool, ...]  # False where the text only comes from a merge with a cell above or to the left
    below: tuple[bool, ...] = ()  # True where it comes from a merge that began in a line above
    shaded: tuple[bool, ...] = ()
    bold: bool = False
    hidden: bool = False

    def at(self, column: int) -> str:
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    def is_own(self, column: int) -> bool:
        return column < len(self.own) and self.own[column]

    def is_below(self, column: int) -> bool:
        return column < len(self.below) and self.below[column]

    def is_shaded(self, column: int) -> bool:
        return column < len(self.shaded) and self.shaded[column]

    @property
    def said(self) -> list[str]:
        """Each text once, in order."""
        return list(dict.fromkeys(cell for cell in self.cells if cell))

    @property
    def filled(self) -> list[int]:
        return [at for at, cell in enumerate(self.cells) if cell]


@dataclass(frozen=True, slots=True)
class Above:
    """A line of text above a table: its level is that of a heading, or None. `near`: since the table before."""

    text: str
    level: int | None = None
    near: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    name: str  # of the sheet, or "Table 2"
    lines: tuple[Line, ...]
    above: tuple[Above, ...] = ()  # the headings in force, and the lines since the table before
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
    if isinstance(value, float):
        value = int(value) if value.is_integer() else format(round(value, 6), "f").rstrip("0")
    text = str(value).replace("\xa0", " ").replace("_x000D_", "").replace("\u200b", "")
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]", "", re.sub(r"[\v\f]", "\n", text))
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()

"""One line of a matrix as it is read: its cells by what they hold, what was said of them, what is kept as remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jukwaa.plans.imports.contract import Problem
from jukwaa.plans.imports.headings import Column, Header
from jukwaa.plans.imports.lexicon import Lexicon
from jukwaa.plans.imports.messages import problem
from jukwaa.plans.imports.tables import Grid, Line
from jukwaa.plans.rules.cells.notes import Note
from jukwaa.plans.rules.cells.periods import Frame

NOTHING = re.compile(r"[-–—.…\s]*")
UNSAID = frozenset({"not said", "haijatajwa", "not known yet", "bado haijulikani"})  # in our own documents


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all rows of a table."""

    grid: Grid
    header: Header
    lexicon: Lexicon
    frame: Frame
    shaded: frozenset[int] = frozenset()  # columns in which a shaded cell is a tick
    unit: Decimal = Decimal(1)  # of money, where the lines above the table say it: "amounts in KES '000"


@dataclass(slots=True)
class Row:
    line: Line
    setting: Setting
    goes_on: bool = False  # says more of the action above
    section_lead: str = ""  # who leads the section, where the table has no column for it
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def where(self) -> str:
        return self.setting.grid.where(self.line)

    def of(self, *fields: str) -> list[Column]:
        return [column for column in self.setting.header.columns if column.field in fields]

    def has(self, *fields: str) -> bool:
        return any(column.field in fields for column in self.setting.header.columns)

    def cell(self, column: Column) -> str:
        text = self.line.at(column.at)
        return "" if text.strip().casefold() in UNSAID else text

    def text(self, name: str) -> str:
        """All that stands in the columns of a field; where there are several, each under its heading."""
        said = {column.at: text for column in self.of(name) if (text := self.cell(column))}
        if name == "when":
            return ", ".join(dict.fromkeys(said.values()))
        if len(set(said.values())) < 2 or name in ("lead", "co_lead", "support", "action"):
            return "\n".join(dict.fromkeys(said.values()))
        return "; ".join(f"{c.said}: {said[c.at]}" for c in self.of(name) if c.at in said)

    def spoken(self, name: str) -> dict[str, str]:
        """Language -> what stands in the columns of a field, the file's own language first; as `text` where it is one."""
        said: dict[str, list[str]] = {self.setting.lexicon.language: []}
        for column in self.of(name):
            if text := self.cell(column):
                said.setdefault(column.language or self.setting.lexicon.language, []).append(text)
        filled = {language: "\n".join(dict.fromkeys(texts)) for language, texts in said.items() if texts}
        return filled if len(filled) > 1 else dict.fromkeys(filled, self.text(name))

    def texts(self, name: str) -> dict[str, str]:
        """Language -> what the columns of a field say in it, on one line."""
        spoken: dict[str, list[str]] = {}
        for column in self.of(name):
            if text := " ".join(self.cell(column).split()):
                spoken.setdefault(column.language or self.setting.lexicon.language, []).append(text)
        return {language: "; ".join(dict.fromkeys(said)) for language, said in spoken.items()}

    def heading(self, *fields: str) -> str:
        """The heading of the first such column that is filled, else of the first."""
        columns = self.of(*fields)
        return next((c.said for c in columns if self.cell(c)), columns[0].said if columns else "")

    def in_language(self, text: str) -> Mapping[str, str]:
        return {self.setting.lexicon.language: text} if text else {}

    def tell(self, column: str, notes: Iterable[Note]) -> None:
        self.problems += [problem(n, self.where, column) for n in notes]

    def keep(self, heading: str, text: str) -> None:
        """What was not understood stays as a remark under its column's name."""
        line = " ".join(text.split())
        if not NOTHING.fullmatch(line):
            self.remarks.append(f"{heading}: {line}" if heading else line)

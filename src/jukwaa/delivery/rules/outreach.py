"""How many people were reached, such that nothing that is published can be subtracted until few people are left.

Everything is a sum over published parts. A number of a report is counted where the report itself may tell it (it is not
small for its kind of place). A breakdown is counted for a whole group of reports (one action, sub-county, quarter and
circle of readers): all of its parts are none or many, or none of them is told. What is hidden below is in no sum above,
and every sum says how much it is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jukwaa.delivery.rules.reach import FEWEST, SEXES, Cell, Sex

FEW = max(FEWEST.values())
YOUNG = ("under_18", "18_34")

Part = tuple[Sex, bool]  # sex, whether under 35
PARTS: tuple[Part, ...] = tuple((sex, young) for sex in SEXES for young in (True, False))


@dataclass(frozen=True, slots=True)
class Outreach:
    """`people`: None where no report says a number that may be told. `told`: of them, those by sex and age."""

    people: int | None = None
    reports: int = 0  # that are in it
    silent: int = 0  # that say no number
    hidden: int = 0  # whose number is too small to be told
    told: int | None = None
    parts: Mapping[Part, int] = field(default_factory=dict)
    disabled: int | None = None  # among those told

    def __add__(self, other: Outreach) -> Outreach:
        parts = {part: self.parts.get(part, 0) + other.parts.get(part, 0) for part in PARTS}
        return Outreach(
            _both(self.people, other.people),
            self.reports + other.reports,
            self.silent + other.silent,
            self.hidden + other.hidden,
            _both(self.told, other.told),
            parts if self.parts or other.parts else {},
            _both(self.disabled, other.disabled),
        )

    def of(self, *, sex: Sex | None = None, young: bool | None = None) -> int | None:
        """None where no breakdown may be told."""
        if self.told is None:
            return None
        return sum(
            count
            for (each, is_young), count in self.parts.items()
            if sex in (None, each) and young in (None, is_young)
        )


def together(found: Iterable[Outreach]) -> Outreach:
    total = Outreach()
    for each in found:
        total = total + each
    return total


def of_group(reports: Iterable[tuple[int | None, bool, Mapping[Cell, int]]]) -> Outreach:
    """One group: of each report its number, whether that may be told, and its cells."""
    people: int | None = None
    count, silent, hidden = 0, 0, 0
    cells: dict[Cell, int] = {}
    for number, may_be_told, told in reports:
        count += 1
        if number is None:
            silent += 1
        elif not may_be_told:
            hidden += 1
        else:
            people = (people or 0) + number
            for cell, n in told.items():
                cells[cell] = cells.get(cell, 0) + n
    whole = Outreach(people, count, silent, hidden)
    return _with_parts(whole, cells) if cells else whole


def _with_parts(whole: Outreach, cells: Mapping[Cell, int]) -> Outreach:
    parts = dict.fromkeys(PARTS, 0)
    for cell, n in cells.items():
        parts[cell.sex, cell.age in YOUNG] += n
    told = sum(parts.values())
    disabled = sum(n for cell, n in cells.items() if cell.disability)
    if any(0 < n < FEW for n in (*parts.values(), disabled, told - disabled)):
        return whole
    return Outreach(whole.people, whole.reports, whole.silent, whole.hidden, told, parts, disabled)


def _both(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other

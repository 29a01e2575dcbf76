"""People in numbers: how many, by sex, age and disability. Counts, never persons.

The cells are what is kept; their sum is derived. Who only knows a total says that, and it is marked as one. Blank is
not zero: an empty answer says nothing, and 0 says that nobody came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, NamedTuple

Sex = Literal["female", "male", "not_said"]
Age = Literal["under_18", "18_34", "35_59", "60_up"]
Level = Literal["ward", "sub_county", "county"]

SEXES: tuple[Sex, ...] = ("female", "male", "not_said")
AGES: tuple[Age, ...] = ("under_18", "18_34", "35_59", "60_up")
MOST = 1_000_000  # more than a county's people: a slip of the hand


class Cell(NamedTuple):
    sex: Sex
    age: Age
    disability: bool


CELLS: tuple[Cell, ...] = tuple(Cell(*each) for each in product(SEXES, AGES, (False, True)))


@dataclass(frozen=True, slots=True)
class Reached:
    """`entered`: a total that somebody typed in without a breakdown; None where there are cells, or nothing was said."""

    cells: Mapping[Cell, int] = field(default_factory=dict)
    entered: int | None = None

    @property
    def total(self) -> int | None:
        """None: not said."""
        return sum(self.cells.values()) if self.cells else self.entered

    @property
    def is_broken_down(self) -> bool:
        return bool(self.cells)

    @property
    def problem(self) -> str:
        """Why this cannot be kept: "both", "negative", "too_many", or "" where it can."""
        if self.cells and self.entered is not None:
            return "both"
        counts = [*self.cells.values(), *([] if self.entered is None else [self.entered])]
        if any(count < 0 for count in counts):
            return "negative"
        return "too_many" if sum(counts) > MOST else ""


def added(all_reached: Iterable[Reached]) -> Reached:
    """Of several reports together: cell by cell; a total without cells stays beside them, so that nothing is lost.

    Its `total` is then of both: use `people_in`.
    """
    cells: dict[Cell, int] = {}
    entered: int | None = None
    for reached in all_reached:
        for cell, count in reached.cells.items():
            cells[cell] = cells.get(cell, 0) + count
        if reached.entered is not None:
            entered = (entered or 0) + reached.entered
    return Reached(cells, entered)


def people_in(reached: Reached) -> int | None:
    """The sum of cells and of what was entered without any; None where neither was said."""
    if not reached.cells and reached.entered is None:
        return None
    return sum(reached.cells.values()) + (reached.entered or 0)


# Smaller numbers of people are hidden, inside the forum too, but from author and checker (design.md 5).
FEWEST: Mapping[Level, int] = {"ward": 10, "sub_county": 10, "county": 5}
FEW = max(FEWEST.values())  # the strictest: for sums, and for what may be of one ward alone


def is_hidden(count: int | None, level: Level) -> bool:
    """Nobody is nobody, and is said; a few are not."""
    return count is not None and 0 < count < FEWEST[level]

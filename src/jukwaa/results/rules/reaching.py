"""How many people verified public reports tell of: fixed tables, which stand still until the next publication.

Every number in the table of places is a sum of numbers that each stand in public by themselves: who told of fewer than
`FEW` people is counted as a report, and its people are in no sum. Broken down are quarters of the whole county alone;
small groups, and what would give them away, are not told (`hiding`), nor is what came since the last time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from jukwaa.delivery.rules.reach import AGES, FEW, SEXES, Cell
from jukwaa.results.rules.hiding import ALL, Key, Table, hide, is_few

WHOLE = "whole"  # of whom only a total is known
Kind = Literal["sex", "age", "disability"]
KINDS: Mapping[Kind, tuple[str, ...]] = {
    "sex": (*SEXES, WHOLE),
    "age": (*AGES, WHOLE),
    "disability": ("no", "yes", WHOLE),
}
YOUNG = ("under_18", "18_34")
PAIRS = tuple(f"{sex}_{half}" for sex in SEXES for half in ("under_35", "35_up"))
SEVERAL = "several"  # the whole county, or more than one sub-county

Raw = dict[str, Any]  # as JSON
Groups = dict[str, dict[str, dict[str, int]]]  # kind -> group -> quarter -> people


@dataclass(frozen=True, slots=True)
class Counted:
    """One verified report that everybody may read."""

    quarter: str
    areas: frozenset[str]
    people: int | None  # None: not said
    cells: Mapping[Cell, int] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The sub-county in which all of it was."""
        inner = {code.partition("-")[0] for code in self.areas}
        only = next(iter(inner)) if len(inner) == 1 else ""
        return only if len(only) > len("KE001") else SEVERAL

    @property
    def is_open(self) -> bool:
        """Whether its number may be told."""
        return self.people is not None and not is_few(self.people)


def place_table(reports: Iterable[Counted]) -> Raw:
    """place -> quarter -> {people, reports, few, unsaid}; a place or quarter without a report has no cell. `people` is not
    there where no number may be told: blank, which is not zero."""
    found: Raw = {}
    for each in reports:
        cell = found.setdefault(each.place, {}).setdefault(
            each.quarter, {"reports": 0, "few": 0, "unsaid": 0}
        )
        cell["reports"] += 1
        if each.is_open:
            cell["people"] = cell.get("people", 0) + (each.people or 0)
        else:
            cell["unsaid" if each.people is None else "few"] += 1
    return {place: dict(sorted(row.items())) for place, row in sorted(found.items())}


def together(cells: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of cells; blank where all are."""
    found: dict[str, int] = {}
    for cell in cells:
        for name, count in cell.items():
            found[name] = found.get(name, 0) + count
    return found


def group_tables(reports: Iterable[Counted], quarters: Sequence[str]) -> Groups:
    """All that is counted, small or not: kept, and never shown as it is."""
    found: Groups = {kind: {row: dict.fromkeys(quarters, 0) for row in rows} for kind, rows in KINDS.items()}
    for each in reports:
        if each.is_open:
            for kind, rows in found.items():
                for row, count in _split(each, kind).items():
                    rows[row][each.quarter] += count
    return found


def _split(report: Counted, kind: str) -> dict[str, int]:
    if not report.cells:
        return {WHOLE: report.people or 0}
    found: dict[str, int] = {}
    for cell, count in report.cells.items():
        said = {"sex": cell.sex, "age": cell.age, "disability": "yes" if cell.disability else "no"}[kind]
        found[said] = found.get(said, 0) + count
    return found


def hidden_in(
    now: Groups, before: Groups, hidden_before: Mapping[str, Iterable[Key]]
) -> dict[str, list[Key]]:
    """By kind: what is not told. Of whom only a total is known is never hidden: each of those numbers stands in public at
    its report, and hidden in one table it would stand in the next. What came since the last publication is a table of its own, and is held as one: so
    whoever subtracts finds no more than who reads this one alone."""
    return {
        kind: sorted(hide(_between(rows, before.get(kind, {})), frozenset(hidden_before.get(kind, ()))))
        for kind, rows in now.items()
    }


def pair_counts(reports: Iterable[Counted], quarters: Sequence[str]) -> dict[str, dict[str, int]]:
    """quarter -> how many of each sex were under 35, and 35 and older: what NCTC asks for. Kept, never shown as it is."""
    found = {quarter: dict.fromkeys(PAIRS, 0) for quarter in quarters}
    for each in reports:
        if each.is_open:
            for cell, count in each.cells.items():
                found[each.quarter][f"{cell.sex}_{'under_35' if cell.age in YOUNG else '35_up'}"] += count
    return found


def pairs_told(
    now: Mapping[str, Mapping[str, int]],
    before: Mapping[str, Mapping[str, int]],
    hidden: Mapping[str, Iterable[Key]],
) -> dict[str, dict[str, int]]:
    """Of a quarter all or nothing: only where no number in it is small, nor what came since the last time, and no table
    hides anything of it. So beside the tables it tells no small number: each of them is a sum of numbers that are none."""
    veiled = {quarter for keys in hidden.values() for _row, quarter in keys}
    return {
        quarter: dict(rows)
        for quarter, rows in now.items()
        if quarter not in veiled and any(rows.values())
        if not any(is_few(n) or is_few(n - before.get(quarter, {}).get(row, 0)) for row, n in rows.items())
    }


def _between(now: dict[str, dict[str, int]], before: dict[str, dict[str, int]]) -> Table:
    was = {(row, quarter): before.get(row, {}).get(quarter, 0) for row in now for quarter in now[row]}
    came = {(row, quarter): count - was[row, quarter] for row in now for quarter, count in now[row].items()}
    quarters = {quarter for _row, quarter in came}
    lowest = {
        (row, quarter): -was[row, quarter]
        for quarter in quarters
        if _is_corrected([count for (_row, column), count in came.items() if column == quarter])
        for row in now
    }
    for (row, _quarter), floor in list(lowest.items()):
        lowest[row, ALL] = lowest.get((row, ALL), 0) + floor
    return Table(
        came, frozenset((row, quarter) for row in (ALL, WHOLE) for quarter in (*quarters, ALL)), lowest
    )


def _is_corrected(came: Sequence[int]) -> bool:
    """Whether more than reports that came later changed this quarter: nobody knows then which way a number went."""
    return any(count < 0 for count in came) or is_few(sum(came))


def told_quarters(reports: Iterable[Counted]) -> frozenset[str]:
    """Those of which a number may be told: of the others the tables are blank."""
    return frozenset(each.quarter for each in reports if each.is_open)


def shown(now: Groups, hidden: Mapping[str, Iterable[Key]], told: Collection[str]) -> Raw:
    """As it is published: kind -> group -> quarter (ALL: together) -> people; None: not told."""
    found: Raw = {}
    for kind, rows in now.items():
        veil = set(hidden.get(kind, ()))
        found[kind] = {}
        for row, counts in rows.items():
            every = {quarter: n for quarter, n in counts.items() if quarter in told}
            every |= {ALL: sum(every.values())} if every else {}
            found[kind][row] = {
                quarter: None if (row, quarter) in veil else n for quarter, n in every.items()
            }
    return found


__all__ = [
    "FEW",
    "KINDS",
    "PAIRS",
    "SEVERAL",
    "WHOLE",
    "YOUNG",
    "Counted",
    "group_tables",
    "hidden_in",
    "pair_counts",
    "pairs_told",
    "place_table",
    "shown",
    "together",
    "told_quarters",
]

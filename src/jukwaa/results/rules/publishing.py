"""What of a publication still stands when the next is made, and what the next one says has changed.

A number of people never moves by fewer than `FEW`: a smaller change waits in the number that stands, so that whoever
subtracts one publication from the other finds no few people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from jukwaa.results.rules.hiding import is_few
from jukwaa.results.rules.reaching import together

Document = Mapping[str, Any]
Row = Mapping[str, Any]  # an indicator of a document


def indicators_of(document: Document | None) -> dict[str, Row]:
    sections = document["sections"] if document else ()
    return {row["pid"]: row for section in sections for row in section["indicators"]}


def stands(people: bool, before: Row) -> bool:
    """Whether it moves with publications alone: a number of people that was published."""
    return bool((people or before["people"]) and before["measure"] == "number" and before["count"] > 0)


def waits(now: Row, before: Row | None) -> bool:
    """Whether the number that was published stands a while longer."""
    if before is None or not stands(now["people"], before):
        return False
    pairs = [(now["value"], before["value"]), *_both(now["quarters"], before["quarters"])]
    return any(is_few(int(Decimal(new) - Decimal(old))) for new, old in pairs if new and old)


def _both(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for quarter in now.keys() & before.keys():
        yield now[quarter], before[quarter]


@dataclass(frozen=True, slots=True)
class Change:
    """Of one indicator: a quarter that was not told before, or is told otherwise, or no longer."""

    pid: str
    quarter: str
    kind: Literal["new", "corrected", "gone"]
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A section's score, then and now. `None`: it had none."""

    pid: str
    before: str | None
    now: str | None
    changes: tuple[Change, ...]


def moved(now: Document, before: Document) -> list[Moved]:
    """Section by section, in the order of today; those without a change too."""
    was = {section["pid"]: section["score"] for section in before["sections"]}
    known = indicators_of(before)
    return [
        Moved(
            section["pid"],
            was.get(section["pid"]),
            section["score"],
            tuple(_changes(section["indicators"], known)),
        )
        for section in now["sections"]
    ]


def _changes(rows: Iterable[Row], known: Mapping[str, Row]) -> Iterator[Change]:
    for row in rows:
        before = known.get(row["pid"], {}).get("quarters", {})
        for quarter in sorted({*before, *row["quarters"]}):
            old, new = before.get(quarter, ""), row["quarters"].get(quarter, "")
            if old != new:
                kind: Literal["new", "corrected", "gone"] = (
                    "new" if not old else "corrected" if new else "gone"
                )
                yield Change(row["pid"], quarter, kind, old, new)


@dataclass(frozen=True, slots=True)
class Recounted:
    """A place and quarter whose number of people is another than in the last publication."""

    place: str
    quarter: str
    before: int
    now: int


def recounted(now: Document, before: Document) -> list[Recounted]:
    """Of quarters that stood in the last publication already."""
    was, quarters = before["reach"]["places"], set(before["reach"]["quarters"])
    found = []
    for place in sorted({*was, *now["reach"]["places"]}):
        row, old = now["reach"]["places"].get(place, {}), was.get(place, {})
        for quarter in sorted(quarters & {*row, *old}):
            pair = [together([cells.get(quarter, {})]).get("people", 0) for cells in (old, row)]
            if pair[0] != pair[1]:
                found.append(Recounted(place, quarter, *pair))
    return found

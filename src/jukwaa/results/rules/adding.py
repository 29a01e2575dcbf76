"""How values add up: over places within a quarter, then over quarters, by the rules that the definition declares.

Values are thrown on a heap. Heaps add up in any order to the same heap, so neither the order in which values arrive nor
the way in which they are grouped changes a figure; blank never reaches a heap, and zero does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Literal, NamedTuple

OverPlaces = Literal["sum", "max", "weighted_mean", "ratio_of_sums", "none"]
OverTime = Literal["sum", "last", "max", "mean", "none"]
Why = Literal["", "nothing", "places", "weight", "time", "unreviewed", "unpublished"]

ZERO = Decimal(0)
PLACES = Decimal("0.0001")
POOLED = ("ratio_of_sums", "weighted_mean")  # a share of all, never a mean of shares


class Rule(NamedTuple):
    places: OverPlaces = "none"
    time: OverTime = "none"


class Heap(NamedTuple):
    """Of one indicator: all that any rule needs of the values on it. `weight`: how many were counted or asked."""

    count: int = 0  # type: ignore[assignment]  # of values; nobody counts what stands in a heap as in a tuple
    total: Decimal = ZERO
    highest: Decimal | None = None
    numerator: Decimal = ZERO
    denominator: Decimal = ZERO
    weighted: Decimal = ZERO
    weight: Decimal = ZERO
    people: int = 0  # how many of the values count people

    def __add__(self, other: Heap) -> Heap:  # type: ignore[override]  # a sum of heaps, not one after the other
        highs = [high for high in (self.highest, other.highest) if high is not None]
        return Heap(
            self.count + other.count,
            self.total + other.total,
            max(highs, default=None),
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.weighted + other.weighted,
            self.weight + other.weight,
            self.people + other.people,
        )


def heap_of(
    value: Decimal,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    *,
    n: int | None = None,
) -> Heap:
    """Of one value."""
    weight = denominator if denominator is not None else Decimal(n or 0)
    return Heap(1, value, value, numerator or ZERO, denominator or ZERO, value * weight, weight)


def together(heaps: Iterable[Heap]) -> Heap:
    return reduce(add, heaps, Heap())


@dataclass(frozen=True, slots=True)
class Figure:
    """What values come to; or why they come to nothing. `count`: how many are in it."""

    value: Decimal | None
    why: Why = ""
    count: int = 0


def over_places(heap: Heap, rule: Rule) -> Figure:
    if not heap.count:
        return Figure(None, "nothing")
    value, why = _placed(heap, rule.places)
    return Figure(None if value is None else value.quantize(PLACES), why, heap.count)


def _placed(heap: Heap, places: OverPlaces) -> tuple[Decimal | None, Why]:
    if places == "sum" or (places == "none" and heap.count == 1):
        return heap.total, ""
    if places == "max":
        return heap.highest, ""
    if places == "none":
        return None, "places"
    top, of = (
        (100 * heap.numerator, heap.denominator)
        if places == "ratio_of_sums"
        else (heap.weighted, heap.weight)
    )
    return (top / of, "") if of else (None, "weight")


def by_quarter(quarters: Mapping[date, Heap], rule: Rule) -> dict[date, Figure]:
    """Each quarter by itself, the earliest first."""
    return {starts: over_places(heap, rule) for starts, heap in sorted(quarters.items())}


def over_time(quarters: Mapping[date, Heap], rule: Rule, each: Mapping[date, Figure] | None = None) -> Figure:
    """Of all quarters together. Those of which nothing is known do not count. `each`: `by_quarter` of them, where known."""
    each = by_quarter(quarters, rule) if each is None else each
    figures = [figure for figure in each.values() if figure.count]
    count = sum(figure.count for figure in figures)
    if not figures:
        return Figure(None, "nothing")
    if rule.time == "none" and len(figures) > 1:
        return Figure(None, "time", count)
    if rule.time in ("last", "none"):
        return Figure(figures[-1].value, figures[-1].why, count)
    if rule.time in ("sum", "mean") and rule.places in POOLED:
        return over_places(together(quarters.values()), rule)
    if broken := [figure.why for figure in figures if figure.value is None]:
        return Figure(None, broken[0], count)
    return Figure(_folded([one.value for one in figures if one.value is not None], rule.time), "", count)


def _folded(values: list[Decimal], time: OverTime) -> Decimal:
    if time == "max":
        return max(values)
    total = sum(values, ZERO)
    return total if time == "sum" else (total / len(values)).quantize(PLACES)

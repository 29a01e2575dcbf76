"""How far a plan has come: of an indicator, of a section, of the whole (design.md 6). Missing is shown, never counted as zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

YES = re.compile(r"\s*(yes|ndiyo|ndio)\s*", re.IGNORECASE)
NO = re.compile(r"\s*(no|hapana|la)\s*", re.IGNORECASE)
PLACES = Decimal("0.0001")


def mark(measure: str, written: str, number: Decimal | None) -> Decimal | None:
    """A baseline or a target as a number; None where it is none that one could measure against."""
    if measure != "yes_no":
        return number
    if YES.fullmatch(written):
        return Decimal(1)
    return Decimal(0) if NO.fullmatch(written) else None


def attainment(
    value: Decimal | None, baseline: Decimal | None, target: Decimal | None, direction: str = "up"
) -> Decimal | None:
    """The part of the way from baseline to target that is behind us, from 0 to 1. None where it cannot be said."""
    if value is None or baseline is None or target is None:
        return None
    if target != baseline:
        way = (value - baseline) / (target - baseline)
        return min(max(way, Decimal(0)), Decimal(1)).quantize(PLACES)
    kept = {"up": value >= target, "down": value <= target}.get(direction, value == target)
    return Decimal(int(kept))


@dataclass(frozen=True, slots=True)
class Counted:
    """One indicator in a score."""

    attainment: Decimal | None
    reported: bool  # whether there is a value at all


@dataclass(frozen=True, slots=True)
class Score:
    """`value`: from 0 to 1, the mean of `scored` indicators; `reported` of `of` have a value."""

    value: Decimal | None
    scored: int
    reported: int
    of: int


def score(counted: Iterable[Counted]) -> Score:
    """Of a section."""
    found = list(counted)
    known = [each.attainment for each in found if each.attainment is not None]
    return Score(_mean(known), len(known), sum(each.reported for each in found), len(found))


def score_of_all(sections: Iterable[Score]) -> Score:
    """Of the plan: the mean of its sections that have a score, each as much as any other."""
    found = list(sections)
    return Score(
        _mean([each.value for each in found if each.value is not None]),
        sum(each.scored for each in found),
        sum(each.reported for each in found),
        sum(each.of for each in found),
    )


def _mean(values: list[Decimal]) -> Decimal | None:
    return (sum(values, Decimal(0)) / len(values)).quantize(PLACES) if values else None

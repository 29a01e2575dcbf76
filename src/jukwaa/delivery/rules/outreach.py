"""How many people were reached, such that nobody finds few people by subtracting.

A number is a sum of numbers that each stand in public at their own report. Who told of few people is counted as a report,
and its people are in no sum. (By sex, age and disability people are told with a publication alone: decision 31.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jukwaa.delivery.rules.reach import FEW


@dataclass(frozen=True, slots=True)
class Outreach:
    """`people`: None where no report says a number that may be told."""

    people: int | None = None
    reports: int = 0  # that are in it
    silent: int = 0  # that say no number
    hidden: int = 0  # whose number is too small to be told

    def __add__(self, other: Outreach) -> Outreach:
        mine, theirs = self.people, other.people
        people = (mine or 0) + (theirs or 0) if mine is not None or theirs is not None else None
        return Outreach(
            people, self.reports + other.reports, self.silent + other.silent, self.hidden + other.hidden
        )


def of_report(people: int | None) -> Outreach:
    if people is None:
        return Outreach(reports=1, silent=1)
    return Outreach(reports=1, hidden=1) if 0 < people < FEW else Outreach(people, 1)


def together(found: Iterable[Outreach]) -> Outreach:
    total = Outreach()
    for each in found:
        total = total + each
    return total

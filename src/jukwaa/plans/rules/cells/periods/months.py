"""Months and years as people write them, and days counted on from them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from jukwaa.plans.rules.cells.notes import Note

Quarters = Literal["plan", "fy", "calendar"]
NAMES = (
    ("january", "januari", "jan"), ("february", "februari", "feb"), ("march", "machi", "mar", "mac"), ("april", "aprili", "apr"),
    ("may", "mei"), ("june", "juni", "jun"), ("july", "julai", "jul"), ("august", "agosti", "aug", "ago"),
    ("september", "septemba", "sept", "sep"), ("october", "oktoba", "oct", "okt"), ("november", "novemba", "nov"), ("december", "desemba", "disemba", "dec", "des"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(NAMES, 1) for name in names}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:19|20)\d{2}"
TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bhadi\b|\bmpaka\b)\s*"
COUNTS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "kwanza": 1, "pili": 2, "tatu": 3, "nne": 4, "tano": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    starts: date
    ends: date  # last day

    def days_shared(self, other: Span) -> int:
        return max(0, (min(self.ends, other.ends) - max(self.starts, other.starts)).days + 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is read against: the plan's period, and from when its quarters and financial years count."""

    plan: Span
    quarters: Quarters = "plan"
    fy_month: int = 7

    @property
    def months(self) -> int:
        first, last = self.plan.starts, self.plan.ends
        return (last.year - first.year) * 12 + last.month - first.month + 1


@dataclass(frozen=True, slots=True)
class Found:
    """What one word or two of a cell name."""

    span: Span
    notes: tuple[Note, ...] = field(default=())
    quarters: bool = False
    gaps: bool = False  # the words name only parts of it


def number_of(word: str) -> int:
    return COUNTS.get(word.casefold()) or int(word)


def month_of(word: str) -> int:
    return MONTHS[word.casefold().rstrip(".")]


def year_of(text: str) -> int:
    digits = text.lstrip("'’ ")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def months_on(day: date, months: int) -> date:
    """The first of the month that comes so many months after the day's."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def months_long(starts: date, months: int) -> Span:
    return Span(starts, months_on(starts, months) - timedelta(days=1))

"""The quarters of a plan, by the forum's financial year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

GRACE = timedelta(days=30)  # after the end of a quarter, for what is told of it


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    starts: date

    @property
    def ends(self) -> date:
        return _months_on(self.starts, 3) - timedelta(days=1)

    @property
    def name(self) -> str:
        """As it stands in an address: 2022-07."""
        return f"{self.starts:%Y-%m}"

    def number(self, fy_month: int) -> int:
        """First to fourth of the financial year."""
        return (self.starts.month - fy_month) % 12 // 3 + 1

    def is_silent(self, on: date) -> bool:
        """Whether what is not told by then is missing, and no longer only due."""
        return on > self.ends + GRACE


def named(name: str) -> Quarter | None:
    """The quarter that stands so in an address; None for what is no such name."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", name)
    return Quarter(date(int(found[1]), int(found[2]), 1)) if found and int(found[1]) else None


def quarter_of(day: date, fy_month: int) -> Quarter:
    return Quarter(_months_on(day.replace(day=1), -((day.month - fy_month) % 3)))


def quarters(starts: date, ends: date, fy_month: int) -> tuple[Quarter, ...]:
    """Every quarter that a plan touches; the first and the last may reach beyond it."""
    found = [quarter_of(starts, fy_month)]
    while found[-1].ends < ends:
        found.append(Quarter(_months_on(found[-1].starts, 3)))
    return tuple(found)


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)

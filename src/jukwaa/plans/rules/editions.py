"""Editions: what a label may look like, and what dates it stands for where nobody says them."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol, TypeVar

from jukwaa.plans.rules.cells.periods import years_said

ALMOST = 0.9  # of the shorter one
LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,39}")

# Names that are pages below /<forum>/plan/.
RESERVED = frozenset({"compare", "new"})


def edition_problem(label: str) -> str:
    """Why an edition cannot have this label: "shape", "reserved", or "" where it can."""
    if not LABEL.fullmatch(label):
        return "shape"
    return "reserved" if label in RESERVED else ""


class Edition(Protocol):
    edition: str
    starts: date
    ends: date


One = TypeVar("One", bound=Edition)


def speaks_of_another_time(words: str, starts: date, ends: date) -> bool:
    """Whether a label or a title names years that are not those of the period: "2027-28" for June 2022 to May 2023."""
    if (years := years_said(words)) is None:
        return False
    first, last = years
    fits = starts.year == first or ends.year == last or (first <= starts.year and ends.year <= last)
    return not fits


def newer_of(one: One, two: One) -> One | None:
    """Which of two editions may have changed the other; neither where their time is one, or their names say otherwise."""
    if (one.starts, one.ends) == (two.starts, two.ends):
        return None
    older, newer = sorted((one, two), key=lambda each: (each.starts, each.edition))
    named = years_said(older.edition), years_said(newer.edition)
    return None if named[0] and named[1] and named[0] > named[1] else newer


def covers(one: Edition, starts: date, ends: date) -> bool:
    """Whether one of the two periods lies in the other, but for a month of a year at most."""
    shared = (min(one.ends, ends) - max(one.starts, starts)).days + 1
    shorter = min((one.ends - one.starts).days, (ends - starts).days) + 1
    return shared >= ALMOST * shorter

"""Whether a plan is complete and can be done: what each action lacks, and who leads more at once than they can. Pure.

Nothing here refuses anything: those who adopt the plan decide (`rules.life` says what would make it meaningless).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from jukwaa.plans.rules.cells.amounts import amounts_in
from jukwaa.plans.rules.document import Texts

Lack = Literal[
    "lead", "accepted", "dates", "outside", "place", "indicator", "baseline", "target", "means", "funding", "language"
]  # fmt: skip
LACKS: tuple[Lack, ...] = (
    "lead", "dates", "outside", "place", "indicator", "baseline", "target", "means", "funding", "language", "accepted"
)  # fmt: skip
Month = tuple[int, int]  # year, month


@dataclass(frozen=True, slots=True)
class Period:
    starts: date
    ends: date  # last day


@dataclass(frozen=True, slots=True)
class Measured:
    baseline: str
    target: str
    means: bool  # it is said how it is verified


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at of an action."""

    leads: int
    open_offers: int  # to bodies that have not said yes
    starts: date | None
    ends: date | None
    places: int
    measures: Sequence[Measured]
    funding: str
    estimate: Decimal | None
    texts: Sequence[Texts]


def lacking(look: Look, period: Period, languages: Sequence[str]) -> tuple[Lack, ...]:
    said: dict[Lack, bool] = {
        "lead": look.leads == 0,
        "dates": look.starts is None or look.ends is None,
        "outside": is_outside(look.starts, look.ends, period),
        "place": look.places == 0,
        "indicator": not look.measures,
        "baseline": any(not measure.baseline.strip() for measure in look.measures),
        "target": any(not measure.target.strip() for measure in look.measures),
        "means": any(not measure.means for measure in look.measures),
        "funding": look.funding == "unknown" or (look.funding == "funded" and look.estimate is None),
        "language": any(is_untranslated(texts, languages) for texts in look.texts),
        "accepted": look.open_offers > 0,
    }
    return tuple(lack for lack in LACKS if said[lack])


def is_outside(starts: date | None, ends: date | None, period: Period) -> bool:
    days = [day for day in (starts, ends) if day]
    return any(not period.starts <= day <= period.ends for day in days)


def is_untranslated(texts: Texts, languages: Sequence[str]) -> bool:
    """It stands in one language and not in all."""
    return any(texts.values()) and not all(texts.get(language) for language in languages)


# --- at once -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """A body leads an action from day to day; an open end is the plan's."""

    body: int
    starts: date | None
    ends: date | None


def at_once(turns: Iterable[Turn], period: Period) -> dict[int, dict[Month, int]]:
    """Of each body, by month, on how many actions it leads on the month's fullest day. One sweep over the days on which
    something begins or ends."""
    steps: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for turn in turns:
        first, last = (
            max(turn.starts or period.starts, period.starts),
            min(turn.ends or period.ends, period.ends),
        )
        if first <= last:
            steps[turn.body][first] += 1
            steps[turn.body][last + timedelta(days=1)] -= 1
    return {body: _by_month(changes, period) for body, changes in steps.items()}


def _by_month(changes: Mapping[date, int], period: Period) -> dict[Month, int]:
    fullest = dict.fromkeys(months(period), 0)
    days = iter(sorted(changes))
    day, level = next(days, None), 0
    for year, month in fullest:
        begins, most = date(year, month, 1), level
        after = _next(begins)
        while day is not None and day < after:
            level += changes[day]
            most = max(most, level) if day > begins else level
            day = next(days, None)
        fullest[year, month] = most
    return fullest


def months(period: Period) -> Iterator[Month]:
    at = period.starts.replace(day=1)
    while at <= period.ends:
        yield at.year, at.month
        at = _next(at)


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


# --- money ---------------------------------------------------------------------------------------------------


def sum_said(share: str, currency: str) -> Decimal | None:
    """What a funder says it gives: one sum in the plan's money, else nothing is claimed."""
    found = [amount for amount in amounts_in(share, home=currency) if not amount.year_like]
    if len(found) != 1 or found[0].odd or found[0].currency not in ("", currency):
        return None
    return found[0].value if not found[0].bare or found[0].value >= 1000 else None

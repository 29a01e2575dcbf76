"""Where an action stands, from what was stated, what was reported and the calendar.

Late and silent are said publicly of public bodies only, and only of a plan that was signed (design.md 7, decision 13).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

Standing = Literal["later", "open", "moving", "done", "late", "silent", "paused", "dropped"]
STANDINGS: tuple[Standing, ...] = ("done", "moving", "late", "silent", "open", "later", "paused", "dropped")

# After its first day an action that nobody has said anything of gets this long before it is called silent.
GRACE = timedelta(days=30)


def standing(
    stated: str, starts: date | None, ends: date | None, on: date, *, heard: bool = False
) -> Standing:
    """As at the day `on`; `heard`: a report of it was verified. Without dates nothing else is known of it."""
    if stated in ("done", "paused", "dropped"):
        return stated  # type: ignore[return-value]
    if ends is not None and on > ends:
        return "late"
    if stated == "moving" or heard:
        return "moving"
    if starts is None:
        return "open"
    if on < starts:
        return "later"
    return "silent" if on > starts + GRACE else "open"


def is_answered_by_offices(leads: Iterable[bool | None]) -> bool:
    """Whether only public offices lead an action. `leads`: of each lead whether it is one (None: not known).

    Where an office and another body lead together, what is late would be told of both: the weaker is shielded.
    """
    known = list(leads)
    return bool(known) and all(known)


def said_in_public(actual: Standing, stated: str, *, answerable: bool, heard: bool = False) -> Standing:
    """What is said of one action, in its row and in every total that counts it.

    `answerable`: offices alone lead it, and the plan was signed. Of others it is said what was stated or
    reported, or that it is open.
    """
    if answerable or actual not in ("late", "silent"):
        return actual
    return "moving" if stated == "moving" or heard else "open"


# Fewer than these are not told as a total: it would be said of one body, or nearly.
FEWEST_IN_A_TOTAL = 3


def overdue_among_others(told: Iterable[tuple[Standing, Standing]]) -> int:
    """How many actions are past their last day and are not said to be late; 0 where they are too few to be told.

    `told`: of each action how it stands and what is said of it.
    """
    count = sum(1 for actual, said in told if actual == "late" != said)
    return count if count >= FEWEST_IN_A_TOTAL else 0


def share_gone(starts: date, ends: date, on: date) -> float:
    """How much of a period has gone, 0 to 1."""
    whole = (ends - starts).days + 1
    return min(1.0, max(0.0, ((on - starts).days + 1) / whole))

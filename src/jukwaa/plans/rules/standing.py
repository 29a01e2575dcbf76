"""Where an action stands, from what was stated and from the calendar. (Reports join in with their own floor.)

Late and silent are said publicly of public bodies only; of others only in a section's total (design.md 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

Standing = Literal["later", "moving", "done", "late", "silent", "paused", "dropped"]
STANDINGS: tuple[Standing, ...] = ("done", "moving", "late", "silent", "later", "paused", "dropped")

# After its first day an action that nobody has said anything of gets this long before it is called silent.
GRACE = timedelta(days=30)


def standing(stated: str, starts: date | None, ends: date | None, on: date) -> Standing:
    """As at the day `on`. An action without dates is only ever what was stated of it."""
    if stated in ("done", "paused", "dropped"):
        return stated  # type: ignore[return-value]
    if ends is not None and on > ends:
        return "late"
    if stated == "moving":
        return "moving"
    if starts is not None and on > starts + GRACE:
        return "silent"
    return "later"


def is_answered_by_offices(leads: Iterable[bool | None]) -> bool:
    """Whether only public offices lead an action. `leads`: of each lead whether it is one (None: not known).

    Where an office and another body lead together, what is late would be told of both: the weaker is shielded.
    """
    known = list(leads)
    return bool(known) and all(known)


def said_in_public(actual: Standing, stated: str, *, public_body: bool) -> Standing:
    """What a page says of one action: a body that is no public office is never called late or silent."""
    if public_body or actual not in ("late", "silent"):
        return actual
    return "moving" if stated == "moving" else "later"


def share_gone(starts: date, ends: date, on: date) -> float:
    """How much of a period has gone, 0 to 1."""
    whole = (ends - starts).days + 1
    return min(1.0, max(0.0, ((on - starts).days + 1) / whole))

"""Who is reminded of what, and when: the lead first, then the section's lead, then the secretary. Politely."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Literal

from jukwaa.plans.rules.standing import GRACE

Kind = Literal["late", "silent"]
Step = Literal["lead", "section", "secretary"]
STEPS: tuple[Step, ...] = ("lead", "section", "secretary")
PAUSE = timedelta(days=14)  # between one step and the next
HOURS = range(8, 18)  # of the day, in which letters go out


def since(kind: Kind, starts: date | None, ends: date | None) -> date:
    """The first day on which it was so. Where the plan moves its days, waiting begins anew."""
    if kind == "late" and ends is not None:
        return ends + timedelta(days=1)
    if kind == "silent" and starts is not None:
        return starts + GRACE + timedelta(days=1)
    raise ValueError(f"an action without that day is not {kind}")


def next_step(past: Mapping[Step, date], reachable: Collection[Step], today: date) -> Step | None:
    """The next that can be written to, two weeks after the one before; None: nobody today, or all were told.

    `past`: whom one wrote to of this, and when. Who cannot be reached is passed over.
    """
    if past and today - max(past.values()) < PAUSE:
        return None
    gone = max((STEPS.index(step) for step in past), default=-1)
    return next((step for step in STEPS[gone + 1 :] if step in reachable), None)


def is_an_hour_for_letters(hour: int, weekday: int) -> bool:
    """`weekday`: 0 is Monday. Nobody is written to on a Sunday or at night."""
    return hour in HOURS and weekday < 6

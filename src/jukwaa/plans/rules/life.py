"""The life of a plan, as a table: which act takes it from where to where, and what must hold.

    draft -> published_draft <-> consultation -> for_adoption -> in_force -> closed, or superseded by the next edition

Whether a plan is complete and can be done is the chairs' to decide: here stands only what would make it meaningless.
Pure Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Name = Literal[
    "publish", "withhold", "consult", "conclude", "propose", "recall", "adopt", "close", "supersede"
]
Reason = Literal["", "state", "empty", "unsigned", "unfinished", "running", "amending"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a plan before it moves."""

    status: str
    actions: int = 0
    ends: date = date.max  # last day
    amending: bool = False  # an amendment is open
    signers: int = 0  # offices that sign it
    signed: int = 0  # of them, those that have signed the version that waits


@dataclass(frozen=True, slots=True)
class Move:
    start: frozenset[str]
    end: str
    needs: tuple[Reason, ...] = ()


def _move(start: str, end: str, *needs: Reason) -> Move:
    return Move(frozenset(start.split()), end, needs)


MOVES: Mapping[Name, Move] = {
    "publish": _move("draft", "published_draft", "empty"),
    "withhold": _move("published_draft", "draft"),
    "consult": _move("published_draft", "consultation", "empty"),
    "conclude": _move("consultation", "published_draft"),
    "propose": _move("published_draft consultation", "for_adoption", "empty", "unsigned"),
    "recall": _move("for_adoption", "published_draft"),
    "adopt": _move("for_adoption", "in_force", "unfinished"),  # with the last signature
    "close": _move("in_force", "closed", "amending", "running"),
    "supersede": _move("in_force", "superseded"),  # when a later edition comes into force
}

_STOPS: Mapping[Reason, Callable[[Facts, date], bool]] = {
    "empty": lambda plan, _today: plan.actions == 0,
    "unsigned": lambda plan, _today: plan.signers == 0,
    "unfinished": lambda plan, _today: plan.signed < plan.signers or not plan.signers,
    "running": lambda plan, today: today <= plan.ends,
    "amending": lambda plan, _today: plan.amending,
}


def why_not(name: Name, plan: Facts, today: date) -> Reason:
    """What stops this move on that day; "" where nothing does."""
    move = MOVES[name]
    if plan.status not in move.start:
        return "state"
    return next((need for need in move.needs if _STOPS[need](plan, today)), "")

"""From submitted to verified, or back to its author with a reason. The author stays the author all the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

State = Literal["submitted", "returned", "verified", "withdrawn"]
Move = Literal["correct", "return", "verify", "withdraw"]

MOVES: Mapping[Move, tuple[frozenset[State], State]] = {
    "correct": (frozenset({"submitted", "returned"}), "submitted"),
    "return": (frozenset({"submitted", "verified"}), "returned"),  # also what turns out wrong later
    "verify": (frozenset({"submitted"}), "verified"),
    "withdraw": (frozenset({"submitted", "returned"}), "withdrawn"),
}


def may_move(state: State, move: Move) -> bool:
    return state in MOVES[move][0]


def after(move: Move) -> State:
    return MOVES[move][1]

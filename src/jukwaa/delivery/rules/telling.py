"""What a body tells in a report, in one shape, whatever way it comes in: page, telephone, paper, a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jukwaa.delivery.rules.reach import Cell, Reached

Texts = Mapping[str, str]  # language -> text

LONGEST = 2000  # characters: a few words, not an essay
MOST_MONEY = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Told:
    """The short path asks for the first three; the action is asked before."""

    starts: date
    areas: frozenset[str]  # codes
    text: Texts  # what was done
    reached: Reached = field(default_factory=Reached)
    ends: date | None = None  # None: it was all on one day
    spent: Decimal | None = None  # in the plan's currency; None: not said, 0: nothing
    in_kind: Texts = field(default_factory=dict)
    challenge: Texts = field(default_factory=dict)
    lesson: Texts = field(default_factory=dict)
    visibility: str = "public"  # once verified: public, or the forum alone
    wards: bool = False  # whether the public may read the ward, not only the sub-county

    @property
    def texts(self) -> Iterator[str]:
        for each in (self.text, self.in_kind, self.challenge, self.lesson):
            yield from each.values()

    @property
    def last(self) -> date:
        return self.ends or self.starts


def problems(told: Told, places: Collection[str], today: date) -> dict[str, str]:
    """Field -> what is wrong with it; nothing where it can be kept. `places`: codes that the forum knows."""
    wrong = {
        "text": "" if any(text.strip() for text in told.text.values()) else "missing",
        "starts": "future" if told.last > today else "",
        "ends": "order" if told.ends and told.ends < told.starts else "",
        "areas": _places_problem(told.areas, places),
        "reached": told.reached.problem,
        "spent": "" if told.spent is None or 0 <= told.spent <= MOST_MONEY else "amount",
    }
    if any(len(text) > LONGEST for text in told.texts):
        wrong["text"] = wrong["text"] or "long"
    return {name: problem for name, problem in wrong.items() if problem}


def _places_problem(areas: Collection[str], known: Collection[str]) -> str:
    if not areas:
        return "missing"
    return "" if set(areas) <= set(known) else "unknown"


def packed(told: Told) -> dict[str, Any]:
    """As JSON, the same for the same content: what a step keeps of what was said."""
    return {
        "starts": told.starts.isoformat(),
        "ends": told.ends.isoformat() if told.ends else None,
        "areas": sorted(told.areas),
        "text": dict(told.text),
        "in_kind": dict(told.in_kind),
        "challenge": dict(told.challenge),
        "lesson": dict(told.lesson),
        "reached": [[*cell, count] for cell, count in sorted(told.reached.cells.items())],
        "entered": told.reached.entered,
        "spent": None if told.spent is None else f"{told.spent.normalize():f}",
        "visibility": told.visibility,
        "wards": told.wards,
    }


def unpacked(kept: Mapping[str, Any]) -> Told:
    cells = {Cell(sex, age, disability): count for sex, age, disability, count in kept["reached"]}
    return Told(
        starts=date.fromisoformat(kept["starts"]),
        ends=date.fromisoformat(kept["ends"]) if kept["ends"] else None,
        areas=frozenset(kept["areas"]),
        text=kept["text"],
        in_kind=kept["in_kind"],
        challenge=kept["challenge"],
        lesson=kept["lesson"],
        reached=Reached(cells, kept["entered"]),
        spent=None if kept["spent"] is None else Decimal(kept["spent"]),
        visibility=kept["visibility"],
        wards=kept["wards"],
    )


def is_outside(first: date, last: date, starts: date, ends: date) -> bool:
    """Whether all of it was before the plan began or after it ended: asked about, and taken where it is meant so."""
    return last < starts or first > ends


def in_public(areas: Collection[str], *, wards: bool) -> frozenset[str]:
    """Where it was, as finely as the public may read it: the ward only where the body chose so."""
    return frozenset(areas) if wards else frozenset(code.partition("-")[0] for code in areas)

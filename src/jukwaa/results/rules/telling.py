"""What is told of an indicator in a quarter, in one shape, whatever way it comes in.

Zero is a value, blank is none: who has no number says so, as missing or as not applicable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from jukwaa.delivery.rules.persons import persons_in
from jukwaa.results.rules.cells import WHOLE, is_cell

State = Literal["due", "missing", "not_applicable", "provisional", "approved"]
Kind = Literal["value", "missing", "not_applicable"]

MOST = Decimal(10) ** 13
PLACES = Decimal("0.0001")
STEPS = range(1, 11)  # of a described scale
LONGEST = 300
BREAK_DOWN = ("sum", "weighted_mean", "ratio_of_sums")  # rules under which parts add up to their whole


@dataclass(frozen=True, slots=True)
class Told:
    kind: Kind = "value"
    value: Decimal | None = None  # a number; the step of a described scale; 1 for yes, 0 for no
    numerator: Decimal | None = None  # of a percentage, whose value is worked out
    denominator: Decimal | None = None
    people: bool = False  # whether it counts people, whose small numbers are hidden
    n: int | None = None  # of a survey: how many were asked
    margin: Decimal | None = None  # of a survey: percentage points either way
    method: Mapping[str, str] = field(default_factory=dict)  # texts: how it was counted, or why there is none

    @property
    def figure(self) -> Decimal | None:
        """The value, worked out where it is a share."""
        if self.kind != "value":
            return None
        if self.denominator:
            return (100 * (self.numerator or 0) / self.denominator).quantize(PLACES)
        return self.value


def problems(told: Told, measure: str, over_places: str, cell: str = WHOLE) -> dict[str, str]:
    """Field -> what is wrong with it; nothing where it can be kept."""
    wrong = {
        "cell": _cell_problem(cell, measure, over_places),
        "method": _method_problem(told),
        **(_value_problems(told, measure) if told.kind == "value" else {}),
    }
    return {name: problem for name, problem in wrong.items() if problem}


def _cell_problem(cell: str, measure: str, over_places: str) -> str:
    if not is_cell(cell):
        return "unknown"
    divisible = measure in ("number", "percentage") and over_places in BREAK_DOWN
    return "" if cell == WHOLE or divisible else "whole"


def _method_problem(told: Told) -> str:
    if any(len(text) > LONGEST for text in told.method.values()):
        return "long"
    return "names" if persons_in(told.method.values()) else ""


def _value_problems(told: Told, measure: str) -> dict[str, str]:
    return {
        **(_share_problems(told) if measure == "percentage" else {"value": _number_problem(told, measure)}),
        "n": "negative" if told.n is not None and told.n < 1 else "",
        "margin": "range" if told.margin is not None and not 0 <= told.margin <= 100 else "",
    }


def _share_problems(told: Told) -> dict[str, str]:
    top, of = told.numerator, told.denominator
    if top is None or of is None:
        return {"numerator" if top is None else "denominator": "missing"}
    if not _fits(top) or not _fits(of):
        return {"numerator": "large"}
    if of <= 0:
        return {"denominator": "zero"}
    if told.people and (top % 1 or of % 1):
        return {"numerator": "people"}
    return {"numerator": "" if 0 <= top <= of else "more"}


def _number_problem(told: Told, measure: str) -> str:
    value = told.value
    if value is None:
        return "missing"
    if not _fits(value):
        return "large"
    if measure == "yes_no":
        return "" if value in (0, 1) else "yes_no"
    if measure == "rubric":
        return "" if value in STEPS else "step"
    return "people" if told.people and (value < 0 or value % 1) else ""


def _fits(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < MOST and value == value.quantize(PLACES)


PEOPLE = re.compile(
    r"\b(people|persons?|women|men|boys|girls|youths?|young|learners|students|pupils|teachers|mentors|mediators|members|"
    r"residents|citizens|elders|presenters|volunteers|participants|beneficiaries|parents|trained|watu|wanawake|wanaume|"
    r"wavulana|wasichana|vijana|wanafunzi|walimu|wakazi|wazee|wazazi|washiriki|wapatanishi|walezi|wananchi)\b",
    re.IGNORECASE,
)


def seems_of_people(texts: Iterable[str]) -> bool:
    """Whether an indicator's words are of people: what a form begins with, and the body decides."""
    return any(PEOPLE.search(text) for text in texts)


def packed(told: Told) -> dict[str, Any]:
    """As JSON, the same for the same content."""
    numbers = ("value", "numerator", "denominator", "margin")
    kept = {"kind": told.kind, "people": told.people, "n": told.n, "method": dict(told.method)}
    return kept | {name: _plain(getattr(told, name)) for name in numbers}


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def state_of(kept: State | None, *, silent: bool) -> State:
    """What an indicator stands at in a quarter: as somebody said; else due, and missing once the quarter is long over.

    Only what somebody said is kept: nobody's silence becomes a row (decision 27).
    """
    return kept or ("missing" if silent else "due")

"""Money beside what was done: whence it comes, how far it has come, what is still missing.

An amount is told or it is not: blank is never zero, and adding up says how many were not told. What reports say was
spent is another telling of the same money: it is shown beside what is entered here, and never added to it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.telling import MOST_MONEY

Kind = Literal["committed", "received", "spent"]
Form = Literal["money", "in_kind", "no_cost"]
Source = Literal["body", "county", "own", "other"]
State = Literal["known", "unknown", "none"]

KINDS: tuple[Kind, ...] = ("committed", "received", "spent")  # the estimate stands in the plan
SOURCES: tuple[Source, ...] = ("body", "county", "own", "other")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Entered:
    """`amount`: None where it is not known, or where in kind was not valued. `funder`: a body's permanent id."""

    kind: Kind = "spent"
    source: Source = "own"
    form: Form = "money"
    amount: Decimal | None = None
    funder: str = ""
    other: str = ""  # another source, in a few words: never a person

    @property
    def state(self) -> State:
        if self.form == "no_cost":
            return "none"
        return "unknown" if self.amount is None else "known"


def problems(entered: Entered) -> dict[str, str]:
    """Field -> what is wrong with it; nothing where it can be kept."""
    wrong = {
        "amount": _amount_problem(entered),
        "kind": "no_cost" if entered.form == "no_cost" and entered.kind != "spent" else "",
        "funder": "missing" if entered.source == "body" and not entered.funder else "",
        "other": _name_problem(entered),
    }
    return {name: problem for name, problem in wrong.items() if problem}


def _amount_problem(entered: Entered) -> str:
    amount = entered.amount
    if amount is None:
        return ""
    if entered.form == "no_cost":
        return "no_cost" if amount else ""
    if not 0 <= amount <= MOST_MONEY:
        return "range"
    return "" if amount == amount.quantize(Decimal("0.01")) else "cents"


def _name_problem(entered: Entered) -> str:
    if entered.source != "other":
        return ""
    if not entered.other.strip():
        return "missing"
    if len(entered.other) > LONGEST_NAME:
        return "long"
    return "names" if persons_in([entered.other]) else ""


def key_of(entered: Entered, teller: str) -> str:
    """The source in one spelling: of one action, quarter, kind and source one amount stands, so none counts twice.

    What a body gives from its own means is the same whether it says "own means" or names itself.
    """
    if entered.source == "own":
        return f"body:{teller}"
    if entered.source == "body":
        return f"body:{entered.funder}"
    if entered.source == "other":
        name = " ".join(unicodedata.normalize("NFKC", entered.other).casefold().split())
        return f"other:{name}"
    return entered.source


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up, in any order. `amount`: None where none is known. `unknown`: how many were told without one."""

    amount: Decimal | None = None
    in_kind: Decimal | None = None  # of it, valued in kind
    checked: Decimal | None = None  # of it, looked at by somebody else
    unknown: int = 0
    free: int = 0  # told to have cost nothing

    def __add__(self, other: Sum) -> Sum:
        return Sum(
            _both(self.amount, other.amount),
            _both(self.in_kind, other.in_kind),
            _both(self.checked, other.checked),
            self.unknown + other.unknown,
            self.free + other.free,
        )

    @property
    def is_told(self) -> bool:
        return self != Sum()


def added(sums: Iterable[Sum]) -> Sum:
    total = Sum()
    for each in sums:
        total = total + each
    return total


def _total(amounts: list[Decimal]) -> Decimal | None:
    return sum(amounts, Decimal(0)) if amounts else None


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other


def gap(estimate: Decimal | None, committed: Sum) -> Decimal | None:
    """What is still missing of an action's estimate; None where either is not known, or not all of it."""
    if estimate is None or committed.amount is None or committed.unknown:
        return None
    return max(estimate - committed.amount, Decimal(0))


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of one action."""

    estimate: Decimal | None = None
    committed: Sum = Sum()
    received: Sum = Sum()
    spent: Sum = Sum()
    reported: Decimal | None = None  # what reports say was spent: beside `spent`, never in it

    @property
    def gap(self) -> Decimal | None:
        return gap(self.estimate, self.committed)

    @property
    def has_amount(self) -> bool:
        told = (self.estimate, self.committed.amount, self.received.amount, self.spent.amount)
        return any(amount is not None for amount in told) or self.spent.free > 0


@dataclass(frozen=True, slots=True)
class Balance:
    """Many purses together, each figure with how many actions it is of."""

    purse: Purse
    gap: Decimal | None  # what one action has too much does not fill another's gap
    estimated: int
    gaps: int
    with_amount: int
    of: int


def balance(purses: Iterable[Purse]) -> Balance:
    all_of = list(purses)
    gaps = [each.gap for each in all_of if each.gap is not None]
    estimates = [each.estimate for each in all_of if each.estimate is not None]
    reported = [each.reported for each in all_of if each.reported is not None]
    together = Purse(
        _total(estimates),
        added(each.committed for each in all_of),
        added(each.received for each in all_of),
        added(each.spent for each in all_of),
        _total(reported),
    )
    return Balance(
        together,
        _total(gaps),
        len(estimates),
        len(gaps),
        sum(each.has_amount for each in all_of),
        len(all_of),
    )

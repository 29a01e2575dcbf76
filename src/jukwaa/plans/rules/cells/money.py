"""Money as matrices write it: "KES 1.2M", "1,200,000/=", "Kshs 350k", "0.8M per year", "bila gharama", "TBD"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from jukwaa.plans.rules.cells.amounts import FOREIGN, SHILLING, Amount, amounts_in, shown
from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.document import Funding

NO_COST = re.compile(
    r"^(no[ -]?(direct |extra |additional )?(cost|budget|funds?)( (implications?|involved|needed|required))?|at no cost|zero[ -]?(cost|budget)?|cost[ -]?(free|neutral)|nil( cost)?|none|free( of (charge|cost))?|not required|"
    r"0+([.,]0+)?|(ha(i|ku)na|bila)( ya)? (gharama|malipo|bajeti)|hakuna|bure)$"
)
IN_KIND = re.compile(r"^(in[ -]?kind|kwa mali|kwa huduma|staff time|existing (resources|budgets?|staff)|within existing|internal resources|volunteer)\b")  # fmt: skip
ONLY_IN_KIND = re.compile(r"in[ -]?kind( contributions?| support)?|kwa mali( au huduma)?|kwa huduma")
UNKNOWN = re.compile(
    r"^(t\.?b\.?[dcka]\.?|to be (determined|confirmed|agreed|advised|costed|budgeted)|itajulikana|n\s?/?\s?a|[-–—.…?]+|unknown|not known|not yet (known|costed)|haijulikani|subject to (availability|funds?|funding).*)$"
)
YEARLY = re.compile(
    r"\b(?:per|each|every|a)\s+(?:year|annum)\b|\bp\.?\s?a\b\.?|\bannually\b|\byearly\b|\bannual\b|/\s?(?:yr|year|annum)\b|\bkwa mwaka\b|\bkila mwaka\b",
    re.IGNORECASE,
)
MONTHLY = re.compile(r"\b(?:per|each|every|a)\s+month\b|\bmonthly\b|\bp\.?m\b\.?|/\s?month\b|\b(?:kwa|kila) mwezi\b", re.IGNORECASE)  # fmt: skip
QUARTERLY = re.compile(r"\b(?:per|each|every|a)\s+quarter\b|\bquarterly\b|/\s?(?:quarter|qtr)\b|\b(?:kwa|kila) robo\b", re.IGNORECASE)  # fmt: skip
EACH = re.compile(r"@|\beach\b|\b(?:per|kwa kila)\s+[^\W\d]+|/\s?(?:person|pax|session|ward|day|head|school|group)\b|\bkila mmoja\b", re.IGNORECASE)  # fmt: skip
ABOUT = re.compile(r"\b(approx\.?(imately)?|about|around|circa|estimated|est\.|estimate|kama|takriban)(?!\w)|~|±", re.IGNORECASE)  # fmt: skip
FILLER = re.compile(r"\b(only|tu|total|jumla|budget|cost|of|and|na|to|hadi|up to)\b|/[=-]+", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\bhadi\b|\bor\b)\s*", re.IGNORECASE)
TIMES = re.compile(r"\s*(?:x|×|\*|@|times|mara)\s*", re.IGNORECASE)
LIST = re.compile(r"[;+\n]|,\s|\band\b|&|\bplus\b|\bna\b", re.IGNORECASE)
TOTAL = re.compile(r"\b(?:total|jumla)\b\W*$|=\W*$", re.IGNORECASE)
LEAST_PLAUSIBLE = Decimal(50)
MOST_IN_THOUSANDS = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Money:
    """`funding` None: the cell says nothing. `rest`: what was not understood, to be kept as remarks."""

    funding: Funding | None
    amount: Decimal | None
    currency: str
    notes: tuple[Note, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an amount is read against. `unit`: what the heading says ("in '000")."""

    currency: str
    years: int = 1  # how long the plan is, for an amount "per year"
    unit: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Sum:
    """The amount that a text comes to, with what is to be said of how."""

    value: Decimal
    notes: tuple[Note, ...] = ()


def read_money(text: str, terms: Terms) -> Money:
    whole = " ".join(text.split())
    if not whole:
        return Money(None, None, terms.currency)
    plain = whole.casefold().strip(" .;")
    bare = re.sub(rf"^(?:{SHILLING})[\s:.]*", "", plain) if terms.currency == "KES" else plain
    if NO_COST.match(bare):
        return Money("no_cost", None, terms.currency)
    if IN_KIND.match(bare):
        return Money("in_kind", None, terms.currency, rest="" if ONLY_IN_KIND.fullmatch(bare) else whole)
    if UNKNOWN.match(plain) or UNKNOWN.match(bare):
        told = (note("money.unknown", text=whole),) if re.search(r"\w", whole) else ()
        return Money("unknown", None, terms.currency, told)
    return _money("\n".join(text.split("\n")), whole, terms)


def _money(text: str, whole: str, terms: Terms) -> Money:
    found = amounts_in(text, home=terms.currency, fractions=terms.unit != 1)
    ours = _chosen([a for a in found if a.currency in ("", terms.currency)], text)
    foreign = any(a.currency not in ("", terms.currency) for a in found)
    if not ours or (foreign and all(a.bare for a in ours)):
        code = "money.other_currency" if foreign else "money.not_understood"
        return Money(
            "unknown", None, terms.currency, (doubt(code, text=whole, currency=terms.currency),), whole
        )
    if EACH.search(text) and not _multiplied(text, ours) and not _over_time(text):
        return Money("unknown", None, terms.currency, (doubt("money.each", text=whole),), whole)
    total = _total(text, whole, [_with_unit(a, terms) for a in ours], terms)
    notes = (*total.notes, *_doubtful(whole, ours, total, terms))
    value = total.value.quantize(Decimal("0.01")).normalize() + 0
    rest = whole if total.notes or _more_is_said(text, ours) else ""
    return Money("funded" if value else "no_cost", value or None, terms.currency, notes, rest)


def _chosen(amounts: list[Amount], text: str) -> list[Amount]:
    """Where some bear a currency or a size of money, a bare 6 or 2022 beside them counts things or years."""
    marked = [a for a in amounts if not a.bare]
    large = [a for a in amounts if a.bare and a.value >= 1000 and not a.year_like]
    if marked or large:
        return [a for a in amounts if a in marked or a in large or _factor(text, a, amounts)]
    years = [a for a in amounts if a.year_like]
    return [a for a in amounts if a not in years] or (
        amounts if len(amounts) == 1 and text.strip().isdigit() else []
    )


def _factor(text: str, amount: Amount, amounts: list[Amount]) -> bool:
    """A small number that multiplies the one beside it, or opens a range with it: 6 x 50,000, 300-500k."""
    at = amounts.index(amount)
    after = amounts[at + 1] if at + 1 < len(amounts) else None
    before = amounts[at - 1] if at else None
    beside_after = after is not None and bool(_joint(text, amount, after))
    beside_before = before is not None and TIMES.fullmatch(text[before.end : amount.start]) is not None
    return beside_after or beside_before


def _joint(text: str, one: Amount, two: Amount) -> bool:
    between = text[one.end : two.start]
    return bool(TIMES.fullmatch(between) or (RANGE.fullmatch(between) and not one.year_like))


def _multiplied(text: str, amounts: list[Amount]) -> bool:
    return any(TIMES.fullmatch(text[a.end : b.start]) for a, b in pairwise(amounts)) or bool(
        re.search(r"=\s*\S*\d", text)
    )


def _over_time(text: str) -> bool:
    return any(pattern.search(text) for pattern in (YEARLY, MONTHLY, QUARTERLY))


def _with_unit(amount: Amount, terms: Terms) -> Amount:
    return amount if amount.scaled else replace(amount, value=amount.value * terms.unit)


def _total(text: str, whole: str, amounts: list[Amount], terms: Terms) -> _Sum:
    stated = next((a for a in reversed(amounts) if TOTAL.search(text[: a.start])), None)
    if stated is not None and len(amounts) > 1:
        return _Sum(stated.value)
    read = _combined(text, whole, amounts, terms.unit)
    times = _times_over(text, terms.years)
    if times == 1:
        return read
    value = read.value * times
    return _Sum(value, (*read.notes, doubt("money.repeated", text=whole, times=times, amount=shown(value))))


def _times_over(text: str, years: int) -> int:
    """How often an amount "per month" or "per year" is spent."""
    said = re.search(r"\bfor (\d) years?\b|\bkwa miaka (\d)\b", text, re.IGNORECASE)
    lasting = int(said[1] or said[2]) if said else years
    per_year = next(
        (n for pattern, n in ((MONTHLY, 12), (QUARTERLY, 4), (YEARLY, 1)) if pattern.search(text)), 0
    )
    return per_year * lasting or 1


def _combined(text: str, whole: str, amounts: list[Amount], unit: Decimal) -> _Sum:
    """A product, a range, a list of parts; else the first amount."""
    first = amounts[0]
    if len(amounts) == 1:
        return _Sum(first.value)
    second, between = amounts[1], text[first.end : amounts[1].start]
    if TIMES.fullmatch(between):
        value = first.value * second.value / (1 if first.scaled or second.scaled else unit)
        return _Sum(value, (doubt("money.multiplied", text=whole, amount=shown(value)),))
    if RANGE.fullmatch(between):
        value = max(second.value, first.value)
        return _Sum(value, (doubt("money.range", text=whole, amount=shown(value)),))
    if all(LIST.search(text[a.end : b.start]) for a, b in pairwise(amounts)):
        value = sum((a.value for a in amounts), Decimal(0))
        return _Sum(value, (doubt("money.parts", text=whole, amount=shown(value)),))
    return _Sum(first.value, (doubt("money.first_of_many", text=whole, amount=shown(first.value)),))


def _doubtful(whole: str, amounts: list[Amount], total: _Sum, terms: Terms) -> tuple[Note, ...]:
    said = []
    if ABOUT.search(whole):
        said.append(doubt("money.about", text=whole, amount=shown(total.value)))
    unit = terms.unit
    if any(amount.odd for amount in amounts):
        said.append(doubt("money.grouped", text=whole, amount=shown(total.value)))
    if unit != 1 and any(not a.scaled and a.value >= MOST_IN_THOUSANDS for a in amounts):
        said.append(doubt("money.large", text=whole, amount=shown(total.value)))
    if unit == 1 and 0 < total.value < LEAST_PLAUSIBLE:
        said.append(doubt("money.small", text=whole, amount=shown(total.value), currency=terms.currency))
    return tuple(said)


def _more_is_said(text: str, amounts: list[Amount]) -> bool:
    """Whether more stands there than the amount, its currency and fillers."""
    left = text
    for amount in reversed(amounts):
        left = left[: amount.start] + " " + left[amount.end :]
    for pattern in (ABOUT.pattern, FILLER.pattern, rf"(?<!\w)(?:{SHILLING}|{FOREIGN})(?!\w)"):
        left = re.sub(pattern, " ", left, flags=re.IGNORECASE)
    return bool(re.search(r"\w", left))


# --- costs in several columns, and what a heading says ---------------------------------------------------------


def sum_of_columns(cells: Sequence[tuple[str, Money]], currency: str) -> Money:
    """(heading, amount) of each column of costs: by year, or by who pays."""
    amounts = [(heading, money.amount) for heading, money in cells if money.amount is not None]
    rest = "; ".join(f"{heading}: {money.rest}" for heading, money in cells if money.rest)
    notes = tuple(n for _heading, money in cells for n in money.notes if n.level == "doubt")
    if not amounts:
        first = next((money.funding for _heading, money in cells if money.funding), None)
        return Money(first, None, currency, notes, rest)
    total = sum((amount for _heading, amount in amounts), Decimal(0))
    if len(amounts) == 1 and len(cells) == 1:
        return Money("funded" if total else "no_cost", total or None, currency, notes, rest)
    parts = "; ".join(f"{heading}: {shown(amount)}" for heading, amount in amounts)
    told = note("money.summed", parts=parts, amount=shown(total))
    kept = "; ".join(filter(None, [parts, rest]))
    return Money("funded" if total else "no_cost", total or None, currency, (*notes, told), kept)


COUNTED_IN = re.compile(
    r"\b(?:kes|ke?sh|kshs?|shillings?|shilingi|usd|amounts?|figures?|costs?|costed|budgets?|all in|bajeti|gharama)\b.{0,40}?(?:['’‘]\s?000|\b000s?\b|\bthousands?\b|\bmillions?\b|\belfu\b|\bmilioni\b)",
    re.IGNORECASE,
)


def unit_said(text: str, home: str) -> Decimal:
    """What a line above a table says of all its amounts: "Costed matrix (KES '000)"."""
    said = COUNTED_IN.search(text)
    return (
        unit_of_heading(said[0], home)[1]
        if said and not re.search(r"\d", said[0].replace("000", ""))
        else Decimal(1)
    )


def unit_of_heading(heading: str, home: str) -> tuple[str, Decimal]:
    """The currency and the unit that a heading states: "Budget (KES '000)" is (KES, 1000)."""
    plain = heading.casefold()
    currency = home
    if foreign := re.search(rf"(?<!\w)({FOREIGN})(?!\w)", plain):
        one = amounts_in(f"{foreign[1]} 1", home=home)
        currency = one[0].currency if one and not re.search(rf"(?<!\w)(?:{SHILLING})(?!\w)", plain) else home
    if re.search(r"(?<![\d,])['’]?000s?['’]?(?!\d|,\d)|\bthousands?\b|\belfu\b", plain):
        return currency, Decimal(1000)
    if re.search(r"\bmillions?\b|\bmilioni\b|\bmn\b|\(m\)|\bmil\b|\bm\b\)?$", plain):
        return currency, Decimal(1_000_000)
    return currency, Decimal(1)

"""Money as matrices write it: "KES 1.2M", "1,200,000/=", "Kshs 350k", "0.8M per year", "bila gharama", "TBD"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.document import Funding

NO_COST = re.compile(
    r"^(no[ -]?cost|at no cost|zero[ -]?(cost|budget)?|nil|none|free|0+([.,]0+)?|bila gharama|hakuna( gharama)?|bure)$"
)
IN_KIND = re.compile(r"^(in[ -]?kind|kwa mali( au huduma)?|kwa huduma|staff time|existing resources)\b")
UNKNOWN = re.compile(
    r"^(t\.?b\.?[dcka]\.?|to be (determined|confirmed|agreed)|itajulikana|n/?a|[-–—.…?]+|unknown|not known)$"
)
HOME = {"KES": r"kes|ksh\.?s?\.?|kshs?\.?|sh\.?s?\.?|shilling(s)?|shilingi"}
FOREIGN = re.compile(
    r"(\busd\b|us\$|\$|\beuro?s?\b|€|\bgbp\b|£|\bugx\b|\btzs\b|\bsek\b|\bnok\b|\bdkk\b)", re.IGNORECASE
)
SCALE = {
    "k": 1_000, "thousand": 1_000, "thousands": 1_000, "elfu": 1_000, "'000": 1_000, "000s": 1_000,
    "laki": 100_000, "lakh": 100_000,
    "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "milioni": 1_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "bilioni": 1_000_000_000,
}  # fmt: skip
SCALES = "|".join(sorted(map(re.escape, SCALE), key=len, reverse=True))
NUMBER = r"\d{1,3}(?:[ ,.'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
AMOUNT = re.compile(
    rf"(?P<before>(?:milioni|laki|elfu|bilioni)\s+)?(?P<number>{NUMBER})\s*(?P<scale>(?:{SCALES})\b\.?)?(?:\s*/[=-]+)?",
    re.IGNORECASE,
)
PER_YEAR = re.compile(
    r"\b(per|each|every|a)\s+(year|annum)\b|\bp\.?\s?a\.?\b|\bannually\b|\byearly\b|/\s?(yr|year)\b|\bkwa mwaka\b|\bkila mwaka\b",
    re.IGNORECASE,
)
ABOUT = re.compile(r"\b(approx\.?(imately)?|about|around|circa|estimated|kama|takriban)\b|~", re.IGNORECASE)
RANGE = re.compile(rf"^\s*({NUMBER})\s*(?:{SCALES})?\s*(?:-|–|to|hadi)\s*(?=\D{{0,6}}\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money:
    """`funding` None: the cell says nothing. `rest`: what was not understood, to be kept as remarks."""

    funding: Funding | None
    amount: Decimal | None
    currency: str
    notes: tuple[Note, ...] = ()
    rest: str = ""


def read_money(text: str, *, currency: str, years: int, multiplier: Decimal = Decimal(1)) -> Money:
    """`years`: how long the plan is, for an amount "per year". `multiplier`: what the heading says ("in '000")."""
    whole = " ".join(text.split())
    plain = whole.casefold().strip(" .;")
    if not whole:
        return Money(None, None, currency)
    bare = re.sub(rf"^({HOME['KES']})[\s:.]*", "", plain) if currency == "KES" else plain
    if NO_COST.match(bare):
        return Money("no_cost", None, currency)
    if IN_KIND.match(bare):
        rest = "" if re.fullmatch(r"in[ -]?kind|kwa mali( au huduma)?", bare) else whole
        return Money("in_kind", None, currency, rest=rest)
    if UNKNOWN.match(plain) or UNKNOWN.match(bare):
        return Money("unknown", None, currency, (note("money.unknown", text=whole),))
    if FOREIGN.search(whole):
        return Money(
            "unknown", None, currency, (doubt("money.other_currency", text=whole, currency=currency),), whole
        )
    return _amount(whole, currency, years, multiplier)


def _amount(whole: str, currency: str, years: int, multiplier: Decimal) -> Money:
    found = AMOUNT.search(whole)
    value = _value(found) if found else None
    if found is None or value is None:
        return Money("unknown", None, currency, (doubt("money.not_understood", text=whole),), whole)
    notes: list[Note] = []
    after = whole[found.end() :]
    if multiplier != 1 and not found["scale"] and not found["before"]:
        value *= multiplier
    if RANGE.search(whole[found.start() :]) and (upper := AMOUNT.search(after)) and (top := _value(upper)):
        if upper["scale"] and not found["scale"] and not found["before"]:
            value *= SCALE[upper["scale"].casefold().rstrip(".")]
        if top > value:
            value, after = top, after[upper.end() :]
            notes.append(doubt("money.range", text=whole, amount=_shown(value)))
    if PER_YEAR.search(after):
        value *= years
        notes.append(doubt("money.per_year", text=whole, years=years, amount=_shown(value)))
    if ABOUT.search(whole):
        notes.append(doubt("money.about", text=whole, amount=_shown(value)))
    rest = _rest(whole[: found.start()], after, currency)
    if value >= Decimal(10) ** 12:
        return Money("unknown", None, currency, (doubt("money.not_understood", text=whole),), whole)
    funding: Funding = "funded" if value else "no_cost"
    return Money(
        funding,
        value.quantize(Decimal("0.01")).normalize() + 0 if value else None,
        currency,
        tuple(notes),
        rest,
    )


def _value(found: re.Match[str]) -> Decimal | None:
    scale = (found["scale"] or found["before"] or "").strip().casefold().rstrip(".")
    try:
        return _decimal(found["number"], scaled=bool(scale)) * SCALE.get(scale, 1)
    except InvalidOperation:
        return None


def _decimal(number: str, *, scaled: bool) -> Decimal:
    """1,200,000 and 1.200.000 and 1 200 000 are one number; 1.2 and 1,2 with a scale are another."""
    digits = re.sub(r"[ '’]", "", number)
    groups = re.split(r"[.,]", digits)
    if len(groups) == 1:
        return Decimal(digits)
    thousands = all(len(group) == 3 for group in groups[1:])
    if thousands and not (scaled and len(groups) == 2 and "." in digits):
        return Decimal("".join(groups))
    return Decimal("".join(groups[:-1]) + "." + groups[-1])


def _rest(before: str, after: str, currency: str) -> str:
    """What stands beside the amount and is not its currency or a filler."""
    said = f"{before} {after}"
    for pattern in (PER_YEAR.pattern, ABOUT.pattern, r"/[=-]+", r"\bonly\b|\btu\b"):
        said = re.sub(pattern, " ", said, flags=re.IGNORECASE)
    said = re.sub(
        rf"(?<!\w)({HOME['KES']}|{re.escape(currency.casefold())})(?!\w)", " ", said, flags=re.IGNORECASE
    )
    return " ".join(said.split()).strip(" .,;:()=/-–") if re.search(r"\w", said) else ""


def _shown(value: Decimal) -> str:
    return f"{value:,.2f}".removesuffix(".00")


def sum_by_year(
    cells: Sequence[tuple[str, str]], *, currency: str, multiplier: Decimal = Decimal(1)
) -> Money:
    """Costs in one column per year, added up."""
    read = [
        (header, read_money(text, currency=currency, years=1, multiplier=multiplier))
        for header, text in cells
    ]
    amounts = [(header, money.amount) for header, money in read if money.amount is not None]
    rest = "; ".join(f"{header}: {money.rest}" for header, money in read if money.rest)
    notes = tuple(n for _header, money in read for n in money.notes if n.level == "doubt")
    if not amounts:
        first = next((money.funding for _header, money in read if money.funding), None)
        return Money(first, None, currency, notes, rest)
    total = sum((amount for _header, amount in amounts), Decimal(0))
    parts = " + ".join(f"{header}: {_shown(amount)}" for header, amount in amounts)
    told = note("money.summed", parts=parts, amount=_shown(total))
    kept = "; ".join(filter(None, [parts if len(amounts) > 1 else "", rest]))
    return Money("funded" if total else "no_cost", total or None, currency, (*notes, told), kept)


def unit_of_header(header: str) -> tuple[str | None, Decimal]:
    """The currency and the unit that a heading states: "Budget (KES '000)" is (KES, 1000)."""
    plain = header.casefold()
    currency = "KES" if re.search(rf"(?<!\w)({HOME['KES']})(?!\w)", plain) else None
    if foreign := re.search(r"\b(usd|eur|gbp)\b", plain):
        currency = foreign[1].upper()
    if re.search(r"['’]?000s?\b(?!,)|thousands?|\belfu\b", plain):
        return currency, Decimal(1000)
    if re.search(r"\bmillions?\b|\bmilioni\b|\bmn\b|\(m\)", plain):
        return currency, Decimal(1_000_000)
    return currency, Decimal(1)

"""Numbers of money in a text: "KES 1.2M", "1,200,000/=", "Kshs350k", "milioni 2", "US$ 4,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

SHILLING = r"kes|ke\.?\s?sh\w{0,8}|k\.?\s?sh\.?s?\.?|kshs?\.?|sh\.?s?\.?|(?:kenyan?\s+)?shillings?|shilingi(?:\s+za\s+kenya)?"
FOREIGN = r"us\s?\$|usd|u\.s\.\s?dollars?|\$|(?:us\s+)?dollars?|euros?|eur|€|gbp|£|ugx|tzs|sek|nok|dkk|chf|etb|rwf|zar"
CODES = {"us$": "USD", "us $": "USD", "$": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "dollar": "USD", "dollars": "USD"}  # fmt: skip
SCALE = {
    "k": 1_000, "thousand": 1_000, "thousands": 1_000, "elfu": 1_000, "'000": 1_000, "’000": 1_000, "000s": 1_000,
    "laki": 100_000, "lakh": 100_000,
    "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "milioni": 1_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "bilioni": 1_000_000_000,
}  # fmt: skip
SCALES = "|".join(sorted(map(re.escape, SCALE), key=len, reverse=True))
SCALES_AFTER = rf"(?:{SCALES})(?![\w'’])\.?"
NUMBER = (
    r"(?<!\d)(?<!\d[.,/])(?:\d{1,3}(?:,\s| ,\s?)000(?:,\d{3})*|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?|\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?"
    r"|\d{1,3}(?:['’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?!\d|[.,/]\d)"
)
AMOUNT = re.compile(
    rf"(?:(?P<before>(?<!\w)(?:{SHILLING}|{FOREIGN}))[\s:.=]*)?(?:(?P<scale_before>\b(?:milioni|laki|elfu|bilioni))\s+)?"
    rf"(?P<number>{NUMBER})(?:\s*(?P<scale>{SCALES_AFTER}))?(?:\s*(?P<slash>/[=-]+|/(?=\s|$)))?(?(before)|(?:[ \t]*(?P<after>(?:{SHILLING}|{FOREIGN})(?!\w)))?)",
    re.IGNORECASE,
)
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Amount:
    start: int
    end: int
    value: Decimal
    currency: str  # "" where the text does not say
    bare: bool  # a number without currency or scale
    scaled: bool
    odd: bool = False  # grouped as no number is: 1000,000 or 1, 000,000

    @property
    def year_like(self) -> bool:
        return self.bare and 1990 <= self.value <= 2099 and self.value == int(self.value)


def amounts_in(text: str, *, home: str, fractions: bool = False) -> list[Amount]:
    """`fractions`: the heading says "in millions", so that 1.200 is a little more than one."""
    return list(_amounts(text, home, fractions))


def _amounts(text: str, home: str, fractions: bool) -> Iterator[Amount]:
    for found in AMOUNT.finditer(text):
        scale = (found["scale"] or found["scale_before"] or "").casefold().rstrip(".")
        currency = _currency((found["before"] or found["after"] or found["slash"] or "").casefold(), home)
        try:
            value = _decimal(found["number"], scaled=bool(scale) or fractions) * SCALE.get(scale, 1)
        except InvalidOperation:
            continue
        if value < LARGEST:
            odd = is_odd(found["number"], scaled=bool(scale) or fractions)
            yield Amount(
                found.start(), found.end(), value, currency, not (scale or currency), bool(scale), odd
            )


def _currency(mark: str, home: str) -> str:
    mark = mark.strip(" .:")
    if not mark:
        return ""
    if mark.startswith("/") or re.fullmatch(SHILLING, mark, re.IGNORECASE):
        return "KES" if home == "KES" or not mark.startswith("/") else home
    return CODES.get(mark) or (mark.upper() if re.fullmatch(r"[a-z]{3}", mark) else "USD")


THOUSANDS = r"\d{1,3}(?:,\d{3})+"
DECIMALS = re.compile(rf"\d+[.,]\d{{1,2}}|\d+\.\d+|{THOUSANDS}(?:,\d{{3}})\.\d+|{THOUSANDS}\.(?!\d{{3}}$)\d+|\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}")  # fmt: skip
POINTED = re.compile(r"\d{1,3}\.\d{3}")
ODD = re.compile(rf"\d{{4,}},\d{{3}}|\d+,\d{{4,}}|{THOUSANDS}\.\d{{3}}|.*(?:\s,|,\s).*")
ODD_UNLESS_SCALED = re.compile(r"\d{4,}\.\d{3}|\d{1,3},\d{2}")  # 1234.567 and 1,50 are millions or thousands


def _decimal(number: str, *, scaled: bool) -> Decimal:
    """1,200,000 and 1.200.000 and 1 200 000 are one number; 1.2M and 1,2M another. 1000,000 is a million."""
    digits = re.sub(r"[\s'’]", "", number)
    last = max(digits.rfind("."), digits.rfind(","))
    is_decimal = DECIMALS.fullmatch(digits) and (scaled or not POINTED.fullmatch(digits))
    whole, rest = (digits[:last], digits[last + 1 :]) if is_decimal else (digits, "")
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else ""))


def is_odd(number: str, *, scaled: bool) -> bool:
    """Grouped as no number is, so that somebody must look: 1000,000; 350,00; 1, 000,000."""
    return bool(ODD.fullmatch(number) or (not scaled and ODD_UNLESS_SCALED.fullmatch(number)))


def shown(value: Decimal) -> str:
    return f"{value:,.2f}".removesuffix(".00")

"""Indicators as matrices write them, with what stands in the columns beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from jukwaa.plans.rules.cells.notes import Note, doubt
from jukwaa.plans.rules.document import Measure

NUMBER = re.compile(r"^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$")
YES_NO = re.compile(r"^(yes|no|ndiyo|ndio|hapana|la)$", re.IGNORECASE)
TRAILING = re.compile(r"^(?P<text>.*\S)\s*[:=]\s*(?P<target>\d[\d,. ]*%?)\s*$", re.DOTALL)
LEADING = re.compile(r"^(?P<target>\d[\d,]*(?:\.\d+)?\s*%?)\s+(?P<text>[^\W\d].*)$", re.DOTALL)
KEY_RESULT = re.compile(r"^\s*(KR|Key result)\s*\d*(?:\.\d+)*\s*[:.)-]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IndicatorText:
    text: str
    baseline: str
    target: str
    verification: str
    measure: Measure


def read_indicators(
    text: str, baseline: str, target: str, verification: str
) -> tuple[tuple[IndicatorText, ...], tuple[Note, ...]]:
    """Several in one cell pair up with as many baselines and targets; where the counts differ they stay one."""
    texts, bases, targets, means = (_parts(cell) for cell in (text, baseline, target, verification))
    if not texts and not targets and not bases:
        return (), ()
    if len(texts) > 1 and {len(bases), len(targets)} <= {0, len(texts)}:
        shared = verification if len(means) != len(texts) else ""
        each = zip(
            texts,
            _fill(bases, len(texts)),
            _fill(targets, len(texts)),
            _fill(means, len(texts), shared),
            strict=True,
        )
        return tuple(_one(*cells) for cells in each), ()
    notes: tuple[Note, ...] = ()
    if len(texts) > 1 and (bases or targets):
        notes = (doubt("indicators.uneven", text=_line(text)),)
    return (_one(_line(text) or _line(target), _line(baseline), _line(target), _line(verification)),), notes


def _fill(parts: list[str], count: int, other: str = "") -> list[str]:
    return parts if len(parts) == count else [other] * count


def _parts(cell: str) -> list[str]:
    return [part.strip(" •-–\t") for part in re.split(r"[;\n\r]+", cell) if part.strip(" •-–\t")]


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _one(text: str, baseline: str, target: str, verification: str) -> IndicatorText:
    words = KEY_RESULT.sub("", text)
    if not target:
        found = TRAILING.match(words) or LEADING.match(words)
        target = found["target"].strip() if found else ""
    return IndicatorText(words, baseline, target, verification, _measure(words, baseline, target))


def _measure(text: str, baseline: str, target: str) -> Measure:
    if "%" in f"{baseline}{target}" or re.search(
        r"%|\bper ?cent|\bshare of|\bproportion|\basilimia", text, re.IGNORECASE
    ):
        return "percentage"
    return "yes_no" if YES_NO.match(target) or YES_NO.match(baseline) else "number"


def number(text: str) -> Decimal | None:
    """Only what is surely a number: "1,200" and "40%" are; "TBD", "n/a" and "about 12" are not."""
    bare = text.strip().removesuffix("%").strip()
    try:
        value = Decimal(re.sub(r"[, ]", "", bare)) if NUMBER.match(bare) else None
    except InvalidOperation:
        return None
    return value if value is not None and abs(value) < Decimal(10) ** 13 else None

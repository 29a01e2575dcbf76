"""Indicators as matrices write them, with what stands in the columns beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from jukwaa.plans.rules.cells.notes import Note, doubt
from jukwaa.plans.rules.cells.several import bare_of_mark
from jukwaa.plans.rules.document import Measure

NUMBER = re.compile(r"^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$|^[+-]?\d+(?:\.\d+)?$")
YES_NO = re.compile(r"^(?:yes|no|ndiyo|ndio|hapana|la)$", re.IGNORECASE)
TRAILING = re.compile(r"^(?P<text>.*[^\W\d].*?)\s*(?:[:=]|\s[–-])\s*(?P<target>\d[\d,. ]*(?:%|percent)?)\s*$", re.DOTALL | re.IGNORECASE)  # fmt: skip
LAST_WORD = re.compile(r"^(?P<text>[^\W\d]+(?: [^\W\d]+){0,2} (?P<target>\d[\d,]*\s*%?))$")
LEADING = re.compile(r"^(?:at least|minimum of|angalau)?\s*(?P<target>\d[\d,]*(?:\.\d+)?\s*%?)\s+(?P<text>[^\W\d].*)$", re.DOTALL | re.IGNORECASE)  # fmt: skip
KEY_RESULT = re.compile(r"^\s*(?:KR|Key result)\s*\d*(?:\.\d+)*\s*[:.)–-]\s*|^\s*KR\s*\d+(?:\.\d+)*\s+", re.IGNORECASE)  # fmt: skip
SHARE = re.compile(r"%|\bper ?cent|\bshare of|\bproportion|\brate of\b|\basilimia", re.IGNORECASE)
LONGEST = 200  # letters of a baseline or target, as the database holds them


@dataclass(frozen=True, slots=True)
class IndicatorText:
    text: str
    baseline: str
    target: str
    verification: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Indicators:
    items: tuple[IndicatorText, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: str = ""  # what was too long for its field, to be kept as remarks


def read_indicators(text: str, baseline: str, target: str, verification: str) -> Indicators:
    """Several in one cell pair up with as many baselines and targets; where the counts differ they stay one."""
    texts, bases, targets, means = (_parts(cell) for cell in (text, baseline, target, verification))
    if not texts and not targets and not bases and not means:
        return Indicators()
    several = len(texts) > 1 and {len(bases), len(targets)} <= {0, len(texts)}
    if not several:
        uneven = len(texts) > 1 and (bases or targets)
        notes = (doubt("indicators.uneven", text=_line(text)),) if uneven else ()
        one, rest = _one(_joined(texts), _line(baseline), _line(target), _line(verification))
        return Indicators((one,), notes, rest)
    count = len(texts)
    shared = "" if len(means) == count else _line(verification)
    columns = (_fill(bases, count), _fill(targets, count), _fill(means, count, shared))
    made = [_one(*cells) for cells in zip(texts, *columns, strict=True)]
    return Indicators(
        tuple(item for item, _rest in made), (), "; ".join(rest for _item, rest in made if rest)
    )


def _fill(parts: list[str], count: int, other: str = "") -> list[str]:
    return parts if len(parts) == count else [other] * count


def _parts(cell: str) -> list[str]:
    """At semicolons, bullets and numbers; a line that begins small only wraps."""
    lines = [line for line in re.split(r"[\n\r]+", cell) if line.strip()]
    joined: list[str] = []
    for line in lines:
        wraps = joined and line.strip()[:1].islower() and bare_of_mark(line) == line.strip()
        joined = [*joined[:-1], f"{joined[-1]} {line.strip()}"] if wraps else [*joined, line]
    pieces = [piece for line in joined for piece in re.split(r";|(?<=\S)\s+•", line)]
    said = [_bare(piece, alone=len(pieces) == 1) for piece in pieces]
    return [text for text in said if re.search(r"\w", text)]


def _bare(piece: str, *, alone: bool) -> str:
    """Without its bullet; "0. n/a" keeps its number where nothing is listed."""
    return " ".join((piece if alone else bare_of_mark(piece)).strip(" •\t").split())


def _joined(texts: list[str]) -> str:
    return "; ".join(texts)


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _one(text: str, baseline: str, target: str, verification: str) -> tuple[IndicatorText, str]:
    words = KEY_RESULT.sub("", text)
    if not target:
        if found := TRAILING.match(words):
            words, target = found["text"].strip(), found["target"].strip()
        elif found := LEADING.match(words) or LAST_WORD.match(words):
            target = found["target"].strip()
    rest = "; ".join(value for value in (baseline, target) if len(value) > LONGEST)
    baseline, target = (f"{v[: LONGEST - 1]}…" if len(v) > LONGEST else v for v in (baseline, target))
    return IndicatorText(words, baseline, target, verification, _measure(words, baseline, target)), rest


def _measure(text: str, baseline: str, target: str) -> Measure:
    if "%" in f"{baseline}{target}" or SHARE.search(text):
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

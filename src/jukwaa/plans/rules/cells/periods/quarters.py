"""Quarters: "Q1-Q3", "2nd quarter 2023", "Q2 & Q3 2022/23", "robo ya kwanza", "Year 2 Q4"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jukwaa.plans.rules.cells.notes import Note, doubt
from jukwaa.plans.rules.cells.periods.months import (
    YEAR,
    Found,
    Frame,
    Span,
    months_long,
    months_on,
    number_of,
)

NTH = r"(?:[1-4](?!\d)|iv\b|i{1,3}\b|one\b|two\b|three\b|four\b|first\b|second\b|third\b|fourth\b|kwanza\b|pili\b|tatu\b|nne\b)"
JOIN = r"\s*(?:,|;|&|/|-|–|—|\band\b|\bto\b|\bna\b|\bhadi\b)+\s*"
Q = r"(?:q(?:uarters?|trs?|rts?)?\.?|robo(?:\s+mwaka)?(?:\s+ya)?)\s*"
WHICH_YEAR = (
    rf"(?:(?:\s*,?\s*(?:of\s+|ya\s+)?(?:the\s+)?(?P<fy>fy\s*)?|\s*\(\s*)(?P<year>{YEAR})(?:\s*[/-]\s*(?P<year2>\d{{4}}|\d{{2}}))?(?!\d)(?P<fy2>\s*fy)?\)?"
    r"|\s*,?\s*(?:of\s+)?y(?:ea)?r?\s*(?P<nth>[1-9])\b)?"
)
QUARTER = re.compile(
    rf"(?:\b{Q}(?P<after>{NTH}(?:{JOIN}(?:ya\s+)?(?:{Q})?{NTH})*)|\b(?P<before>{NTH}(?:{JOIN}{NTH})*)\s*(?:quarters?\b|qtrs?\b))"
    rf"(?:\s+ya mwaka\b)?{WHICH_YEAR}",
    re.IGNORECASE,
)
RANGE = re.compile(r"^(?:-|–|—|to|hadi)$", re.IGNORECASE)


def read_quarter(match: re.Match[str], frame: Frame, others: Sequence[re.Match[str]] = ()) -> Found:
    """`others`: every quarter that the cell names, in order; "Q1, Q3 2022" takes its year from the one that says it."""
    numbers = _numbers(match["after"] or match["before"])
    rule, nth, notes = _which_year(match, _dated(match, others), frame)
    spans = [_span(number, nth, rule) for number in numbers]
    if nth is None and frame.months > 13:
        notes = (*notes, doubt("periods.quarter_of_which_year", text=match[0].strip()))
    whole = Span(min(s.starts for s in spans), max(s.ends for s in spans))
    gaps = len(set(numbers)) < max(numbers) - min(numbers) + 1
    return Found(whole, notes, quarters=rule == frame, gaps=gaps)


def _numbers(text: str) -> list[int]:
    """The quarters named, those between the ends of a range too."""
    parts = [part for part in re.split(rf"({JOIN})", text, flags=re.IGNORECASE) if part.strip()]
    numbers: list[int] = []
    ranged = False
    for part in parts:
        word = re.sub(rf"^(?:{Q}|ya\s+)+", "", part.strip(), flags=re.IGNORECASE)
        if not re.fullmatch(NTH, word, re.IGNORECASE):
            ranged = bool(RANGE.match(part.strip()))
            continue
        number = number_of(word)
        numbers += range(numbers[-1], number + 1) if ranged and numbers and numbers[-1] < number else [number]
    return numbers


def _dated(match: re.Match[str], others: Sequence[re.Match[str]]) -> re.Match[str]:
    """The match that says the year: this one, else the next that does, else the one before."""
    if match["year"] or match["nth"]:
        return match
    after = [m for m in others if m.start() > match.start() and (m["year"] or m["nth"])]
    before = [m for m in others if m.start() < match.start() and (m["year"] or m["nth"])]
    return (after or before[-1:] or [match])[0]


def _which_year(
    match: re.Match[str], dated: re.Match[str], frame: Frame
) -> tuple[Frame, int | None, tuple[Note, ...]]:
    """By which rule, and in which year's quarters to look: 0 is the plan's first, None is not said."""
    if dated["nth"]:
        return frame, int(dated["nth"]) - 1, ()
    if not dated["year"]:
        return frame, None, ()
    financial = bool(dated["fy"] or dated["fy2"])
    rule = Frame(frame.plan, "fy", frame.fy_month) if financial else frame
    named = int(dated["year"])
    if financial or dated["year2"] or rule.quarters == "calendar":
        return rule, named - _year_begins(0, rule).year, ()
    first = number_of(re.findall(NTH, match["after"] or match["before"], re.IGNORECASE)[0])
    return rule, named - quarter_of(first, 0, rule).starts.year, ()


def _span(number: int, nth: int | None, frame: Frame) -> Span:
    """Where no year is said, it is the first of those that share most days with the plan."""
    if nth is not None:
        return quarter_of(number, nth, frame)
    years = range(-1, frame.plan.ends.year - frame.plan.starts.year + 1)
    return max((quarter_of(number, n, frame) for n in years), key=frame.plan.days_shared)


def quarter_of(number: int, nth: int, frame: Frame) -> Span:
    return months_long(months_on(_year_begins(nth, frame), 3 * (number - 1)), 3)


def _year_begins(nth: int, frame: Frame) -> date:
    month = {"plan": frame.plan.starts.month, "fy": frame.fy_month, "calendar": 1}[frame.quarters]
    year = frame.plan.starts.year - (1 if month > frame.plan.starts.month else 0)
    return date(year + nth, month, 1)

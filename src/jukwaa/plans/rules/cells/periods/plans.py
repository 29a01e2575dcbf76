"""From when to when a plan runs, and from which month its quarters count, where a text says it."""

from __future__ import annotations

import re

from jukwaa.plans.rules.cells.periods.months import MONTH, TO, YEAR, Span, month_of
from jukwaa.plans.rules.cells.periods.reading import ANY, read_period

DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH},?\s+{YEAR}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]{YEAR}|{YEAR}-\d{{2}}-\d{{2}}"
ENDPOINT = rf"{DAY}|{MONTH},?\s+{YEAR}"
SPAN = re.compile(rf"\b(?P<a>{ENDPOINT}|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH})(?:{TO}|\s+and\s+)(?:the\s+)?(?P<b>{ENDPOINT})", re.IGNORECASE)  # fmt: skip
PART = re.compile(r"\b(q(?:uarter|tr)?\.?\s*[1-4]|robo|phase|term|muhula|half|h[12])\b", re.IGNORECASE)
LEGEND = re.compile(
    rf"\b(?:q(?:uarter|tr)?\.?\s*1|(?:first|1st)\s+quarter|robo\s+ya\s+(?:1|kwanza))\b\s*(?:=|:|\(|-|–|—|,|is|ni|runs|from|covers)*\s*\(?\s*(?:from\s+)?(?:1(?:st)?\s+)?(?P<month>{MONTH})",
    re.IGNORECASE,
)
LONGEST = 15  # years


def span_said(text: str) -> Span | None:
    """ "Period: 1st June 2022 to 31st May 2023"; not bare years, and not the months of a quarter."""
    spans = []
    for found in SPAN.finditer(text):
        if not PART.search(text[max(0, found.start() - 25) : found.start()]):
            read = read_period(f"{found['a']} – {found['b']}", ANY)
            if read.starts and read.ends:
                spans.append(Span(read.starts, read.ends))
    return max(spans, key=lambda span: span.ends - span.starts, default=None)


FINANCIAL_YEARS = re.compile(rf"(?<!\d)(?P<a>{YEAR})\s*[/–-]\s*(?:\d{{4}}|\d{{2}})(?:{TO}|\s+and\s+)(?:fy\s*)?(?P<b>{YEAR})\s*[/–-]\s*(?:\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)  # fmt: skip
FINANCIAL = re.compile(
    rf"\bfy\b|\bfinancial years?\b|\b(?:mwaka|miaka) (?:wa|ya) fedha\b|(?<!\d){YEAR}/\d{{2}}(?!\d)",
    re.IGNORECASE,
)


def says_financial_years(text: str) -> bool:
    """ "FY 2025", "2025/26": not only two years with a dash between them."""
    return FINANCIAL.search(text) is not None


def years_said(text: str) -> tuple[int, int] | None:
    """The first and last year that a title or label names: "2022-23" is (2022, 2023), "2025/26 - 2029/30" five years."""
    if both := FINANCIAL_YEARS.search(text):
        first, last = int(both["a"]), int(both["b"]) + 1
        return (first, last) if first < last <= first + LONGEST else None
    if found := re.search(
        rf"(?<!\d)({YEAR})(?:\s*(?:[-–—/]|to|hadi)\s*({YEAR})|[-–—/](\d{{2}}))(?!\d)", text, re.IGNORECASE
    ):
        first = int(found[1])
        last = int(found[2]) if found[2] else first // 100 * 100 + int(found[3])
        return (first, last) if first <= last <= first + LONGEST else None
    single = re.search(rf"(?<!\d)({YEAR})(?!\d)", text)
    return (int(single[1]), int(single[1])) if single else None


def first_month_said(text: str) -> int | None:
    """ "Q1 = July-September", "Q1 (Jul-Sep)": the month with which the first quarter begins."""
    found = LEGEND.search(text)
    return month_of(found["month"]) if found else None

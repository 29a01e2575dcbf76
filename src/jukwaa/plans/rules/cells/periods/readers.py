"""The forms in which a first and a last day are named. Each reader takes out of the text what it understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from jukwaa.plans.rules.cells.notes import doubt, months
from jukwaa.plans.rules.cells.periods.months import (
    MONTH,
    TO,
    YEAR,
    Found,
    Frame,
    Span,
    day_of,
    month_end,
    month_of,
    months_long,
    months_on,
    number_of,
    year_of,
)
from jukwaa.plans.rules.cells.periods.quarters import QUARTER, read_quarter

Reader = Callable[[str, Frame], tuple[str, list[Found]]]


def named_in(text: str, frame: Frame) -> tuple[str, list[Found]]:
    """What remains of the text, and all that it names."""
    found: list[Found] = []
    for reader in READERS:
        text, more = reader(text, frame)
        found += more
    return text, found


def _each(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Found | None]
) -> tuple[str, list[Found]]:
    found: list[Found] = []

    def take(match: re.Match[str]) -> str:
        one = read(match)
        if one is None:
            return match[0]
        found.append(one)
        return " "

    return pattern.sub(take, text), found


# --- days --------------------------------------------------------------------------------------------------

ISO_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
NUMBER_DAY = re.compile(r"(?<![\d/.])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d{2}|\d{2})(?!\d)")
SHORT_YEAR = r"['’]\d{2}\b"
DAY_MONTH = re.compile(
    rf"(?<!\d)(?<!week )(?P<d>\d{{1,2}})(?:{TO}(?P<d2>\d{{1,2}}))?\s*(?:of\s+)?(?P<name>{MONTH})[\s,/-]*(?P<y>{YEAR}|{SHORT_YEAR})?",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"\b(?P<name>{MONTH})\s*(?P<d>\d{{1,2}})(?:{TO}(?P<d2>\d{{1,2}}))?(?!\d)(?:[\s,]+(?P<y>{YEAR}))?", re.IGNORECASE
)  # fmt: skip


def _days(text: str, frame: Frame) -> tuple[str, list[Found]]:
    text, found = _each(text, ISO_DAY, _number_day)
    text, more = _each(text, NUMBER_DAY, _number_day)
    found += more
    for pattern in (DAY_MONTH, MONTH_DAY):
        text, more = _each(text, pattern, lambda match: _named_day(match, frame))
        found += more
    return text, found


def _number_day(match: re.Match[str]) -> Found | None:
    """30/9/2022, and 9/30/2022 as Americans write it."""
    year, month, day = year_of(match["y"]), int(match["m"]), int(match["d"])
    read = day_of(year, month, day) or day_of(year, day, month)
    return Found(Span(read, read)) if read else None


def _named_day(match: re.Match[str], frame: Frame) -> Found | None:
    """Where no year is said it is the plan's; "June 22" is June 2022 where the plan runs then."""
    first = int(match["d"])
    if (
        match.re is MONTH_DAY
        and not match["y"]
        and frame.plan.starts.year <= 2000 + first <= frame.plan.ends.year
    ):
        return None
    month = month_of(match["name"])
    year = year_of(match["y"]) if match["y"] else year_inside(month, _year_after(match) or frame)[0]
    starts = day_of(year, month, first)
    ends = day_of(year, month, int(match["d2"])) if match["d2"] else starts
    return Found(Span(starts, ends)) if starts and ends and starts <= ends else None


def _year_after(match: re.Match[str]) -> Frame | None:
    """ "16 March – 5 April 2023": the year is said once, at the end."""
    later = re.match(
        rf"(?:{TO}|\s*(?:,|and|&|na)\s*)\d{{1,2}}\s*(?P<name>{MONTH})[\s,]*(?P<y>{YEAR})",
        match.string[match.end() :],
        re.IGNORECASE,
    )
    if not later:
        return None
    year = int(later["y"]) - (month_of(match["name"]) > month_of(later["name"]))
    return Frame(Span(date(year, 1, 1), date(year, 12, 31)))


def year_inside(month: int, frame: Frame) -> tuple[int, bool]:
    """The year in which that month lies inside the plan; whether there are several."""
    plan = frame.plan
    years = range(plan.starts.year, plan.ends.year + 1)
    inside = [y for y in years if month_end(y, month) >= plan.starts and date(y, month, 1) <= plan.ends]
    return (inside[0] if inside else plan.starts.year), len(inside) > 1


# --- quarters, terms, halves, financial years ------------------------------------------------------------------


def _quarters(text: str, frame: Frame) -> tuple[str, list[Found]]:
    """ "Q1 (Jul–Sep)": the months in brackets say it better than the number."""
    others = list(QUARTER.finditer(text))
    left, found = _each(text, QUARTER, lambda match: read_quarter(match, frame, others))
    if found and re.fullmatch(
        rf"\W*{MONTH}(?:\s*{YEAR})?(?:{TO}{MONTH}(?:\s*{YEAR})?)?\W*", left, re.IGNORECASE
    ):
        return left, []
    return left, found


# School terms as usual; in 2021 and 2022 the calendar was moved, so a doubt always says how they were taken.
TERMS = {1: (1, 4), 2: (5, 8), 3: (9, 11)}
TERM = re.compile(
    rf"\b(?:(?:school\s+)?terms?|muhula(?:\s+wa)?)\s*(?P<n>[1-3]|i{{1,3}}|one|two|three|kwanza|pili|tatu)\b"
    rf"(?:{TO}(?:term\s*)?(?P<n2>[1-3])\b)?,?\s*(?:of\s+)?(?P<y>{YEAR})?|\b(?P<before>first|second|third|1|2|3)\s+(?:school\s+)?term\b,?\s*(?:of\s+)?(?P<y2>{YEAR})?",
    re.IGNORECASE,
)


def _terms(text: str, frame: Frame) -> tuple[str, list[Found]]:
    said = [m["y"] or m["y2"] for m in TERM.finditer(text)]
    year = next((int(y) for y in reversed(said) if y), None)
    return _each(text, TERM, lambda match: _term(match, frame, year))


def _term(match: re.Match[str], frame: Frame, year: int | None) -> Found:
    first = number_of(match["n"] or match["before"])
    begins, ends = TERMS[first][0], TERMS[max(first, int(match["n2"] or first))][1]
    named = match["y"] or match["y2"]
    taken = int(named) if named else year or year_inside(begins, frame)[0]
    told_doubt = doubt("periods.term", text=match[0].strip(" ,"), months=months(begins, ends), year=taken)
    return Found(Span(date(taken, begins, 1), month_end(taken, ends)), (told_doubt,))


HALF = re.compile(
    rf"\b(?:h(?P<h>[12])|(?P<w>1|2|first|second)\s+half|nusu\s+ya\s+(?P<sw>kwanza|pili))\b\s*,?\s*(?:of\s+)?(?P<fy>fy\s*)?(?P<y>{YEAR})?(?:/(?P<y2>\d{{2,4}}))?",
    re.IGNORECASE,
)


def _halves(text: str, frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, HALF, lambda match: Found(_half(match, frame)))


def _half(match: re.Match[str], frame: Frame) -> Span:
    later = number_of(match["h"] or match["w"] or match["sw"]) == 2
    if not match["y"]:
        return months_long(months_on(frame.plan.starts, 6 if later else 0), 6)
    begins = date(int(match["y"]), frame.fy_month if match["fy"] or match["y2"] else 1, 1)
    return months_long(months_on(begins, 6 if later else 0), 6)


FINANCIAL = re.compile(
    rf"\b(?:fy|financial\s+years?|mwaka\s+wa\s+fedha)\s*(?P<a>{YEAR})(?:\s*[/–-]\s*(?P<b>\d{{4}}|\d{{2}})(?!\d))?"
    rf"|\b(?P<c>{YEAR})\s*[/–-]\s*(?P<d>\d{{2}}|(?<=/)\d{{4}})(?![\d/.-]\d|\d)(?:\s*(?:fy|financial\s+year)\b)?"
    rf"|\bfy\s*(?P<e>\d{{2}})(?:\s*[/–-]\s*(?P<f>\d{{2}}))?\b",
    re.IGNORECASE,
)


def _financial_years(text: str, frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, FINANCIAL, lambda match: _financial(match, frame))


def _financial(match: re.Match[str], frame: Frame) -> Found | None:
    """2022/23 and FY 2025–2030; but "2022-06" is a month."""
    first = year_of(match["a"] or match["c"] or match["e"])
    second = match["b"] or match["d"] or match["f"]
    last = int(second) % 100 + first // 100 * 100 if second else first + 1
    if last <= first:
        return None
    starts = date(first, frame.fy_month, 1)
    return Found(Span(starts, date(last, frame.fy_month, 1) - timedelta(days=1)))


# --- months --------------------------------------------------------------------------------------------------

NUMBER_MONTH = re.compile(
    rf"(?<![\d/.-])(?:(?P<m>0?[1-9]|1[0-2])[/.](?P<y>{YEAR})|(?P<y2>{YEAR})[-/.](?P<m2>0[1-9]|1[0-2]))(?![\d/.])"
)
NAMED_MONTH = re.compile(
    rf"\b(?P<name>{MONTH})(?:[\s,/]*(?P<y>{YEAR})|\s*-\s*(?P<y1>{YEAR})|\s*(?P<y2>{SHORT_YEAR})|[\s-]*(?P<y3>\d{{2}})(?!\d))?",
    re.IGNORECASE,
)


def _number_months(text: str, _frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, NUMBER_MONTH, _number_month)


def _number_month(match: re.Match[str]) -> Found:
    year, month = int(match["y"] or match["y2"]), int(match["m"] or match["m2"])
    return Found(Span(date(year, month, 1), month_end(year, month)))


def _months(text: str, frame: Frame) -> tuple[str, list[Found]]:
    """The months of a cell in order: "Nov 2022-Jan 2023", "Jul, Aug 2022", "Nov–Feb", "Jan, Apr, Jul & Oct"."""
    matches = list(NAMED_MONTH.finditer(text))
    if not matches:
        return text, []
    named = [month_of(m["name"]) for m in matches]
    to = rf"{TO}|\s*/\s*" if len(matches) == 2 else TO
    ranged = [bool(re.fullmatch(to, text[a.end() : b.start()])) for a, b in pairwise(matches)]
    said = [_year_said(match, frame) for match in matches]
    years, doubtful = _years_of(named, said, ranged, frame)
    left = text
    for match in reversed(matches):
        left = f"{left[: match.start()]} {left[match.end() :]}"
    days = [date(year, month, 1) for year, month in zip(years, named, strict=True)]
    gaps = not any(ranged) and any(months_on(a, 1) < b for a, b in pairwise(sorted(days)))
    first, last = (days[0], days[-1]) if all(ranged) else (min(days), max(days))
    notes = (doubt("periods.month_of_which_year", text=text.strip(), year=years[0]),) if doubtful else ()
    return left, [Found(Span(first, month_end(last.year, last.month)), notes, gaps=gaps)]


def _year_said(match: re.Match[str], frame: Frame) -> int | None:
    if exact := match["y"] or match["y1"] or match["y2"]:
        return year_of(exact)
    short = 2000 + int(match["y3"]) if match["y3"] else None
    return short if short and frame.plan.starts.year - 1 <= short <= frame.plan.ends.year + 1 else None


def _years_of(
    named: Sequence[int], said: Sequence[int | None], ranged: Sequence[bool], frame: Frame
) -> tuple[list[int], bool]:
    """A month without a year has that of the next one that says it, else of the one before, else the plan's."""
    years: list[int | None] = list(said)
    for n in range(len(years) - 2, -1, -1):
        after = years[n + 1]
        if years[n] is None and after is not None:
            years[n] = after - (named[n] > named[n + 1])
    doubtful = False
    for n, month in enumerate(named):
        before = years[n - 1] if n else None
        if years[n] is None and before is not None and (ranged[n - 1] or any(said)):
            years[n] = before + (month < named[n - 1])
        elif years[n] is None:
            years[n], several = year_inside(month, frame)
            doubtful = doubtful or several
    return [year for year in years if year is not None], doubtful


# --- years ---------------------------------------------------------------------------------------------------

PLAN_MONTH = re.compile(r"\b(?:months?\s*|m)(?P<a>\d{1,2})(?:\s*(?:-|–|to|hadi)\s*(?:months?\s*|m)?(?P<b>\d{1,2}))?\b", re.IGNORECASE)  # fmt: skip
NTH_YEAR = r"[1-9]|one|two|three|four|five|kwanza|pili|tatu|nne|tano|i{1,3}"
PLAN_YEAR = re.compile(
    rf"\b(?:y(?:ea)?rs?\.?\s*|y|mwaka(?:\s+wa)?\s+)(?P<a>{NTH_YEAR})(?:\s*(?:-|–|,|&|and|to|na|hadi)\s*(?:y(?:ea)?r?s?\.?\s*)?(?P<b>[1-9]))*\b"
    r"|\b(?P<before>first|second|third|fourth|fifth|1|2|3|4|5)\s+year\b",
    re.IGNORECASE,
)
CALENDAR_YEAR = re.compile(rf"(?<!\d)(?P<a>{YEAR})(?:{TO}(?P<b>{YEAR}))?(?!\d)", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:within|in|ndani ya)\s+(?:the\s+)?(?:first\s+)?(?P<n>\d{1,2}|one|two|three|six)\s+(?:months?|miezi)(?:\s+of (?:the )?plan)?\b"
    r"|\b(?:the\s+)?first\s+(?P<m>\d{1,2}|two|three|six)\s+months\b|\bmiezi\s+(?P<sw>\d{1,2})\s+ya kwanza\b",
    re.IGNORECASE,
)


def _plan_months(text: str, frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, PLAN_MONTH, lambda m: _counted_months(int(m["a"]), int(m["b"] or m["a"]), frame))


def _counted_months(first: int, last: int, frame: Frame) -> Found | None:
    if not 1 <= first <= last <= frame.months:
        return None
    return Found(months_long(months_on(frame.plan.starts, first - 1), last - first + 1))


def _within(text: str, frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, WITHIN, lambda m: _counted_months(1, number_of(m["n"] or m["m"] or m["sw"]), frame))


def _plan_years(text: str, frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, PLAN_YEAR, lambda match: Found(_plan_year(match, frame)))


def _plan_year(match: re.Match[str], frame: Frame) -> Span:
    first = number_of(match["a"] or match["before"])
    last = max(first, int(match["b"])) if match["b"] else first
    whole = months_long(months_on(frame.plan.starts, 12 * (first - 1)), 12 * (last - first + 1))
    return Span(frame.plan.starts, whole.ends) if first == 1 else whole


def _years(text: str, _frame: Frame) -> tuple[str, list[Found]]:
    return _each(text, CALENDAR_YEAR, _year)


def _year(match: re.Match[str]) -> Found | None:
    first, last = int(match["a"]), int(match["b"] or match["a"])
    return Found(Span(date(first, 1, 1), date(last, 12, 31))) if first <= last else None


def _in_order() -> Iterator[Reader]:
    yield from (_days, _quarters, _terms, _halves, _within, _financial_years, _number_months, _months)
    yield from (_plan_months, _plan_years, _years)


READERS: tuple[Reader, ...] = tuple(_in_order())

"""When: "Q1-Q3", "Jan-Mar 2023", "by 30/9/2022", "June", "2026-2028", "ongoing", "Term 3 2022", tick columns.

Whatever is read is clipped to the plan's period, and says so. Nothing outside it is invented.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from jukwaa.plans.rules.cells.notes import Note, doubt, note

Quarters = Literal["plan", "fy", "calendar"]
MONTH_NAMES = (
    ("january", "januari", "jan"), ("february", "februari", "feb"), ("march", "machi", "mar", "mac"), ("april", "aprili", "apr"),
    ("may", "mei"), ("june", "juni", "jun"), ("july", "julai", "jul"), ("august", "agosti", "aug", "ago"),
    ("september", "septemba", "sept", "sep"), ("october", "oktoba", "oct", "okt"), ("november", "novemba", "nov"), ("december", "desemba", "dec", "des"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:19|20)\d{2}"
DASH = r"\s*(?:-|–|—|to|until|till|through|hadi|mpaka)\s*"
WHOLE = re.compile(
    r"\b(on-?going|continuous(ly)?|continual|throughout|(the )?whole( plan)?( period)?|entire (plan|period)|plan period|all year|year[- ]round|"
    r"endelevu|mfululizo|muda wote|kipindi chote|mwaka mzima)\b", re.IGNORECASE)  # fmt: skip
REPEATED = re.compile(
    r"\b((bi-?)?(weekly|monthly|quarterly|annually|yearly|termly|daily)|(every|each|per) (week|month|quarter|term|year|day)|twice a year|"
    r"kila (wiki|mwezi|robo( mwaka)?|mwaka|muhula)|once a (month|quarter|year))\b", re.IGNORECASE)  # fmt: skip
NOT_SAID = re.compile(
    r"^(t\.?b\.?[dca]\.?|to be (determined|confirmed|agreed)|n/?a|[-–—.…?]+|itajulikana)$", re.IGNORECASE
)
BY = re.compile(
    r"^\s*(by|before|not later than|no later than|until|up to|kufikia|kabla ya|hadi|ifikapo)\s+(the )?(end of )?",
    re.IGNORECASE,
)
FROM = re.compile(r"^\s*(from|since|starting( from)?|beginning|as of|kuanzia|tangu)\s+", re.IGNORECASE)
# School terms as usual; in 2021 and 2022 the calendar was moved, so a doubt always says how they were taken.
TERMS = {1: (1, 4), 2: (5, 8), 3: (9, 11)}
TICKS = re.compile(r"^(x+|✓|✔|√|■|●|\*|yes|y|ndiyo|1|v)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    starts: date
    ends: date  # last day


@dataclass(frozen=True, slots=True)
class Period:
    starts: date | None = None
    ends: date | None = None
    notes: tuple[Note, ...] = ()
    rest: str = ""
    used_quarters: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What a period is read against."""

    plan: Span
    quarters: Quarters
    fy_month: int


def read_period(text: str, *, plan: Span, quarters: Quarters, fy_month: int) -> Period:
    frame = Frame(plan, quarters, fy_month)
    whole = " ".join(text.split())
    if not whole:
        return Period()
    if NOT_SAID.match(whole):
        return Period(notes=(note("periods.not_said", text=whole),), rest="")
    plain = _tidy(whole)
    read = _repeated(plain, whole, frame) or _bounded(plain, frame) or _spans(plain, frame)
    if read is None:
        return Period(notes=(doubt("periods.not_understood", text=whole),), rest=whole)
    return _clipped(read, whole, plan)


def _tidy(text: str) -> str:
    plain = text.casefold().strip(" .;")
    plain = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", plain)
    plain = re.sub(r"\b(\d{4}-\d{2}-\d{2}) 00:00:00\b", r"\1", plain)
    return re.sub(r"\b(y(?:ear\s*)?\d)[\s,:-]*(q[1-4])\b", r"\2 \1", plain)


def _repeated(plain: str, whole: str, frame: Frame) -> Period | None:
    """ "Monthly" is all through the plan, or through the period that stands with it; the word itself is kept."""
    if word := REPEATED.search(plain):
        left = (plain[: word.start()] + plain[word.end() :]).strip(" ,;:()-–")
        inner = (_bounded(left, frame) or _spans(left, frame)) if left else None
        span = inner or Period(frame.plan.starts, frame.plan.ends)
        kept = word[0] if inner or not left else whole
        return replace(span, notes=(*span.notes, note("periods.repeated", text=whole)), rest=kept)
    if WHOLE.search(plain):
        left = WHOLE.sub("", plain).strip(" ,;:()-–")
        inner = (_bounded(left, frame) or _spans(left, frame)) if left else None
        return inner or Period(frame.plan.starts, frame.plan.ends, (note("periods.whole", text=whole),))
    return None


def _bounded(plain: str, frame: Frame) -> Period | None:
    if found := BY.match(plain):
        inner = _spans(plain[found.end() :], frame)
        return replace(inner, starts=frame.plan.starts) if inner else None
    if found := FROM.match(plain):
        inner = _spans(plain[found.end() :], frame)
        if inner is None:
            return None
        ranged = re.search(
            r"\b(to|until|till|hadi|mpaka)\b|\d\s*[–-]\s*\d|[a-z]\s*[–-]\s*[a-z]", plain[found.end() :]
        )
        return inner if ranged else replace(inner, ends=frame.plan.ends)
    return None


# --- spans: everything that names a first and a last day ---------------------------------------------------


def _spans(plain: str, frame: Frame) -> Period | None:
    """The hull of all that is named; None where a word remains that nobody understood."""
    found: list[Period] = []
    left = plain
    for reader in (_days, _quarters, _terms, _halves, _financial_years, _months, _plan_years, _years):
        left = reader(left, frame, found)
    left = re.sub(
        r"\b(and|na|to|hadi|mpaka|of|the|in|mid|early|late|katika|mwezi wa|month|mwaka|year|during|between|end|beginning|ya|wa)\b",
        " ",
        left,
    )
    if not found or re.search(r"\w", left):
        return None
    notes = tuple(dict.fromkeys((n.code, n.level, tuple(n.params.items())) for p in found for n in p.notes))
    return Period(
        min(p.starts for p in found if p.starts),
        max(p.ends for p in found if p.ends),
        tuple(Note(code, level, dict(params)) for code, level, params in notes),
        used_quarters=any(p.used_quarters for p in found),
    )


DAY_FORMS = (
    re.compile(r"\b(?P<y>(?:19|20)\d{2})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})\s*(?P<name>{MONTH}),?\s*(?P<y>{YEAR})\b"),
    re.compile(
        rf"\b(?P<name>{MONTH})\s*(?P<d>\d{{1,2}})(?:\s*[-–]\s*(?P<d2>\d{{1,2}}))?,?\s+(?P<y>{YEAR})\b"
    ),
)


def _days(left: str, frame: Frame, found: list[Period]) -> str:
    for form in DAY_FORMS:
        for match in form.finditer(left):
            if day := _day(match):
                last = match.groupdict().get("d2")
                found.append(Period(day, _safe(day.year, day.month, int(last)) or day if last else day))
        left = form.sub(lambda m: " " if _day(m) else m[0], left)
    return left


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = MONTHS[parts["name"].rstrip(".")] if parts.get("name") else int(parts["m"])
    year = int(parts["y"])
    return _safe(year + 2000 if year < 100 else year, month, int(parts["d"]))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "kwanza": 1, "pili": 2, "tatu": 3, "nne": 4}
YEARS_AFTER = rf"(?:,?\s*(?:of\s+)?(?P<fy>fy\s*)?(?P<year>{YEAR})(?:\s*[/-]\s*(?P<year2>\d{{2,4}}))?(?P<fy2>\s*fy)?|,?\s*(?:of\s+)?y(?:ear\s*)?(?P<nth>\d))?"
QUARTER = re.compile(
    rf"(?:\bq(?:uarter|tr)?\.?\s*(?P<a>[1-4])|\b(?P<word>[1-4]|first|second|third|fourth)\s+quarter\b|\brobo(?: ya)? (?P<robo>[1-4]|kwanza|pili|tatu|nne)\b)"
    rf"(?:{DASH}(?:q(?:uarter)?\.?\s*)?(?P<b>[1-4])(?!\d))?{YEARS_AFTER}", re.IGNORECASE)  # fmt: skip


def _quarters(left: str, frame: Frame, found: list[Period]) -> str:
    matches = list(QUARTER.finditer(left))
    later = next((m for m in reversed(matches) if m["year"]), None)
    for match in matches:
        found.append(_quarter(match, match if match["year"] else later or match, frame))
    return QUARTER.sub(" ", left)


def _quarter(match: re.Match[str], dated: re.Match[str], frame: Frame) -> Period:
    word = match["a"] or match["word"] or match["robo"]
    first = ORDINALS.get(word.casefold()) or int(word)
    last = int(match["b"]) if match["b"] else first
    if dated["fy"] or dated["fy2"]:
        frame = replace(frame, quarters="fy")
    year, notes = _quarter_year(match, dated, frame)
    named = bool(dated["year"] or match["nth"])
    starts, _end = quarter_span(first, year, frame, named=named)
    _start, ends = quarter_span(max(first, last), year, frame, named=named)
    return Period(starts, ends, notes, used_quarters=True)


def _quarter_year(match: re.Match[str], dated: re.Match[str], frame: Frame) -> tuple[int, tuple[Note, ...]]:
    """In which year's quarters to look: 0 is the plan's first."""
    if match["nth"]:
        return int(match["nth"]) - 1, ()
    begins = _year_begins(0, frame)
    if dated["year"]:
        named = int(dated["year"])
        if dated["year2"] or dated["fy"] or frame.quarters == "calendar":
            return named - begins.year, ()
        return _year_with(int(match["a"] or 1) if match["a"] else 1, named, frame), ()
    months = (
        (frame.plan.ends.year - frame.plan.starts.year) * 12
        + frame.plan.ends.month
        - frame.plan.starts.month
        + 1
    )
    several = months > 13
    return 0, (doubt("periods.quarter_of_which_year", text=match[0].strip()),) if several else ()


def _year_with(quarter: int, calendar_year: int, frame: Frame) -> int:
    """The year whose n-th quarter begins in that calendar year."""
    starts, _ends = quarter_span(quarter, 0, frame)
    return calendar_year - starts.year


def _year_begins(nth: int, frame: Frame) -> date:
    month = {"plan": frame.plan.starts.month, "fy": frame.fy_month, "calendar": 1}[frame.quarters]
    year = frame.plan.starts.year - (1 if month > frame.plan.starts.month else 0)
    return date(year + nth, month, 1)


def quarter_span(quarter: int, nth: int, frame: Frame, *, named: bool = True) -> tuple[date, date]:
    """Where no year is named, a quarter before the plan's first day is the one that comes round inside it."""
    begins = _year_begins(nth, frame)
    starts = _months_on(begins, 3 * (quarter - 1))
    ends = _months_on(starts, 3) - timedelta(days=1)
    if not named and ends < frame.plan.starts:
        starts, ends = _months_on(starts, 12), _months_on(starts, 15) - timedelta(days=1)
    return starts, ends


def _months_on(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


TERM = re.compile(rf"\b(?:term|muhula(?: wa)?)\s*(?P<n>[1-3]|i{{1,3}})\b,?\s*(?:of\s+)?(?P<y>{YEAR})?")


def _terms(left: str, frame: Frame, found: list[Period]) -> str:
    for match in TERM.finditer(left):
        number = int(match["n"]) if match["n"].isdigit() else len(match["n"])
        first, last = TERMS[number]
        year = int(match["y"]) if match["y"] else _year_of_month(first, frame.plan)[0]
        taken = f"{calendar.month_abbr[first]}–{calendar.month_abbr[last]}"
        found.append(
            Period(
                date(year, first, 1),
                _month_end(year, last),
                (doubt("periods.term", text=match[0].strip(), months=taken),),
            )
        )
    return TERM.sub(" ", left)


HALF = re.compile(rf"\b(?:h(?P<h>[12])|(?P<w>first|second) half)\s*(?:of\s+)?(?P<y>{YEAR})?")


def _halves(left: str, frame: Frame, found: list[Period]) -> str:
    for match in HALF.finditer(left):
        second = match["h"] == "2" or match["w"] == "second"
        if match["y"]:
            year = int(match["y"])
            found.append(Period(date(year, 7 if second else 1, 1), _month_end(year, 12 if second else 6)))
        else:
            begins = _months_on(frame.plan.starts.replace(day=1), 6 if second else 0)
            found.append(Period(begins, _months_on(begins, 6) - timedelta(days=1)))
    return HALF.sub(" ", left)


FINANCIAL = re.compile(
    rf"\b(?:fy\s*)(?P<a>{YEAR})(?:\s*[/–-]\s*(?P<b>\d{{2,4}}))?|\b(?P<c>{YEAR})\s*/\s*(?P<d>\d{{2,4}})(?:\s*fy\b)?|\b(?P<e>{YEAR})\s*[–-]\s*(?P<f>\d{{2}})(?:\s*fy\b)?(?!\d)"
)


def _financial_years(left: str, frame: Frame, found: list[Period]) -> str:
    for match in FINANCIAL.finditer(left):
        first = int(match["a"] or match["c"] or match["e"])
        second = match["b"] or match["d"] or match["f"]
        last = int(second) % 100 + first // 100 * 100 if second else first + 1
        starts = date(first, frame.fy_month, 1)
        found.append(Period(starts, date(max(last, first + 1), frame.fy_month, 1) - timedelta(days=1)))
    return FINANCIAL.sub(" ", left)


MONTH_SPAN = re.compile(
    rf"\b(?P<a>{MONTH})\s*(?P<ya>{YEAR}|['’]\d{{2}})?(?:{DASH}(?P<b>{MONTH})\s*(?P<yb>{YEAR}|['’]\d{{2}})?)?"
)


def _months(left: str, frame: Frame, found: list[Period]) -> str:
    matches = list(MONTH_SPAN.finditer(left))
    last_year = next((year for m in reversed(matches) if (year := _year(m["yb"]) or _year(m["ya"]))), None)
    for match in matches:
        found.append(_month_span(match, last_year, frame.plan))
    return MONTH_SPAN.sub(" ", left)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else 2000 + int(text[1:])


def _month_span(match: re.Match[str], last_year: int | None, plan: Span) -> Period:
    first = MONTHS[match["a"].rstrip(".")]
    last = MONTHS[match["b"].rstrip(".")] if match["b"] else first
    starts_in, ends_in = _year(match["ya"]), _year(match["yb"])
    notes: tuple[Note, ...] = ()
    if ends_in is None and starts_in is None:
        starts_in, twice = (last_year, False) if last_year else _year_of_month(first, plan)
        notes = (
            (doubt("periods.month_of_which_year", text=match[0].strip(), year=starts_in),) if twice else ()
        )
    if ends_in is None:
        ends_in = (starts_in or 0) + (1 if last < first else 0)
    if starts_in is None:
        starts_in = ends_in - (1 if last < first else 0)
    return Period(date(starts_in, first, 1), _month_end(ends_in, last), notes)


def _year_of_month(month: int, plan: Span) -> tuple[int, bool]:
    """The year in which that month lies inside the plan; whether there are several."""
    years = range(plan.starts.year, plan.ends.year + 1)
    inside = [y for y in years if _month_end(y, month) >= plan.starts and date(y, month, 1) <= plan.ends]
    return (inside[0] if inside else plan.starts.year), len(inside) > 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


PLAN_YEAR = re.compile(
    r"\b(?:y(?:ear|r)?\.?\s*|mwaka\s+wa\s+|mwaka\s+)(?P<a>[1-9]|kwanza|pili|tatu)(?:\s*(?:-|–|to|hadi)\s*(?:y(?:ear|r)?\s*)?(?P<b>[1-9]))?\b"
)


def _plan_years(left: str, frame: Frame, found: list[Period]) -> str:
    for match in PLAN_YEAR.finditer(left):
        first = ORDINALS.get(match["a"]) or int(match["a"])
        last = int(match["b"]) if match["b"] else first
        begins = frame.plan.starts.replace(day=1)
        starts = frame.plan.starts if first == 1 else _months_on(begins, 12 * (first - 1))
        found.append(Period(starts, _months_on(begins, 12 * last) - timedelta(days=1)))
    return PLAN_YEAR.sub(" ", left)


def _years(left: str, frame: Frame, found: list[Period]) -> str:
    for match in re.finditer(rf"\b(?P<a>{YEAR})(?:{DASH}(?P<b>{YEAR}))?\b", left):
        found.append(Period(date(int(match["a"]), 1, 1), date(int(match["b"] or match["a"]), 12, 31)))
    return re.sub(rf"\b{YEAR}(?:{DASH}{YEAR})?\b", " ", left)


def _clipped(read: Period, text: str, plan: Span) -> Period:
    starts, ends = read.starts, read.ends
    if starts is None or ends is None:
        return read
    if ends < starts:
        return replace(read, notes=(*read.notes, doubt("periods.backwards", text=text)), ends=None, rest=text)
    if ends < plan.starts or starts > plan.ends:
        return replace(read, notes=(*read.notes, doubt("periods.outside", text=text)))
    inside = (max(starts, plan.starts), min(ends, plan.ends))
    if inside == (starts, ends):
        return read
    clipped = note("periods.clipped", text=text, starts=inside[0], ends=inside[1])
    return replace(read, starts=inside[0], ends=inside[1], notes=(*read.notes, clipped))


# --- columns that are ticked ---------------------------------------------------------------------------------


def is_period_header(text: str) -> bool:
    """ "Q1", "Quarter 2", "Jan-Mar", "Robo ya 1", "2026", "Year 1", "Mwaka 1", "FY2026/27"."""
    plain = _tidy(" ".join(text.split()))
    form = rf"(?:{QUARTER.pattern}|{MONTH_SPAN.pattern}|{FINANCIAL.pattern}|{PLAN_YEAR.pattern}|{YEAR})"
    unnamed = re.sub(r"\?P<\w+>", "", form)
    return bool(re.fullmatch(rf"(?:{unnamed})(?:\s*[\s,(]\s*(?:{unnamed})\)?)?", plain, re.IGNORECASE))


def read_ticks(cells: Sequence[tuple[str, str]], *, plan: Span, quarters: Quarters, fy_month: int) -> Period:
    """(heading, mark) of each period column; a number or a few words in a cell are a mark too, and are kept."""
    marked = [
        (heading, mark.strip())
        for heading, mark in cells
        if mark.strip() and not NOT_SAID.match(mark.strip())
    ]
    if not marked:
        return Period()
    spans = [
        read_period(heading, plan=plan, quarters=quarters, fy_month=fy_month) for heading, _mark in marked
    ]
    dated = [span for span in spans if span.starts and span.ends]
    said = "; ".join(f"{heading}: {mark}" for heading, mark in marked if not TICKS.match(mark))
    if not dated:
        return Period(rest=said)
    notes = tuple(n for span in dated for n in span.notes if n.level == "doubt")
    return Period(
        min(span.starts for span in dated if span.starts),
        max(span.ends for span in dated if span.ends),
        (*notes, *_gaps(cells, marked)),
        said,
        used_quarters=any(span.used_quarters for span in dated),
    )


def _gaps(cells: Sequence[tuple[str, str]], marked: Sequence[tuple[str, str]]) -> Iterator[Note]:
    ticked = [heading for heading, _mark in marked]
    between = [heading for heading, _mark in cells]
    inner = between[between.index(ticked[0]) : between.index(ticked[-1]) + 1]
    if len(inner) > len(ticked):
        yield note("periods.gaps", text=", ".join(ticked))


# --- the plan's own period -----------------------------------------------------------------------------------

SPAN_FORMS = re.compile(
    rf"(?P<a>\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|{YEAR}-\d{{2}}-\d{{2}}|{MONTH}\s+{YEAR})"
    rf"{DASH}(?P<b>\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|{YEAR}-\d{{2}}-\d{{2}}|{MONTH}\s+{YEAR})", re.IGNORECASE)  # fmt: skip


def find_plan_span(text: str) -> Span | None:
    """ "Period: 1st June 2022 to 31st May 2023"; not bare years."""
    found = SPAN_FORMS.search(text)
    if not found:
        return None
    nowhere = Span(date(1, 1, 1), date(9999, 12, 31))
    one, two = (read_period(found[key], plan=nowhere, quarters="plan", fy_month=7) for key in ("a", "b"))
    if one.starts and two.ends and one.starts < two.ends:
        return Span(one.starts, two.ends)
    return None


def years_in(text: str) -> tuple[int, int] | None:
    """The first and last year that a title or label names: "2022-23" is (2022, 2023)."""
    if found := re.search(rf"\b({YEAR})\s*(?:[-–/]|to|hadi)\s*({YEAR}|\d{{2}})\b", text):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        return (first, last) if first <= last <= first + 15 else None
    if single := re.search(rf"\b({YEAR})\b", text):
        return int(single[1]), int(single[1])
    return None

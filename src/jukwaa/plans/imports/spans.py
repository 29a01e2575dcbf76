"""From when to when the plan runs, and from when quarters count, where the file or the flags say it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jukwaa.plans.imports.contract import Known, Problem, Severity
from jukwaa.plans.imports.opening import Refused
from jukwaa.plans.imports.wording import Params
from jukwaa.plans.rules.cells import notes
from jukwaa.plans.rules.cells.periods import (
    Frame,
    Quarters,
    Span,
    first_month_said,
    read_period,
    says_financial_years,
    span_said,
    years_said,
)

ELSEWHERE = gettext_noop("The file speaks of %(starts)s to %(ends)s, all of which lies outside the plan's time. Is it the right file, for the right edition?")  # fmt: skip
ROWS_ELSEWHERE = gettext_noop("The dates in the rows lie between %(starts)s and %(ends)s, outside the plan's time. Is it the right file, for the right edition?")  # fmt: skip
RULES: tuple[Quarters, ...] = ("plan", "calendar", "fy")
ANY = Frame(Span(date(1990, 1, 1), date(2089, 12, 31)), "calendar")
DATED = re.compile(r"(?:19|20)\d\d")
ONLY_YEARS = re.compile(r"(?:\W*(?:(?:19|20)\d\d|and|to|na|hadi)\b)+\W*", re.IGNORECASE)
QUARTER_OF_A_YEAR = re.compile(
    r"\b(?:q|quarter|robo)\W*\w*.*?(?:19|20)\d\d(?!\s*[/–-]\s*\d\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Framed:
    frame: Frame
    problems: tuple[Problem, ...]

    @property
    def span(self) -> Span:
        return self.frame.plan


def frame_of(known: Known, texts: Iterable[str], cells: Iterable[str]) -> Framed:
    """`texts`: what stands around the tables; `cells`: periods inside them, where nothing else says a date."""
    texts, cells = list(texts), list(dict.fromkeys(cells))
    span, problems = _span(known, texts, cells)
    problems += _rows_elsewhere(span, cells)
    rule, told = _rule(known, span, texts, cells)
    return Framed(Frame(span, rule, known.fy_month), (*problems, *told))


# --- the plan's period ---------------------------------------------------------------------------------------


def _span(known: Known, texts: list[str], cells: list[str]) -> tuple[Span, tuple[Problem, ...]]:
    said = max((s for text in texts if (s := span_said(text))), key=lambda s: s.ends - s.starts, default=None)
    if known.starts and known.ends:
        return Span(known.starts, known.ends), _differs(said, known)
    if said is not None:
        sentence = gettext_noop("The plan runs from %(starts)s to %(ends)s, as the file says.")
        return _told(_with_flags(said, known), "note", sentence)
    assumed = _assumed(known, texts, cells)
    if assumed is None:
        raise Refused(_("The file does not say when the plan begins and ends. Give its first and last day (--starts and --ends)."))  # fmt: skip
    sentence = gettext_noop("The plan is taken to run from %(starts)s to %(ends)s. If that is wrong, give its first and last day (--starts and --ends).")  # fmt: skip
    return _told(_with_flags(assumed, known), "doubt", sentence)


def _days(span: Span) -> Params:
    return {"starts": notes.day(span.starts), "ends": notes.day(span.ends)}


def _told(span: Span, level: Severity, sentence: str) -> tuple[Span, tuple[Problem, ...]]:
    return span, (Problem(level, "", "", sentence, _days(span)),)


def _differs(said: Span | None, known: Known) -> tuple[Problem, ...]:
    if said is None or said == Span(known.starts or said.starts, known.ends or said.ends):
        return ()
    if _is_apart(said, Span(known.starts or said.starts, known.ends or said.ends)):
        return (Problem("doubt", "", "", ELSEWHERE, _days(said), "time"),)
    sentence = gettext_noop(
        "The file speaks of %(starts)s to %(ends)s; the plan's own first and last day were kept."
    )
    return (Problem("note", "", "", sentence, _days(said)),)


def _rows_elsewhere(span: Span, cells: list[str]) -> tuple[Problem, ...]:
    """The rows name days, and none of them lies in the plan: perhaps it is the file of another year."""
    inside = _of_cells(cells)
    apart = inside is not None and _is_apart(inside, span)
    return (Problem("doubt", "", "", ROWS_ELSEWHERE, _days(inside), "rows"),) if inside and apart else ()


def _is_apart(one: Span, two: Span) -> bool:
    return one.ends < two.starts or two.ends < one.starts


def _assumed(known: Known, texts: list[str], cells: list[str]) -> Span | None:
    """From years alone: a title's or the edition's "2022-23", else the dates of the rows, else a single year."""
    said = [text for text in texts if len(text) < 200]
    titles = [years for text in said if (years := years_said(text))]
    edition = years_said(known.edition)
    ranges = [years for years in (*titles, edition) if years and years[0] < years[1]]
    if ranges:
        named = any(years_said(text) == ranges[0] and says_financial_years(text) for text in said)
        financial = _of_years(ranges[0], known.fy_month)
        return financial if named else _borne_out(financial, ranges[0], cells)
    if edition is None and (inside := _of_cells(cells)):
        return inside
    single = edition or next(iter(titles), None)
    return _of_years(single, known.fy_month) if single else None


def _with_flags(span: Span, known: Known) -> Span:
    starts, ends = known.starts or span.starts, known.ends or span.ends
    if ends < starts:
        raise Refused(_("The plan would end before it begins: give both its first and its last day (--starts and --ends)."))  # fmt: skip
    return Span(starts, ends)


def _of_years(years: tuple[int, int], fy_month: int) -> Span:
    """One year is the calendar's; "2022-23" is a financial year; "2025-2030" are five of them."""
    first, last = years
    if first == last:
        return Span(date(first, 1, 1), date(first, 12, 31))
    return Span(date(first, fy_month, 1), date(last, fy_month, 1) - timedelta(days=1))


def _borne_out(financial: Span, years: tuple[int, int], cells: list[str]) -> Span:
    """ "2025-2027" is three calendar years where the rows name days that only those hold."""
    calendar_years = Span(date(years[0], 1, 1), date(years[1], 12, 31))
    days = [day for cell in cells if _is_explicit(cell) for day in _days_of(cell)]
    only_those = all(_holds(calendar_years, day) for day in days) and not all(
        _holds(financial, day) for day in days
    )
    return calendar_years if only_those else financial


def _is_explicit(cell: str) -> bool:
    """Says more than a year, and no quarter, which begins where the plan's count says."""
    return bool(
        DATED.search(cell) and not ONLY_YEARS.fullmatch(cell.strip()) and not QUARTER_OF_A_YEAR.search(cell)
    )


def _days_of(cell: str) -> list[date]:
    read = read_period(cell, ANY)
    open_ends = (ANY.plan.starts, ANY.plan.ends)
    return [day for day in (read.starts, read.ends) if day and day not in open_ends]


def _holds(span: Span, day: date) -> bool:
    return span.starts <= day <= span.ends


def _of_cells(cells: list[str]) -> Span | None:
    dated = [read_period(cell, ANY) for cell in cells if DATED.search(cell)]
    starts = [p.starts for p in dated if p.starts and p.starts > ANY.plan.starts]
    ends = [p.ends for p in dated if p.ends and p.ends < ANY.plan.ends]
    if not starts or not ends or max(ends) <= min(starts):
        return None
    last = max(ends)
    return Span(min(starts).replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


# --- from when quarters count ----------------------------------------------------------------------------------


def _rule(
    known: Known, span: Span, texts: list[str], cells: list[str]
) -> tuple[Quarters, tuple[Problem, ...]]:
    """The flag, else a legend ("Q1 = July–September"), else the rule by which quarters of named years fit the plan."""
    if known.quarters:
        return known.quarters, ()
    month = next((m for text in texts if (m := first_month_said(text))), None)
    if month is not None:
        stated = next((rule for rule in RULES if first_month(rule, span, known.fy_month) == month), None)
        if stated:
            return stated, ()
        sentence = gettext_noop("The file's first quarter begins in %(month)s, which is none of the rules known here (plan, fy, calendar): the plan's first month was taken.")  # fmt: skip
        return "plan", (Problem("doubt", "", "", sentence, {"month": notes.month(month)}),)
    return _fitting(span, known, [cell for cell in cells if QUARTER_OF_A_YEAR.search(cell)])


def _fitting(span: Span, known: Known, cells: list[str]) -> tuple[Quarters, tuple[Problem, ...]]:
    """ "Q1 2023" lies outside a plan from June 2022 by the plan's own count, and inside it by the calendar's."""

    def outside(rule: Quarters) -> int:
        return sum(read_period(cell, Frame(span, rule, known.fy_month)).starts is None for cell in cells)

    missed: dict[Quarters, int] = {rule: outside(rule) for rule in RULES}
    best = min(RULES, key=lambda rule: missed[rule])
    if not cells or missed["plan"] <= missed[best]:
        return "plan", ()
    sentence = gettext_noop("Quarters such as “%(text)s” fit the plan only by another count, which was taken. If that is wrong, say how they count (--quarters).")  # fmt: skip
    return best, (Problem("doubt", "", "", sentence, {"text": cells[0]}),)


def first_month(rule: Quarters, span: Span, fy_month: int) -> int:
    return {"plan": span.starts.month, "fy": fy_month, "calendar": 1}[rule]


def quarters_told(frame: Frame) -> Problem:
    """The rule that was taken, in words."""
    first = first_month(frame.quarters, frame.plan, frame.fy_month)
    months = notes.months(first, (first + 1) % 12 + 1)
    sentence = {
        "plan": gettext_noop("Quarters are counted from the plan's first month: Q1 is %(months)s. If the file counts otherwise, say so (--quarters)."),
        "fy": gettext_noop("Quarters are counted by the financial year: Q1 is %(months)s."),
        "calendar": gettext_noop("Quarters are counted by the calendar year: Q1 is %(months)s."),
    }[frame.quarters]  # fmt: skip
    return Problem("note", "", "", sentence, {"months": months})

"""From when to when the plan runs, and from when quarters count, where the file or the flags say it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jukwaa.plans.imports.contract import Known, Problem
from jukwaa.plans.imports.opening import Refused
from jukwaa.plans.rules.cells.periods import Quarters, Span, find_plan_span, read_period, years_in
from jukwaa.plans.rules.matching import fold

LEGEND = re.compile(r"\bq(?:uarter)?\s*1\b\s*(?:=|:|\(|-|–|is|ni)?\s*\(?\s*([a-z]{3,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    span: Span
    quarters: Quarters
    problems: tuple[Problem, ...]


def frame_of(known: Known, texts: Iterable[str], cells: Iterable[str]) -> Frame:
    """`texts`: what stands around the tables; `cells`: periods inside them, where nothing else says a date."""
    texts = list(texts)
    span, problems = _span(known, texts, cells)
    return Frame(span, known.quarters or _stated(texts, span, known) or "plan", problems)


def _span(known: Known, texts: list[str], cells: Iterable[str]) -> tuple[Span, tuple[Problem, ...]]:
    if known.starts and known.ends:
        return Span(known.starts, known.ends), ()
    found = next((span for text in texts if (span := find_plan_span(text))), None)
    if found is None:
        years = next((y for text in (*texts, known.edition) if (y := years_in(text))), None)
        assumed = _of_years(years, known.fy_month) if years else _of_cells(cells)
        if assumed is None:
            raise Refused(
                _(
                    "The file does not say when the plan begins and ends. Give its first and last day (--starts and --ends)."
                )
            )
        span = _with_flags(assumed, known)
        sentence = _(
            "The plan is taken to run from %(starts)s to %(ends)s. If that is wrong, give its first and last day (--starts and --ends)."
        )
        return span, (Problem("doubt", "", "", sentence % {"starts": span.starts, "ends": span.ends}),)
    span = _with_flags(found, known)
    sentence = _("The plan runs from %(starts)s to %(ends)s, as the file says.")
    return span, (Problem("note", "", "", sentence % {"starts": span.starts, "ends": span.ends}),)


def _with_flags(span: Span, known: Known) -> Span:
    starts, ends = known.starts or span.starts, known.ends or span.ends
    if ends < starts:
        raise Refused(
            _(
                "The plan would end before it begins: give both its first and its last day (--starts and --ends)."
            )
        )
    return Span(starts, ends)


def _of_years(years: tuple[int, int], fy_month: int) -> Span:
    """One year is the calendar's; "2022-23" is a financial year; "2025-2030" are five of them."""
    first, last = years
    if first == last:
        return Span(date(first, 1, 1), date(first, 12, 31))
    return Span(date(first, fy_month, 1), date(last, fy_month, 1) - timedelta(days=1))


def _of_cells(cells: Iterable[str]) -> Span | None:
    nowhere = Span(date(1990, 1, 1), date(2089, 12, 31))
    dated = [
        read_period(cell, plan=nowhere, quarters="calendar", fy_month=7)
        for cell in cells
        if re.search(r"(19|20)\d\d", cell)
    ]
    starts = [p.starts for p in dated if p.starts and p.starts > nowhere.starts]
    ends = [p.ends for p in dated if p.ends and p.ends < nowhere.ends]
    if not starts or not ends or max(ends) <= min(starts):
        return None
    last = max(ends)
    return Span(min(starts).replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def _stated(texts: list[str], span: Span, known: Known) -> Quarters | None:
    """ "Q1 = July-September", "Q1 (Jan-Mar)": which rule says the same."""
    month = next((m for text in texts if (m := _first_month(text))), None)
    if month is None:
        return None
    rules: tuple[tuple[Quarters, int], ...] = (
        ("plan", span.starts.month),
        ("fy", known.fy_month),
        ("calendar", 1),
    )
    return next((rule for rule, first in rules if first == month), None)


def _first_month(text: str) -> int | None:
    from jukwaa.plans.rules.cells.periods import MONTHS

    found = LEGEND.search(text)
    return MONTHS.get(fold(found[1])) if found else None


def quarters_told(frame: Frame, known: Known) -> Problem:
    """The rule that was taken, in words."""
    first = {"plan": frame.span.starts.month, "fy": known.fy_month, "calendar": 1}[frame.quarters]
    months = f"{calendar.month_abbr[first]}–{calendar.month_abbr[(first + 1) % 12 + 1]}"
    sentence = {
        "plan": _(
            "Quarters are counted from the plan's first month: Q1 is %(months)s. If the file counts otherwise, say so (--quarters)."
        ),
        "fy": _("Quarters are counted by the financial year: Q1 is %(months)s."),
        "calendar": _("Quarters are counted by the calendar year: Q1 is %(months)s."),
    }[frame.quarters]
    return Problem("note", "", "", sentence % {"months": months})

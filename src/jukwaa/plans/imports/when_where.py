"""When and where a row's action takes place."""

from __future__ import annotations

import re

from jukwaa.plans.imports.headings import Column
from jukwaa.plans.imports.rows import Row
from jukwaa.plans.rules.cells.areas import Hints, read_areas
from jukwaa.plans.rules.cells.notes import doubt
from jukwaa.plans.rules.cells.periods import Period, read_period, read_ticks
from jukwaa.plans.rules.cells.several import bare_of_mark
from jukwaa.plans.rules.matching import fold

SHADED = "■"


def read_when(row: Row) -> Period:
    """A column of words, else columns that are ticked, else one for the first day and one for the last."""
    frame = row.setting.frame
    words = read_period(row.text("when"), frame)
    ticks = read_ticks([(c.time or c.said, _mark(row, c)) for c in row.of("tick")], frame)
    ends = _from_two(row)
    found = [
        (row.heading("when"), words),
        (row.heading("tick"), ticks),
        (row.heading("starts", "ends"), ends),
    ]
    heading, taken = next((pair for pair in found if pair[1].starts or pair[1].ends), found[0])
    for other_heading, other in found:
        if other is taken or not taken.starts:
            row.tell(other_heading, other.notes)
        row.keep("" if other is ticks else other_heading, other.rest)  # ticks name their columns themselves
    if words.starts and ticks.starts and (words.starts, words.ends) != (ticks.starts, ticks.ends):
        row.tell(
            heading, [doubt("periods.two_ways", text=row.text("when"), starts=ticks.starts, ends=ticks.ends)]
        )
    return taken


def read_when_lines(row: Row, count: int) -> list[Period]:
    """A time for each of several activities, where the cell has a line for each and every one is understood."""
    columns = row.of("when")
    lines = (
        row.cell(columns[0]).splitlines()
        if len(columns) == 1 and not row.has("tick", "starts", "ends")
        else []
    )
    if len(lines) != count or count < 2:
        return []
    read = [read_period(bare_of_mark(line), row.setting.frame) for line in lines]
    if any(period.starts is None or period.rest for period in read):
        return []
    for period in read:
        row.tell(columns[0].said, period.notes)
    return read


def _mark(row: Row, column: Column) -> str:
    shaded = column.at in row.setting.shaded and row.line.is_shaded(column.at)
    return row.cell(column) or (SHADED if shaded else "")


def _from_two(row: Row) -> Period:
    """A deadline alone runs from the plan's first day; a beginning alone has no end."""
    starts, ends = row.text("starts"), row.text("ends")
    if not starts and not ends:
        return Period()
    frame = row.setting.frame
    first, last = read_period(starts, frame), read_period(ends, frame)
    notes = (*first.notes, *(n for n in last.notes if n not in first.notes))
    rest = "; ".join(filter(None, [first.rest, last.rest]))
    begins = first.starts or (frame.plan.starts if last.ends and not starts else None)
    if begins and last.ends and last.ends < begins:
        text = f"{starts} – {ends}"
        return Period(None, None, (*notes, doubt("periods.backwards", text=text)), text)
    alone = first.ends if not row.of("ends") else None
    return Period(begins, last.ends or alone, notes, rest, first.used_quarters or last.used_quarters)


# --- where -----------------------------------------------------------------------------------------------------


def read_where(row: Row) -> tuple[str, ...] | None:
    """A ward named beside its sub-county says it more exactly."""
    columns = row.of("place")
    if not columns:
        return None
    codes: list[str] = []
    for column in sorted(columns, key=lambda c: _kind(c.said) == "ward"):
        within = codes[0] if len(codes) == 1 else ""
        read = read_areas(row.cell(column), row.setting.lexicon.areas, Hints(_kind(column.said), within))
        if (
            len(columns) > 1
            and read.codes
            and all(any(code.startswith(outer) for outer in codes) for code in read.codes)
        ):
            codes = [code for code in codes if not any(inner.startswith(code) for inner in read.codes)]
        codes += read.codes
        row.tell(column.said, read.notes)
        row.keep(column.said, read.rest)
    return tuple(dict.fromkeys(codes)) or None


def _kind(heading: str) -> str:
    """In a column that is headed "Ward", Likoni is the ward."""
    plain = fold(re.sub(r"\([^)]*\)", " ", heading))
    if re.fullmatch(r"(?:target |name of )?(?:wards?|wadi|kata)", plain):
        return "ward"
    if re.fullmatch(r"(?:target |name of )?(?:sub ?count(?:y|ies)|kaunti ndogo|constituenc(?:y|ies))", plain):
        return "sub_county"
    return ""

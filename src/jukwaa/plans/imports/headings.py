"""Which line of a table names its columns, over one line or several, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jukwaa.plans.imports.tables import Grid, Line
from jukwaa.plans.imports.titles import TOTAL, rank_of
from jukwaa.plans.imports.vocabulary import LOOKED_FOR, UNIT, Meaning, is_heading, meaning_of
from jukwaa.plans.rules.cells.periods import names_a_time
from jukwaa.plans.rules.matching import fold

__all__ = ["LOOKED_FOR", "Column", "Header", "find_headers", "is_repeat"]

SEARCHED = 40  # lines from the top in which the first headings must stand
MOST_LINES = 3  # of one heading
LONGEST = 140  # letters of a heading
WHAT = frozenset({"action", "step", "key_result", "objective", "output"})
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]+)\)?", re.IGNORECASE)
INITIALS = "JFMAMJJASOND"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Column:
    at: int
    field: str  # a key of the vocabulary, "tick", "year_cost", "year_target", or "" for one that is not known
    heading: str  # as people see it, without what stands over several columns
    whole: str = ""  # with it
    language: str = ""  # where a column holds the texts of one language
    time: str = ""  # of a column of ticks: the time that it stands for

    @property
    def said(self) -> str:
        return self.heading or self.whole


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, and with which line its rows begin."""

    columns: tuple[Column, ...]
    first_row: int  # index into the grid's lines
    top: int = 0  # the first line of the heading itself
    texts: tuple[str, ...] = ()  # of the heading's first line, to know it again further down

    def of(self, field: str) -> list[Column]:
        return [column for column in self.columns if column.field == field]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}


def find_headers(grid: Grid) -> list[Header]:
    """The headings of a table: usually one; where a sheet holds a table for each pillar, one for each."""
    found: list[Header] = []
    for n, line in enumerate(grid.lines):
        if not found and n >= SEARCHED:
            break
        if found and (
            n < found[-1].first_row or (is_repeat(line, found[-1]) and not _titled_anew(grid, n, found[-1]))
        ):
            continue
        header = _header_at(grid, n, strict=bool(found))
        if header is not None:
            found.append(header)
    return found


def _titled_anew(grid: Grid, n: int, before: Header) -> bool:
    """Whether the same headings stand under a title of their own, as those before them do."""
    titles = [grid.lines[at - 1].said for at in (before.top, n) if at]
    return (
        len(titles) == 2
        and all(len(said) == 1 and not TOTAL.match(said[0]) for said in titles)
        and rank_of(titles[0][0]) == rank_of(titles[1][0])
    )


def is_repeat(line: Line, header: Header) -> bool:
    """The heading again, as on the next page."""
    wanted = {fold(text) for text in header.texts if text}
    said = {fold(cell) for cell in line.cells if cell}
    return len(said) > 1 and len(said & wanted) * 2 > len(said)


def names_actions(columns: Sequence[Column]) -> bool:
    fields = {column.field for column in columns} - {
        "",
        "code",
        "tick",
        "year_cost",
        "year_target",
        "remarks",
        "tags",
    }
    what = fields & WHAT
    if what in ({"objective"}, {"output"}):
        return len(fields) >= 3
    return (bool(what) and len(fields) >= 2) or (
        bool(what) and bool({c.field for c in columns} & {"tick", "year_cost"})
    )


def _header_at(grid: Grid, n: int, *, strict: bool) -> Header | None:
    """`strict`: further down, a row of short words must not pass for headings."""
    line = grid.lines[n]
    filled = [
        cell for at, cell in enumerate(line.cells) if cell and (line.is_own(at) or not line.is_below(at))
    ]
    if len(set(filled)) < 2 or max(len(cell) for cell in filled) > LONGEST:
        return None
    means = is_heading if strict else (lambda cell: bool(meaning_of(cell).field))
    known = sum(1 for cell in set(filled) if means(cell) or names_a_time(cell))
    if known < (3 if strict else 2) or known * (3 if strict else 5) < len(set(filled)) * 2:
        return None
    last = n
    while last + 1 < len(grid.lines) and last - n + 1 < MOST_LINES and _goes_on(grid.lines[n : last + 1], grid.lines[last + 1]):  # fmt: skip
        last += 1
    columns = _columns(grid.lines[n : last + 1])
    if not names_actions(columns):
        return None
    return Header(columns, last + 1, n, line.cells)


def _goes_on(above: Sequence[Line], below: Line) -> bool:
    """A heading may run over several lines: below a merged one stand its parts."""
    line = above[-1]
    own = [(at, cell) for at, cell in enumerate(below.cells) if cell and below.is_own(at)]
    if not own:
        return any(below.cells)  # merged with the line above from end to end
    if any(len(cell) > 60 for _at, cell in own):
        return False
    if len(below.said) == 1 and len(below.filled) > 2:
        return False  # a banner across the table
    part_of = [(at, cell) for at, cell in own if _stands_over_several(line, at) or not line.at(at)]
    named = [(at, cell) for at, cell in own if _heads_something(cell, line.at(at))]
    if len(named) == len(own):
        return bool(part_of) or all(_only_heads(cell) for _at, cell in own)
    spread_down = any(below.is_below(at) for at in range(len(below.cells)))
    return bool(part_of) and len(part_of) == len(own) and spread_down


def _heads_something(cell: str, above: str) -> bool:
    text = cell.strip()
    if UNIT.fullmatch(text) or NUMBERING.fullmatch(text):
        return bool(above)
    return bool(meaning_of(text).field) or names_a_time(text)


def _only_heads(cell: str) -> bool:
    """What no row says: a unit, a number for the column, a heading word for word, as in the other language."""
    text = cell.strip()
    return bool(UNIT.fullmatch(text) or NUMBERING.fullmatch(text)) or names_a_time(text) or is_heading(text)


def _stands_over_several(line: Line, at: int) -> bool:
    """Whether the cell there is merged with its neighbour in the same line."""
    text = line.at(at)
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(line.cells) and line.at(n) == text and text]
    return any(not line.is_own(max(n, at)) and not line.is_below(max(n, at)) for n in beside)


# --- columns -------------------------------------------------------------------------------------------------


def _columns(lines: Sequence[Line]) -> tuple[Column, ...]:
    width = max(len(line.cells) for line in lines)
    texts = [_texts(lines, at) for at in range(width)]
    columns = [_column(at, parts) for at, parts in enumerate(texts)]
    return tuple(_counted(columns, texts))


def _texts(lines: Sequence[Line], at: int) -> list[str]:
    """What stands over the column, from the outermost in; a row of letters or numbers for the columns is left out."""
    said: list[str] = []
    for n, line in enumerate(lines):
        text = " ".join(line.at(at).split())
        if text and not (n and _only_numbers(line)) and (not said or said[-1] != text):
            said.append(text)
    return said


def _only_numbers(line: Line) -> bool:
    """ "(1) (2) (3)" below the headings, to cite the columns by."""
    own = [cell for at, cell in enumerate(line.cells) if cell and line.is_own(at)]
    return (
        len(own) * 5 >= len(line.cells) * 4
        and all(NUMBERING.fullmatch(cell) for cell in own)
        and len(set(own)) == len(own)
    )


def _column(at: int, parts: list[str]) -> Column:
    if not parts:
        return Column(at, "", "")
    own, whole = parts[-1], " ".join(parts)
    upper = " ".join(parts[:-1])
    if upper and UNIT.fullmatch(own):
        return _made(at, meaning_of(upper), whole, whole)
    time = next((text for text in (own, whole) if names_a_time(text)), "")
    if time:
        return Column(
            at, _of_time(meaning_of(upper).field), own, whole, time=time if time == whole else _time(parts)
        )
    return _made(at, _meaning(own, upper, whole), own if meaning_of(own).field else whole, whole)


def _time(parts: list[str]) -> str:
    """ "2022" over "Jul" is July 2022, "Year 1" over "Q2" the second quarter of that year."""
    dated = [text for text in parts if names_a_time(text)]
    return " ".join(dated) if names_a_time(" ".join(dated)) else dated[-1]


def _of_time(over: str) -> str:
    return {"budget": "year_cost", "resources": "year_cost", "funding": "year_cost", "target": "year_target", "indicator": "year_target", "output": "year_target"}.get(over, "tick")  # fmt: skip


def _made(at: int, meaning: Meaning, heading: str, whole: str) -> Column:
    field = meaning.field
    time = " ".join(word for word in re.split(r"[\s,–—:()-]+", heading) if names_a_time(word))
    dated = bool(time) and field in ("budget", "target")
    named = meaning.language if meaning.named else ""
    return Column(
        at,
        f"year_{'cost' if field == 'budget' else 'target'}" if dated else field,
        heading,
        whole,
        named,
        time,
    )


def _meaning(own: str, upper: str, whole: str) -> Meaning:
    """ "Budget" over "Source" is the source of funds; "Responsible" over "Support" those who support."""
    alone = meaning_of(own)
    if upper and alone.field in ("", "source", "funding", "budget", "when", "starts", "ends"):
        together, over = meaning_of(whole), meaning_of(upper)
        if alone.field == "source":
            return Meaning("funder" if over.field == "budget" else "verification", alone.language)
        return alone if alone.field else together if together.field else over
    return alone


def _counted(columns: list[Column], texts: list[list[str]]) -> Iterator[Column]:
    """Columns headed J, J, A, S … or 1, 2, 3 … under a word for time stand for months, quarters or years."""
    initials = _initials(texts)
    for column, parts in zip(columns, texts, strict=True):
        own, upper = (parts[-1], " ".join(parts[:-1])) if parts else ("", "")
        if column.at in initials:
            dated = [text for text in parts[:-1] if names_a_time(text)]
            yield replace(
                column,
                field="tick",
                heading=initials[column.at],
                time=" ".join([initials[column.at], *dated[-1:]]),
            )
        elif re.fullmatch(r"[1-9]|1[0-2]", own) and (unit := _unit(upper)):
            yield replace(
                column, field=_of_time(meaning_of(upper).field), heading=f"{unit} {own}", time=f"{unit} {own}"
            )
        else:
            yield column


def _unit(upper: str) -> str:
    words = (
        ("quarter", r"quarters?|robo"),
        ("year", r"years?|mwaka|miaka"),
        ("month", r"months?|mwezi|miezi"),
    )
    return next((unit for unit, word in words if re.search(rf"\b(?:{word})\b", upper, re.IGNORECASE)), "")


def _initials(texts: list[list[str]]) -> dict[int, str]:
    """Runs of at least three single letters that are months in a row: J A S O N D begins with July."""
    found: dict[int, str] = {}
    run: list[int] = []
    for at, parts in enumerate([*texts, []]):
        if parts and re.fullmatch(r"[JFMASOND]", parts[-1].strip(), re.IGNORECASE):
            run.append(at)
            continue
        letters = "".join(texts[n][-1].strip().upper() for n in run)
        begins = [n for n in range(12) if all(INITIALS[(n + k) % 12] == c for k, c in enumerate(letters))]
        if len(run) >= 3 and len(begins) == 1:
            found |= {n: MONTHS[(begins[0] + k) % 12] for k, n in enumerate(run)}
        run = []
    return found

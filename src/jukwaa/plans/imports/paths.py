"""Where the sections over a whole table are named: in the headings above it, in its sheet's tab, in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jukwaa.plans.imports.headings import Column, Header
from jukwaa.plans.imports.structure import FOOTNOTE, LONGEST_NAME
from jukwaa.plans.imports.tables import Above, Grid, Line
from jukwaa.plans.imports.titles import SAID, TOTAL, is_generic, is_named, rank_of, uncaptioned

LONGEST_PLAIN = 90  # letters of a line above a table that names it without being set as a heading


@dataclass(frozen=True, slots=True)
class Level:
    """Columns that name the sections of one depth: one, or one for each language."""

    columns: tuple[Column, ...]


@dataclass(slots=True)
class Over:
    """What stands over a table: the sections that it lies in, and what is said of the innermost."""

    path: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def levels_of(header: Header, lines: Sequence[Line]) -> tuple[Level, ...]:
    """The columns that name sections, outermost first. An objective that differs in every row is no level."""
    chosen = [*header.of("section")]
    for column in header.of("objective"):
        own = [text for line in lines if (text := line.at(column.at)) and line.is_own(column.at)]
        spans = bool(own) and (len(set(own)) * 4 <= len(lines) * 3 or len(own) * 4 <= len(lines) * 3)
        if spans or (own and not chosen):
            chosen.append(column)
    levels: list[Level] = []
    for column in sorted(chosen, key=lambda c: c.at):
        last = levels[-1].columns[-1] if levels else None
        if last and column.language and column.field == last.field and column.language != last.language:
            levels[-1] = Level((*levels[-1].columns, column))
        else:
            levels.append(Level((column,)))
    return tuple(levels)


def headings_over(grid: Grid, *, own_sections: bool) -> Over:
    """A Word table's: the nearest heading and those around it. `own_sections`: the table names its own within."""
    over = Over()
    heads: list[Above] = []
    for line in grid.above:
        if SAID.match(line.text) and (line.level is None or not is_named(line.text)):
            over.said.append(line.text)
        elif line.level is not None or is_named(line.text):
            level = 10 + rank_of(line.text) if line.level is None else line.level
            heads = [h for h in heads if (h.level or 0) < level] + [Above(line.text, int(level), line.near)]
            over.said = []
    names = [uncaptioned(h.text) for h in heads]
    over.path = [name for name in names if not is_generic(name) and len(name) <= LONGEST_NAME]
    if own_sections:
        over.path = [text for text in over.path if is_named(text)]
    elif not over.path and (plain := _plain_name(grid)):
        over.path = [plain]
    return over


def _plain_name(grid: Grid) -> str:
    """A short line right above the table that is no sentence."""
    near = [
        line.text for line in grid.above if line.near and line.level is None and not SAID.match(line.text)
    ]
    text = uncaptioned(near[-1]) if near else ""
    if (
        not text
        or len(text) > LONGEST_PLAIN
        or text.endswith((".", ";"))
        or is_generic(text)
        or _is_aside(text)
    ):
        return ""
    return "" if re.search(r"\d{4}|:", text) else text


def common_to_all(paths: Sequence[Sequence[str]]) -> int:
    """How many outer headings all tables share: those are the document's, unless they call themselves pillars."""
    shared = 0
    for texts in zip(*paths, strict=False):
        if len(set(texts)) > 1 or is_named(texts[0]):
            break
        shared += 1
    return min(shared, min((len(path) for path in paths), default=0))


def named_in_sheet(grid: Grid, header: Header, first: int) -> Over:
    """What the lines above the headings say, from line `first`: a pillar of its own sheet, its outcome, its lead."""
    over = Over()
    for line in grid.lines[first : header.top]:
        text = (
            " ".join(line.said[:2])
            if len(line.said) == 2 and is_named(line.said[0])
            else (line.said or [""])[0]
        )
        if SAID.match(text) and over.path:
            over.said.append(text)
        elif is_named(text) and not is_generic(text):
            depth = rank_of(text)
            over.path = [name for name in over.path if rank_of(name) < depth] + [text]
    return over


def _is_aside(text: str) -> bool:
    return bool(FOOTNOTE.match(text) or TOTAL.match(text))


def last_line_before(grid: Grid, header: Header, first: int) -> str:
    """A short text alone on the line before the headings of a further table in the same sheet."""
    for line in reversed(grid.lines[first : header.top]):
        if len(line.said) == 1 and len(line.said[0]) <= LONGEST_PLAIN and not _is_aside(line.said[0]):
            return "" if is_generic(line.said[0]) else line.said[0]
    return ""

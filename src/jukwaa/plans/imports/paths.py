"""Where the sections over a whole table are named: in the headings above it, in its sheet's tab, in columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from jukwaa.plans.imports.headings import Column, Header
from jukwaa.plans.imports.structure import FOOTNOTE, LONGEST_NAME
from jukwaa.plans.imports.tables import Above, Grid, Line
from jukwaa.plans.imports.titles import (
    CAPTION,
    SAID,
    TOTAL,
    is_generic,
    is_named,
    rank_of,
    statements_in,
    uncaptioned,
)

LONGEST_PLAIN = 90  # letters of a line above a table that names it without being set as a heading


@dataclass(frozen=True, slots=True)
class Level:
    """Columns that name the sections of one depth: one, or one for each language."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A line between a section's name and its table. `heading`: it is set like one."""

    text: str
    heading: bool = False


@dataclass(slots=True)
class Step:
    """A section over a table, and what is written below its name."""

    name: str
    said: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Over:
    """What stands over a table: the sections that it lies in, from the outermost in, and lines that lie in none."""

    steps: list[Step] = field(default_factory=list)
    loose: list[Told] = field(default_factory=list)

    @property
    def path(self) -> list[str]:
        return [step.name for step in self.steps]

    @property
    def texts(self) -> Iterator[str]:
        return (told.text for said in (*(step.said for step in self.steps), self.loose) for told in said)

    def say(self, told: Told) -> None:
        (self.steps[-1].said if self.steps else self.loose).append(told)

    def name(self, name: str) -> None:
        """A line that turned out to be the section's name; its leads and its outcome stand around it."""
        self.steps = [Step(name, [told for told in self.loose if SAID.match(told.text)])]
        rest = (told for told in self.loose if not SAID.match(told.text))
        self.loose = [told for told in rest if name not in (told.text, uncaptioned(told.text))]

    def keep(self, kept: Callable[[int, str], bool]) -> None:
        """What is said of a section that is left out is said of the one around it."""
        before, self.steps = self.steps, []
        for n, step in enumerate(before):
            if kept(n, step.name):
                self.steps.append(step)
            else:
                for told in step.said:
                    self.say(told)


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
    ranks: list[float] = []
    for at, line in enumerate(grid.above):
        rank = _rank(line)
        if rank is None:
            for text in statements_in(line.text):
                _say_of(over, Told(text), aside=_follows_a_table(grid, at))
            continue
        while ranks and ranks[-1] >= rank:
            ranks.pop()
            _close(over)
        ranks.append(rank)
        over.steps.append(Step(uncaptioned(line.text)))
    over.keep(lambda _n, name: not is_generic(name) and len(name) <= LONGEST_NAME)
    if own_sections:
        over.keep(lambda _n, name: is_named(name))
    elif not over.path and (plain := _plain_name(grid)):
        over.name(plain)
    return over


def _rank(line: Above) -> float | None:
    """How deep a heading lies; nothing where the line is none."""
    if SAID.match(line.text) and (line.level is None or not is_named(line.text)):
        return None
    if line.level is None and not is_named(line.text):
        return None
    return 10 + rank_of(line.text) if line.level is None else line.level


def _say_of(over: Over, told: Told, *, aside: bool) -> None:
    """A caption or a footnote is no part of what a section says."""
    plain = not SAID.match(told.text)
    if plain and (aside or CAPTION.match(told.text) or _is_aside(told.text)):
        over.loose.append(told)
    else:
        over.say(told)


def _follows_a_table(grid: Grid, at: int) -> bool:
    """Belongs to the table before: a heading comes only after it."""
    line = grid.above[at]
    before, after = grid.above[:at], grid.above[at + 1 :]
    return (
        line.near
        and not any(other.near and _rank(other) is not None for other in before)
        and any(_rank(other) is not None for other in after)
        and any(not other.near for other in before)
    )


def _close(over: Over) -> None:
    """A heading without a table of its own is a part of what is said of the section around it."""
    step = over.steps.pop()
    if over.steps and step.said:
        over.steps[-1].said += [Told(step.name, heading=True), *step.said]


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


def named_in_sheet(grid: Grid, header: Header, first: int, after: int) -> Over:
    """What the lines above the headings say, from line `first`: a pillar of its own sheet, its outcome, its lead.
    `after`: the rows of the table before end there."""
    over = Over()
    for n, line in enumerate(grid.lines[first : header.top], first):
        for text in _texts_of(line):
            if is_named(text) and not is_generic(text) and not (SAID.match(text) and over.path):
                depth = rank_of(text)
                over.steps = [step for step in over.steps if rank_of(step.name) < depth] + [Step(text)]
                continue
            for said in statements_in(text):
                if n >= after or SAID.match(said):
                    _say_of(over, Told(said), aside=False)
    return over


def _texts_of(line: Line) -> list[str]:
    """ "Pillar 1" beside "Gender", and "Lead:" beside a body, are one."""
    said = line.said
    if len(said) == 2 and (is_named(said[0]) or _is_parted(*said)):
        return [" ".join(said)]
    return said


def _is_parted(label: str, text: str) -> bool:
    """ "Lead:" in one cell, who leads in the next."""
    return bool(SAID.match(f"{label} {text}")) and not SAID.match(label)


def _is_aside(text: str) -> bool:
    return bool(FOOTNOTE.match(text) or TOTAL.match(text))


def last_line_before(grid: Grid, header: Header, first: int) -> str:
    """A short text alone on the line before the headings of a further table in the same sheet."""
    for line in reversed(grid.lines[first : header.top]):
        if len(line.said) == 1 and len(line.said[0]) <= LONGEST_PLAIN and not _is_aside(line.said[0]):
            return "" if is_generic(line.said[0]) else line.said[0]
    return ""

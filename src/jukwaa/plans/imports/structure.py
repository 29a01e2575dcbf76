"""Where the sections of a matrix are named: columns, banner rows, sheets, headings; and what is no action at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jukwaa.plans.imports.headings import Column, Header
from jukwaa.plans.imports.tables import Above, Grid, Line
from jukwaa.plans.rules.matching import fold

KINDS = r"(?:strategic |thematic |priority |key )?(?:pillar|nguzo|theme|thematic area|priority area|priority|focus area|objective|goal|output|outcome area|component|working group|result area|sub-?pillar|eneo la kipaumbele|lengo|madhumuni|mada|sehemu|area)s?"
NAMED = re.compile(
    rf"^\s*{KINDS}\s*(?:ya|la|wa|za|no\.?|number|#)?\s*(?P<code>\d+(?:\.\d+)*|[IVX]+|[A-Z])?\s*[:.)–—-]\s*(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
ORDINAL = re.compile(
    rf"^\s*{KINDS}\s+(?:ya\s+)?(?P<code>\d+(?:\.\d+)*|[IVX]+)\s+(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL
)
NUMBERED = re.compile(
    r"^\s*(?P<code>\d+(?:\.\d+)*|[IVX]+|[A-Z])[.):]\s*(?P<title>\S.*)$|^\s*(?P<code2>\d+(?:\.\d+)*)\s+(?P<title2>[^\W\d].*)$",
    re.DOTALL,
)
SAID = re.compile(
    r"^\s*(?:expected |intended )?(?P<what>outcome|matokeo|objective|madhumuni|lengo|lead|led by|kiongozi|co-?lead|kiongozi mwenza)s?(?: yanayotarajiwa)?\s*[:–-]\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
TOTAL = re.compile(
    r"^\W*(sub-?\s?total|total|grand[ -]total|totals|jumla( ndogo| kuu)?|overall total|cumulative)\b",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(
    r"^\s*(\*|†|‡|\[\d|note\b|notes\b|n\.?b\.?\b|source\b|key\b|legend\b|prepared by|approved by|imeandaliwa|chanzo|kumbuka|abbreviations|disclaimer|q1\b)",
    re.IGNORECASE,
)
PILLAR = re.compile(r"\b(pillar|nguzo|thematic area|priority area|working group|theme)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    code: str | None
    text: str


def title_of(text: str) -> Title:
    """ "Pillar 1: Gender" is (1, Gender); "Gender" is (None, Gender)."""
    line = " ".join(text.split())
    if found := NAMED.match(line) or ORDINAL.match(line):
        return Title(found["code"], found["title"].strip())
    if found := NUMBERED.match(line):
        return Title(found["code"] or found["code2"], (found["title"] or found["title2"]).strip())
    return Title(None, line)


def is_total(line: Line) -> bool:
    """A line that sums up others: its first words say so, and it names no action of its own."""
    said = line.said
    return (
        any(TOTAL.match(cell) for cell in said[:3])
        and len([c for c in said if re.search(r"[^\W\d]{4}", c) and not TOTAL.match(c)]) <= 2
    )


def is_footnote(text: str) -> bool:
    return bool(FOOTNOTE.match(text))


def is_repeat(line: Line, header: Header) -> bool:
    """The heading again, as on the next page."""
    wanted = {fold(text) for text in header.texts if text}
    said = {fold(cell) for cell in line.cells if cell}
    return len(said) > 1 and len(said & wanted) * 2 > len(said)


def banner_of(line: Line, header: Header) -> str:
    """The one text that stands across the table or alone in its first columns, where a section is named."""
    said = line.said
    if len(said) != 1:
        return _coded_banner(line, header)
    level_columns = {c.at for c in (*header.of("section"), *header.of("objective"))}
    filled = [at for at, cell in enumerate(line.cells) if cell]
    across = len(filled) > 1
    alone_first = (
        filled[0] <= 1
        or filled[0] in level_columns
        or any(line.cells[c.at] for c in header.of("action") if c.at < len(line.cells))
    )
    return said[0] if across or alone_first else ""


def _coded_banner(line: Line, header: Header) -> str:
    """A number in the code column and a title across the rest."""
    codes = {column.at for column in header.of("code")}
    rest = list(dict.fromkeys(cell for at, cell in enumerate(line.cells) if cell and at not in codes))
    wide = sum(1 for at, cell in enumerate(line.cells) if cell and at not in codes) >= 3
    if (
        len(rest) == 1
        and wide
        and (
            code := next(
                (line.cells[at] for at in sorted(codes) if at < len(line.cells) and line.cells[at]), ""
            )
        )
    ):
        return f"{code.strip('.')}. {rest[0]}"
    return ""


def banner_depths(kinds: Sequence[str]) -> list[int]:
    """`kinds`: for each line "banner", "row" or "". A run of banners goes a level deeper with each; one that stands
    alone is of the innermost level."""
    depths = [0] * len(kinds)
    runs: list[list[int]] = []
    run: list[int] = []
    for n, kind in enumerate(kinds):
        if kind == "banner":
            run.append(n)
        elif kind == "row" and run:
            runs.append(run)
            run = []
    deepest = max((len(run) for run in runs), default=0)
    for run in runs:
        for place, n in enumerate(run):
            depths[n] = deepest - len(run) + place
    return depths


def levels_of(header: Header, lines: Sequence[Line]) -> tuple[Column, ...]:
    """The columns that name sections, outermost first. An objective that differs in every row is no level."""
    columns = [*header.of("section")]
    for column in header.of("objective"):
        texts = [line.cells[column.at] for line in lines if column.at < len(line.cells)]
        filled = [text for text in texts if text]
        if not columns or len(set(filled)) * 4 <= len(lines) * 3 or len(filled) * 4 <= len(texts) * 3:
            columns.append(column)
    return tuple(sorted(columns, key=lambda column: column.at))


def path_of_above(above: Sequence[Above]) -> tuple[list[str], dict[str, str]]:
    """The section titles that the lines above a table name, outermost first, and what else they say of it."""
    heads: list[tuple[int, str]] = []
    said: dict[str, str] = {}
    for line in above:
        told = SAID.match(line.text)
        if told and line.level is None:
            said.setdefault(told["what"].casefold(), told["text"].strip())
        elif line.level is not None or NAMED.match(line.text) or ORDINAL.match(line.text):
            level = line.level if line.level is not None else 9
            heads = [head for head in heads if head[0] < level]
            heads.append((level, line.text))
            said = {}
    return _kept(heads), said


def _kept(heads: list[tuple[int, str]]) -> list[str]:
    """The nearest heading, and those over it that are pillars and not the title of the whole."""
    return [text for n, (_level, text) in enumerate(heads) if n == len(heads) - 1 or PILLAR.search(text)]


def named_by_sheet(grid: Grid, header: Header) -> str:
    """A sheet of its own for each pillar: its first line names it, else the sheet's tab."""
    for line in grid.lines[: header.first_row]:
        for text in line.said:
            if NAMED.match(text) or ORDINAL.match(text):
                return text
    return grid.name

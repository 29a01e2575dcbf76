"""What a line of a matrix is: an action's, a section's name across the table, a statement, a total, a footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from jukwaa.plans.imports.headings import Header
from jukwaa.plans.imports.tables import Line
from jukwaa.plans.imports.titles import SAID, TOTAL, is_named, joined_name, rank_of
from jukwaa.plans.rules.cells.amounts import amounts_in

LineKind = Literal["row", "banner", "said", "total", "footnote"]
FOOTNOTE = re.compile(
    r"^\s*(?:\*|†|‡|\[\d|notes?\s*[:.]|n\.?b\b|sources?\s*:|keys?\s*:|legend\b|prepared by|approved by|compiled by|imeandaliwa|imeidhinishwa|chanzo\s*:|kumbuka\b|abbreviations|acronyms|disclaimer|q1\s*[=:(]|signed|signature|date\s*:)",
    re.IGNORECASE,
)
LONGEST_NAME = 200  # letters: a longer text across the table is prose
NUMBERS = re.compile(r"^[\W\d]*(?:(?:kes|kshs?|usd|m|k|approx|million)\b[\W\d]*)*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Habit:
    """How the rows of a table look, so that a line that looks otherwise stands out."""

    bold: bool
    shaded: bool
    coded: bool  # most rows bear a code


def habit_of(lines: Sequence[Line], header: Header) -> Habit:
    rows = [line for line in lines if len(line.said) > 2]
    codes = [c.at for c in header.of("code")]
    half = len(rows) / 2
    return Habit(
        sum(line.bold for line in rows) > half,
        sum(any(line.shaded) for line in rows) > half,
        bool(codes) and sum(any(line.at(at) for at in codes) for line in rows) > half,
    )


def kind_of(line: Line, header: Header, habit: Habit) -> LineKind:
    if _is_total(line, header):
        return "total"
    if len(line.said) == 1 and FOOTNOTE.match(line.said[0]):
        return "footnote"
    name = banner_of(line, header, habit)
    if not name:
        return "row"
    if SAID.match(name) or len(name) > LONGEST_NAME:
        return "said"
    return "banner"


def _is_total(line: Line, header: Header) -> bool:
    """Its first words say so, and it names no action of its own: "Total quality training" with a lead does."""
    said = line.said
    label = next((n for n, text in enumerate(said[:3]) if TOTAL.match(text)), None)
    if label is None:
        return False
    others = [text for n, text in enumerate(said) if n != label and not NUMBERS.match(text)]
    return len(others) <= 1 and not any(line.at(c.at) and line.is_own(c.at) and line.at(c.at) in others for c in header.of("action"))  # fmt: skip


def banner_of(line: Line, header: Header, habit: Habit) -> str:
    """The text that stands across the table, or alone where a section is named; nothing where the line is a row."""
    levels = {c.at for c in (*header.of("section"), *header.of("objective"))}
    own = [at for at in line.filled if not line.is_below(at)]
    texts = list(dict.fromkeys(line.at(at) for at in own))
    sums = [text for text in texts[1:] if NUMBERS.match(text) and amounts_in(text, home="KES")]
    texts = [text for text in texts if text not in sums]
    if len(texts) == 2 and (name := _two_parts(line, texts, header)):
        return name
    if len(texts) != 1:
        return ""
    wide = sum(1 for at in own if line.at(at) == texts[0])
    first = own[0]
    if wide > max(2, len(header.columns) // 3):
        return texts[0]
    if first in levels and not _is_alone_an_action(first, header):
        return ""  # the section's own column: what follows below belongs to it
    if wide == 1 and any(c.at == first for c in header.of("action")):
        return texts[0] if _looks_like_a_name(line, texts[0], habit, costs=bool(sums)) else ""
    return texts[0] if first <= 1 or is_named(texts[0]) or wide > 1 else ""


def _is_alone_an_action(at: int, header: Header) -> bool:
    return any(c.at == at for c in header.of("action"))


def _looks_like_a_name(line: Line, text: str, habit: Habit, *, costs: bool) -> bool:
    """A lone text in the column of activities is a section's name where it is set apart from the rows."""
    apart = (line.bold and not habit.bold) or (any(line.shaded) and not habit.shaded)
    return (
        is_named(text)
        or bool(SAID.match(text))
        or apart
        or (text.isupper() and len(text) > 3)
        or (habit.coded and not costs)
    )


def _two_parts(line: Line, texts: list[str], header: Header) -> str:
    """ "Pillar 1" beside "Gender", or a number in the code column beside a title across the rest."""
    if name := joined_name(*texts):
        return name
    codes = {column.at for column in header.of("code")}
    in_code = any(line.at(at) == texts[0] for at in codes)
    wide = sum(1 for cell in line.cells if cell == texts[1])
    return f"{texts[0].strip('.)')}. {texts[1]}" if in_code and wide >= 3 else ""


# --- several levels ------------------------------------------------------------------------------------------


def depths_of(names: Sequence[str | None], looks: Sequence[tuple[bool, bool]]) -> list[int]:
    """How deep each banner lies; None stands for a row between them.

    What a banner calls itself (pillar, objective, 1.1) and how it looks tell levels apart, and of two that follow
    each other at once the second lies deeper. Where all look alike, a run of banners goes a level deeper with each,
    and one that stands alone is of the innermost.
    """
    marks = [
        (rank_of(name), *look) if name is not None else None for name, look in zip(names, looks, strict=True)
    ]
    runs = _runs(marks)
    if any(len({marks[n] for n in run}) < len(run) for run in runs):
        return _by_place(len(marks), runs)
    known = list(dict.fromkeys(mark for mark in marks if mark is not None))
    outer = {(marks[a], marks[b]) for run in runs for a, b in pairwise(run)}
    outer |= {(a, b) for a in known for b in known if 0 < a[0] < b[0]}
    levels = dict.fromkeys(known, 0)
    for _round in known:  # the longest way in from the outside; opposite orders cancel
        for a, b in outer:
            if a is not None and b is not None and (b, a) not in outer:
                levels[b] = max(levels[b], levels[a] + 1)
    return [levels[mark] if mark is not None else 0 for mark in marks]


def _runs(marks: Sequence[object]) -> list[list[int]]:
    runs: list[list[int]] = []
    run: list[int] = []
    for n, mark in enumerate([*marks, None]):
        if mark is not None:
            run.append(n)
        elif run:
            runs.append(run)
            run = []
    return runs


def _by_place(count: int, runs: list[list[int]]) -> list[int]:
    depths = [0] * count
    deepest = max((len(run) for run in runs), default=0)
    for run in runs:
        for place, n in enumerate(run):
            depths[n] = deepest - len(run) + place
    return depths

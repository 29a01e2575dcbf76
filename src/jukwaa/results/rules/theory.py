"""How a theory of change is read and drawn: what hangs together, and where each box and line stands. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

LONGEST = 200  # letters of a factor, and of an assumption

Standing = Literal["untested", "holds", "fails"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A link between an action or outcome and a factor, by permanent id."""

    factor: str
    action: str = ""
    section: str = ""
    standing: Standing = "untested"


@dataclass(frozen=True, slots=True)
class Box:
    pid: str
    x: int
    y: int  # its middle
    lines: tuple[str, ...]

    @property
    def at(self) -> str:
        """As SVG writes it: no reader's language puts a comma into it."""
        return f"{self.x} {self.y}"


@dataclass(frozen=True, slots=True)
class Line:
    path: str  # as SVG's `d`
    standing: Standing


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    columns: tuple[tuple[Box, ...], tuple[Box, ...], tuple[Box, ...]]  # actions, factors, outcomes
    lines: tuple[Line, ...]

    @property
    def view(self) -> str:
        """As SVG's viewBox, with room for the columns' names above."""
        return f"0 -{HEAD} {self.width} {self.height + HEAD}"


BOX, GAP, ROW = 250, 105, 66  # width of a box, between columns, height of a row
LETTERS, BOLD = 30, 26  # of a line; of a line of a factor
LINES, HEAD = 3, 34  # of a box; room for the columns' names


def drawn(
    actions: Sequence[tuple[str, str]],
    factors: Sequence[tuple[str, str]],
    outcomes: Sequence[tuple[str, str]],
    links: Iterable[Drawn],
) -> Picture:
    """Three columns of (permanent id, words), each spread over the whole height in its order, and a curve for each link."""
    height = ROW * max(len(actions), len(factors), len(outcomes), 1)
    columns = tuple(
        _column(boxes, n * (BOX + GAP), height, BOLD if n == 1 else LETTERS)
        for n, boxes in enumerate((actions, factors, outcomes))
    )
    at = {box.pid: box for column in columns for box in column}
    lines = tuple(line for link in links if (line := _line(link, at)))
    return Picture(3 * BOX + 2 * GAP, height, columns, lines)  # type: ignore[arg-type]


def _column(boxes: Sequence[tuple[str, str]], x: int, height: int, letters: int) -> tuple[Box, ...]:
    step = height / len(boxes) if boxes else 0
    return tuple(
        Box(pid, x, round(step * (n + 0.5)), wrapped(words, letters)) for n, (pid, words) in enumerate(boxes)
    )


def _line(link: Drawn, at: Mapping[str, Box]) -> Line | None:
    """From the right edge of the one to the left edge of the other; none where an end is no longer there."""
    ends = (link.action, link.factor) if link.action else (link.factor, link.section)
    if ends[0] not in at or ends[1] not in at:
        return None
    start, end = at[ends[0]], at[ends[1]]
    left, right = start.x + BOX, end.x
    half = (left + right) // 2
    return Line(f"M{left} {start.y}C{half} {start.y} {half} {end.y} {right} {end.y}", link.standing)


def wrapped(words: str, letters: int = LETTERS, lines: int = LINES) -> tuple[str, ...]:
    """At most so many lines of at most so many letters; what is left out is shown by three dots."""
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > letters:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    short = [line if len(line) <= letters else line[: letters - 1] + "…" for line in found]
    if len(short) <= lines:
        return tuple(short)
    return (*short[: lines - 1], short[lines - 1][: letters - 1].rstrip() + "…")


def loose_ends(factors: Iterable[str], links: Iterable[Drawn]) -> tuple[frozenset[str], frozenset[str]]:
    """Factors that nothing strengthens, and those that lead nowhere."""
    links, factors = list(links), frozenset(factors)
    fed = {link.factor for link in links if link.action}
    leading = {link.factor for link in links if link.section}
    return factors - fed, factors - leading

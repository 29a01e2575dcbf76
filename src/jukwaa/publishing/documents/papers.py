"""Reports and briefs: chapters of ready sentences and tables, set as PDF or Word, or on one page to pin to a wall.

Whoever composes them (`site.figures.papers`) asks each floor for its rows; here they are only set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import override

from jukwaa.core.texts import Said
from jukwaa.plans.rules.masking import Mask
from jukwaa.publishing.documents.content import Cover, Figure
from jukwaa.publishing.documents.frames import frame, shortened
from jukwaa.publishing.documents.letters import legible
from jukwaa.publishing.documents.typesetting import prepared, typeset

Kind = TypeVar("Kind")
LONGEST = 700  # letters of one text in a report
ON_A_BRIEF = {"title": 120, "note": 130}


@dataclass(frozen=True, slots=True)
class Grid:
    """`widths`: shares of the line; `numbers`: the columns that hold them. `total`: the last row is one."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Said | str, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list."""

    title: Said | str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    lead: str = ""
    verified: str = ""  # what of its figures somebody else has checked
    figures: tuple[Figure, ...] = ()
    grids: tuple[Grid, ...] = ()
    points: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    cover: Cover
    kicker: str  # "Quarterly report"
    span: str  # of what time it is
    readers: str  # for whom it is
    sentence: str
    chapters: tuple[Chapter, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    points: tuple[Point, ...]
    nothing: str  # where there are none
    in_all: int


@dataclass(frozen=True, slots=True)
class Brief:
    """One page. Of each card as many points as fit, always as many in each."""

    cover: Cover
    kicker: str
    sentence: str
    verified: str
    figures: tuple[Figure, ...]
    cards: tuple[Card, ...]
    ask: str
    day: date
    more: tuple[str, ...] = ()  # "and 3 more", by number


def paper_pdf(paper: Paper, language: str) -> bytes:
    with override(language):
        return typeset("paper.typ", _set(paper, paper.cover, language), paper.day)


def brief_pdf(brief: Brief, language: str) -> bytes:
    cards = tuple(replace(card, points=tuple(map(_short, card.points))) for card in brief.cards)
    with override(language):
        return typeset("brief.typ", _set(replace(brief, cards=cards), brief.cover, language), brief.day)


def _short(point: Point) -> Point:
    title = point.title
    text = shortened(title if isinstance(title, str) else title.text, ON_A_BRIEF["title"])
    return Point(
        text if isinstance(title, str) else replace(title, text=text),
        shortened(point.note, ON_A_BRIEF["note"]),
    )


def _set(content: Paper | Brief, cover: Cover, language: str) -> dict[str, Any]:
    told: dict[str, Any] = prepared(_spoken(content, language), language)
    told.pop("day")
    told["cover"] |= {"address": cover.address, "checkpoint": cover.checkpoint}  # never broken up
    told["cover"]["title"]["text"] = shortened(legible(cover.title.text), 220)
    return told | frame(cover, language)


def _spoken(value: Any, language: str) -> Any:
    """Every cell and title as a text with its language, so that the template need not ask."""
    if isinstance(value, Grid):
        return replace(value, rows=tuple(tuple(_said(cell, language) for cell in row) for row in value.rows))
    if isinstance(value, Point):
        return replace(value, title=_said(value.title, language))
    return value if isinstance(value, Said) else _parts(value, lambda part: _spoken(part, language))


def _said(cell: Said | str, language: str) -> Said:
    said = Said(cell, language, True) if isinstance(cell, str) else cell
    lines = (shortened(line, LONGEST) for line in said.text.split("\n"))
    return replace(said, text="\n".join(line for line in lines if line))


def masked(content: Kind, mask: Mask, language: str) -> Kind:
    """Without the bodies that its reader is not to read of: a file is not looked through on its way out."""
    return _masked(content, mask, language) if mask else content


def _masked(value: Any, mask: Mask, language: str) -> Any:
    if isinstance(value, str):
        return mask.text(value, language)
    if isinstance(value, Said):
        return replace(value, text=mask.text(value.text, value.language or language))
    return _parts(value, lambda part: _masked(part, mask, language))


def _parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same, with each of its parts changed."""
    if isinstance(value, tuple):
        return tuple(map(change, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: change(getattr(value, field.name)) for field in fields(value)})
    return value

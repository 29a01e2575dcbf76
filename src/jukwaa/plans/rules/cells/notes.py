"""What a cell's reader has to say of its reading. Codes, not sentences: the importer words them for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Level = Literal["doubt", "note"]
Param = str | dict[str, Any]  # a day or months are kept as such: whoever reads it says them in their language


@dataclass(frozen=True, slots=True)
class Note:
    code: str
    level: Level
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)


def doubt(code: str, **params: object) -> Note:
    return Note(code, "doubt", {name: _param(value) for name, value in params.items()})


def note(code: str, **params: object) -> Note:
    return Note(code, "note", {name: _param(value) for name, value in params.items()})


def _param(value: object) -> Param:
    if isinstance(value, date):
        return day(value)
    return value if isinstance(value, dict) else str(value)


def day(value: date) -> Param:
    return {"day": value.isoformat()}


def month(number: int) -> Param:
    return {"month": number}


def months(first: int, last: int) -> Param:
    """From one month to another: Jun–Aug."""
    return {"months": [first, last]}

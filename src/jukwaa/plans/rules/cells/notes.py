"""What a cell's reader has to say of its reading. Codes, not sentences: the importer words them for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["doubt", "note"]


@dataclass(frozen=True, slots=True)
class Note:
    code: str
    level: Level
    params: Mapping[str, str] = field(default_factory=dict)


def doubt(code: str, **params: object) -> Note:
    return Note(code, "doubt", {name: str(value) for name, value in params.items()})


def note(code: str, **params: object) -> Note:
    return Note(code, "note", {name: str(value) for name, value in params.items()})

"""The plan as it was when the workbook was written, kept in it. What somebody changed is what differs from it.

So nothing is lost that a cell cannot hold (a text of 40,000 letters, an order among bodies), and what was not touched
stays as it was, to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHEET = "jukwaa"
FORMAT, VERSION = "jukwaa-sheets", 1
PIECE = 30_000  # characters in one cell


@dataclass(frozen=True, slots=True)
class Snapshot:
    plan: Mapping[str, Any]  # our own JSON of it
    language: str  # of headings and choices
    areas: Mapping[str, str]  # code -> name, of all that the forum had then


def pack_snapshot(snapshot: Snapshot) -> list[str]:
    """Pieces for cells: plain ASCII, each between bars, so that no program takes one for a number or trims it."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "language": snapshot.language,
        "areas": dict(snapshot.areas),
        "plan": snapshot.plan,
    }
    text = json.dumps(said).replace("_x", "\\u005fx")  # which a workbook would take for an escape
    return [f"|{text[at : at + PIECE]}|" for at in range(0, len(text), PIECE)]


def unpack_snapshot(pieces: Sequence[str]) -> Snapshot | None:
    """None where it is not there, is not whole, or is of another Jukwaa. What it says is not trusted yet."""
    try:
        said = json.loads("".join(piece[1:-1] for piece in pieces))
        names = {str(code): str(name) for code, name in said["areas"].items()}
        if (said["format"], said["version"]) == (FORMAT, VERSION) and isinstance(said["plan"], dict):
            return Snapshot(said["plan"], str(said["language"]), names)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None

"""Two wordings of a text, word by word: what stayed, what is gone, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
CONFETTI = 0.35  # below this likeness the whole old text and the whole new one read better than their scraps
SHOWN = 12  # words kept on either side of a change; a longer stretch that stayed is cut
CUT = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """What stayed and what is gone gives `before`, what stayed and what is new gives `after`, word for word."""
    old, new = _words(before), _words(after)
    if old == new:
        return tuple(_piece("same", old))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not old or not new or matcher.ratio() < CONFETTI:
        return (*_piece("gone", old), *_piece("new", new))
    return tuple(piece for step in matcher.get_opcodes() for piece in _step(old, new, step))


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def _step(old: Sequence[str], new: Sequence[str], step: tuple[str, int, int, int, int]) -> Iterator[Piece]:
    what, i, j, k, m = step
    if what == "equal":
        yield from _piece("same", old[i:j])
    else:
        yield from _piece("gone", old[i:j])
        yield from _piece("new", new[k:m])


def _piece(kind: Kind, words: Sequence[str]) -> Iterator[Piece]:
    if words:
        yield Piece(kind, " ".join(words))


def shortened(found: Sequence[Piece], shown: int = SHOWN) -> tuple[Piece, ...]:
    """Long stretches that stayed are cut to the words around the changes."""
    last = len(found) - 1
    return tuple(_cut(piece, at == 0, at == last, shown) for at, piece in enumerate(found))


def _cut(piece: Piece, first: bool, last: bool, shown: int) -> Piece:
    words = piece.text.split()
    if piece.kind != "same" or len(words) <= 2 * shown + 1:
        return piece
    head, tail = words[: 0 if first else shown], words[len(words) if last else -shown :]
    return Piece("same", " ".join([*head, CUT, *tail]))

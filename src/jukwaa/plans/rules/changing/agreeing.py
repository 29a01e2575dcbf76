"""Two people change one thing at once: what only one changed is kept silently, what both changed is asked about.

A form carries a digest of what each of its fields held when it was opened. That is enough to tell who changed what,
and gives nothing away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Value = Any  # text, number of rows of text, yes or no: what JSON can hold
Said = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed, each in their own way."""

    field: str
    theirs: Value  # what stands now
    mine: Value


@dataclass(frozen=True, slots=True)
class Together:
    said: dict[str, Value]  # with mine where both changed
    clashes: tuple[Clash, ...]


def digest_of(value: Value) -> str:
    """The same for what reads the same: blanks around a text, ends of lines, the order of codes or tags make no other."""
    plain = json.dumps(_plain(value), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    if isinstance(value, tuple | list):
        plain = [_plain(item) for item in value]
        return sorted(plain) if all(isinstance(item, str) for item in value) else plain
    return value


def brought_together(was: Mapping[str, str], now: Said, mine: Said, theirs: Collection[str] = ()) -> Together:
    """`was`: digest of each field when the form was opened; `theirs`: fields of which what stands now was chosen."""
    said: dict[str, Value] = {}
    clashes = []
    for field, typed in mine.items():
        stands = now.get(field)
        opened = was.get(field)
        if field in theirs or digest_of(typed) in (opened, digest_of(stands)):
            said[field] = stands  # to the letter, also where a form would trim it
            continue
        said[field] = typed
        if opened != digest_of(stands):
            clashes.append(Clash(field, stands, typed))
    return Together(said, tuple(clashes))

"""The record as a chain: each entry's hash covers all that it says and the hash before it. Pure Python.

An entry's hash is the SHA-256 of its canonical form (RFC 8785) of what `content` names. `before` there is the row id
of the entry before, so that no row id changes unnoticed either. `salt` is random and stays in the database: some
hashes are public, and without it what a hidden entry between them says could be guessed and confirmed by them. Whose
hand it was, and the exact time, are not in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

START = "0" * 64  # what the first entry has for the hash before it


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it lies in the database."""

    id: int
    forum: int | None  # None: the chain of the whole install
    number: int
    public: int | None  # its number in the public record
    verb: str
    target: str
    seat: int | None
    organisation: str
    day: str
    facts: Mapping[str, Any]
    previous: str
    hash: str
    salt: str = ""  # none in entries that are older than salts


@dataclass(frozen=True, slots=True)
class Fault:
    code: str  # changed, unlinked, missing, moved, extra, renumbered
    number: int


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain stands after an entry."""

    id: int = 0
    number: int = 0
    public: int = 0
    hash: str = START


def content(row: Row, before: int) -> bytes:
    said = {
        "forum": row.forum,
        "number": row.number,
        "public": row.public,
        "verb": row.verb,
        "target": row.target,
        "seat": row.seat,
        "organisation": row.organisation,
        "day": row.day,
        "facts": row.facts,
        "before": before,
        "previous": row.previous,
    }
    if row.salt:
        said["salt"] = row.salt
    return rfc8785.dumps(said)


def hash_of(row: Row, before: int) -> str:
    return hashlib.sha256(content(row, before)).hexdigest()


def after(end: End, row: Row) -> End:
    return End(row.id, row.number, row.public or end.public, row.hash)


def faults(rows: Iterable[Row]) -> Iterator[Fault | End]:
    """What is wrong with a chain, entry by entry as their numbers go; last, where it ends."""
    end = End()
    for row in rows:
        if code := _fault(end, row):
            yield Fault(code, row.number)
        end = after(end, row)
    yield end


def _fault(end: End, row: Row) -> str:
    """The first thing that is wrong with an entry, "" if nothing is."""
    if row.number > end.number + 1:
        return "missing"
    if row.number <= end.number:
        return "extra"
    if row.id <= end.id:
        return "moved"
    if not _holds(row, end.id):
        return "changed"
    if row.previous != end.hash:
        return "unlinked"
    return "renumbered" if row.public not in (None, end.public + 1) else ""


def _holds(row: Row, before: int) -> bool:
    try:
        return row.hash == hash_of(row, before)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):  # a value that no entry is made with
        return False

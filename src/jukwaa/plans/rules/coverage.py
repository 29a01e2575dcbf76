"""Who does what where: what each place is reached by, where nobody is, and who works side by side unawares.

A code lies in another that it begins with (`KE001005-0024` in `KE001005` in `KE001`), as in `places.rules`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Side = Literal["state", "other"]


@dataclass(frozen=True, slots=True)
class Deed:
    """An action, as far as it matters to others. `bodies` are keys as the reader may tell them apart."""

    key: int
    section: int
    areas: tuple[str, ...]
    starts: date | None
    ends: date | None
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two actions of different bodies in one section, at a place and a time that they share."""

    one: int
    two: int
    places: tuple[str, ...]  # the narrower of each pair of places
    starts: date | None
    ends: date | None


def touching(places: Collection[str], whole: str) -> dict[str, tuple[str, ...]]:
    """Each place with all that lie in it or that it lies in, itself too; the whole stands for itself only."""
    known = set(places) - {whole}
    lengths = sorted({len(code) for code in known})
    found: dict[str, list[str]] = {code: [code] for code in known}
    for code in known:
        for outer in _outer(code, lengths):
            if outer in known:
                found[code].append(outer)
                found[outer].append(code)
    return {whole: (whole,)} | {code: tuple(sorted(codes)) for code, codes in found.items()}


def _outer(code: str, lengths: Iterable[int]) -> Iterator[str]:
    return (code[:length] for length in lengths if length < len(code))


def untouched(places: Iterable[str], deeds: Iterable[Deed], whole: str) -> list[str]:
    """The places that no action names: by itself, by what it lies in or by a part of it. The whole names none."""
    places = list(places)
    named = {code for deed in deeds for code in deed.areas if code != whole}
    lengths = {len(code) for code in named}
    parts = {code[:length] for length in {len(place) for place in places} for code in named}
    return [place for place in places if place not in parts and not any(place[:n] in named for n in lengths)]


def missing_side(leads: Collection[bool | None]) -> tuple[Side, ...]:
    """Which side leads nothing here. A lead that nobody has classed yet may be either, so nothing is claimed."""
    if None in leads:
        return ()
    sides: tuple[tuple[Side, bool], ...] = (("state", True), ("other", False))
    return tuple(side for side, state in sides if state not in leads)


# --- side by side -----------------------------------------------------------------------------------------


def overlaps(deeds: Iterable[Deed]) -> Iterator[Overlap]:
    """Every pair once, the narrowest place first. What names no body, no place or no time is no pair's half.

    One at a time: whoever shows twenty pays for twenty, also where thousands are county-wide.
    """
    at = _placed(deeds)
    seen: set[tuple[int, int]] = set()
    for (section, code), inside in sorted(at.items(), key=lambda spot: (-len(spot[0][1]), spot[0])):
        around = [
            deed for outer in _outer(code, range(1, len(code))) for deed in at.get((section, outer), ())
        ]
        for n, one in enumerate(inside):
            for two in (*inside[n + 1 :], *around):
                pair = (min(one.key, two.key), max(one.key, two.key))
                if pair not in seen and _side_by_side(one, two):
                    seen.add(pair)
                    yield _overlap(one, two)


def _placed(deeds: Iterable[Deed]) -> dict[tuple[int, str], list[Deed]]:
    at: dict[tuple[int, str], list[Deed]] = defaultdict(list)
    for deed in sorted(deeds, key=lambda deed: (deed.starts or date.min, deed.key)):
        if deed.bodies and (deed.starts or deed.ends):
            for code in dict.fromkeys(deed.areas):
                at[deed.section, code].append(deed)
    return at


def _side_by_side(one: Deed, two: Deed) -> bool:
    """Different bodies at the same time. An action that stands at both places is not beside itself."""
    return (
        (one.starts or date.min) <= (two.ends or date.max)
        and (two.starts or date.min) <= (one.ends or date.max)
        and one.bodies.isdisjoint(two.bodies)
    )


def _overlap(one: Deed, two: Deed) -> Overlap:
    inside = {a for a in one.areas for b in two.areas if a.startswith(b)}
    shared = inside | {b for b in two.areas for a in one.areas if b.startswith(a)}
    ends = min((end for end in (one.ends, two.ends) if end), default=None)
    starts = max((start for start in (one.starts, two.starts) if start), default=None)
    first, second = sorted((one.key, two.key))
    return Overlap(first, second, tuple(sorted(shared)), starts, ends)

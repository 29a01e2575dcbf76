"""Which row of a file is which row of the plan: by permanent id, else by what a reader takes for the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from jukwaa.plans.rules.document import BodyRef, Texts

NEAR = 85  # of 100: a corrected spelling, not another sentence
SAME_CODE = 60  # of 100: with the same code, a reworded title is still the same action


def fold(text: str) -> str:
    """Case, accents, punctuation and spacing do not make another name."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def body_key(body: BodyRef) -> str:
    return body.id or f"name:{fold(body.name or '')}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is looked at of a section or an action; `place` is the key of what it stands in."""

    id: str | None
    code: str | None
    titles: tuple[tuple[str, str], ...]  # (language, folded text)
    place: str

    @classmethod
    def of(cls, item_id: str | None, code: str | None, title: Texts, place: str) -> Candidate:
        return cls(item_id, code, tuple((lang, fold(text)) for lang, text in title.items() if text), place)


def alike(one: Candidate, two: Candidate) -> float:
    """0 to 100, in the language in which the titles are most alike."""
    return max(
        (fuzz.ratio(a, b) for (la, a), (lb, b) in product(one.titles, two.titles) if la == lb), default=0
    )


def pair(new: Sequence[Candidate], old: Sequence[Candidate]) -> dict[int, int]:
    """Index in `new` -> index in `old`, each at most once; what is surest is paired first."""
    pairs: dict[int, int] = {}
    for keys in (_id, _title_and_code_in_place, _title_in_place, _title_anywhere):
        _pair_equal(new, old, pairs, keys)
    _pair_near(new, old, pairs, lambda c: c.code, SAME_CODE)
    _pair_near(new, old, pairs, lambda c: c.place, NEAR)
    return pairs


Keys = Callable[[Candidate], Iterator[tuple[object, ...]]]


def _id(c: Candidate) -> Iterator[tuple[object, ...]]:
    if c.id:
        yield (c.id,)


def _title_and_code_in_place(c: Candidate) -> Iterator[tuple[object, ...]]:
    return ((c.place, c.code, *title) for title in c.titles)


def _title_in_place(c: Candidate) -> Iterator[tuple[object, ...]]:
    return ((c.place, *title) for title in c.titles)


def _title_anywhere(c: Candidate) -> Iterator[tuple[object, ...]]:
    return iter(c.titles)


def _pair_equal(
    new: Sequence[Candidate], old: Sequence[Candidate], pairs: dict[int, int], keys: Keys
) -> None:
    taken = set(pairs.values())
    shelf: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for o, candidate in enumerate(old):
        for key in keys(candidate) if o not in taken else ():
            shelf[key].append(o)
    for n, candidate in _open(new, pairs, keys):
        free = next((o for key in keys(candidate) for o in shelf[key] if o not in taken), None)
        if free is not None:
            pairs[n] = free
            taken.add(free)


def _open(
    new: Sequence[Candidate], pairs: dict[int, int], keys: Keys | None = None
) -> Iterator[tuple[int, Candidate]]:
    """What is not paired yet. An id that we do not know is another row, however it is called."""
    return ((n, c) for n, c in enumerate(new) if n not in pairs and (keys is _id or c.id is None))


def _pair_near(
    new: Sequence[Candidate],
    old: Sequence[Candidate],
    pairs: dict[int, int],
    bucket: Callable[[Candidate], str | None],
    least: float,
) -> None:
    taken = set(pairs.values())
    shelf: dict[str | None, list[int]] = defaultdict(list)
    for o, candidate in enumerate(old):
        if o not in taken:
            shelf[bucket(candidate)].append(o)
    near = [
        (-score, n, o)
        for n, candidate in _open(new, pairs)
        if bucket(candidate)
        for o in shelf[bucket(candidate)]
        if (score := alike(candidate, old[o])) >= least
    ]
    for _score, n, o in sorted(near):
        if n not in pairs and o not in taken:
            pairs[n] = o
            taken.add(o)


def first_free(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, else with -2, -3 … behind it."""
    known = set(taken)
    number, code = 1, wanted
    while code in known:
        number += 1
        code = f"{wanted}-{number}"
    return code

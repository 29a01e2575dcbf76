"""Which row of a file is which row of the plan: by permanent id, else by what a reader takes for the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from jukwaa.plans.rules.document import BodyRef, Texts
from jukwaa.plans.rules.numbering import clean_code

NEAR = 85  # of 100: a corrected spelling, not another sentence
HANDFUL = 50  # looked at for each row at a time: a thousand rows that are all alike are not a million pairs
SAME_CODE = 60  # of 100: with the same code, a reworded title is still the same action


@lru_cache(maxsize=16384)  # the same names and titles are compared again and again
def fold(text: str) -> str:
    """Case, accents, punctuation and spacing do not make another name."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def name_key(name: str) -> str:
    """What two spellings of one body's name share."""
    return fold(name) or name.strip()


def body_key(body: BodyRef) -> str:
    return body.id or f"name:{name_key(body.name or '')}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is looked at of a row. `place` is the key of what it stands in; `mark` tells rows of one title apart."""

    id: str | None
    code: str | None
    titles: tuple[tuple[str, str], ...]  # (language, folded text)
    place: str = ""
    mark: Hashable = None

    @classmethod
    def of(
        cls, item_id: str | None, code: str | None, title: Texts, place: str = "", mark: Hashable = None
    ) -> Candidate:
        folded = ((language, fold(text) or text) for language, text in title.items() if text)
        return cls(item_id, clean_code(code) or None, tuple(folded), place, mark)


def pair(new: Sequence[Candidate], old: Sequence[Candidate]) -> dict[int, int]:
    """Index in `new` -> index in `old`, each at most once; what is surest is paired first.

    An id that we do not know is another row, however it is called.
    """
    pairs: dict[int, int] = {}
    _pair_equal(new, old, pairs, _id)
    named = {n for n, candidate in enumerate(new) if candidate.id is not None}
    for keys in (_code_and_title, _whole_title_and_mark, _whole_title, _title_and_mark, _title):
        _pair_equal(new, old, pairs, keys, but=named)
    for keys in (_whole_title_anywhere, _title_anywhere):
        _pair_equal(new, old, pairs, keys, but=named)
    _pair_near(new, old, pairs, _by_code, SAME_CODE)
    _pair_translated(new, old, pairs)
    _pair_near(new, old, pairs, _by_place, NEAR)
    return pairs


Keys = Callable[[Candidate], Iterable[Hashable]]


def _id(c: Candidate) -> Iterable[Hashable]:
    return [c.id] if c.id else []


def _code_and_title(c: Candidate) -> Iterable[Hashable]:
    return ((c.place, c.code, *title) for title in c.titles if c.code)


def _whole_title_and_mark(c: Candidate) -> Iterable[Hashable]:
    """In every language: rows may share a title in one and not in the other."""
    return [(c.place, c.mark, frozenset(c.titles))] if c.titles else []


def _whole_title(c: Candidate) -> Iterable[Hashable]:
    return [(c.place, frozenset(c.titles))] if c.titles else []


def _title_and_mark(c: Candidate) -> Iterable[Hashable]:
    return ((c.place, c.mark, *title) for title in c.titles)


def _title(c: Candidate) -> Iterable[Hashable]:
    return ((c.place, *title) for title in c.titles)


def _whole_title_anywhere(c: Candidate) -> Iterable[Hashable]:
    return [frozenset(c.titles)] if c.titles else []


def _title_anywhere(c: Candidate) -> Iterable[Hashable]:
    return c.titles


def _by_code(c: Candidate) -> str:
    return c.code or ""


def _by_place(c: Candidate) -> str:
    return f"in:{c.place}"


def _pair_equal(
    new: Sequence[Candidate],
    old: Sequence[Candidate],
    pairs: dict[int, int],
    keys: Keys,
    but: Container[int] = (),
) -> None:
    taken = set(pairs.values())
    shelf: dict[Hashable, list[int]] = defaultdict(list)
    for o in reversed(range(len(old))):
        for key in keys(old[o]) if o not in taken else ():
            shelf[key].append(o)
    for n, candidate in enumerate(new):
        if n in pairs or n in but:
            continue
        free = _first_free_of([shelf[key] for key in keys(candidate) if key in shelf], taken)
        if free is not None:
            pairs[n] = free
            taken.add(free)


def _first_free_of(stacks: list[list[int]], taken: Container[int]) -> int | None:
    for stack in stacks:
        while stack:
            if (o := stack.pop()) not in taken:
                return o
    return None


def _pair_translated(new: Sequence[Candidate], old: Sequence[Candidate], pairs: dict[int, int]) -> None:
    """Where a title stands in no common language, the code in its place must tell."""
    taken = set(pairs.values())
    shelf: dict[tuple[str, str | None], int] = {
        (c.place, c.code): o for o, c in enumerate(old) if c.code and o not in taken
    }
    for n, c in enumerate(new):
        o = shelf.get((c.place, c.code)) if n not in pairs and c.id is None else None
        if o is not None and not {lang for lang, _t in c.titles} & {lang for lang, _t in old[o].titles}:
            pairs[n] = o
            del shelf[c.place, c.code]


def _pair_near(
    new: Sequence[Candidate],
    old: Sequence[Candidate],
    pairs: dict[int, int],
    bucket: Callable[[Candidate], str],
    least: float,
) -> None:
    """The nearest first; of equally near ones, the one that stands nearest. A row looks at a handful at a time."""
    while True:
        shelf = _shelved(old, pairs, bucket)
        near: list[tuple[float, int, int, int]] = []
        for n, candidate in enumerate(new):
            for language, title in candidate.titles if n not in pairs and candidate.id is None else ():
                places, titles = shelf.get((bucket(candidate), language), ([], []))
                found = process.extract(title, titles, scorer=fuzz.ratio, score_cutoff=least, limit=HANDFUL)
                near += [(-score, abs(n - places[at]), n, places[at]) for _title, score, at in found]
        if not near:
            return
        taken = set(pairs.values())
        for _score, _away, n, o in sorted(near):
            if n not in pairs and o not in taken:
                pairs[n] = o
                taken.add(o)


def _shelved(
    old: Sequence[Candidate], pairs: dict[int, int], bucket: Callable[[Candidate], str]
) -> dict[tuple[str, str], tuple[list[int], list[str]]]:
    """What is not paired yet, by bucket and language: places and titles."""
    taken = set(pairs.values())
    shelf: dict[tuple[str, str], tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
    for o, candidate in enumerate(old):
        for language, title in candidate.titles if o not in taken and bucket(candidate) else ():
            places, titles = shelf[bucket(candidate), language]
            places.append(o)
            titles.append(title)
    return shelf

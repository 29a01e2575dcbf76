"""The sections and actions of two documents as one tree: what is which, and in which order.

The file's order holds. What it lacks stays in its old section, behind its old neighbour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.matching import Candidate, pair

Key = TypeVar("Key", bound=Hashable)
Pairs = dict[int, int]  # index in the new document -> in the old one
ROOT = -1


@dataclass(slots=True)
class Spot:
    """A section on its way: what it was, what the file says (None: it lacks it), and what it holds."""

    was: SectionDoc | None
    says: SectionDoc | None
    parts: list[Spot] = field(default_factory=list)
    actions: list[tuple[ActionDoc | None, ActionDoc | None]] = field(default_factory=list)  # (was, says)


def tree(current: PlanDoc, incoming: PlanDoc, *, prune: bool) -> list[Spot]:
    """`prune`: what the file lacks is left out."""
    old, new = _Outline.of(current), _Outline.of(incoming)
    pairs = _paired_sections(old, new)
    said = [
        Spot(old.sections[pairs[n]] if n in pairs else None, section)
        for n, section in enumerate(new.sections)
    ]
    by_old = {o: said[n] for n, o in pairs.items()}
    spots = [by_old.get(o) or Spot(section, None) for o, section in enumerate(old.sections)]
    root = Spot(None, None)
    _place_parts(_Two(old, new, pairs), root, said, spots, prune=prune)
    _place_actions([*said, *(spot for spot in spots if spot.says is None)], prune=prune)
    return root.parts


# --- which section is which ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Outline:
    """A document's sections, outer before inner, each with those that lie in it."""

    sections: list[SectionDoc]
    parts: dict[int, list[int]]
    candidates: list[Candidate]

    @classmethod
    def of(cls, doc: PlanDoc) -> _Outline:
        outline = cls([], defaultdict(list), [])
        outline.add(doc.sections, ROOT)
        return outline

    def add(self, sections: Iterable[SectionDoc], parent: int) -> None:
        for section in sections:
            self.parts[parent].append(len(self.sections))
            self.sections.append(section)
            self.candidates.append(Candidate.of(section.id, section.code, section.title))
            self.add(section.sections, len(self.sections) - 1)


@dataclass(frozen=True, slots=True)
class _Two:
    old: _Outline
    new: _Outline
    pairs: Pairs


def _paired_sections(old: _Outline, new: _Outline) -> Pairs:
    """By id wherever it stands; else level by level from the top; else by its title wherever it stands."""
    known = {candidate.id: o for o, candidate in reversed(list(enumerate(old.candidates))) if candidate.id}
    by_id = {known[c.id]: n for n, c in reversed(list(enumerate(new.candidates))) if c.id in known}
    pairs = {n: o for o, n in by_id.items()}
    taken = set(by_id)
    titles = defaultdict(list)
    for o, candidate in enumerate(old.candidates):
        for title in candidate.titles:
            titles[title].append(o)
    pairs[ROOT] = ROOT
    for n in range(ROOT, len(new.sections)):
        if n not in pairs and new.candidates[n].id is None:
            free = (o for title in new.candidates[n].titles for o in titles[title] if o not in taken)
            if (found := next(free, None)) is not None:
                pairs[n] = found
                taken.add(found)
        if n in pairs:
            _pair_parts(_Two(old, new, pairs), n, taken)
    del pairs[ROOT]
    return pairs


def _pair_parts(two: _Two, n: int, taken: set[int]) -> None:
    parts = [part for part in two.new.parts[n] if part not in two.pairs]
    were = [part for part in two.old.parts[two.pairs[n]] if part not in taken]
    found = pair([two.new.candidates[i] for i in parts], [two.old.candidates[i] for i in were])
    for a, b in found.items():
        two.pairs[parts[a]] = were[b]
        taken.add(were[b])


# --- the order of what comes of it -------------------------------------------------------------------------


def _place_parts(two: _Two, root: Spot, said: list[Spot], spots: list[Spot], *, prune: bool) -> None:
    for n in range(ROOT, len(said)):
        (said[n] if n >= 0 else root).parts = [said[part] for part in two.new.parts[n]]
    for o in range(ROOT, len(spots)):
        spot = spots[o] if o >= 0 else root
        known = {id(part): part for part in (*spot.parts, *(spots[i] for i in two.old.parts[o]))}
        absent = {key for key, part in known.items() if part.says is None and not prune}
        keys = in_order([id(part) for part in spot.parts], [id(spots[i]) for i in two.old.parts[o]], absent)
        spot.parts = [known[key] for key in keys]


def in_order(said: Sequence[Key], old: Sequence[Key], absent: Collection[Key]) -> list[Key]:
    """What is said, in its order; each absent one behind the nearest before it in `old` that is here too."""
    here = set(said)
    behind: dict[Key | None, list[Key]] = defaultdict(list)
    last: Key | None = None
    for key in old:
        if key in here:
            last = key
        elif key in absent:
            behind[last].append(key)
    return [*behind[None], *(key for item in said for key in (item, *behind[item]))]


@dataclass(slots=True)
class _Row:
    """An action on its way, known by itself: two rows of a file may be equal."""

    was: ActionDoc | None
    says: ActionDoc | None


def _place_actions(spots: list[Spot], *, prune: bool) -> None:
    """Actions are paired over the whole plan, because one may have moved."""
    old = [(at, action) for at, spot in enumerate(spots) if spot.was for action in spot.was.actions]
    new = [(at, action) for at, spot in enumerate(spots) if spot.says for action in spot.says.actions]
    pairs = pair(_candidates(new), _candidates(old))
    rows = [_Row(old[pairs[n]][1] if n in pairs else None, action) for n, (_at, action) in enumerate(new)]
    by_old = {o: rows[n] for n, o in pairs.items()}
    olds = [by_old.get(o) or _Row(action, None) for o, (_at, action) in enumerate(old)]
    absent = {id(row) for row in olds if row.says is None and not prune}
    known = {id(row): row for row in (*rows, *olds)}
    said, were = _by_place(new, rows), _by_place(old, olds)
    for at, spot in enumerate(spots):
        order = in_order(said[at], were[at], absent)
        spot.actions = [(known[key].was, known[key].says) for key in order]


Placed = list[tuple[int, ActionDoc]]  # with the spot that it stands in


def _by_place(placed: Placed, rows: list[_Row]) -> dict[int, list[int]]:
    keys: dict[int, list[int]] = defaultdict(list)
    for (at, _action), row in zip(placed, rows, strict=True):
        keys[at].append(id(row))
    return keys


def _candidates(placed: Placed) -> list[Candidate]:
    """Rows of one title are told apart by when and where they are."""
    return [
        Candidate.of(a.id, a.code, a.title, place=str(at), mark=(a.starts, a.ends, a.areas or ()))
        for at, a in placed
    ]

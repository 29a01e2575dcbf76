"""What the forum knows, ready to be asked while a file is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from jukwaa.plans.imports.contract import Known, here_of
from jukwaa.plans.rules.cells.areas import AreaIndex, index_areas, read_areas
from jukwaa.plans.rules.cells.bodies import Bodies, Match, match_body, read_bodies
from jukwaa.plans.rules.cells.likeness import Here
from jukwaa.plans.rules.cells.names import perhaps_one
from jukwaa.plans.rules.cells.notes import doubt
from jukwaa.plans.rules.document import BodyRef
from jukwaa.plans.rules.matching import fold

MOST_ROUNDS = 5


@dataclass
class Lexicon:
    known: Known
    language: str  # of texts whose column does not say
    told: set[str] = field(default_factory=set)  # names of bodies that a note was made of
    matches: dict[str, Match] = field(default_factory=dict)
    named: frozenset[str] = frozenset()  # names of bodies that the file itself tells apart, folded
    read: dict[str, Bodies] = field(default_factory=dict)

    @cached_property
    def areas(self) -> AreaIndex:
        return index_areas(self.known.areas, self.known.area)

    def is_place(self, text: str) -> bool:
        """Names areas of the forum and nothing else."""
        read = read_areas(text, self.areas)
        return bool(read.codes) and not read.rest and not any(n.code == "areas.near" for n in read.notes)

    @cached_property
    def ids(self) -> dict[str, str]:
        """Every name and short name -> the body's permanent id."""
        names = {body.short_name: body.id for body in self.known.bodies if body.short_name}
        return names | {body.name: body.id for body in self.known.bodies}

    @cached_property
    def folded(self) -> frozenset[str]:
        return frozenset(fold(name) for name in self.ids)

    def bodies_in(self, text: str) -> Bodies:
        if text not in self.read:
            read = read_bodies(text, known=self.folded | self.named, places=self.areas.by_name)
            parted = perhaps_one(" ".join(text.split()), read.names, self.folded)
            told = (doubt("bodies.perhaps_one", text=whole) for whole in parted)
            self.read[text] = replace(read, notes=(*read.notes, *told))
        return self.read[text]

    def learn_names(self, texts: Iterable[str]) -> None:
        """Names are told apart by the names that are known, and those of this file are known once it is brought in:
        so it is read with them from the start, and brought in again it says the same."""
        texts = list(dict.fromkeys(texts))
        for _round in range(MOST_ROUNDS):
            named = frozenset(fold(name) for text in texts for name in self.bodies_in(text).names)
            if named == self.named:
                return
            self.named, self.read = named, {}

    @cached_property
    def names(self) -> dict[str, str]:
        return {body.id: body.name for body in self.known.bodies}

    @cached_property
    def here(self) -> Here:
        return here_of(self.known)

    def match(self, name: str) -> Match:
        key = fold(name)
        if key not in self.matches:
            self.matches[key] = match_body(name, self.ids, self.here)
        return self.matches[key]

    def body(self, name: str) -> BodyRef:
        exact = self.match(name).exact
        return BodyRef(exact, self.names[exact]) if exact else BodyRef(None, name)

"""The same body under another spelling: what is asked about, never merged by itself.

Public offices are called in many ways: "County Commissioner's Office" and "Office of the County Commissioner, Mombasa"
share all words that say anything. So names are compared without the words that every office bears, and without the name
of the forum's own county. What tells two bodies apart is never overlooked: a rank, a number, a ward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from jukwaa.plans.rules.cells.topics import words
from jukwaa.plans.rules.matching import fold

NEAR = 86  # of 100: another spelling
TYPED_WRONG = 75  # of 100, of the words alone in which two names differ
WHOLE = 2  # words of weight that one name must share with a longer one, if neither is an office

OFFICES = words(
    "office offices department departments dept directorate ministry ofisi idara wizara kurugenzi"
)
SILENT = OFFICES | words(
    "the of and for in on at to a an s county national government kaunti serikali taifa kitaifa ya wa za la cha na kwa"
)
# They tell two bodies apart, whatever else the names share.
RANKS = words(
    "sub deputy assistant vice principal regional region ward wards village location constituency naibu msaidizi wadi kata kijiji ndogo mkoa kanda"
)
# They say too little to recognise a body by, in a name that says more.
LIGHT = words(
    """
    officer officers commissioner director secretary commander governor executive member administrator administrators chief
    chiefs head committee forum network council group association organisation organization society trust foundation union
    chamber board team unit agency authority service services affairs programme project centre center community kenya
    kamishna gavana mkurugenzi afisa katibu kamati mtandao baraza kikundi chama shirika umoja kituo huduma jamii
    """
)
COUNTY, NATIONAL = words("county kaunti"), words("ministry national wizara taifa kitaifa")
SHORT = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Here:
    """Where the forum is: the words of its county's name, and those of the places within it."""

    home: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @classmethod
    def of(cls, home: str, places: Iterable[str]) -> Here:
        own = frozenset(fold(home).split())
        return cls(own, frozenset(word for name in places for word in fold(name).split()) - own - SILENT)


ANYWHERE = Here()


@dataclass(frozen=True, slots=True)
class _Name:
    folded: str
    said: frozenset[str]  # words that say which body it is
    apart: frozenset[str]  # of them those that tell it from its like
    is_office: bool
    level: str  # "county", "national", or nothing where it does not say
    shorts: frozenset[str] = field(default=frozenset())

    @property
    def line(self) -> str:
        return " ".join(sorted(self.said))

    @property
    def weight(self) -> int:
        return len(self.said - LIGHT)


def like(name: str, known: Mapping[str, str], here: Here = ANYWHERE) -> str | None:
    """The id of the known body that this name may mean; `known`: names and short names -> id."""
    one = _name(name, here)
    best = max(((_likeness(one, _name(other, here)), pid) for other, pid in known.items()), default=(0.0, ""))
    return best[1] if best[0] else None


@lru_cache(maxsize=16384)
def _name(name: str, here: Here) -> _Name:
    bare = fold(SHORT.sub(" ", name)).replace("subcounty", "sub county").replace("regional office", "office")
    tokens = frozenset(bare.split())
    said = tokens - SILENT - here.home
    levels = [
        level
        for level, marks in (("county", COUNTY | here.home), ("national", NATIONAL))
        if tokens & marks or (level == "national" and "state department" in bare)
    ]
    return _Name(
        bare,
        said,
        frozenset(word for word in said if word in RANKS or word in here.places or word.isdigit()),
        bool(tokens & OFFICES),
        levels[0] if len(levels) == 1 else "",
        frozenset(fold(short) for short in SHORT.findall(name)) - {"sample", ""},
    )


def _likeness(one: _Name, two: _Name) -> float:
    """0 to 100; 0 where nobody would ask."""
    if one.folded in two.shorts or two.folded in one.shorts:
        return 100.0
    if not one.said or not two.said or _are_apart(one, two):
        return 0.0
    if one.said == two.said:
        return 100.0
    near = max(fuzz.ratio(one.folded, two.folded), fuzz.ratio(one.line, two.line))
    if _is_within(one, two) or _is_within(two, one) or (near >= NEAR and _are_misspelt(one, two)):
        return near
    return 0.0


def _are_apart(one: _Name, two: _Name) -> bool:
    return one.apart != two.apart or {one.level, two.level} == {"county", "national"}


def _is_within(one: _Name, two: _Name) -> bool:
    """Every word of the one stands in the other, and they say enough: "Youth" in "Youth and Sports"."""
    enough = 1 if one.is_office and two.is_office else WHOLE
    return one.said < two.said and one.weight >= enough


def _are_misspelt(one: _Name, two: _Name) -> bool:
    """The words in which they differ are themselves alike: "Netwrok", not another word in a long name."""
    left, right = (
        "".join(word for word in a.folded.split() if word in a.said - b.said)
        for a, b in ((one, two), (two, one))
    )
    return not left or not right or fuzz.ratio(left, right) >= TYPED_WRONG

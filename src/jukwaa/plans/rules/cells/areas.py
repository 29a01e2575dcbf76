"""Where: "Mji wa Kale", "all wards", "Likoni", "county-wide", "KE001005-0024". A bare number is never a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.matching import fold

AreaKind = Literal["county", "sub_county", "ward"]
NEAR = 86  # of 100

# Names in use beside the official ones: the old town's English name, halves and spellings met in county files.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "KE001001-0001": ("Portreitz", "Port Reitz"),
    "KE001004-0016": ("Freretown", "Kisimani"),
    "KE001004-0017": ("Ziwa la Ngombe",),
    "KE001006-0026": ("Old Town", "Makadara", "Mji wa Kale", "Mombasa Old Town"),
    "KE001006-0029": ("Ganjoni", "Shimanzi"),
}
ALL = re.compile(
    r"^(the )?((all|every|each|across all|across the|in all)( the)?( \w+)? (wards?|sub ?counties|sub ?county|county)( wards)?|"
    r"county ?wide|whole county|entire county|across the county|the county|countywide|wadi zote|kaunti ndogo zote( \w+)?|kaunti nzima|kaunti yote|kila wadi|maeneo yote|everywhere|all areas)$"
)
ALL_IN = re.compile(
    r"^(?:all|every|each)(?: the)? wards? (?:in|of) (?P<name>.+)$|^wadi zote za (?P<jina>.+)$"
)
KIND = {
    "ward": re.compile(r"\b(wards?|wadi( ya)?)\b"),
    "sub_county": re.compile(r"\b(sub ?count(y|ies)|constituency|constituencies|kaunti ndogo( ya)?)\b"),
    "county": re.compile(r"\b(county|kaunti( ya)?)\b"),
}


@dataclass(frozen=True, slots=True)
class AreaName:
    code: str
    name: str
    kind: str
    parent: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaIndex:
    root: str
    kinds: Mapping[str, str]  # code -> kind
    names: Mapping[str, str]  # code -> name
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # folded -> codes


@dataclass(frozen=True, slots=True)
class Areas:
    codes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: str = ""


def index_areas(areas: Sequence[AreaName], root: str) -> AreaIndex:
    """The areas under `root`, the forum's own; what lies elsewhere answers to no name here."""
    inside = [area for area in areas if area.code.startswith(root)]
    by_name: dict[str, list[str]] = defaultdict(list)
    for area in inside:
        for name in _names(area):
            if area.code not in by_name[fold(name)]:
                by_name[fold(name)].append(area.code)
    kinds = {area.code: area.kind for area in inside}
    names = {area.code: area.name for area in inside}
    return AreaIndex(root, kinds, names, {name: tuple(codes) for name, codes in by_name.items()})


def _names(area: AreaName) -> list[str]:
    """A slashed name answers to each half and in either order."""
    halves = [half.strip() for half in re.split(r"[/-]", area.name) if half.strip()]
    both = [" ".join(reversed(halves))] if len(halves) == 2 else []
    return [
        area.name,
        *(halves if "/" in area.name else []),
        *both,
        *area.aliases,
        *ALIASES.get(area.code, ()),
    ]


def read_areas(text: str, index: AreaIndex) -> Areas:
    if not text.strip():
        return Areas()
    whole = _whole(text, index)
    if whole:
        return whole
    codes: list[str] = []
    notes: list[Note] = []
    rest: list[str] = []
    for piece in _pieces(text, index):
        found = _one(piece, index)
        codes += found.codes
        notes += found.notes
        rest += [found.rest] if found.rest else []
    return Areas(tuple(dict.fromkeys(codes)), tuple(notes), "; ".join(rest))


def _whole(text: str, index: AreaIndex) -> Areas | None:
    plain = fold(text)
    if ALL.match(plain):
        return Areas(
            (index.root,),
            (note("areas.whole", text=text.strip(), area=index.names.get(index.root, index.root)),),
        )
    found = _lookup(plain, index)
    return _chosen(text, found, index) if found else None


def _pieces(text: str, index: AreaIndex) -> list[str]:
    pieces: list[str] = []
    for piece in re.split(r"[,;\n\r•]+|\s+&\s+", text):
        inner = re.split(r"\s+(?:and|na|/)\s+", piece) if not _lookup(fold(piece), index) else [piece]
        for part in inner:
            slashed = [half for half in part.split("/") if half.strip()]
            known = _lookup(fold(part), index) or len(slashed) == 1
            pieces += [part] if known else slashed
    return [piece.strip(" .-–") for piece in pieces if piece.strip(" .-–")]


def _one(piece: str, index: AreaIndex) -> Areas:
    code = piece.strip().upper()
    if code in index.kinds:
        return Areas((code,))
    plain = fold(piece)
    if not re.search(r"[^\W\d]", piece):
        return Areas((), (doubt("areas.number", text=piece),), piece)
    if ALL.match(plain):
        return Areas(
            (index.root,), (note("areas.whole", text=piece, area=index.names.get(index.root, index.root)),)
        )
    if (inside := ALL_IN.match(plain)) and (found := _lookup(inside["name"] or inside["jina"], index)):
        return _chosen(piece, found, index)
    if found := _lookup(plain, index):
        return _chosen(piece, found, index)
    if found := _of_kind(plain, index):
        return Areas(found[:1], (), "")
    return _guessed(piece, plain, index)


def _lookup(plain: str, index: AreaIndex) -> tuple[str, ...]:
    return index.by_name.get(plain, ()) or index.by_name.get(plain.replace(" ", ""), ())


def _of_kind(plain: str, index: AreaIndex) -> tuple[str, ...]:
    """ "Likoni ward", "Kisauni sub-county", "kaunti ndogo ya Mvita"."""
    for kind, words in KIND.items():
        if words.search(plain):
            bare = " ".join(words.sub(" ", plain).split())
            if found := tuple(code for code in _lookup(bare, index) if index.kinds[code] == kind):
                return found
    return ()


def _chosen(text: str, codes: tuple[str, ...], index: AreaIndex) -> Areas:
    """A name that is both ward and sub-county is the sub-county, with a doubt."""
    if len(codes) == 1:
        return Areas(codes)
    order = ("county", "sub_county", "ward")
    ranked = sorted(
        codes, key=lambda code: (order.index(index.kinds[code]) if index.kinds[code] in order else 9, code)
    )
    kinds = {index.kinds[code] for code in codes}
    if kinds == {"sub_county", "ward"}:
        return Areas((ranked[0],), (doubt("areas.both", text=text.strip()),))
    if "county" in kinds:
        return Areas((ranked[0],), (doubt("areas.both_county", text=text.strip()),))
    return Areas(
        (ranked[0],),
        (doubt("areas.twice", text=text.strip(), taken=ranked[0], others=", ".join(ranked[1:])),),
    )


def _guessed(piece: str, plain: str, index: AreaIndex) -> Areas:
    """A near spelling, or a venue that has a place's name in it; else it is kept as it stands."""
    near = process.extractOne(plain, index.by_name.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    if near and len(plain) > 3:
        codes = _chosen(piece, index.by_name[near[0]], index).codes
        return Areas(codes, (doubt("areas.near", text=piece, name=index.names[codes[0]]),))
    words = plain.split()
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if len(name) > 3 and (found := _lookup(name, index)):
                codes = _chosen(piece, found, index).codes
                return Areas(codes, (doubt("areas.inside", text=piece, name=index.names[codes[0]]),), piece)
    return Areas((), (doubt("areas.unknown", text=piece),), piece)

"""Where: "Mji wa Kale", "all wards", "Likoni", "county-wide", "Likoni (Mtongwe, Timbwani)", "KE001005-0024".

A bare number is never a place, and nothing outside the forum's own area answers to a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from jukwaa.plans.rules.cells.everywhere import everywhere, inside_of
from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.matching import fold

NEAR = 84  # of 100
SHORTEST_GUESS = 4  # letters
ORDER = ("county", "sub_county", "ward")

# Names in use beside the official ones: the old town's English name, halves and spellings met in county files.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "KE001001-0001": ("Portreitz", "Port Reitz"),
    "KE001004-0016": ("Freretown", "Kisimani"),
    "KE001004-0017": ("Ziwa la Ngombe",),
    "KE001006-0026": ("Old Town", "Makadara", "Mji wa Kale", "Mombasa Old Town"),
    "KE001006-0029": ("Ganjoni", "Shimanzi"),
}
WARD = r"(?:wards?|wadi|kata)"
SUB_COUNTY = (
    r"(?:sub ?count(?:y|ies)|subcount(?:y|ies)|constituenc(?:y|ies)|kaunti ndogo|maeneo bunge|eneo bunge)"
)
KINDS = {
    "ward": re.compile(rf"^{WARD} (?:ya |za |of )?(?P<after>.+)$|^(?P<before>.+) {WARD}$"),
    "sub_county": re.compile(rf"^{SUB_COUNTY} (?:ya |za |of )?(?P<after>.+)$|^(?P<before>.+) {SUB_COUNTY}$"),
    "county": re.compile(r"^(?:county|kaunti) (?:ya |of )?(?P<after>.+)$|^(?P<before>.+) county$"),
}
ALL_OF_A_KIND = {
    "ward": re.compile(r"\bwards\s*$|^\s*(?:wards|wadi za)\b|\(\s*wards?\s*\)\s*$", re.IGNORECASE),
    "sub_county": re.compile(r"\bsub[- ]?counties\s*$|^\s*(?:sub[- ]?counties|kaunti ndogo za)\b|\(\s*sub[- ]?count(?:y|ies)\s*\)\s*$", re.IGNORECASE),
}  # fmt: skip
LEADING = re.compile(rf"^\s*(?:{WARD}|{SUB_COUNTY.replace('sub ?', 'sub[- ]?')})\s*[:–-]\s*", re.IGNORECASE)
NOT_SAID = re.compile(r"^(?:t\.?b\.?[dc]\.?|n\s?/?\s?a|none|nil|to be (?:determined|confirmed|agreed|identified)|itajulikana)$", re.IGNORECASE)  # fmt: skip
HOLDER = re.compile(r"^(?P<outer>[^(:]{3,60}?)\s*(?:\((?P<inner>[^()]*)\)|:\s*(?P<list>.+)|\s[–—-]\s(?P<dash>.+))$", re.DOTALL)  # fmt: skip


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
    by_name: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # folded, with spaces and without -> codes
    counts: Mapping[str, int] = field(default_factory=dict)  # kind -> how many

    def called(self, plain: str) -> tuple[str, ...]:
        return self.by_name.get(plain, ()) or self.by_name.get(plain.replace(" ", ""), ())


@dataclass(frozen=True, slots=True)
class Areas:
    codes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a name before it is read: of which kind it is, and in which area it lies."""

    kind: str = ""
    within: str = ""


def index_areas(areas: Sequence[AreaName], root: str) -> AreaIndex:
    """The areas under `root`, the forum's own; what lies elsewhere answers to no name here."""
    inside = [area for area in areas if area.code.startswith(root)]
    by_name: dict[str, dict[str, None]] = defaultdict(dict)
    for area in inside:
        for name in _names(area):
            for key in (fold(name), fold(name).replace(" ", "")):
                by_name[key][area.code] = None
    kinds = {area.code: area.kind for area in inside}
    counts = {kind: sum(1 for k in kinds.values() if k == kind) for kind in ORDER}
    names = {area.code: area.name for area in inside}
    return AreaIndex(root, kinds, names, {name: tuple(codes) for name, codes in by_name.items()}, counts)


def _names(area: AreaName) -> list[str]:
    """A slashed name answers to each half and in either order."""
    halves = [half.strip() for half in re.split(r"[/-]", area.name) if half.strip()]
    both = [" ".join(reversed(halves))] if len(halves) == 2 else []
    halved = [half for half in halves if len(half) > 2] if "/" in area.name else []
    return [area.name, *halved, *both, *area.aliases, *ALIASES.get(area.code, ())]


def read_areas(text: str, index: AreaIndex, hints: Hints | None = None) -> Areas:
    hints = hints or Hints()
    if not re.search(r"\w", text):
        return Areas()
    if NOT_SAID.match(text.strip()):
        return Areas((), (note("areas.not_said", text=text.strip()),))
    whole = _whole(text, index, hints)
    if whole:
        return whole
    kind = next((kind for kind, words in ALL_OF_A_KIND.items() if words.search(text)), hints.kind)
    named = [_held(piece, index, Hints(kind, hints.within)) for piece in _pieces(text)]
    codes = tuple(dict.fromkeys(code for areas in named for code in areas.codes))
    return Areas(codes, _once(named), "; ".join(dict.fromkeys(areas.rest for areas in named if areas.rest)))


def _once(named: Sequence[Areas]) -> tuple[Note, ...]:
    told: list[Note] = []
    for areas in named:
        told += [n for n in areas.notes if n not in told]
    return tuple(told)


def _whole(text: str, index: AreaIndex, hints: Hints) -> Areas | None:
    plain = fold(text)
    if everywhere(plain, index.counts, fold(index.names.get(index.root, ""))):
        told = note("areas.whole", text=" ".join(text.split()), area=index.names.get(index.root, index.root))
        return Areas((index.root,), (told,))
    return _called(text, plain, index, hints)


def _pieces(text: str) -> list[str]:
    """At commas, semicolons, lines and bullets, but not inside brackets."""
    text = LEADING.sub("", text)
    pieces, depth, last = [], 0, 0
    for at, character in enumerate(text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if depth == 0 and character in ",;\n\r•+":
            pieces.append(text[last:at])
            last = at + 1
    return [piece.strip(" .-–*") for piece in (*pieces, text[last:]) if piece.strip(" .-–*")]


def _held(piece: str, index: AreaIndex, hints: Hints) -> Areas:
    """ "Likoni (Mtongwe, Timbwani)" names the wards; "Likoni (chief's office)" names Likoni, and where in it."""
    whole = _whole(piece, index, hints)
    if whole:
        return whole
    holder = HOLDER.match(piece)
    outer = _called(holder["outer"], fold(holder["outer"]), index, hints) if holder else None
    if not holder or not outer:
        return _list(piece, index, hints)
    inside = holder["inner"] or holder["list"] or holder["dash"] or ""
    if not re.search(r"\w", inside) or re.fullmatch(rf"\s*(?:{WARD}|{SUB_COUNTY})\s*", fold(inside)):
        return outer
    inner = read_areas(inside, index, Hints(hints.kind or "ward", outer.codes[0]))
    if everywhere(fold(inside), {}, "") or (inner.codes and inner.codes[0] == index.root):
        return outer
    if inner.codes:
        return inner
    return Areas(outer.codes, outer.notes, piece)


def _list(piece: str, index: AreaIndex, hints: Hints) -> Areas:
    """Names joined by "and", "na", "&" or a slash; each part is read, unless the whole is one name."""
    parts = [part for part in re.split(r"\s*(?:&|/|\band\b|\bna\b|\s[–—-]\s)\s*", piece, flags=re.IGNORECASE) if re.search(r"\w", part)]  # fmt: skip
    if len(parts) < 2:
        return _one(piece, index, hints)
    read = [_one(part, index, hints) for part in parts]
    if not any(areas.codes for areas in read):
        return _one(piece, index, hints)
    codes = tuple(code for areas in read for code in areas.codes)
    return Areas(codes, _once(read), "; ".join(areas.rest for areas in read if areas.rest))


def _one(piece: str, index: AreaIndex, hints: Hints) -> Areas:
    piece = piece.strip(" .,;()")
    plain = fold(piece)
    if not re.search(r"[^\W\d_]", piece):
        return Areas((), (doubt("areas.number", text=piece),), piece)
    whole = _whole(piece, index, hints)
    if whole:
        return whole
    if (name := inside_of(plain)) and (found := _called(piece, name, index, Hints("sub_county", ""))):
        return found
    return _guessed(piece, plain, index, hints)


def _called(text: str, plain: str, index: AreaIndex, hints: Hints) -> Areas | None:
    """By its code, by its name, or by its name with its kind ("Likoni ward", "kaunti ndogo ya Mvita")."""
    code = text.strip().upper()
    if code in index.kinds:
        return Areas((code,))
    if found := index.called(plain):
        return _chosen(text, found, index, hints)
    for kind, words in KINDS.items():
        if match := words.match(plain):
            bare = match["after"] or match["before"]
            of_kind = tuple(code for code in index.called(bare) if index.kinds[code] == kind)
            if of_kind:
                return _chosen(text, of_kind, index, hints)
    return None


def _chosen(text: str, codes: tuple[str, ...], index: AreaIndex, hints: Hints) -> Areas:
    """A name that is both ward and sub-county is the sub-county, with a doubt, unless something tells them apart."""
    for told_apart in (
        tuple(code for code in codes if hints.kind and index.kinds[code] == hints.kind),
        tuple(
            code for code in codes if hints.within and code.startswith(hints.within) and code != hints.within
        ),
    ):
        codes = told_apart or codes
    if len(codes) == 1:
        return Areas(codes)
    ranked = sorted(
        codes, key=lambda code: (ORDER.index(index.kinds[code]) if index.kinds[code] in ORDER else 9, code)
    )
    kinds = {index.kinds[code] for code in codes}
    name = " ".join(text.split())
    if kinds == {"sub_county", "ward"}:
        return Areas((ranked[0],), (doubt("areas.both", text=name),))
    if "county" in kinds:
        return Areas((ranked[0],), (doubt("areas.both_county", text=name),))
    return Areas(
        (ranked[0],),
        (
            doubt(
                "areas.twice",
                text=name,
                taken=_placed(ranked[0], index),
                others=", ".join(_placed(code, index) for code in ranked[1:]),
            ),
        ),
    )


def _placed(code: str, index: AreaIndex) -> str:
    """By its name, and by that of the area around it, which tells it from another of the same name."""
    around = max((c for c in index.names if code.startswith(c) and c != code), key=len, default="")
    return f"{index.names[code]} ({index.names[around]})" if around else index.names[code]


def _guessed(piece: str, plain: str, index: AreaIndex, hints: Hints) -> Areas:
    """A near spelling, or a venue that has a place's name in it; else it is kept as it stands."""
    bare = next((m["after"] or m["before"] for words in KINDS.values() if (m := words.match(plain))), plain)
    near = process.extractOne(bare, index.by_name.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    if near and len(bare) > SHORTEST_GUESS:
        codes = _chosen(piece, index.by_name[near[0]], index, hints).codes
        return Areas(codes, (doubt("areas.near", text=piece, name=index.names[codes[0]]),))
    for name in _names_inside(plain):
        found = (
            tuple(code for code in index.called(name) if code != index.root)
            if len(name) >= SHORTEST_GUESS
            else ()
        )
        if found:
            codes = _chosen(piece, found, index, hints).codes
            return Areas(codes, (doubt("areas.inside", text=piece, name=index.names[codes[0]]),), piece)
    return Areas((), (doubt("areas.unknown", text=piece),), piece)


def _names_inside(plain: str) -> Iterator[str]:
    words = plain.split()
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])

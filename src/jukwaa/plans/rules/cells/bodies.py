"""Who does it: "CICC, KECOSCE & NCTC", "Lead: A; Support: B", "A / B", "A with ward administrators"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.matching import fold

NEAR = 0.86
LABELS = {
    "lead": r"lead(ing)?( agency| actor| institution)?|led by|kiongozi|mhusika mkuu|owner|responsible",
    "co_lead": r"co-?leads?|kiongozi mwenza",
    "support": r"support(ed by|ing|s)?( agenc(y|ies)| actors?)?|partners?|with|collaborators?|wasaidizi|msaidizi|washirika|kwa kushirikiana na",
    "funder": r"fund(er|ers|ed by|ing)|donors?|mfadhili|wafadhili",
}
LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[;\n(,.]))\s*(?P<label>{'|'.join(f'(?P<{k}>{v})' for k, v in LABELS.items())})\s*[:=–-]\s+",
    re.IGNORECASE,
)
TAIL = re.compile(r"\((?P<kind>lead|co-?lead|support|funder|kiongozi|mfadhili)\)", re.IGNORECASE)
NOBODY = re.compile(
    r"^(t\.?b\.?[dc]\.?|n/?a|[-–—.…?]+|none|nil|all( the)?( stakeholders| actors| members| partners)?|wadau wote|wote|various|everyone|to be (determined|identified))$",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*(?:[•●▪■◦*·–-]|\(?\d{1,2}[.)]|\(?[a-h][.)])\s+")
WITH = re.compile(
    r"\s*,?\s+\b(?:in partnership with|in collaboration with|together with|supported by|with support from|with|pamoja na|kwa kushirikiana na|wakishirikiana na)\s+",
    re.IGNORECASE,
)
# "Ministry of Interior and National Administration": what follows `of` is topics, not bodies.
OFFICE = re.compile(
    r"\b(?:ministry|department|dept\.?|directorate|state department|office|council|committee|commission|network|association|board|centre|center|institute|federation|union|chamber|trust|society|agency|authority|wizara|idara|kamati|baraza|ofisi|tume)\b",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"^(?:the\s+)?(?:national|county|public|social|gender|youth|sports?|culture|education|health|trade|industry|tourism|enterprise|cooperatives?|justice|rights|cohesion|peace|integration|development|services?|administration|coordination|planning|finance|economic|environment|children|communication|information|technology|ict|heritage|security|labour|skills?|training|technical|vocational|religious|human|safety|interior|youths|women|utalii|vijana|michezo|jinsia|elimu|afya|biashara)\b[\w\s]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """`rest`: what names no body, to be kept as remarks."""

    leads: tuple[str, ...] = ()
    co_leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    exact: str | None  # the id of the body of just this name
    near: str | None  # the id of one whose name is like it


def read_bodies(text: str, *, known: Sequence[str] = ()) -> Bodies:
    """Unlabelled, the first body named leads and the others support it; a note says so."""
    if not text.strip():
        return Bodies()
    if NOBODY.match(" ".join(text.split())):
        return Bodies(
            notes=(note("bodies.nobody", text=text.strip()),),
            rest="" if len(text.strip()) < 4 else text.strip(),
        )
    said: dict[str, list[str]] = {kind: [] for kind in LABELS}
    rest: list[str] = []
    labelled = False
    for kind, part in _labelled(text):
        labelled = labelled or bool(kind)
        for name, own in _named(part, known):
            if NOBODY.match(name):
                rest.append(name)
                continue
            place = own or kind or ("lead" if not said["lead"] else "support")
            said[place].append(name)
    once = {kind: tuple(dict.fromkeys(names)) for kind, names in said.items()}
    notes = () if labelled or not once["support"] else (note("bodies.first_leads", lead=once["lead"][0]),)
    return Bodies(once["lead"], once["co_lead"], once["support"], once["funder"], notes, "; ".join(rest))


def _labelled(text: str) -> list[tuple[str, str]]:
    """(kind or "", what stands behind that label)."""
    found = list(LABEL.finditer(text))
    parts = [("", text[: found[0].start()] if found else text)]
    for n, label in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        kind = next(kind for kind in LABELS if label[kind])
        parts.append((kind, text[label.end() : end]))
    return [(kind, part) for kind, part in parts if part.strip(" ;,.\n\t")]


def _named(text: str, known: Sequence[str]) -> list[tuple[str, str]]:
    """(name, kind where the name itself says it)."""
    kept = {fold(name) for name in known}
    named = []
    for piece in _pieces(text, kept):
        tail = TAIL.search(piece)
        kind = _kind_of(tail["kind"]) if tail else ""
        name = " ".join(TAIL.sub("", piece).split()).strip(" ;,.:–-&")
        if name:
            named.append((name, kind))
    return named


def _kind_of(label: str) -> str:
    return next(
        kind
        for kind in ("co_lead", "support", "funder", "lead")
        if re.fullmatch(LABELS[kind], label, re.IGNORECASE)
    )


def _pieces(text: str, known: set[str]) -> list[str]:
    pieces: list[str] = []
    for line in re.split(r"[\n\r;]+", text):
        for half in WITH.split(BULLET.sub("", line)):
            pieces += _split(half.strip(), known)
    return [piece for piece in pieces if piece.strip(" ;,.")]


def _split(text: str, known: set[str]) -> list[str]:
    """At commas, slashes and "and", but never inside a known name, brackets, or an office's list of topics."""
    if not text or fold(text) in known:
        return [text]
    for separator in (r"\s+/\s+", r",", r"\s+&\s+|\s+and\s+|\s+na\s+"):
        parts = _outside_brackets(text, separator)
        if len(parts) > 1 and (joined := _rejoined(parts, text, separator)):
            return [
                piece for part in joined for piece in (_split(part, known) if len(joined) > 1 else [part])
            ]
    return [text]


def _outside_brackets(text: str, separator: str) -> list[str]:
    depth, last, parts = 0, 0, []
    cuts = {m.start(): m.end() for m in re.finditer(separator, text, re.IGNORECASE)}
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if at in cuts and depth <= 0 and at >= last:
            parts.append(text[last:at].strip())
            last = cuts[at]
    return [part for part in [*parts, text[last:].strip()] if part]


def _rejoined(parts: list[str], text: str, separator: str) -> list[str]:
    """Topics go back to the office before them."""
    joined: list[str] = []
    at = 0
    for part in parts:
        start = text.index(part, at)
        if joined and _continues(joined[-1], part):
            joined[-1] = text[text.index(joined[-1].split("\0")[0]) : start + len(part)]
        else:
            joined.append(part)
        at = start + len(part)
    return joined


def _continues(office: str, part: str) -> bool:
    part = re.sub(r"^(and|na|&)\s+", "", part, flags=re.IGNORECASE)
    head = OFFICE.search(office)
    if head is None and re.search(
        r"\b(committee|network|association|council|forum|commission|programme|kamati)\b", part, re.IGNORECASE
    ):
        return (
            bool(TOPIC.match(office) or len(office.split()) == 1)
            and len(part.split()) <= 3
            and not OFFICE.search(office)
            and office[0].isupper()
            and not office.isupper()
        )
    topics = re.search(r"\b(of|for|ya|wa)\b", office, re.IGNORECASE)
    return bool(head and topics and TOPIC.match(part) and not OFFICE.search(part) and "(" not in part)


# --- the same body under another spelling ------------------------------------------------------------------


def _core(name: str) -> str:
    """Without brackets, article and the county's prefix."""
    bare = re.sub(r"\([^)]*\)", " ", name)
    return re.sub(r"^(the |mombasa county |county government of \w+ |county )+", "", fold(bare)).strip()


def same_name(one: str, two: str) -> bool:
    return fold(one) == fold(two)


def nearness(name: str, other: str) -> float:
    """0 to 1; 1 only for the same words."""
    one, two = _core(name), _core(other)
    if not one or not two:
        return 0.0
    return max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two)) / 100


def match_body(name: str, known: Mapping[str, str]) -> Match:
    """`known`: names and short names -> the body's id."""
    wanted = fold(name)
    for other, pid in known.items():
        if other and fold(other) == wanted:
            return Match(pid, None)
    best = max(((nearness(name, other), pid) for other, pid in known.items() if other), default=(0.0, ""))
    return Match(None, best[1] if best[0] >= NEAR else None)


def near_note(name: str, other: str) -> Note:
    return doubt("bodies.near", name=name, other=other)

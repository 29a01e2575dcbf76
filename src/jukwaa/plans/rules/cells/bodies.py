"""Who does it: "CICC, KECOSCE & NCTC", "Lead: A; Support: B", "A / B", "A with ward administrators"."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass

from jukwaa.plans.rules.cells.likeness import ANYWHERE, Here, like
from jukwaa.plans.rules.cells.names import split_names
from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.matching import fold

LONGEST = 120  # letters: more than that is a sentence, not a name
LABELS = {
    "co_lead": r"co-?\s?leads?(?: agenc(?:y|ies))?|kiongozi mwenza|viongozi wenza",
    "lead": r"lead(?:ing|s)?(?: (?:agenc(?:y|ies)|actors?|institutions?|organi[sz]ations?|partners?|body))?|led by|kiongozi|mhusika mkuu|owners?|responsible(?: (?:agency|body|party|person))?|msimamizi",
    "support": r"support(?:ed by|ing|s)?(?: (?:agenc(?:y|ies)|actors?|institutions?|organi[sz]ations?|partners?|bod(?:y|ies)))?|partners?|with|collaborators?|others?|wasaidizi|msaidizi|washirika|wadau|kwa kushirikiana na",
    "funder": r"fund(?:er|ers|ed by|ing|s)|donors?|mfadhili|wafadhili|financ(?:er|ed by)",
}
ANY_LABEL = "|".join(f"(?P<{kind}>{words})" for kind, words in LABELS.items())
LABEL = re.compile(
    rf"(?:^|(?<=[;\n(,./|]))[ \t]*(?:{ANY_LABEL})(?:\s*[:=]\s*|\s+[–—-]\s+|[ \t]*(?=\n))", re.IGNORECASE
)
TAIL = re.compile(rf"\s*(?:\(\s*(?:{ANY_LABEL})\s*\)|\s[–—-]\s*(?:{ANY_LABEL.replace('?P<', '?P<t_')})\s*$)", re.IGNORECASE)  # fmt: skip
BLANK = re.compile(r"^(?:t\.?b\.?[dc]\.?|n\s?/?\s?a|[-–—.…?_]+|none|nil|etc\.?|et al\.?|n\.?k\.?|to be (?:determined|identified|agreed|confirmed))$", re.IGNORECASE)  # fmt: skip
VAGUE = re.compile(
    r"^(?:(?:all|other|others|various|relevant|key|any other|different)(?: (?:the|other|relevant|key|cef|pillar|county|local))*(?: (?:stakeholders?|actors?|members?|partners?|agencies|institutions|organi[sz]ations|bodies|departments|csos?))*|"
    r"stakeholders|partners|among others|wadau(?: wote| wengine)?|wote|wengine|everyone|everybody|as assigned)$",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*(?:[•●▪■◦‣⁃*·➢➤✓✔–—-]|\(?\d{1,2}[.)]|\(?[a-h][.)]|\(?[ivx]{1,4}[.)])\s*(?=\S)", re.IGNORECASE)  # fmt: skip
WITH = re.compile(
    r"\s*,?\s*\b(?:in (?:partnership|collaboration|conjunction|liaison) with|together with|jointly with|supported by|with (?:the )?support (?:from|of)|assisted by|through support of|"
    r"with(?! (?:disabilit|albinism|special|hiv|impair))|pamoja na|kwa (?:kushirikiana|ushirikiano) na|wakishirikiana na|akisaidiwa na)\s+",
    re.IGNORECASE,
)
WRAPS = re.compile(r"(?:\b(?:and|of|the|for|na|ya|wa|la|za|kwa)|[&,/-])\s*\n\s*|\s*\n\s*(?=(?:and|of|for|na|ya|wa)\b|&|\()", re.IGNORECASE)  # fmt: skip
LED_BY = re.compile(r"^\s*(?:led by|lead by|inaongozwa na)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bodies:
    """`rest`: what names no body, to be kept as remarks."""

    leads: tuple[str, ...] = ()
    co_leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rest: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.leads, *self.co_leads, *self.supports, *self.funders)


@dataclass(frozen=True, slots=True)
class Match:
    exact: str | None  # the id of the body of just this name
    near: str | None  # the id of one whose name is like it


def read_bodies(text: str, *, known: Collection[str] = (), places: Container[str] = ()) -> Bodies:
    """`known`: folded names; `places`: of areas. Unlabelled, the first body named leads and the others support it; a note says so."""
    if not text.strip():
        return Bodies()
    said: dict[str, dict[str, str]] = {kind: {} for kind in LABELS}
    rest: list[str] = []
    labelled = False
    for label, part in _labelled(_unwrapped(text)):
        labelled = labelled or bool(label)
        for name, own in _named(part, known, places):
            if _names_nobody(name) or (fold(name) in places and fold(name) not in known):
                rest.append(name)
                continue
            place = own or label or ("lead" if not said["lead"] else "support")
            if not any(fold(name) in names for names in said.values()):
                said[place][fold(name)] = name
    names = {kind: tuple(found.values()) for kind, found in said.items()}
    notes = list(_told(names, labelled, rest))
    kept = "; ".join(name for name in rest if not BLANK.match(name))
    return Bodies(names["lead"], names["co_lead"], names["support"], names["funder"], tuple(notes), kept)


def _names_nobody(name: str) -> bool:
    return (
        bool(BLANK.match(name) or VAGUE.match(name)) or len(name) > LONGEST or not any(map(str.isalpha, name))
    )


def _told(names: Mapping[str, tuple[str, ...]], labelled: bool, rest: list[str]) -> Iterator[Note]:
    if not labelled and names["lead"] and names["support"]:
        yield note("bodies.first_leads", lead=names["lead"][0])
    for text in rest:
        if len(text) > LONGEST:
            yield doubt("bodies.sentence", text=f"{text[:60]}…")
        elif re.search(r"\w", text):
            yield note("bodies.nobody", text=text)


def _unwrapped(text: str) -> str:
    """A name that runs on in the next line is one name."""
    return WRAPS.sub(lambda m: m[0].replace("\n", " "), text)


def _labelled(text: str) -> list[tuple[str, str]]:
    """(kind or "", what stands behind that label)."""
    text = LED_BY.sub("Lead: ", text)
    found = list(LABEL.finditer(text))
    parts = [("", text[: found[0].start()] if found else text)]
    for n, label in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        kind = next(kind for kind in LABELS if label[kind])
        parts.append((kind, text[label.end() : end]))
    return [(kind, part.strip(" \t(/|")) for kind, part in parts if part.strip(" ;,.()\n\t")]


def _named(text: str, known: Collection[str], places: Container[str]) -> Iterator[tuple[str, str]]:
    """(name, kind where the name itself or the words before it say so)."""
    for line in re.split(r"[\n\r;]+", text):
        bare = BULLET.sub("", line)
        if fold(bare) in known:
            yield _clean(bare), ""
            continue
        for n, half in enumerate(WITH.split(bare)):
            for piece in split_names(half, known, places):
                tail = TAIL.search(piece)
                kind = _kind_of(tail) if tail else "support" if n else ""
                if name := _clean(TAIL.sub("", piece)):
                    yield name, kind


def _kind_of(tail: re.Match[str]) -> str:
    return next(kind for kind in LABELS if tail[kind] or tail[f"t_{kind}"])


def _clean(piece: str) -> str:
    name = " ".join(piece.split()).strip(" ;,.:–-&*")
    if name.count(")") > name.count("("):
        name = name.rstrip(") ")
    return name if name.count("(") <= name.count(")") else name.replace("(", "", 1).strip()


# --- the same body under another spelling ------------------------------------------------------------------


def match_body(name: str, known: Mapping[str, str], here: Here = ANYWHERE) -> Match:
    """`known`: names and short names -> the body's id."""
    wanted = fold(name)
    for other, pid in known.items():
        if other and fold(other) == wanted:
            return Match(pid, None)
    if both := re.fullmatch(r"(?P<long>.+?)\s*\((?P<short>[^()]+)\)", name.strip()):
        ids = {
            pid for other, pid in known.items() if fold(other) in (fold(both["long"]), fold(both["short"]))
        }
        whole = {pid for other, pid in known.items() if fold(other) == fold(both["long"])}
        if len(ids) == 1 and whole:
            return Match(ids.pop(), None)
    return Match(None, like(name, known, here))

"""Titles of sections as matrices write them: "PILLAR 1: Gender", "Nguzo ya kwanza – Jinsia", "1.2 Livelihoods"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jukwaa.plans.rules.cells.topics import words

# From the outermost in: what calls itself an objective lies in what calls itself a pillar.
RANKS: tuple[tuple[int, str], ...] = (
    (1, r"goal|strategic goal|lengo kuu"),
    (2, r"pillar|nguzo|thematic area|thematic pillar|theme|priority area|strategic priority|priority|focus area|strategic area|component|eneo la kipaumbele|mada|sehemu|programme|cluster"),
    (3, r"working group|kikundi kazi|sub-?\s?pillar|sub-?\s?theme|sub-?\s?component|key result area|result area|outcome area|strategic objective|lengo la kimkakati"),
    (4, r"objective|specific objective|lengo mahususi|lengo|madhumuni|strategy|mkakati"),
    (5, r"output|key result|intermediate result|zao"),
)  # fmt: skip
PILLAR, NUMBERED_FROM = 2, 10  # ranks
KIND = "(?:" + "|".join(sorted((word for _rank, words in RANKS for word in words.split("|")), key=len, reverse=True)) + ")s?"  # fmt: skip
ORDINAL_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "first": "1", "second": "2", "third": "3", "kwanza": "1", "pili": "2", "tatu": "3", "nne": "4", "tano": "5", "sita": "6", "saba": "7", "nane": "8", "tisa": "9", "kumi": "10", "moja": "1", "mbili": "2"}  # fmt: skip
CODE = r"\d+(?:\.\d+)*|[IVX]+\b|[A-Z]\b|" + "|".join(rf"{word}\b" for word in ORDINAL_WORDS)
NAMED = re.compile(
    rf"^\s*(?:strategic\s+|key\s+)?(?P<kind>{KIND})\s*(?:ya|la|wa|za|no\.?|number|#)?\s*(?P<code>{CODE})?\s*[:.)–—-]+\s*(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
ORDINAL = re.compile(rf"^\s*(?P<kind>{KIND})\s+(?:ya\s+)?(?:no\.?\s*)?(?P<code>\d+(?:\.\d+)*|[IVX]+\b)\s+(?P<title>[^\W\d].*)$", re.IGNORECASE | re.DOTALL)  # fmt: skip
ONLY_KIND = re.compile(
    rf"^\s*(?P<kind>{KIND})\s*(?:ya|la|no\.?|#)?\s*(?P<code>{CODE})\s*[:.)]?\s*$", re.IGNORECASE
)
NUMBERED = re.compile(
    r"^\s*(?P<code>\d+(?:\.\d+)*|[IVX]+|[A-Z]|[A-Z]{1,3}\d{1,2}(?:\.\d+)*)[.):](?!\d)\s*(?P<title>\S.*)$|^\s*(?P<code2>\d+(?:\.\d+)*)\s+(?P<title2>[^\W\d].*)$",
    re.DOTALL,
)
BODY = r"(?:agenc(?:y|ies)|institutions?|organi[sz]ations?|actors?|bod(?:y|ies)|partners?|departments?|offices?|ministr(?:y|ies)|entit(?:y|ies)|persons?|groups?)"
SIDE = r"(?:non[- ]?state|state|(?:county |national )?government|county|national|civil society|csos?|community|private sector|joint|overall|main|pillar|section|sector|thematic(?: area)?|theme|priority area|working group)"
WHO = (
    rf"(?:{SIDE}\s+(?:{BODY}\s+)?){{0,2}}(?:co-?\s?)?lead(?:s|ers?|ing)?(?:\s+{BODY})?|(?:responsible|coordinating|convening)\s+{BODY}|(?:co-?)?led(?: jointly)? by|(?:coordinated|convened) by|"
    r"\w{1,3}naongozwa na|(?:(?:taasisi|mashirika|shirika|idara|wahusika)\s+)?(?:kiongozi|viongozi|ongozi|\w{1,3}nazoongoza|\w{1,3}nayoongoza)(?: (?:mwenza|wenza|mkuu|wakuu))?(?: wa (?:nguzo|serikali|kiraia))?"
)
BARE_WHO = (
    r"(?:co-?)?led(?: jointly)? by|\w{1,3}naongozwa na|co-?\s?leads?(?=\s+(?-i:[A-Z]))"  # needs no colon
)
SAID = re.compile(
    rf"^\s*(?:(?P<who>{WHO})\s*(?::|\s[–-])|(?P<bare>{BARE_WHO})\s|"
    r"(?:expected |intended |overall |pillar |specific |strategic )?(?P<what>outcome|matokeo|objective|madhumuni|lengo|goal|purpose)s?(?: yanayotarajiwa)?\s*(?::|\s[–-]))\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
SECOND = re.compile(r"\bco-?\s?le|\bmwenza|\bwenza", re.IGNORECASE)
NEXT_SAID = re.compile(rf"\s*[;|/,.]\s+(?=(?:{WHO})\s*:)", re.IGNORECASE)
TOTAL = re.compile(
    r"^\W*(?:sub-?\s?total|total|grand[ -]total|totals|jumla(?: ndogo| kuu| ya)?|overall total|cumulative)\b",
    re.IGNORECASE,
)
CAPTION = re.compile(r"^\s*(?:table|jedwali|annex|appendix|kiambatisho|figure)\s+(?:\d+(?:\.\d+)*|[ivx]+|[a-z])\s*[:.–—-]\s*(?=\S)", re.IGNORECASE)  # fmt: skip
GENERIC = re.compile(
    r"\b(?:implementation|action|activity|work|operational|annual) ?(?:matrix|plan|workplan|framework)\b|\bmatrix\b|\bworkplan\b|\bannex|\bappendix|\bkiambatisho|\bmpango\b|\bjedwali\b|^table \d+|^sheet ?\d*$|^jedwali|^introduction|^budget$",
    re.IGNORECASE,
)
SAMPLE = re.compile(r"sample content|maudhui ya mfano", re.IGNORECASE)
ACRONYMS = words(
    "PCVE CVE CAP NCTC CEF NSCVE NSPCVE CICC KECOSCE CSO CBO FBO PWD OKR OKRS CIDP ADP MCA MEL NGO UN KES"
)


@dataclass(frozen=True, slots=True)
class Title:
    code: str | None
    text: str


def title_of(text: str) -> Title:
    """ "Pillar 1: Gender" is (1, Gender); "Gender" is (None, Gender)."""
    line = " ".join(text.split())
    if found := NAMED.match(line) or ORDINAL.match(line):
        return Title(_code(found["code"]), found["title"].strip())
    if found := NUMBERED.match(line):
        return Title(found["code"] or found["code2"], (found["title"] or found["title2"]).strip())
    return Title(None, line)


def _code(word: str | None) -> str | None:
    return ORDINAL_WORDS.get(word.casefold(), word.upper() if word.isalpha() else word) if word else None


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell says of a section: its name, and below it perhaps "Outcome: …" or "(Lead: …)"."""

    name: str
    said: tuple[str, ...] = ()


def name_in(cell: str) -> Named:
    if re.fullmatch(r"\W*", cell):
        return Named("")
    first, *more = [line.strip() for line in cell.splitlines() if line.strip()]
    said = tuple(bare for line in more if SAID.match(bare := line.strip("() ")))
    name = [first, *(line for line in more if not SAID.match(line.strip("() ")))]
    return Named("\n".join(name), said)


def says_who_leads(told: re.Match[str]) -> bool:
    return not told["what"]


def leads_beside(told: re.Match[str]) -> bool:
    """ "Co-lead: …" names one beside the lead."""
    return bool(SECOND.search(told["who"] or told["bare"] or ""))


def statements_in(text: str) -> list[str]:
    """ "State lead: A; Non-state lead: B" on one line says two things."""
    return NEXT_SAID.split(text) if SAID.match(text) else [text]


def is_named(text: str) -> bool:
    """Calls itself a pillar, an objective, a working group."""
    line = " ".join(text.split())
    return bool(NAMED.match(line) or ORDINAL.match(line) or ONLY_KIND.match(line))


def joined_name(kind: str, title: str) -> str:
    """ "Pillar 1" and "Gender" are one name; nothing where the first is no kind."""
    found = ONLY_KIND.match(kind)
    return f"{kind.strip(' :.)')}: {title}" if found and not ONLY_KIND.match(title) else ""


def rank_of(name: str | None) -> float:
    """How deep a section lies by what it calls itself; 0 where it does not say."""
    line = " ".join((name or "").split())
    if found := NAMED.match(line) or ORDINAL.match(line) or ONLY_KIND.match(line):
        kind = found["kind"].casefold().removesuffix("s")
        return next(
            (
                rank
                for rank, words in RANKS
                if re.fullmatch(words, kind) or re.fullmatch(words, found["kind"].casefold())
            ),
            2,
        )
    if found := NUMBERED.match(line):
        code = found["code"] or found["code2"]
        return NUMBERED_FROM + code.rstrip(".0").count(".") + (0.5 if code.isalpha() else 0)
    return 0


def uncaptioned(text: str) -> str:
    """ "Table 2: Economic pillar" names the pillar."""
    return CAPTION.sub("", text)


def is_generic(text: str) -> bool:
    """The title of the whole, not of a part: "Implementation matrix", "County Action Plan 2022-23"."""
    return bool(GENERIC.search(text)) and not is_named(text)


def plain_case(text: str) -> str:
    """A title in capitals as one would write it in a sentence's place."""
    line = " ".join(text.split())
    if not line.isupper():
        return line
    small = {"of", "for", "and", "the", "to", "in", "on", "a", "wa", "ya", "na", "za", "la", "kwa", "katika"}
    words = line.split(" ")
    return " ".join(_cased(word, n, small) for n, word in enumerate(words))


def _cased(word: str, n: int, small: set[str]) -> str:
    letters = re.sub(r"\W", "", word)
    if letters in ACRONYMS or any(c.isdigit() for c in letters):
        return word
    return word.casefold() if n and letters.casefold() in small else word.capitalize()

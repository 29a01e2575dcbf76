"""Where one body's name ends and the next begins: "CICC, KECOSCE & NCTC" are three, "Department of Youth, Gender
and Sports" is one.

Commas, slashes, "and" and "na" part names, but not inside brackets, not inside a name that the forum knows, not
among the topics of an office ("Ministry of Interior and National Administration"), and not before the word that
makes them one ("Peace and Security Committee").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jukwaa.plans.rules.cells.topics import LINKS, TOPIC_ACRONYMS, TOPICS
from jukwaa.plans.rules.matching import fold

SEPARATOR = re.compile(r"\s*,\s*(?:(?:and|na)\s+|&\s*)?|\s*/\s*|\s*&\s*|\s+(?:and|na|pamoja na)\s+|\s+\+\s+|\s*•\s*", re.IGNORECASE)  # fmt: skip
# Words that make an office: what follows "of" are its topics.
OFFICE = re.compile(
    r"\b(?:ministry|department|dept\.?|directorate|state department|office|council|committee|commission|network|association|board|centre|center|institute|institution|federation|union|chamber|trust|society|agency|authority|secretariat|forum|foundation|alliance|coalition|university|college|polytechnic|school|academy|programme|project|initiative|consortium|caucus|cooperative|sacco|company|assembly|court|judiciary|service|police|unit|bureau|fund|bank|church|mosque|parish|diocese|"
    r"wizara|idara|kamati|baraza|ofisi|tume|mtandao|chama|shirika|kituo|chuo|mamlaka|jukwaa|umoja|muungano|mfuko|kanisa|msikiti)s?\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"^(?:the\s+)?(?:cecm?|c\.e\.c\.?m?|chief officer|director|cec member|department|dept\.?|directorate|ministry|state department|wizara|idara|mkurugenzi)\b", re.IGNORECASE)  # fmt: skip
OF = re.compile(r"\b(?:of|for|on|ya|wa|la|za|cha)\b", re.IGNORECASE)
# Kinds of people who stand in matrices as bodies of their own.
GROUP = re.compile(
    r"\b(?:leaders?|elders?|chiefs?|administrators?|officers?|imams?|pastors?|clerics?|clergy|sheikhs?|bishops?|groups?|partners?|stakeholders?|actors?|members?|ambassadors?|champions?|volunteers?|commissioners?|governors?|mcas?|mps?|(?<!e-)(?<!e )government|media|civil society|private sector|community|communities|residents|schools|"
    r"viongozi|wazee|machifu|maimamu|wachungaji|vikundi|wadau|washirika|kamishna|gavana|serikali|polisi|asasi|mashirika|jamii)\b",
    re.IGNORECASE,
)
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]{1,}[A-Za-z]*\b")
MARK = "\x00"  # stands for a name or bracket that is not looked into


@dataclass(slots=True)
class Shelter:
    """A text with what must stay whole taken out, and put back afterwards."""

    text: str
    kept: list[str]

    def back(self, part: str) -> str:
        return re.sub(rf"{MARK}(\d+){MARK}", lambda m: self.back(self.kept[int(m[1])]), part)


def split_names(text: str, known: Collection[str], places: Container[str] = ()) -> list[str]:
    """The names in one line of text; folded: `known`, names of the forum's bodies, and `places`, of its areas."""
    whole = " ".join(text.split())
    if not whole or fold(whole) in known:
        return [whole] if whole else []
    shelter = _sheltered(whole, known)
    cuts = list(SEPARATOR.finditer(shelter.text))
    ends = [0, *(cut.end() for cut in cuts)]
    starts = [*(cut.start() for cut in cuts), len(shelter.text)]
    spans = [(a, b) for a, b in zip(ends, starts, strict=True) if shelter.text[a:b].strip(" .,;")]
    joined = _with_places(shelter, _joined(shelter, spans), places)
    return [shelter.back(shelter.text[a:b]).strip() for a, b in joined]


def _sheltered(whole: str, known: Collection[str]) -> Shelter:
    """Only a name that holds a separator needs shelter: no other can be cut."""
    shelter = Shelter(whole, [])

    def keep(match: re.Match[str]) -> str:
        shelter.kept.append(match[0])
        return f"{MARK}{len(shelter.kept) - 1}{MARK}"

    folded = f" {fold(whole)} "
    for name in sorted((n for n in known if " " in n and f" {n} " in folded), key=len, reverse=True):
        words = r"[\W_]+".join(map(re.escape, name.split()))
        shelter.text = re.sub(
            rf"(?<!\w){words}(?!\w)\)?",
            lambda match: keep(match) if SEPARATOR.search(match[0]) else match[0],
            shelter.text,
            flags=re.IGNORECASE,
        )
    shelter.text = re.sub(r"\([^()]*\)|\b[A-Z]\s?&\s?[A-Z]\b|\b[nN]/[aA]\b", keep, shelter.text)
    return shelter


def _joined(shelter: Shelter, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts that belong to one name, put together again."""
    done: list[tuple[int, int]] = []
    n = 0
    while n < len(spans):
        last = _last_of_name(shelter, spans, n)
        done.append((spans[n][0], spans[last][1]))
        n = last + 1
    return done


def _with_places(
    shelter: Shelter, spans: list[tuple[int, int]], places: Container[str]
) -> list[tuple[int, int]]:
    """ "County Commissioner's Office, Kwale" is one body: a place alone is none, it says where the one before it is."""
    done: list[tuple[int, int]] = []
    for start, end in spans:
        is_place = bool(done) and fold(shelter.text[start:end]) in places
        done.append((done.pop()[0] if is_place else start, end))
    return done


def perhaps_one(text: str, names: Sequence[str], known: Container[str]) -> list[str]:
    """Neighbours that "and" parts, of which only the second calls itself a body: perhaps they are one."""
    found = []
    for one, two in pairwise(names):
        between = re.search(rf"{re.escape(one)}\s+(?:and|na|&)\s+{re.escape(two)}", text, re.IGNORECASE)
        bare = re.sub(r"\([^()]*\)", "", two).strip()
        ends_like_one = OFFICE.search(bare.rpartition(" ")[2])
        if between and ends_like_one and not _is_body(one) and "(" not in one and fold(one) not in known:
            found.append(between[0])
    return found


def _last_of_name(shelter: Shelter, spans: list[tuple[int, int]], first: int) -> int:
    texts = [shelter.text[a:b] for a, b in spans]
    name = texts[first]
    if _takes_topics(name):
        last = first
        while last + 1 < len(texts) and is_topic(texts[last + 1]):
            last += 1
        return last
    last = first
    while last < len(texts) and is_topic(texts[last]):
        last += 1
    completes = last > first and last < len(texts) and _is_office_of_topics(texts[last])
    return last if completes else first


def _takes_topics(name: str) -> bool:
    if MARK in name:
        return False
    if titled := TITLED.match(name):
        return is_topic(OF.split(name[titled.end() :])[-1])
    office = OFFICE.search(name)
    after = name[office.end() :] if office else ""
    return bool(OF.search(after)) and is_topic(OF.split(after)[-1])


def is_topic(part: str) -> bool:
    """Names a field of work and no body: "Gender", "Social Services", "National Administration"."""
    if MARK in part or _is_body(part):
        return False
    words = [word for word in re.findall(r"[^\W_]+(?:['’]s)?", part.casefold()) if word not in LINKS]
    return (
        bool(words)
        and (words[-1] in TOPICS or (words[0] in TOPICS and bool(OF.search(part))))
        and len(words) <= 5
    )


def _is_body(part: str) -> bool:
    acronyms = {
        word.upper() for word in ACRONYM.findall(part) if word.casefold() not in TOPICS
    } - TOPIC_ACRONYMS
    people = part.strip().casefold() not in TOPICS and GROUP.search(OF.split(part)[0])
    government = re.match(r"(?:county|national) government\b", part.strip(), re.IGNORECASE)
    office = OFFICE.search(part) and not _is_topic_word(part)
    return bool(acronyms or office or people or government)


def _is_topic_word(part: str) -> bool:
    """ "Social Services" ends like an office and is a topic."""
    return bool(
        re.search(r"\b(?:services?|sports? service)$", part.strip(), re.IGNORECASE)
    ) and not re.search(
        r"\b(?:commission|police|prisons?|forest|wildlife) service$", part.strip(), re.IGNORECASE
    )


def _is_office_of_topics(part: str) -> bool:
    """ "Security Committee", "women groups": the word that makes one body of the topics before it."""
    words = re.findall(r"[^\W_]+", re.sub(rf"{MARK}\d+{MARK}\s*$", "", part))
    if not words or MARK in "".join(words) or not (OFFICE.search(words[-1]) or GROUP.search(words[-1])):
        return False
    return all(word.casefold() in TOPICS or word.casefold() in LINKS for word in words[:-1])

"""Indicators to start from: safe ones that other forums use too, so that they add up over counties. Pure Python.

All are of activities, places and answers, never of what a person believes; each is still asked about before its numbers
are public. Their definitions have the same permanent id everywhere. Sources: the results chain and the domains of
measurement named in the field's guidance (coordination, participation, capability, perception, rights, learning).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from jukwaa.plans.rules.document import IndicatorDoc, Measure, OverPlaces, OverTime, Texts

Group = Literal["coordination", "participation", "capability", "perception", "rights", "learning"]
GROUPS: tuple[Group, ...] = (
    "coordination",
    "participation",
    "capability",
    "perception",
    "rights",
    "learning",
)


@dataclass(frozen=True, slots=True)
class Starter:
    key: str
    group: Group
    doc: IndicatorDoc


def _pid(key: str) -> str:
    """The same on every server."""
    digest = hashlib.sha256(f"jukwaa starter indicator {key}".encode()).digest()
    return f"d-{base64.b32encode(digest).decode().lower()[:10]}"


class Adds(NamedTuple):
    """What kind of number it is, and how it adds up over places and quarters."""

    measure: Measure
    places: OverPlaces
    time: OverTime


SHARE = Adds("percentage", "ratio_of_sums", "last")
COUNT, COUNT_HERE = Adds("number", "sum", "sum"), Adds("number", "none", "sum")
STEPS, YES_NO = Adds("rubric", "none", "last"), Adds("yes_no", "none", "last")


def _starter(
    key: str,
    group: Group,
    said: tuple[str, str],
    verification: Texts,
    adds: Adds = SHARE,
    unit: Texts | None = None,
) -> Starter:
    """`said`: what is measured, in English and Swahili."""
    en, sw = said
    doc = IndicatorDoc(
        None, {"en": en, "sw": sw}, verification=verification, definition=_pid(key), unit=unit or {},
        measure=adds.measure, over_places=adds.places, over_time=adds.time,
    )  # fmt: skip
    return Starter(key, group, doc)


MINUTES = {"en": "Minutes, kept by the secretary", "sw": "Kumbukumbu za mikutano, zinazotunzwa na katibu"}
LISTS = {
    "en": "Attendance counted at the door, by sex, age and disability; no names",
    "sw": "Mahudhurio yanayohesabiwa mlangoni, kwa jinsia, umri na ulemavu; bila majina",
}
SURVEY = {
    "en": "Survey without names; how many were asked and the margin are told with the value",
    "sw": "Utafiti bila majina; idadi ya walioulizwa na ukingo wa kosa husemwa pamoja na thamani",
}
REGISTER = {"en": "The forum's own register, as counts", "sw": "Rejista ya jukwaa lenyewe, kama idadi"}


def _all() -> Iterator[Starter]:
    yield _starter(
        "meetings",
        "coordination",
        ("Meetings of the forum held", "Mikutano ya jukwaa iliyofanyika"),
        MINUTES,
        COUNT_HERE,
        {"en": "meetings", "sw": "mikutano"},
    )
    yield _starter(
        "led-together",
        "coordination",
        (
            "Share of sections led by a public office and a civil-society body together (led together / all sections)",
            "Asilimia ya sehemu zinazoongozwa kwa pamoja na ofisi ya umma na taasisi ya kiraia (zinazoongozwa pamoja / sehemu zote)",
        ),
        {"en": "The plan itself", "sw": "Mpango wenyewe"},
    )
    yield _starter(
        "on-time",
        "coordination",
        (
            "Share of actions that were done on time (done on time / due)",
            "Asilimia ya shughuli zilizokamilika kwa wakati (zilizokamilika kwa wakati / zilizotakiwa kukamilika)",
        ),
        {"en": "The live matrix and verified reports", "sw": "Jedwali hai na ripoti zilizothibitishwa"},
    )
    yield _starter(
        "barazas",
        "participation",
        ("Public forums and barazas held", "Mikutano ya hadhara na mabaraza yaliyofanyika"),
        MINUTES,
        COUNT,
        {"en": "meetings", "sw": "mikutano"},
    )
    yield _starter(
        "wards-reached",
        "participation",
        (
            "Share of wards in which something was done (wards reached / all wards)",
            "Asilimia ya wadi ambazo jambo lilifanyika (wadi zilizofikiwa / wadi zote)",
        ),
        {"en": "Verified reports", "sw": "Ripoti zilizothibitishwa"},
    )
    yield _starter(
        "answered",
        "participation",
        (
            "Share of residents' contributions that were answered (answered / received)",
            "Asilimia ya michango ya wakazi iliyojibiwa (iliyojibiwa / iliyopokelewa)",
        ),
        REGISTER,
    )
    yield _starter(
        "women-share",
        "participation",
        (
            "Share of places taken by women (women who took a place / all who took one)",
            "Asilimia ya nafasi zilizochukuliwa na wanawake (wanawake waliochukua nafasi / wote waliochukua)",
        ),
        LISTS,
    )
    yield _starter(
        "pwd-share",
        "participation",
        (
            "Share of places taken by persons with disabilities (persons with disabilities who took a place / all who took one)",
            "Asilimia ya nafasi zilizochukuliwa na watu wenye ulemavu (wenye ulemavu waliochukua nafasi / wote waliochukua)",
        ),
        LISTS,
    )
    yield _starter(
        "trained",
        "capability",
        ("People who completed a training", "Watu waliomaliza mafunzo"),
        LISTS,
        COUNT,
        {"en": "people", "sw": "watu"},
    )
    yield _starter(
        "skill-used",
        "capability",
        (
            "Share of trained people who used the skill within six months (those who did / those asked)",
            "Asilimia ya waliofunzwa ambao walitumia ujuzi ndani ya miezi sita (waliotumia / walioulizwa)",
        ),
        SURVEY,
    )
    yield _starter(
        "belong",
        "perception",
        (
            "Share of residents who say that they belong in their neighbourhood (those who agree / those asked)",
            "Asilimia ya wakazi wanaosema kwamba mtaa wao ni wao pia (wanaokubali / walioulizwa)",
        ),
        SURVEY,
    )
    yield _starter(
        "raise-concern",
        "perception",
        (
            "Share of residents who would go to a public office with a concern (those who would / those asked)",
            "Asilimia ya wakazi ambao wangeenda katika ofisi ya umma wakiwa na wasiwasi (ambao wangeenda / walioulizwa)",
        ),
        SURVEY,
    )
    yield _starter(
        "safe-to-speak",
        "perception",
        (
            "How safe people find it to speak up, on five described steps",
            "Watu wanaona ni salama kiasi gani kuzungumza, kwa hatua tano zilizoelezwa",
        ),
        {
            "en": "1 nobody speaks; 2 a few do, among their own; 3 some do, and are heard; 4 most do, also about what is hard; 5 all do, and what they say changes something. Agreed in the meeting, by those who came.",
            "sw": "1 hakuna anayezungumza; 2 wachache, miongoni mwao; 3 baadhi, na husikilizwa; 4 wengi, hata kuhusu mambo magumu; 5 wote, na wanayosema hubadilisha jambo. Hukubaliwa katika mkutano, na waliokuja.",
        },
        STEPS,
    )
    yield _starter(
        "complaints",
        "rights",
        (
            "Share of complaints answered within 30 days (answered in time / received)",
            "Asilimia ya malalamiko yaliyojibiwa ndani ya siku 30 (yaliyojibiwa kwa wakati / yaliyopokelewa)",
        ),
        REGISTER,
    )
    yield _starter(
        "harm-decided",
        "rights",
        (
            "Share of adverse effects on which something was decided within 30 days (decided in time / noted)",
            "Asilimia ya athari mbaya ambazo uamuzi ulifanywa ndani ya siku 30 (zilizoamuliwa kwa wakati / zilizoandikwa)",
        ),
        REGISTER,
    )
    yield _starter(
        "published",
        "learning",
        (
            "How far the plan has come is published every quarter",
            "Umbali ambao mpango umefikia huchapishwa kila robo",
        ),
        {"en": "The public page of progress", "sw": "Ukurasa wa umma wa maendeleo"},
        YES_NO,
    )
    yield _starter(
        "learned",
        "learning",
        (
            "Decisions that were changed because of what was learned",
            "Maamuzi yaliyobadilishwa kwa sababu ya tulichojifunza",
        ),
        MINUTES,
        COUNT_HERE,
        {"en": "decisions", "sw": "maamuzi"},
    )


STARTERS: tuple[Starter, ...] = tuple(_all())
SHARED = frozenset(each.doc.definition for each in STARTERS)


def starter_named(key: str) -> Starter | None:
    return next((each for each in STARTERS if each.key == key), None)


def shared_definition(indicator: IndicatorDoc) -> str | None:
    """The definition that this indicator shares with other forums: where it says, word for word, what a starter says."""
    return next((each.doc.definition for each in STARTERS if _says_the_same(indicator, each.doc)), None)


def _says_the_same(one: IndicatorDoc, starter: IndicatorDoc) -> bool:
    adds_up = (one.measure, one.direction, one.over_places, one.over_time)
    if adds_up != (starter.measure, starter.direction, starter.over_places, starter.over_time):
        return False
    return _same_words(one.text, starter.text) and _same_words(one.unit, starter.unit, needed=False)


def _same_words(said: Texts, starter: Texts, *, needed: bool = True) -> bool:
    """In every language in which it is said."""
    words = {code: text for code, text in said.items() if text}
    if not words:
        return not needed and not starter
    return all(starter.get(code) == text for code, text in words.items())

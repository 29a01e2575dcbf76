"""Words for the whole county: "county-wide", "all 6 sub-counties", "wadi zote", "kaunti nzima"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jukwaa.plans.rules.cells.topics import words

ALL = words("all every each entire whole across throughout wide everywhere countywide nzima yote zote kote kila mzima popote")  # fmt: skip
THINGS = {
    "county": "county", "kaunti": "county", "countywide": "county", "wards": "ward", "ward": "ward", "wadi": "ward", "kata": "ward", "counties": "sub_county",
    "subcounty": "sub_county", "subcounties": "sub_county", "constituencies": "sub_county", "constituency": "sub_county", "everywhere": "county",
    "areas": "county", "maeneo": "county", "locations": "county", "popote": "county", "kote": "county",
}  # fmt: skip
SMALL = words("the in of within over level and at sub ndogo ya za wa katika kwenye its their these zilizo")
COUNTED = (
    ("one", "moja"), ("two", "mbili"), ("three", "tatu"), ("four", "nne"), ("five", "tano"), ("six", "sita"),
    ("seven", "saba"), ("eight", "nane"), ("nine", "tisa"), ("ten", "kumi"), ("eleven", ""), ("twelve", ""),
)  # fmt: skip
NUMBERS = {word: n for n, said in enumerate(COUNTED, 1) for word in said if word}
INSIDE = re.compile(
    r"^(?:all|every|each)(?: the)?(?: \w+)? (?:wards?|villages|locations|areas) (?:in|of|within) (?P<name>.+)$"
    r"|^(?P<first>.+?) all wards$|^(?:wadi|kata|maeneo|vijiji) (?:yote|zote|vyote) (?:za|ya|vya|katika)(?: kaunti ndogo ya)? (?P<jina>.+)$"
    r"|^(?:whole|entire)(?: of)? (?P<whole>.+)$"
)


def everywhere(plain: str, counts: Mapping[str, int], county: str) -> bool:
    """`plain` is folded. "6 sub counties" is everywhere only where there are six of them."""
    if county and (
        plain == f"{county} county"
        or plain in ("the county", "county level", "county", "kaunti", "all", "yote", "zote")
    ):
        return True
    said = [
        word
        for word in re.sub(rf"\b{re.escape(county)}\b" if county else r"$^", " ", plain).split()
        if word not in SMALL
    ]
    numbers = [
        NUMBERS.get(word) or int(word) for word in said if word in NUMBERS or re.fullmatch(r"\d{1,3}", word)
    ]
    left = [word for word in said if word not in NUMBERS and not re.fullmatch(r"\d{1,3}", word)]
    things = {THINGS[word] for word in left if word in THINGS}
    if "county" in left and "sub" in plain.split():
        things = {"sub_county"}
    if not things or any(word not in ALL and word not in THINGS for word in left):
        return False
    if numbers and not all(n in {counts.get(thing) for thing in things} for n in numbers):
        return False
    return bool(set(left) & ALL) or bool(numbers and counts)


def inside_of(plain: str) -> str:
    """ "All wards in Likoni" is all of Likoni: the name of that area."""
    found = INSIDE.match(plain)
    return next((name for name in found.groups() if name), "") if found else ""

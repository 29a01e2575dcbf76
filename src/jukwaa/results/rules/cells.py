"""Parts of a number: a cell is one sex, age or disability, or several of them crossed. "" is the whole, not broken down.

A cell has one spelling, whatever order its parts were told in, so that the database keeps it once. The values that one
source tells of one indicator and quarter never overlap: nothing is counted twice, whatever they are added up to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from jukwaa.delivery.rules.reach import AGES, SEXES

PARTS: Mapping[str, tuple[str, ...]] = {"age": AGES, "disability": ("no", "yes"), "sex": SEXES}
WHOLE = ""
LONGEST = 60

Place = tuple[str, str]  # code of the area, cell


def cell(**parts: str) -> str:
    """cell(sex="female", age="18_34") -> "age:18_34+sex:female"."""
    return "+".join(f"{name}:{parts[name]}" for name in sorted(parts))


def parts_of(key: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in key.split("+")) if key else {}


def is_cell(key: str) -> bool:
    if key == WHOLE:
        return True
    if any(":" not in part for part in key.split("+")):
        return False
    parts = parts_of(key)
    return key == cell(**parts) and all(value in PARTS.get(name, ()) for name, value in parts.items())


def clash(place: Place, others: Iterable[Place]) -> Literal["", "within", "broken_down"]:
    """Why a value cannot stand beside the others of its source: one place holds the other, or the same place is told
    in two ways (as a whole and in parts, or in parts of two kinds)."""
    area, key = place
    for other, other_key in others:
        if other == area:
            if parts_of(other_key).keys() != parts_of(key).keys():
                return "broken_down"
        elif area.startswith(other) or other.startswith(area):
            return "within"
    return ""

"""Values as a cell shows them. Nothing here is ever a formula, and no cell holds more than Excel does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from jukwaa.plans.rules.document import BodyRef

Cell = str | int | date | Decimal | None
MOST = 32_000  # characters of a cell as they lie in the file; Excel takes 32,767
FIRST_DAY = date(1900, 3, 1)  # before it, Excel and everybody else count differently
MORE = "… (+{})"  # at the end of a text that goes on beyond its cell
# In a workbook's XML a character that XML cannot hold is written _x001F_, and an underscore that looks like it _x005F_.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """As it stands in the file (ECMA-376 part 1, 22.9.2.19)."""
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def size(text: str) -> int:
    """In UTF-16, as Excel counts, with what escaping adds."""
    return len(escaped(text).encode("utf-16-le")) // 2


def fitted(text: str) -> str:
    """What of a text goes into one cell, with a mark where it goes on."""
    room = len(text)
    while (needed := size(text[:room])) > MOST:
        room = min(room - 1, room * MOST // needed)
    return text if room == len(text) else text[:room] + MORE.format(len(text) - room)


def day_cell(day: date | None) -> Cell:
    return day.isoformat() if day and day < FIRST_DAY else day


def squeezed(text: str, most: int = 120) -> str:
    """On one line, and short enough to be chosen from a list."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def numbered(items: Sequence[str]) -> str:
    """One stands alone; several are numbered, so that cells beside each other say what belongs together."""
    if len(items) < 2 or not any(items):
        return "".join(items)
    return "\n".join(f"{n}) {item}".rstrip() for n, item in enumerate(items, 1))


def body_label(body: BodyRef) -> str:
    """A body whose name is withheld is still told from any other."""
    return body.name or f"{_('A body not named here')} ({body.id})"


def area_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Code -> name; where a name stands for several places, with what kind of place it is, else with its code."""
    kinds = {code: f"{name} ({_kind(code)})" for code, name in names.items()}
    plain, with_kind = Counter(_same(names.values())), Counter(_same(kinds.values()))
    return {
        code: name
        if plain[name.casefold()] == 1
        else kinds[code]
        if with_kind[kinds[code].casefold()] == 1
        else f"{name} ({code})"
        for code, name in names.items()
    }


def _same(names: Iterable[str]) -> list[str]:
    return [name.casefold() for name in names]


def _kind(code: str) -> str:
    if re.fullmatch(r"[A-Z]{2}\d{3}", code):
        return _("county")
    return _("sub-county") if re.fullmatch(r"[A-Z]{2}\d{6}", code) else _("ward")

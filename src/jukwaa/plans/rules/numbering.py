"""Codes: every section and action can be cited. What a file gives is kept; what it lacks is numbered.

A code stands in an address, so it holds letters, figures, dots, hyphens and brackets only, and is one of its kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from jukwaa.plans.rules.document import ActionDoc, SectionDoc

LONGEST = 60
LONGEST_PREFIX = 30  # of a section's code before its parts' own,
LONGEST_OWN = 24  # which is cut there


def clean_code(code: str | None) -> str:
    """The code as it can stand in an address, or nothing."""
    plain = re.sub(r"[^\w.()\-]+", "-", unicodedata.normalize("NFC", code or "").strip())
    closed = plain if "(" in plain else plain.replace(")", "")
    return closed[:LONGEST].strip("-.")


def comes_from(code: str | None, given: str | None) -> bool:
    """Whether this code was made of the given one: "2.1-2" of "1", where numbers begin anew in each section."""
    wanted, whole = clean_code(given), code or ""
    made = (whole, re.sub(r"-\d+$", "", whole))
    return bool(wanted) and any(one == wanted or one.endswith(f".{wanted}") for one in made)


def numbered(sections: tuple[SectionDoc, ...], fixed: Collection[str | None] = ()) -> tuple[SectionDoc, ...]:
    """`fixed`: ids of what keeps its code, whatever else is given that code now."""
    parts = _Codes.of(tuple(_all(sections)), fixed)
    done = _number_sections(sections, "", parts)
    actions = _Codes.of(tuple(action for section in _all(done) for action in section.actions), fixed)
    actions.taken |= parts.taken  # "1.1" is cited as one thing only
    return tuple(_number_actions(section, actions) for section in done)


def _all(sections: tuple[SectionDoc, ...]) -> Iterator[SectionDoc]:
    for section in sections:
        yield section
        yield from _all(section.sections)


@dataclass(slots=True)
class _Codes:
    """Which codes of a kind are spoken for."""

    owners: dict[str, str | None]  # of each code that somebody keeps
    taken: set[str]
    last: dict[str, int] = field(default_factory=dict)  # the number given last below a prefix

    @classmethod
    def of(cls, items: tuple[SectionDoc | ActionDoc, ...], fixed: Collection[str | None]) -> _Codes:
        """A code is kept by the one that has it already, else by the only one that asks for it."""
        asked = [(clean_code(item.code), item.id) for item in items if clean_code(item.code)]
        times = Counter(code for code, _pid in asked)
        kept = [(code, pid) for code, pid in asked if pid in fixed or times[code] == 1]
        return cls(dict(reversed(kept)), {code for code, _pid in kept})

    def given(self, item: SectionDoc | ActionDoc, prefix: str) -> str:
        """Its own code; one that another bears is told apart by its section's; nothing where it has none."""
        code = clean_code(item.code)
        if code in self.owners and self.owners[code] == item.id:
            return code
        return self._free(f"{prefix}{code[:LONGEST_OWN].strip('-.')}") if code else ""

    def next(self, prefix: str, position: int) -> str:
        """The next free number below the prefix, from the position on."""
        number = max(position, self.last.get(prefix, 0) + 1)
        while f"{prefix}{number}" in self.taken:
            number += 1
        self.last[prefix] = number
        self.taken.add(f"{prefix}{number}")
        return f"{prefix}{number}"

    def _free(self, wanted: str) -> str:
        code, number = wanted, 1
        while code in self.taken:
            number += 1
            code = f"{wanted}-{number}"
        self.taken.add(code)
        return code


def _number_sections(sections: tuple[SectionDoc, ...], prefix: str, codes: _Codes) -> tuple[SectionDoc, ...]:
    done = []
    for n, section in enumerate(sections, 1):
        code = codes.given(section, prefix) or codes.next(prefix, n)
        inner = _number_sections(section.sections, _below(code), codes)
        done.append(replace(section, code=code, sections=inner))
    return tuple(done)


def _number_actions(section: SectionDoc, codes: _Codes) -> SectionDoc:
    prefix = _below(section.code or "")
    actions = tuple(
        replace(action, code=codes.given(action, prefix) or codes.next(prefix, n))
        for n, action in enumerate(section.actions, 1)
    )
    return replace(
        section, actions=actions, sections=tuple(_number_actions(part, codes) for part in section.sections)
    )


def _below(code: str) -> str:
    return f"{code[:LONGEST_PREFIX]}."

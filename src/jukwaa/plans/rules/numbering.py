"""Codes: every section and action can be cited. What a file gives is kept; what it lacks is numbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from jukwaa.plans.rules.document import SectionDoc
from jukwaa.plans.rules.matching import first_free


def numbered(sections: tuple[SectionDoc, ...]) -> tuple[SectionDoc, ...]:
    given = [clean_code(s.code) for s in _all(sections) if s.code]
    done = _number_sections(sections, "", set(given), set())
    return _number_actions(done)


def _all(sections: tuple[SectionDoc, ...]) -> Iterable[SectionDoc]:
    for section in sections:
        yield section
        yield from _all(section.sections)


def clean_code(code: str | None) -> str:
    """A code that can stand in an address: no slash, no space."""
    return re.sub(r"[\s/\\?#%]+", "-", (code or "").strip().strip(".)")).strip("-")[:36]


def _number_sections(
    sections: tuple[SectionDoc, ...], prefix: str, given: set[str], taken: set[str]
) -> tuple[SectionDoc, ...]:
    done = []
    for n, section in enumerate(sections, 1):
        code = clean_code(section.code)
        if not code or code in taken:
            code = first_free(f"{prefix}{n}", taken | given)
        taken.add(code)
        inner = _number_sections(section.sections, f"{code}.", given, taken)
        done.append(replace(section, code=code, sections=inner))
    return tuple(done)


def _number_actions(sections: tuple[SectionDoc, ...]) -> tuple[SectionDoc, ...]:
    codes = Counter(clean_code(a.code) for section in _all(sections) for a in section.actions if a.code)
    repeated = {code for code, times in codes.items() if times > 1}
    taken = set(codes) - repeated
    return tuple(_number_in(section, repeated, taken) for section in sections)


def _number_in(section: SectionDoc, repeated: set[str], taken: set[str]) -> SectionDoc:
    """An action keeps its own code; one that stands twice is told apart by its section's."""
    actions = []
    for n, action in enumerate(section.actions, 1):
        code = clean_code(action.code)
        if not code or code in repeated:
            code = first_free(f"{section.code}.{code or n}", taken)
            taken.add(code)
        actions.append(replace(action, code=code))
    inner = tuple(_number_in(part, repeated, taken) for part in section.sections)
    return replace(section, actions=tuple(actions), sections=inner)

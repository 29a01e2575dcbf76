"""What in a text looks as if it points at a person: a number to call, an address to write to, an identity number.

No record of a person belongs into a plan. This finds what has a shape; a name has none, so whoever brings a text in still reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, Texts

PHONE = re.compile(r"(?<![\w.,])(?:\+?254[\s-]?|0)[17]\d{2}[\s-]?\d{3}[\s-]?\d{3}(?![\w])")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
IDENTITY = re.compile(r"\b(?:id|i\.d\.|kitambulisho|passport|pasipoti)\b\D{0,15}\d{6,9}\b", re.IGNORECASE)


def marks(text: str) -> Iterator[str]:
    """Each piece of the text that looks so, as it stands there."""
    for shape in (PHONE, MAIL, IDENTITY):
        yield from (found[0].strip() for found in shape.finditer(text))


def personal_in(doc: PlanDoc) -> Iterator[tuple[str, str]]:
    """(where it was read from, what looks as if it points at a person), over the whole document."""
    for paragraph in doc.text or ():
        yield from (("", mark) for mark in _in(paragraph.text))
    for _path, section in doc.walk():
        texts = (section.title, section.outcome, *(p.text for p in section.text or ()))
        yield from ((section.where, mark) for mark in _in(*texts))
        for action in section.actions:
            yield from ((action.where, mark) for mark in _in(*_of(action)))


def _of(action: ActionDoc) -> Iterator[Texts | None]:
    yield from (action.title, action.text, action.audience, action.remarks, action.reason)
    for indicator in action.indicators or ():
        yield from (indicator.text, indicator.verification)
    yield from ({"": role.share} for role in action.roles or ())
    yield from ({"": role.body.name or ""} for role in action.roles or ())


def _in(*texts: Texts | None) -> list[str]:
    """Each once, in the order in which they stand."""
    return list(
        dict.fromkeys(mark for said in texts if said for text in said.values() for mark in marks(text))
    )

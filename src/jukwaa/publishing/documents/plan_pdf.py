"""The whole plan as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.utils.translation import override

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.publishing.documents.content import Whole
from jukwaa.publishing.documents.facts import Facts
from jukwaa.publishing.documents.frames import frame, shortened
from jukwaa.publishing.documents.gathering import gather
from jukwaa.publishing.documents.letters import is_legible, legible
from jukwaa.publishing.documents.typesetting import prepared, typeset
from jukwaa.publishing.documents.words import words

TITLE_SIZES = ((50, 36), (110, 29), (220, 22), (500, 16))  # up to so many letters: points


def write_pdf(doc: PlanDoc, facts: Facts, language: str) -> bytes:
    with override(language):
        whole = gather(doc, facts, language)
        return typeset("plan.typ", _data(whole, language), facts.printed_on)


def _data(whole: Whole, language: str) -> dict[str, Any]:
    told: dict[str, Any] = prepared(whole, language)
    for name in ("address", "package", "manifest", "checkpoint"):  # never broken up
        told["cover"][name] = getattr(whole.cover, name)
    told["cover"]["title"]["text"] = shortened(legible(whole.cover.title.text), TITLE_SIZES[-1][0])
    return told | frame(whole.cover, language) | {
        "heads": _heads(whole),
        "title_size": next((size for most, size in TITLE_SIZES if len(whole.cover.title.text) <= most), TITLE_SIZES[-1][1]),
        "marked": any(not is_legible(text) for text in texts(whole)),
    }  # fmt: skip


def _heads(whole: Whole) -> Mapping[str, str]:
    """What stands at the head of a page, by the heading that it lies under."""
    said = words()
    own = {"contents": said.contents, "glance": said.glance, "own": said.own_words,
           "bodies": said.taking_part, "signed": said.who_signed, "checking": said.checking}  # fmt: skip
    parts = {
        f"s{part.number}": shortened(legible(f"{part.kicker}: {part.title.text}"), 46) for part in whole.parts
    }
    return own | parts


def texts(value: Any) -> Iterator[str]:
    """Every text in the content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))

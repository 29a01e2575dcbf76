"""Small plans for tests of the rules: what is not said is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    IndicatorDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)
from jukwaa.plans.rules.merging import Merged, merge

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


class NewIds:
    """Ids as `core.ids.new_id` gives them, but the same in every run and unlike those of made-up plans."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self, letter: str) -> str:
        number = next(self._numbers)
        return f"{letter}-new" + "".join(LETTERS[number >> 5 * n & 31] for n in reversed(range(7)))


def en(text: str) -> dict[str, str]:
    return {"en": text}


def action(title: str, **said: Any) -> ActionDoc:
    return ActionDoc(id=said.pop("id", None), title=en(title), **said)


def section(title: str, *actions: ActionDoc, **said: Any) -> SectionDoc:
    return SectionDoc(id=said.pop("id", None), title=en(title), actions=actions, **said)


def indicator(text: str, **said: Any) -> IndicatorDoc:
    return IndicatorDoc(id=said.pop("id", None), text=en(text), **said)


def paragraph(text: str, **said: Any) -> ParagraphDoc:
    return ParagraphDoc(id=said.pop("id", None), text=en(text), **said)


def led_by(name: str, pid: str | None = None) -> RoleDoc:
    return RoleDoc(BodyRef(pid, name), "lead")


def supported_by(name: str, pid: str | None = None) -> RoleDoc:
    return RoleDoc(BodyRef(pid, name), "support")


def matrix(*sections: SectionDoc, **said: Any) -> PlanDoc:
    """As read from somebody's file: what it does not say is None."""
    dates = {"starts": date(2022, 6, 1), "ends": date(2023, 5, 31)}
    return PlanDoc(
        **{"forum": "mombasa", "edition": "2022-23", "title": en("Plan"), "complete": False} | dates | said,
        sections=sections,
    )


def plan(*sections: SectionDoc, **said: Any) -> PlanDoc:
    """As it stands after a first import: with ids and codes."""
    return brought_into(matrix(complete=True, **said), matrix(*sections)).doc


def brought_into(current: PlanDoc, incoming: PlanDoc, *, prune: bool = False) -> Merged:
    return merge(current, incoming, new_id=_NEW_IDS, prune=prune)


_NEW_IDS = NewIds()


def the(doc: PlanDoc, title: str) -> ActionDoc:
    """The one action of that English title."""
    (found,) = (item for _path, item in doc.actions() if item.title.get("en") == title)
    return found


def titles(doc: PlanDoc) -> list[list[str]]:
    """By section, in reading order."""
    return [[a.title["en"] for a in part.actions] for _path, part in doc.walk()]


def ids(doc: PlanDoc) -> Iterator[str | None]:
    """Every permanent id of the document, but the bodies'."""
    yield from (paragraph.id for paragraph in doc.text or ())
    for _path, part in doc.walk():
        yield part.id
        yield from (item.id for item in (*(part.text or ()), *(part.indicators or ())))
        for item in part.actions:
            yield item.id
            yield from (indicator.id for indicator in item.indicators or ())


def spoken(doc: PlanDoc) -> PlanDoc:
    """The same plan as a matrix would say it: no ids, nothing but what columns hold."""
    return replace(doc, complete=False, text=None, sections=tuple(_spoken(part) for part in doc.sections))


def _spoken(part: SectionDoc) -> SectionDoc:
    return SectionDoc(
        id=None,
        title=part.title,
        code=part.code,
        sections=tuple(_spoken(inner) for inner in part.sections),
        actions=tuple(_spoken_action(item) for item in part.actions),
    )


def _spoken_action(item: ActionDoc) -> ActionDoc:
    indicators = tuple(replace(i, id=None, definition=None) for i in item.indicators or ())
    return replace(item, id=None, indicators=indicators or None, themes=None, carried_from=None, text=None)

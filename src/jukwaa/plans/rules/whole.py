"""A complete document in its one normal form: what it leaves open is empty, no text is blank, nothing stands twice.

Two documents that say the same are then equal, so "nothing changed" can be told by `==`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from jukwaa.plans.rules.document import (
    ActionDoc,
    IndicatorDoc,
    LevelDoc,
    ParagraphDoc,
    PlanDoc,
    SectionDoc,
    Texts,
)
from jukwaa.plans.rules.matching import body_key

Item = TypeVar("Item")


def whole(doc: PlanDoc) -> PlanDoc:
    return replace(
        doc,
        title=spoken(doc.title),
        levels=tuple(LevelDoc(spoken(level.one), spoken(level.many)) for level in doc.levels),
        text=_paragraphs(doc.text),
        sections=tuple(whole_section(section) for section in doc.sections),
        complete=True,
    )


def spoken(texts: Texts | None) -> dict[str, str]:
    """A language without a text is absent."""
    return {language: text for language, text in (texts or {}).items() if text}


def once(items: Iterable[Item] | None, key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """The first of each, in order."""
    kept: dict[Hashable, Item] = {}
    for item in items or ():
        kept.setdefault(key(item), item)
    return tuple(kept.values())


def _itself(item: Hashable) -> Hashable:
    return item


def whole_section(section: SectionDoc) -> SectionDoc:
    return replace(
        section,
        title=spoken(section.title),
        outcome=spoken(section.outcome),
        leads=once(section.leads, lambda lead: body_key(lead.body)),
        text=_paragraphs(section.text),
        indicators=_indicators(section.indicators),
        themes=once(section.themes, _itself),
        sections=tuple(whole_section(part) for part in section.sections),
        actions=tuple(whole_action(action) for action in section.actions),
        where="",
    )


def whole_action(action: ActionDoc) -> ActionDoc:
    return replace(
        action,
        title=spoken(action.title),
        text=spoken(action.text),
        audience=spoken(action.audience),
        remarks=spoken(action.remarks),
        tags=action.tags or (),
        funding=action.funding or "unknown",
        areas=once(action.areas, _itself),
        roles=once(action.roles, lambda role: (role.kind, body_key(role.body))),
        indicators=_indicators(action.indicators),
        themes=once(action.themes, _itself),
        status=action.status or "not_started",
        reason=spoken(action.reason),
        where="",
    )


def _paragraphs(paragraphs: Iterable[ParagraphDoc] | None) -> tuple[ParagraphDoc, ...]:
    return tuple(replace(paragraph, text=spoken(paragraph.text)) for paragraph in paragraphs or ())


def _indicators(indicators: Iterable[IndicatorDoc] | None) -> tuple[IndicatorDoc, ...]:
    return tuple(
        replace(item, text=spoken(item.text), verification=spoken(item.verification), unit=spoken(item.unit))
        for item in indicators or ()
    )

"""A document as the rows can hold it. The readers of matrices give what fits; a file of our own form may have been
written by hand or by a program."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, ParagraphDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.editions import edition_problem

Item = TypeVar("Item", SectionDoc, ActionDoc, IndicatorDoc, ParagraphDoc)
Owner = TypeVar("Owner", SectionDoc, ActionDoc)
Strange = tuple[str, str]  # where, the code of a theme

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # U+0000 and half characters: no database takes them
ID = re.compile(r"[a-z]-[a-z2-7]{10}")


def fitted(doc: PlanDoc, themes: Collection[str]) -> tuple[PlanDoc, tuple[Strange, ...]]:
    """The document, and what it is aligned to that nobody has typed in: that is left out."""
    strange: list[Strange] = []
    doc = _clean(doc)
    doc = replace(
        doc,
        text=_all(doc.text, "p"),
        follows=None if doc.follows and edition_problem(doc.follows) else doc.follows,
        sections=tuple(_section(section, themes, strange) for section in doc.sections),
    )
    return doc, tuple(strange)


def _clean(value: Any) -> Any:
    """Without characters that cannot be kept. Nearly every document has none, and comes back as it is."""
    if isinstance(value, str):
        return UNKEEPABLE.sub("", value) if UNKEEPABLE.search(value) else value
    if isinstance(value, tuple):
        return tuple([_clean(item) for item in value]) if value else value
    if isinstance(value, dict):
        return {key: _clean(text) for key, text in value.items()} if value else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: new for f in fields(value) if (new := _clean(old := getattr(value, f.name))) != old
        }
        return replace(value, **changed) if changed else value
    return value


def _section(section: SectionDoc, themes: Collection[str], strange: list[Strange]) -> SectionDoc:
    section = _aligned(_named(section, "s"), themes, strange)
    return replace(
        section,
        text=_all(section.text, "p"),
        indicators=_all(section.indicators, "i"),
        sections=tuple(_section(part, themes, strange) for part in section.sections),
        actions=tuple(_action(_aligned(action, themes, strange)) for action in section.actions),
    )


def _action(action: ActionDoc) -> ActionDoc:
    before = action.carried_from
    return replace(
        _named(action, "a"),
        indicators=_all(action.indicators, "i"),
        carried_from=None if before and edition_problem(before.edition) else before,
    )


def _aligned(item: Owner, themes: Collection[str], strange: list[Strange]) -> Owner:
    unknown = [code for code in item.themes or () if code not in themes]
    strange += [(item.where or item.code or "", code) for code in unknown]
    return replace(item, themes=tuple(c for c in item.themes or () if c in themes)) if unknown else item


def _all(items: Iterable[Item] | None, letter: str) -> tuple[Item, ...] | None:
    return None if items is None else tuple(_named(item, letter) for item in items)


def _named(item: Item, letter: str) -> Item:
    """An id that is none of ours, or of another kind of item, names nothing."""
    good = item.id is None or (item.id.startswith(letter) and ID.fullmatch(item.id))
    return item if good else replace(item, id=None)

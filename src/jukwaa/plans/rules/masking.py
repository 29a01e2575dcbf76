"""A body that was withdrawn for its safety stands in no text: its names, wherever whole words say them. Pure.

A name hides also without what stands in brackets after it, and without its article; an abbreviation in brackets is a
name too. Names of several words are found however they are written; single words only as they are written, so that "IT"
does not take "it" along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc

BRACKETS = re.compile(r"\s*\(([^()]*)\)")
ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]{1,11}")
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
BEGINS = re.compile(r"(?:^|[.!?]\s+)$")  # before it, a sentence begins
PLAIN = frozenset({"share", "baseline", "target", "name", "tags"})  # words in no stated language

Doc = TypeVar("Doc")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A body that is not to be named, and what is said in its place, by language."""

    names: tuple[str, ...]
    instead: Mapping[str, str]


@dataclass(frozen=True)
class Mask:
    """All that one reader is not to read. False where that is nothing."""

    hidden: tuple[Hidden, ...] = ()

    def __bool__(self) -> bool:
        return bool(self._instead)

    @cached_property
    def _instead(self) -> dict[str, Mapping[str, str]]:
        return {_key(name): one.instead for one in self.hidden for name in one.names}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(
            {name for one in self.hidden for name in one.names}, key=lambda name: (-len(name), name)
        )
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_shape, names))})(?!\w)")

    def finds(self, text: str) -> bool:
        return bool(self) and self._pattern.search(text) is not None

    def text(self, text: str, language: str) -> str:
        """The text as this reader may read it."""
        return self._pattern.sub(lambda found: self._said(found, language), text) if self else text

    def _said(self, found: re.Match[str], language: str) -> str:
        instead = self._instead[_key(found[0])]
        said = instead.get(language) or next(iter(instead.values()))
        return said[:1].upper() + said[1:] if BEGINS.search(found.string, 0, found.start()) else said


NOTHING = Mask()


def names_of(name: str, short_name: str = "") -> tuple[str, ...]:
    """Every way in which a body is called."""
    bare = BRACKETS.sub("", name).strip()
    inside = [part.strip() for part in BRACKETS.findall(name)]
    found = [name.strip(), bare, ARTICLE.sub("", bare), short_name.strip()]
    found += [part for part in inside if ABBREVIATION.fullmatch(part)]
    return tuple(dict.fromkeys(each for each in found if len(each) > 1))


def _shape(name: str) -> str:
    """A single word counts as it is written, or in capitals: "Chamber" is a name, a chamber of commerce is none."""
    if " " not in name:
        return "|".join(dict.fromkeys(map(_plain, (name, name.upper()))))
    return f"(?i:{_plain(name)})"


def _plain(name: str) -> str:
    return re.sub("['’]", "['’]", r"\s+".join(map(re.escape, name.split())))


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


# --- documents -----------------------------------------------------------------------------------------------


def masked(doc: Doc, mask: Mask) -> Doc:
    """A document, or a part of one, with every text as that reader may read it; ids and codes stay."""
    return _changed(doc, mask.text, "") if mask else doc


def _changed(value: Any, change: Callable[[str, str], str], field: str) -> Any:
    if isinstance(value, Mapping):
        return {language: change(text, language) for language, text in value.items()}
    if isinstance(value, tuple):
        return tuple(_changed(each, change, field) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        said = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _changed(each, change, name) for name, each in said.items()})
    return change(value, "en") if isinstance(value, str) and field in PLAIN else value


def unmasked(doc: PlanDoc, current: PlanDoc, mask: Mask) -> PlanDoc:
    """A file that was made while a name was hidden says other words in its place: they change no text that stands."""
    if not mask:
        return doc
    there = {mask.text(text, language): text for language, text in _said_in(current, "") if mask.finds(text)}
    return _changed(doc, lambda text, _language: there.get(text, text), "") if there else doc


def _said_in(value: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        for each in value:
            yield from _said_in(each, field)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _said_in(getattr(value, each.name), each.name)
    elif isinstance(value, str) and field in PLAIN:
        yield "en", value


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that names a body."""

    kind: str  # plan, section, paragraph, action, indicator, body
    id: str
    field: str


def spots(doc: PlanDoc, mask: Mask) -> Iterator[Spot]:
    """Where it is named, in reading order; `doc` with the names of all bodies."""
    yield from _spots("plan", "plan", doc, mask, skip=("sections", "text"))
    for paragraph in doc.text or ():
        yield from _spots("paragraph", paragraph.id, paragraph, mask)
    for _path, section in doc.walk():
        yield from _spots(
            "section", section.id, section, mask, skip=("sections", "actions", "text", "indicators")
        )
        for paragraph in section.text or ():
            yield from _spots("paragraph", paragraph.id, paragraph, mask)
        items: tuple[SectionDoc | ActionDoc, ...] = (section, *section.actions)
        for item in items:
            for indicator in item.indicators or ():
                yield from _spots("indicator", indicator.id, indicator, mask)
        for action in section.actions:
            yield from _spots("action", action.id, action, mask, skip=("indicators",))


def _spots(kind: str, pid: str | None, item: Any, mask: Mask, skip: tuple[str, ...] = ()) -> Iterator[Spot]:
    for each in fields(item):
        value = getattr(item, each.name)
        if each.name not in skip and any(mask.finds(text) for text in _texts(value, each.name)):
            yield Spot(kind, pid or "", each.name)


def _texts(value: Any, field: str) -> Iterator[str]:
    """What is free text in it; the names of bodies in their roles are no text."""
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each, field)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name != "body":
                yield from _texts(getattr(value, each.name), each.name)
    elif isinstance(value, str) and field in PLAIN:
        yield value


def named_in(payload: Any, mask: Mask) -> bool:
    """Whether a signed item's content says a name anywhere."""
    if isinstance(payload, Mapping):
        return any(named_in(each, mask) for each in payload.values())
    if isinstance(payload, (list, tuple)):
        return any(named_in(each, mask) for each in payload)
    return isinstance(payload, str) and mask.finds(payload)

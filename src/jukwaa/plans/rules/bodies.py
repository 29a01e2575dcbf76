"""The bodies that a document names, and the document with other names for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from jukwaa.plans.rules.document import BodyRef, LeadDoc, PlanDoc, RoleDoc, SectionDoc
from jukwaa.plans.rules.matching import fold

Offer = TypeVar("Offer", LeadDoc, RoleDoc)
Resolve = Callable[[BodyRef], BodyRef | None]


def bodies_of(doc: PlanDoc) -> Iterator[BodyRef]:
    for _path, section in doc.walk():
        yield from (lead.body for lead in section.leads or ())
        for action in section.actions:
            yield from (role.body for role in action.roles or ())


def taken_for(doc: PlanDoc, name: str, body: BodyRef) -> PlanDoc:
    """The document with every mention of an unknown name taken for that body."""
    wanted = fold(name)

    def resolve(mentioned: BodyRef) -> BodyRef:
        return body if mentioned.id is None and fold(mentioned.name or "") == wanted else mentioned

    return replace(doc, sections=tuple(_section(section, resolve) for section in doc.sections))


def with_bodies(doc: PlanDoc, ids: Mapping[str, str], known: Collection[str]) -> PlanDoc:
    """Every body by its id: its own where that is known, else the one that bears its (folded) name.

    A body with neither is left out: nobody can be held to an offer without a name.
    """

    def resolve(body: BodyRef) -> BodyRef | None:
        if body.id in known:
            return body
        found = ids.get(fold(body.name)) if body.name else None
        return BodyRef(found, body.name) if found else None

    return replace(doc, sections=tuple(_section(section, resolve) for section in doc.sections))


def _section(section: SectionDoc, resolve: Resolve) -> SectionDoc:
    return replace(
        section,
        leads=_each(section.leads, resolve),
        sections=tuple(_section(part, resolve) for part in section.sections),
        actions=tuple(replace(a, roles=_each(a.roles, resolve)) for a in section.actions),
    )


def _each(items: tuple[Offer, ...] | None, resolve: Resolve) -> tuple[Offer, ...] | None:
    if items is None:
        return None
    pairs = ((item, resolve(item.body)) for item in items)
    return tuple(replace(item, body=body) for item, body in pairs if body)

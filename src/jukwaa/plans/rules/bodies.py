"""The bodies that a document names, and the document with other names for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TypeVar

from jukwaa.plans.rules.document import BodyRef, LeadDoc, PlanDoc, RoleDoc, SectionDoc
from jukwaa.plans.rules.matching import body_key, name_key
from jukwaa.plans.rules.whole import once

Offer = TypeVar("Offer", LeadDoc, RoleDoc)
Resolve = Callable[[BodyRef], BodyRef | None]


def bodies_of(doc: PlanDoc) -> Iterator[BodyRef]:
    for _path, section in doc.walk():
        yield from (lead.body for lead in section.leads or ())
        for action in section.actions:
            yield from (role.body for role in action.roles or ())


def taken_for(doc: PlanDoc, name: str, body: BodyRef) -> PlanDoc:
    """The document with every mention of an unknown name taken for that body."""
    wanted = name_key(name)
    return _with(doc, lambda said: body if said.id is None and name_key(said.name or "") == wanted else said)


def with_short_names(doc: PlanDoc, longest: int) -> PlanDoc:
    """Without names that no row can hold: they are cut."""

    def cut(body: BodyRef) -> BodyRef:
        long = body.name is not None and len(body.name) > longest
        return replace(body, name=(body.name or "")[:longest].strip()) if long else body

    return _with(doc, cut)


def only_of(doc: PlanDoc, known: Collection[str]) -> PlanDoc:
    """Without the offers of bodies that are not among the known ids."""
    return _with(doc, lambda body: body if body.id in known else None)


def unnamed(doc: PlanDoc, listed: Collection[str]) -> PlanDoc:
    """Bodies that are not named in public stand by their ids alone."""
    return _with(doc, lambda body: body if body.id is None or body.id in listed else BodyRef(body.id, None))


def with_bodies(doc: PlanDoc, known: dict[str, str]) -> PlanDoc:
    """Every body that is known (id -> name) by its id and its name here: by its id, else by its own name.

    Two spellings of one body are one offer. What is not known stays as it was said.
    """
    ids = {name_key(name): pid for pid, name in reversed(known.items())}

    def resolve(body: BodyRef) -> BodyRef:
        pid = body.id if body.id in known else ids.get(name_key(body.name)) if body.name else None
        found = BodyRef(pid, known[pid]) if pid else body
        return body if found == body else found

    return _with(doc, resolve)


def _with(doc: PlanDoc, resolve: Resolve) -> PlanDoc:
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
    found = ((item, resolve(item.body)) for item in items)
    named = (item if item.body is body else replace(item, body=body) for item, body in found if body)
    return once(named, lambda item: (item.kind, body_key(item.body)))

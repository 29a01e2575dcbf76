"""Who stands in a cell: one body on each line, in brackets what part it takes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from jukwaa.plans.figures.sheets import body_label
from jukwaa.plans.imports.contract import Known, here_of
from jukwaa.plans.imports.own_xlsx.cells import Row
from jukwaa.plans.imports.own_xlsx.values import Context, tell
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.cells.bodies import match_body, read_bodies
from jukwaa.plans.rules.cells.notes import doubt, note
from jukwaa.plans.rules.document import BodyRef, LeadDoc, LeadKind, PlanDoc, RoleDoc, RoleKind
from jukwaa.plans.rules.matching import fold

WITHHELD = re.compile(r"\((b-[a-z2-7]{10})\)")
SHARED = re.compile(r"(?P<name>.+?)\s*\[(?P<share>.+)\]", re.DOTALL)


def known_bodies(known: Known, doc: PlanDoc | None) -> dict[str, BodyRef]:
    """Folded name -> body: those of the forum, by their short names too, and those of the file."""
    found: dict[str, BodyRef] = {}
    for body in known.bodies:
        for name in filter(None, (body.short_name, body.name)):
            found[fold(name)] = BodyRef(body.id, body.name)
    mentioned = bodies_of(doc) if doc else ()
    return found | {fold(body_label(body)): body for body in mentioned}


def read_roles(row: Row, context: Context, was: tuple[RoleDoc, ...] | None) -> tuple[RoleDoc, ...] | None:
    kinds = get_args(RoleKind)
    if not any(row.changed(kind) for kind in kinds):
        return was
    before = was or ()
    return tuple(role for kind in kinds for role in _of_kind(row, context, kind, before))


def _of_kind(row: Row, context: Context, kind: RoleKind, was: Iterable[RoleDoc]) -> Iterator[RoleDoc]:
    before = [role for role in was if role.kind == kind]
    if not row.changed(kind):
        yield from before
        return
    shares = {body_label(role.body): role.share for role in before}
    for body, share in _mentioned(row, kind, context):
        as_it_was = shares.get(body_label(body), "")
        yield RoleDoc(body, kind, as_it_was if share and share == as_it_was.strip() else share[:300])


def read_leads(row: Row, context: Context, was: tuple[LeadDoc, ...] | None) -> tuple[LeadDoc, ...] | None:
    kinds = get_args(LeadKind)
    if not any(row.changed(kind) for kind in kinds):
        return was
    found: list[LeadDoc] = []
    for kind in kinds:
        before = [lead for lead in was or () if lead.kind == kind]
        said = [LeadDoc(body, kind) for body, _share in _mentioned(row, kind, context)]
        found += said if row.changed(kind) else before
    return tuple({body_label(lead.body): lead for lead in reversed(found)}.values())[::-1]


def _mentioned(row: Row, key: str, context: Context) -> Iterator[tuple[BodyRef, str]]:
    for line in filter(None, map(str.strip, row.text(key).split("\n"))):
        shared = None if fold(line) in context.bodies else SHARED.fullmatch(line)
        names, share = (shared["name"], shared["share"]) if shared else (line, "")
        for n, body in enumerate(_named(names, row, key, context)):
            yield body, "" if n else share


def _known(text: str, context: Context) -> BodyRef | None:
    if found := WITHHELD.search(text):
        return context.bodies.get(fold(text)) or BodyRef(found[1], None)
    return context.bodies.get(fold(text)) if fold(text) else None


def _named(text: str, row: Row, key: str, context: Context) -> Iterator[BodyRef]:
    """Whoever is named on a line that is no known body's name as it stands."""
    if body := _known(text, context):
        yield body
        return
    read = read_bodies(text, known=context.bodies.keys())
    row.remarks += [f"{row.headings.get(key, '')}: {read.rest}"] if read.rest else []
    for name in (*read.leads, *read.co_leads, *read.supports, *read.funders):
        yield _known(name, context) or _new(name, row, key, context)


def _new(name: str, row: Row, key: str, context: Context) -> BodyRef:
    if fold(name) not in context.told:
        context.told.add(fold(name))
        ids = {body.name: body.id or "" for body in context.bodies.values() if body.name}
        near = match_body(name, ids, here_of(context.known)).near
        like = next((body.name or "" for body in context.bodies.values() if body.id == near and near), "")
        told = doubt("bodies.near", name=name, other=like) if like else note("bodies.new", name=name)
        tell(row, key, (told,))
    return BodyRef(None, name[:200])

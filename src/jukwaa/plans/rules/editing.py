"""A document with one action put right, by its place in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    Funding,
    PlanDoc,
    RoleDoc,
    RoleKind,
    SectionDoc,
    Texts,
)
from jukwaa.plans.rules.matching import body_key, fold
from jukwaa.plans.rules.whole import once


@dataclass(frozen=True, slots=True)
class Row:
    """What somebody says an action is; texts are in the document's first language."""

    title: str
    section: int  # in the order of `walk()`
    lead: str
    support: tuple[str, ...]
    areas: tuple[str, ...]
    starts: date | None
    ends: date | None
    funding: Funding | None
    estimate: Decimal | None
    audience: str
    remarks: str


def action_at(doc: PlanDoc, n: int) -> tuple[int, ActionDoc]:
    """The n-th action, and which section it stands in."""
    places = [(at, action) for at, (_path, section) in enumerate(doc.walk()) for action in section.actions]
    return places[n]


def with_row(doc: PlanDoc, n: int, row: Row, bodies: Mapping[str, str]) -> PlanDoc:
    """`bodies`: folded name -> permanent id of those that are known. A row that moves goes to its section's end."""
    at, was = action_at(doc, n)
    before = sum(len(section.actions) for _path, section in list(doc.walk())[:at])
    now = _apply(was, row, bodies)
    actions = [list(section.actions) for _path, section in doc.walk()]
    if at == row.section:
        actions[at][n - before] = now
    else:
        del actions[at][n - before]
        actions[row.section].append(now)
    left = iter(actions)
    return replace(doc, sections=tuple(_holding(section, left) for section in doc.sections))


def _holding(section: SectionDoc, actions: Iterator[list[ActionDoc]]) -> SectionDoc:
    """With the next list of actions, outer sections before inner ones, as `walk()` goes."""
    own = tuple(next(actions))
    return replace(section, actions=own, sections=tuple(_holding(part, actions) for part in section.sections))


def _apply(was: ActionDoc, row: Row, bodies: Mapping[str, str]) -> ActionDoc:
    """What the file left open and the form left empty stays open: it wipes nothing of the plan."""
    unsaid = was.funding is None and row.funding == "unknown" and row.estimate is None
    return replace(
        was,
        title=_reworded(was.title, row.title, was) or was.title,
        audience=_reworded(was.audience, row.audience, was),
        remarks=_reworded(was.remarks, row.remarks, was),
        roles=_roles(was, row, bodies),
        areas=row.areas if row.areas or was.areas else was.areas,
        starts=row.starts,
        ends=row.ends,
        funding=None if unsaid else row.funding,
        estimate=row.estimate,
    )


def _roles(was: ActionDoc, row: Row, bodies: Mapping[str, str]) -> tuple[RoleDoc, ...] | None:
    """The form shows the first lead and the supporting bodies, by name; of all else it says nothing."""
    old = was.roles or ()
    lead = next((role for role in old if role.kind == "lead" and role.body.name), None)
    others = (r for r in old if r is not lead and (r.kind != "support" or not r.body.name))
    known = {**bodies, **{fold(r.body.name): r.body.id for r in old if r.body.name and r.body.id}}
    roles = (
        *_offers("lead", [row.lead], known),
        *others,
        *_offers("support", row.support, known),
    )
    shares = {(role.kind, body_key(role.body)): role.share for role in old}
    shared = (replace(role, share=shares.get((role.kind, body_key(role.body)), "")) for role in roles)
    return once(shared, lambda role: (role.kind, body_key(role.body))) if roles or old else was.roles


def _offers(kind: RoleKind, names: Iterable[str], known: Mapping[str, str]) -> Iterator[RoleDoc]:
    return (RoleDoc(BodyRef(known.get(fold(n)), n.strip()), kind) for n in names if n.strip())


def language_of(texts: Texts | None, fallback: str = "en") -> str:
    return next((language for language, text in (texts or {}).items() if text), fallback)


def _reworded(texts: Texts | None, text: str, action: ActionDoc) -> Texts:
    """In the language that it is in, else in the action's."""
    said = {**(texts or {}), language_of(texts, language_of(action.title)): text.strip()}
    return {language: words for language, words in said.items() if words}

"""A document with one action put right, by its place in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jukwaa.plans.rules.document import ActionDoc, BodyRef, Funding, PlanDoc, RoleDoc, SectionDoc, Texts
from jukwaa.plans.rules.matching import fold


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
    """`bodies`: folded name -> permanent id of those that are known."""
    at, was = action_at(doc, n)
    now = _apply(was, row, bodies)
    sections = [section for _path, section in doc.walk()]
    if at == row.section:
        return _replaced(doc, {id(sections[at]): _swap(sections[at], was, now)})
    moved = {
        id(sections[at]): _swap(sections[at], was, None),
        id(sections[row.section]): replace(
            sections[row.section], actions=(*sections[row.section].actions, now)
        ),
    }
    return _replaced(doc, moved)


def _swap(section: SectionDoc, was: ActionDoc, now: ActionDoc | None) -> SectionDoc:
    swapped = tuple(now if action is was else action for action in section.actions)
    return replace(section, actions=tuple(action for action in swapped if action is not None))


def _replaced(doc: PlanDoc, new: Mapping[int, SectionDoc]) -> PlanDoc:
    return replace(doc, sections=tuple(_replaced_in(section, new) for section in doc.sections))


def _replaced_in(section: SectionDoc, new: Mapping[int, SectionDoc]) -> SectionDoc:
    actions = new[id(section)].actions if id(section) in new else section.actions
    inner = tuple(_replaced_in(part, new) for part in section.sections)
    return replace(section, sections=inner, actions=actions)


def _apply(was: ActionDoc, row: Row, bodies: Mapping[str, str]) -> ActionDoc:
    others = tuple(role for role in was.roles or () if role.kind not in ("lead", "support"))
    lead = (RoleDoc(_body(row.lead, bodies), "lead"),) if row.lead.strip() else ()
    support = tuple(RoleDoc(_body(name, bodies), "support") for name in row.support if name.strip())
    return replace(
        was,
        title=_reworded(was.title, row.title),
        audience=_reworded(was.audience, row.audience),
        remarks=_reworded(was.remarks, row.remarks),
        roles=(*lead, *others, *support),
        areas=row.areas,
        starts=row.starts,
        ends=row.ends,
        funding=row.funding,
        estimate=row.estimate,
    )


def _body(name: str, bodies: Mapping[str, str]) -> BodyRef:
    return BodyRef(bodies.get(fold(name)), name.strip())


def language_of(texts: Texts | None, fallback: str = "en") -> str:
    return next((language for language, text in (texts or {}).items() if text), fallback)


def _reworded(texts: Texts | None, text: str) -> Texts:
    said = {**(texts or {}), language_of(texts): text.strip()}
    return {language: words for language, words in said.items() if words}

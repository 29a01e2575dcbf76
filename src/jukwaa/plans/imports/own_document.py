"""A document from one of our own files, held against what the forum knows: its places and its bodies."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jukwaa.plans.imports.contract import Known, Problem, Severity, Understood, refused
from jukwaa.plans.rules.cells.notes import Param, day
from jukwaa.plans.rules.document import ActionDoc, BodyRef, LeadDoc, PlanDoc, RoleDoc, SectionDoc
from jukwaa.plans.rules.matching import fold

Item = TypeVar("Item")
Offer = TypeVar("Offer", LeadDoc, RoleDoc)


@dataclass(slots=True)
class _Holding:
    known: Known
    areas: frozenset[str]
    by_id: dict[str, BodyRef]
    by_name: dict[str, BodyRef]
    problems: list[Problem] = field(default_factory=list)

    def doubt(self, where: str, sentence: str, **params: Param) -> None:
        self.problems.append(Problem("doubt", where, "", sentence, params))


def understood_of(doc: PlanDoc, known: Known, problems: Iterable[Problem] = ()) -> Understood:
    bodies = [BodyRef(body.id, body.name) for body in known.bodies]
    holding = _Holding(
        known=known,
        areas=frozenset(area.code for area in known.areas),
        by_id={body.id or "": body for body in bodies},
        by_name={fold(body.name or ""): body for body in bodies},
        problems=[*problems, *_of_another(doc, known)],
    )
    starts, ends = doc.starts or known.starts, doc.ends or known.ends
    if starts is None or ends is None:
        return refused(_("The plan's first and last day are missing: give them with --starts and --ends."))
    if ends < starts:
        return refused(_("The plan's last day lies before its first."))
    sections = tuple(_section(holding, section) for section in doc.sections)
    held = replace(doc, sections=sections, starts=starts, ends=ends)
    return Understood(held, tuple(dict.fromkeys(holding.problems)), "plan", own=True)


def _of_another(doc: PlanDoc, known: Known) -> Iterator[Problem]:
    if doc.forum and (doc.forum, doc.edition) != (known.forum, known.edition):
        told = gettext_noop("The file is of %(forum)s, edition %(edition)s.")
        level: Severity = (
            "note" if doc.forum == known.forum else "doubt"
        )  # another county's plan: is that meant?
        yield Problem(level, "", "", told, {"forum": doc.forum, "edition": doc.edition})


def _section(holding: _Holding, section: SectionDoc) -> SectionDoc:
    where = section.where or section.code or ""
    return replace(
        section,
        leads=_offers(holding, section.leads, where, lambda lead: _key(lead.body)),
        themes=_once(section.themes),
        sections=tuple(_section(holding, part) for part in section.sections),
        actions=tuple(_action(holding, action) for action in section.actions),
        where=where,
    )


def _action(holding: _Holding, action: ActionDoc) -> ActionDoc:
    where = action.where or action.code or ""
    ends = action.ends
    if action.starts and ends and ends < action.starts:
        told = gettext_noop("The last day, %(day)s, lies before the first, and was left out.")
        holding.doubt(where, told, day=day(ends))
        ends = None
    return replace(
        action,
        ends=ends,
        areas=_areas(holding, action.areas, where),
        roles=_offers(holding, action.roles, where, lambda role: (role.kind, _key(role.body))),
        themes=_once(action.themes),
        where=where,
    )


def _areas(holding: _Holding, areas: tuple[str, ...] | None, where: str) -> tuple[str, ...] | None:
    for code in areas or ():
        if code not in holding.areas:
            told = gettext_noop("“%(code)s” is no place of this forum, and was left out.")
            holding.doubt(where, told, code=code)
    return None if areas is None else tuple(code for code in dict.fromkeys(areas) if code in holding.areas)


def _offers(
    holding: _Holding, offers: tuple[Offer, ...] | None, where: str, key: Callable[[Offer], Hashable]
) -> tuple[Offer, ...] | None:
    """Each body as the forum knows it, so that a name that was withheld, or has changed since, changes nothing."""
    if offers is None:
        return None
    found = [(offer, _body(holding, offer.body, where)) for offer in offers]
    known = [replace(offer, body=body) for offer, body in found if body]
    return tuple({key(offer): offer for offer in reversed(known)}.values())[::-1]


def _body(holding: _Holding, body: BodyRef, where: str) -> BodyRef | None:
    if body.id in holding.by_id:
        return holding.by_id[body.id or ""]
    if body.name:
        return holding.by_name.get(fold(body.name), body)
    told = gettext_noop(
        "The body %(id)s is not named in the file and is not known here, so its part was left out."
    )
    holding.doubt(where, told, id=body.id or "")
    return None


def _key(body: BodyRef) -> str:
    return body.id or fold(body.name or "")


def _once(items: tuple[Item, ...] | None) -> tuple[Item, ...] | None:
    return None if items is None else tuple(dict.fromkeys(items))

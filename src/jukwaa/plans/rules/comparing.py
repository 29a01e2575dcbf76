"""What differs between two versions or editions of a plan, item by item, and which of it is substance.

Substance needs both co-chairs: text, lead, target, adding, dropping. Dates, places, support and money of an
action are its lead's to change (design.md 4); its status is no part of the promise. All else is substance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
    Texts,
)
from jukwaa.plans.rules.matching import Candidate, body_key, pair
from jukwaa.plans.rules.whole import whole

Kind = Literal["plan", "section", "action"]
Change = tuple[str, object, object]  # field, before, after
Ids = Mapping[str, str]  # of an item in the second document -> of the same one in the first
Item = TypeVar("Item", SectionDoc, ActionDoc)

# What the lead of an action may change by itself in a signed plan. (`share`: of a body that does not lead.)
DETAIL = frozenset({"dates", "areas", "support", "funder", "share", "order of bodies", "money", "status"})
LEADING = ("lead", "co_lead")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed. `before` and `after` hold what the field holds: texts, dates, bodies, codes."""

    kind: Kind
    id: str
    code: str
    title: Texts
    field: str
    before: object
    after: object
    section: Texts | None = None  # in which section the action stands

    @property
    def substance(self) -> bool:
        return self.kind != "action" or self.field not in DETAIL


def compare(one: PlanDoc, two: PlanDoc) -> tuple[Difference, ...]:
    """From `one` to `two`, in the order of `two`, with what is gone at the end.

    Of one edition, an item is the same by its permanent id alone. Of two, an action is also the one that it was
    carried from, and a section the one that is called alike.
    """
    one, two = whole(one), whole(two)
    before, after = _Tree.of(one), _Tree.of(two)
    sections = _same_sections(one, two)
    actions = _same_actions(one, two)
    return (
        *_plan(one, two, sections),
        *_sections(before, after, sections, actions),
        *_actions(before, after, sections, actions),
    )


# --- what is what ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tree:
    """A document's items by id, each with the section that it stands in."""

    edition: str
    sections: dict[str, tuple[SectionDoc | None, SectionDoc]]
    actions: dict[str, tuple[SectionDoc, ActionDoc]]

    @classmethod
    def of(cls, doc: PlanDoc) -> _Tree:
        sections = {section.id or "": (path[-1] if path else None, section) for path, section in doc.walk()}
        actions = {action.id or "": (path[-1], action) for path, action in doc.actions()}
        return cls(doc.edition, sections, actions)


def _same_sections(one: PlanDoc, two: PlanDoc) -> Ids:
    """By id; between editions also by title."""
    old, new = ([section for _path, section in doc.walk()] for doc in (one, two))
    same = _by_id(old, new)
    if _one_edition(one, two):
        return same
    left = [section for section in new if section.id not in same]
    rest = [section for section in old if section.id not in same]
    pairs = pair(*([Candidate.of(None, None, part.title) for part in parts] for parts in (left, rest)))
    return same | {left[n].id or "": rest[o].id or "" for n, o in pairs.items()}


def _same_actions(one: PlanDoc, two: PlanDoc) -> Ids:
    """By id, or the one that it was carried from. (`carrying` finds more of them between editions.)"""
    old, new = ([action for _path, action in doc.actions()] for doc in (one, two))
    known = {action.id for action in old}
    carried = {
        action.id or "": before.id
        for action in new
        if (before := action.carried_from) and before.edition == one.edition and before.id in known
    }
    return _by_id(old, new) | (carried if not _one_edition(one, two) else {})


def _one_edition(one: PlanDoc, two: PlanDoc) -> bool:
    return (one.forum, one.edition) == (two.forum, two.edition)


def _by_id(old: Sequence[Item], new: Sequence[Item]) -> dict[str, str]:
    known = {item.id for item in old}
    return {item.id or "": item.id or "" for item in new if item.id in known}


# --- the plan and its sections ---------------------------------------------------------------------------


def _changed(*fields: Change) -> Iterator[Change]:
    return ((name, old, new) for name, old, new in fields if (old or None) != (new or None))


def _plan(one: PlanDoc, two: PlanDoc, sections: Ids) -> Iterator[Difference]:
    follows = (one.follows, two.follows) if _one_edition(one, two) else (None, None)
    changes = (
        *_changed(
            ("title", one.title, two.title),
            ("dates", (one.starts, one.ends), (two.starts, two.ends)),
            ("languages", one.languages, two.languages),
            ("currency", one.currency, two.currency),
            ("fy_month", one.fy_month, two.fy_month),
            ("levels", one.levels, two.levels),
            ("follows", *follows),
            ("sample", one.sample, two.sample),
        ),
        *_text_changes(one.text, two.text, same_ids=_one_edition(one, two)),
        *_order(one.sections, two.sections, sections),
    )
    return (Difference("plan", "", "", two.title, *change) for change in changes)


Paragraphs = tuple[ParagraphDoc, ...] | None


def _text_changes(one: Paragraphs, two: Paragraphs, *, same_ids: bool) -> Iterator[Change]:
    old, new = (tuple((part.text, part.heading) for part in text or ()) for text in (one, two))
    if old != new or (same_ids and one != two):
        yield "text", old, new


def _order(old: Sequence[Item], new: Sequence[Item], same: Ids) -> Iterator[Change]:
    """Whether what stands in both stands in another order."""
    places = {item.id: n for n, item in enumerate(old)}
    kept = [n for item in new if (n := places.get(same.get(item.id or ""))) is not None]
    if kept != sorted(kept):
        before, after = (tuple((old[n].id, old[n].title) for n in order) for order in (sorted(kept), kept))
        yield "order", before, after


def _sections(one: _Tree, two: _Tree, sections: Ids, actions: Ids) -> Iterator[Difference]:
    for pid, (parent, section) in two.sections.items():
        if pid not in sections:
            changes: Iterable[Change] = [("added", None, section.title)]
        else:
            was_parent, was = one.sections[sections[pid]]
            changes = (
                *_moved("part of", was_parent, parent, sections),
                *_section_changes(was, section, same_ids=one.edition == two.edition),
                *_order(was.sections, section.sections, sections),
                *_order(was.actions, section.actions, actions),
            )
        yield from (_of_section(section, change) for change in changes)
    kept = set(sections.values())
    gone = (section for pid, (_parent, section) in one.sections.items() if pid not in kept)
    yield from (_of_section(section, ("dropped", section.title, None)) for section in gone)


def _moved(field: str, was: SectionDoc | None, now: SectionDoc | None, sections: Ids) -> Iterator[Change]:
    if (was.id if was else None) != (sections.get(now.id or "") if now else None):
        yield field, was.title if was else {}, now.title if now else {}


def _of_section(section: SectionDoc, change: Change) -> Difference:
    return Difference("section", section.id or "", section.code or "", section.title, *change)


def _section_changes(old: SectionDoc, new: SectionDoc, *, same_ids: bool) -> Iterator[Change]:
    yield from _changed(
        ("code", old.code, new.code), ("title", old.title, new.title), ("outcome", old.outcome, new.outcome)
    )
    yield from _body_changes(old.leads or (), new.leads or ())
    yield from _text_changes(old.text, new.text, same_ids=same_ids)
    yield from _changed(("themes", old.themes, new.themes))
    yield from _indicator_changes(old.indicators or (), new.indicators or (), same_ids=same_ids)


# --- actions -----------------------------------------------------------------------------------------------


def _actions(one: _Tree, two: _Tree, sections: Ids, actions: Ids) -> Iterator[Difference]:
    for pid, (section, action) in two.actions.items():
        if pid not in actions:
            changes: Iterable[Change] = [("added", None, action.title)]
        else:
            was_section, was = one.actions[actions[pid]]
            changes = (
                *_moved("section", was_section, section, sections),
                *_action_changes(was, action, same_ids=one.edition == two.edition),
            )
        yield from (_of_action(section, action, change) for change in changes)
    kept = set(actions.values())
    gone = (item for pid, item in one.actions.items() if pid not in kept)
    yield from (_of_action(section, action, ("dropped", action.title, None)) for section, action in gone)


def _of_action(section: SectionDoc, action: ActionDoc, change: Change) -> Difference:
    return Difference(
        "action", action.id or "", action.code or "", action.title, *change, section=section.title
    )


def _action_changes(old: ActionDoc, new: ActionDoc, *, same_ids: bool) -> Iterator[Change]:
    ancestors = (old.carried_from, new.carried_from) if same_ids else (None, None)
    yield from _changed(
        ("code", old.code, new.code),
        ("title", old.title, new.title),
        ("words", old.text, new.text),
        ("audience", old.audience, new.audience),
        ("dates", (old.starts, old.ends), (new.starts, new.ends)),
        ("areas", old.areas, new.areas),
        ("money", (old.funding, old.estimate), (new.funding, new.estimate)),
        ("remarks", old.remarks, new.remarks),
        ("tags", old.tags, new.tags),
        ("themes", old.themes, new.themes),
        ("status", (old.status, old.reason), (new.status, new.reason)),
        ("carried_from", *ancestors),
    )
    yield from _body_changes(old.roles or (), new.roles or ())
    yield from _indicator_changes(old.indicators or (), new.indicators or (), same_ids=same_ids)


# --- bodies and indicators ---------------------------------------------------------------------------------

Offers = Sequence[RoleDoc] | Sequence[LeadDoc]


def _body_changes(old: Offers, new: Offers) -> Iterator[Change]:
    changed = list(_by_kind(old, new))
    was, now = ([(offer.kind, body_key(offer.body)) for offer in offers] for offers in (old, new))
    if not changed and was != now:
        before, after = (tuple((o.kind, o.body) for o in offers) for offers in (old, new))
        changed = [("order of bodies", before, after)]
    yield from changed
    yield from _share_changes(old, new)


def _by_kind(old: Offers, new: Offers) -> Iterator[Change]:
    for kind in (*LEADING, "support", "funder"):
        before, after = (tuple(o.body for o in offers if o.kind == kind) for offers in (old, new))
        if _keys(before) != _keys(after):
            yield kind, before, after


def _keys(bodies: Iterable[BodyRef]) -> list[str]:
    return [body_key(body) for body in bodies]


def _share_changes(old: Offers, new: Offers) -> Iterator[Change]:
    was = {(role.kind, body_key(role.body)): role for role in old if isinstance(role, RoleDoc)}
    for role in new:
        before = was.get((role.kind, body_key(role.body)))
        if before and isinstance(role, RoleDoc) and before.share != role.share:
            field = "lead share" if role.kind in LEADING else "share"
            yield field, (before.body, before.share), (role.body, role.share)


Indicators = Sequence[IndicatorDoc]


def _indicator_changes(old: Indicators, new: Indicators, *, same_ids: bool) -> Iterator[Change]:
    ids = {item.id: item for item in old}
    same = {item.id: ids[item.id] for item in new if item.id in ids}
    if not same_ids:  # between editions an indicator may have another id: the same words are then the same
        same |= _worded_alike([i for i in old if i.id not in same], [i for i in new if i.id not in same])
    for item in new:
        if before := same.get(item.id):
            yield from _one_indicator(before, item)
        else:
            yield "indicator added", None, item
    kept = {item.id for item in same.values()}
    yield from (("indicator dropped", item, None) for item in old if item.id not in kept)
    if [i.id for i in old if i.id in kept] != [same[i.id].id for i in new if i.id in same]:
        yield "order of indicators", tuple((i.id, i.text) for i in old), tuple((i.id, i.text) for i in new)


def _worded_alike(old: Indicators, new: Indicators) -> dict[str | None, IndicatorDoc]:
    pairs = pair(*([Candidate.of(None, None, item.text) for item in items] for items in (new, old)))
    return {new[n].id: old[o] for n, o in pairs.items()}


def _one_indicator(old: IndicatorDoc, new: IndicatorDoc) -> Iterator[Change]:
    if old.text != new.text:
        yield "indicator", old, new
    for field in ("baseline", "target", "verification"):
        if getattr(old, field) != getattr(new, field):
            yield field, old, new
    if _method(old) != _method(new) or (old.id == new.id and old.definition != new.definition):
        yield "method", old, new


def _method(item: IndicatorDoc) -> tuple[object, ...]:
    return item.unit, item.measure, item.direction, item.over_places, item.over_time

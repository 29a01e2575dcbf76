"""What differs between two versions or editions of a plan, item by item, and which of it is substance.

Substance needs both co-chairs: text, lead, target, adding, dropping. Dates, places, support and money are the
lead's to change (design.md 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, PlanDoc, RoleDoc, SectionDoc, Texts
from jukwaa.plans.rules.matching import body_key

Kind = Literal["plan", "section", "action"]
# What the lead of an action may change by itself in a signed plan.
DETAIL = frozenset(
    {"code", "dates", "areas", "support", "funder", "money", "status", "remarks", "tags", "share"}
)


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
        return self.field not in DETAIL


def compare(one: PlanDoc, two: PlanDoc) -> tuple[Difference, ...]:
    """From `one` to `two`, in the order of `two`, with what is gone at the end."""
    return (*_plan(one, two), *_sections(one, two), *_actions(one, two))


def detail_only(current: PlanDoc, wanted: PlanDoc) -> PlanDoc:
    """The plan as signed, with only those changes of `wanted` that are detail."""
    new = {action.id: action for _path, action in wanted.actions()}
    return replace(current, sections=tuple(_detailed(section, new) for section in current.sections))


def _detailed(section: SectionDoc, new: dict[str | None, ActionDoc]) -> SectionDoc:
    return replace(
        section,
        sections=tuple(_detailed(part, new) for part in section.sections),
        actions=tuple(_detailed_action(a, new[a.id]) if a.id in new else a for a in section.actions),
    )


def _detailed_action(was: ActionDoc, now: ActionDoc) -> ActionDoc:
    leads = tuple(role for role in was.roles or () if role.kind in ("lead", "co_lead"))
    others = tuple(role for role in now.roles or () if role.kind not in ("lead", "co_lead"))
    return replace(
        was,
        starts=now.starts,
        ends=now.ends,
        areas=now.areas,
        funding=now.funding,
        estimate=now.estimate,
        remarks=now.remarks,
        tags=now.tags,
        status=now.status,
        reason=now.reason,
        roles=(*leads, *others),
    )


# --- field by field --------------------------------------------------------------------------------------

Change = tuple[str, object, object]  # field, before, after


def _changed(*fields: Change) -> Iterator[Change]:
    return ((name, old, new) for name, old, new in fields if (old or None) != (new or None))


def _plan(one: PlanDoc, two: PlanDoc) -> Iterator[Difference]:
    for field, before, after in _changed(
        ("title", one.title, two.title),
        ("dates", (one.starts, one.ends), (two.starts, two.ends)),
        ("text", _paragraphs(one), _paragraphs(two)),
    ):
        yield Difference("plan", "", "", two.title, field, before, after)


def _paragraphs(item: PlanDoc | SectionDoc) -> tuple[tuple[Texts, bool], ...]:
    return tuple((paragraph.text, paragraph.heading) for paragraph in item.text or ())


def _sections(one: PlanDoc, two: PlanDoc) -> Iterator[Difference]:
    was = {section.id: section for _path, section in one.walk()}
    now = {section.id: section for _path, section in two.walk()}
    for key, section in now.items():
        old = was.get(key) or _same_code(section, was, now)
        changes = _section_changes(old, section) if old else [("added", None, section.title)]
        yield from (_of_section(section, change) for change in changes)
    matched = {old.id for s in now.values() if (old := was.get(s.id) or _same_code(s, was, now))}
    yield from (_of_section(s, ("dropped", s.title, None)) for key, s in was.items() if key not in matched)


def _same_code(
    section: SectionDoc, was: dict[str | None, SectionDoc], now: dict[str | None, SectionDoc]
) -> SectionDoc | None:
    """Between editions a section may have another id: the same title is then the same section."""
    return next((old for old in was.values() if old.id not in now and old.title == section.title), None)


def _of_section(section: SectionDoc, change: Change) -> Difference:
    field, before, after = change
    return Difference("section", section.id or "", section.code or "", section.title, field, before, after)


def _section_changes(old: SectionDoc, new: SectionDoc) -> Iterable[Change]:
    before, after = (tuple(role.body for role in section.leads or ()) for section in (old, new))
    same = _keys(before) == _keys(after)
    return _changed(
        ("title", old.title, new.title),
        ("outcome", old.outcome, new.outcome),
        ("leads", None if same else before, None if same else after),
        ("text", _paragraphs(old), _paragraphs(new)),
        ("themes", old.themes, new.themes),
        *_indicator_changes(old.indicators or (), new.indicators or ()),
    )


def _actions(one: PlanDoc, two: PlanDoc) -> Iterator[Difference]:
    was = {action.id: (path[-1], action) for path, action in one.actions()}
    matched = set()
    for path, action in two.actions():
        key = _ancestor(one, action, was)
        matched.add(key)
        changes: Iterable[Change] = [("added", None, action.title)]
        if key in was:
            changes = _action_changes(*was[key], path[-1], action)
        yield from (_of_action(path[-1], action, change) for change in changes)
    gone = ((section, action) for key, (section, action) in was.items() if key not in matched)
    yield from (_of_action(section, action, ("dropped", action.title, None)) for section, action in gone)


def _ancestor(
    one: PlanDoc, action: ActionDoc, was: dict[str | None, tuple[SectionDoc, ActionDoc]]
) -> str | None:
    """The action's id in the earlier document: its own, or the one that it was carried from."""
    before = action.carried_from
    carried = before is not None and before.edition == one.edition and before.id in was
    return before.id if before and carried else action.id


def _of_action(section: SectionDoc, action: ActionDoc, change: Change) -> Difference:
    field, before, after = change
    return Difference(
        "action", action.id or "", action.code or "", action.title, field, before, after, section.title
    )


def _action_changes(
    old_section: SectionDoc, old: ActionDoc, new_section: SectionDoc, new: ActionDoc
) -> Iterator[Change]:
    moved = old_section.title != new_section.title
    yield from _changed(
        ("section", old_section.title if moved else None, new_section.title if moved else None),
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
        ("status", (old.status, old.reason or {}), (new.status, new.reason or {})),
    )
    yield from _role_changes(old.roles or (), new.roles or ())
    yield from _changed(*_indicator_changes(old.indicators or (), new.indicators or ()))


def _role_changes(old: tuple[RoleDoc, ...], new: tuple[RoleDoc, ...]) -> Iterator[Change]:
    for kind in ("lead", "co_lead", "support", "funder"):
        before, after = (tuple(role.body for role in roles if role.kind == kind) for roles in (old, new))
        if _keys(before) != _keys(after):
            yield kind, before, after
    shares = {(role.kind, body_key(role.body)): role for role in old}
    for role in new:
        was = shares.get((role.kind, body_key(role.body)))
        if was and was.share != role.share:
            yield "share", (was.body, was.share), (role.body, role.share)


def _keys(bodies: Iterable[object]) -> list[str]:
    return [body_key(body) for body in bodies]  # type: ignore[arg-type]


def _indicator_changes(old: tuple[IndicatorDoc, ...], new: tuple[IndicatorDoc, ...]) -> Iterator[Change]:
    was = {item.id: item for item in old}
    now = {item.id: item for item in new}
    for key, item in now.items():
        before = was.get(key) or _reworded(item, was, now)
        if before is None:
            yield "indicator added", None, item
        else:
            yield from _one_indicator(before, item)
    kept = {b.id for i in new if (b := was.get(i.id) or _reworded(i, was, now))}
    yield from (("indicator dropped", item, None) for key, item in was.items() if key not in kept)


def _reworded(
    item: IndicatorDoc, was: dict[str | None, IndicatorDoc], now: dict[str | None, IndicatorDoc]
) -> IndicatorDoc | None:
    return next((old for old in was.values() if old.id not in now and old.text == item.text), None)


def _one_indicator(old: IndicatorDoc, new: IndicatorDoc) -> Iterator[Change]:
    if old.text != new.text:
        yield "indicator", old, new
    for field in ("baseline", "target", "verification"):
        if getattr(old, field) != getattr(new, field):
            yield field, old, new
    if _method(old) != _method(new):
        yield "method", old, new


def _method(item: IndicatorDoc) -> tuple[object, ...]:
    return item.unit, item.measure, item.direction, item.over_places, item.over_time

"""What becomes of a plan when a document is brought into it. Nothing is written here: plan in, plan out.

A complete document says everything, so what it leaves empty becomes empty. One read from somebody's matrix
says only what its columns say: the rest stays. Rows that it lacks stay too, unless they are to be pruned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, PlanDoc, RoleDoc, SectionDoc, Texts
from jukwaa.plans.rules.matching import Candidate, body_key, pair
from jukwaa.plans.rules.numbering import numbered

Value = TypeVar("Value")
NewId = Callable[[str], str]  # letter -> a new permanent id


@dataclass(frozen=True, slots=True)
class Counts:
    """By action: new, changed, the same, and in the plan but not in the file."""

    add: int
    change: int
    keep: int
    absent: int


@dataclass(frozen=True, slots=True)
class Merged:
    doc: PlanDoc
    counts: Counts


@dataclass(frozen=True, slots=True)
class Terms:
    """How a document is brought in."""

    complete: bool
    prune: bool
    new_id: NewId
    kinds: frozenset[str]  # of roles that the file speaks of at all


def merge(current: PlanDoc, incoming: PlanDoc, *, new_id: NewId, prune: bool = False) -> Merged:
    kinds = frozenset(role.kind for _path, action in incoming.actions() for role in action.roles or ())
    terms = Terms(incoming.complete, prune, new_id, kinds)
    sections = _tree(current, incoming, terms)
    head = _head(current, incoming)
    text = incoming.text if incoming.complete else current.text
    doc = replace(head, sections=numbered(sections), text=_with_ids(text or (), new_id, "p"))
    return Merged(doc, _count(current, doc, incoming))


def _head(current: PlanDoc, incoming: PlanDoc) -> PlanDoc:
    """Forum, edition and status are the plan's own; the rest a complete document says."""
    sample = current.sample or incoming.sample  # once sample, it never passes as real
    if not incoming.complete:
        return replace(current, sample=sample)
    return replace(
        incoming,
        forum=current.forum,
        edition=current.edition,
        status=current.status,
        starts=incoming.starts or current.starts,
        ends=incoming.ends or current.ends,
        sample=sample,
    )


# --- the tree --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Spot:
    """A section on its way: what it was, what the file says, and what it holds."""

    key: str
    parent: str
    was: SectionDoc | None
    says: SectionDoc | None


def _tree(current: PlanDoc, incoming: PlanDoc, terms: Terms) -> tuple[SectionDoc, ...]:
    spots = _spots("", current.sections, incoming.sections)
    return _build("", spots, _placed_actions(spots), terms)


def _spots(place: str, old: tuple[SectionDoc, ...], new: tuple[SectionDoc, ...]) -> list[_Spot]:
    """Sections of both, paired level by level, in the file's order with what it lacks in its old place."""
    pairs = pair(
        [Candidate.of(s.id, s.code, s.title, place) for s in new],
        [Candidate.of(s.id, s.code, s.title, place) for s in old],
    )
    spots: list[_Spot] = []
    for was, says in _in_order(old, new, pairs):
        key = f"{place}/{len(spots)}"
        spots.append(_Spot(key, place, was, says))
        spots.extend(_spots(key, was.sections if was else (), says.sections if says else ()))
    return spots


def _in_order(
    old: tuple[Value, ...], new: tuple[Value, ...], pairs: dict[int, int]
) -> list[tuple[Value | None, Value | None]]:
    """The file's order; what it lacks stays behind its old neighbour."""
    order: list[tuple[Value | None, Value | None]] = [
        (old[pairs[n]] if n in pairs else None, item) for n, item in enumerate(new)
    ]
    for o, item in enumerate(old):
        if o not in pairs.values():
            before = old[o - 1] if o else None
            at = next(
                (i + 1 for i, (was, _says) in enumerate(order) if was is before and before is not None), 0
            )
            order.insert(at, (item, None))
    return order


Pair = tuple[ActionDoc | None, ActionDoc | None]  # as it was, as the file says


def _placed_actions(spots: list[_Spot]) -> dict[str, list[Pair]]:
    """For each spot the actions that belong there, paired over the whole plan: an action may have moved."""
    old = [(spot.key, action) for spot in spots if spot.was for action in spot.was.actions]
    new = [(spot.key, action) for spot in spots if spot.says for action in spot.says.actions]
    pairs = pair(_candidates(new), _candidates(old))
    was = {id(action): old[pairs[n]][1] if n in pairs else None for n, (_key, action) in enumerate(new)}
    gone = {id(old[o][1]) for o in pairs.values()}
    return {spot.key: _actions_at(spot, was, gone) for spot in spots}


def _candidates(placed: list[tuple[str, ActionDoc]]) -> list[Candidate]:
    return [Candidate.of(action.id, action.code, action.title, key) for key, action in placed]


def _actions_at(spot: _Spot, was: dict[int, ActionDoc | None], matched: set[int]) -> list[Pair]:
    says = spot.says.actions if spot.says else ()
    order: list[Pair] = [(was[id(action)], action) for action in says]
    before: ActionDoc | None = None
    for action in spot.was.actions if spot.was else ():
        if id(action) not in matched:
            at = next(
                (i + 1 for i, (old, _new) in enumerate(order) if before is not None and old is before), None
            )
            order.insert(len(order) if at is None and before is not None else at or 0, (action, None))
        before = action
    return order


def _build(
    parent: str, spots: list[_Spot], actions: dict[str, list[Pair]], terms: Terms
) -> tuple[SectionDoc, ...]:
    return tuple(
        _section(spot, _build(spot.key, spots, actions, terms), actions[spot.key], terms)
        for spot in spots
        if spot.parent == parent and not (terms.prune and spot.says is None)
    )


def _section(spot: _Spot, inner: tuple[SectionDoc, ...], pairs: list[Pair], terms: Terms) -> SectionDoc:
    was, says = spot.was, spot.says
    actions = tuple(_action(old, new, terms) for old, new in pairs if not (terms.prune and new is None))
    base = _section_texts(was, says, terms)
    return replace(base, sections=inner, actions=actions)


def _section_texts(was: SectionDoc | None, says: SectionDoc | None, terms: Terms) -> SectionDoc:
    if says is None:
        return cast(SectionDoc, was)  # a spot holds at least one of the two
    old = was or SectionDoc(
        id=says.id or terms.new_id("s"), title={}, outcome={}, leads=(), text=(), indicators=(), themes=()
    )
    return replace(
        says,
        id=old.id,
        title=_texts(old.title, says.title, terms),
        code=says.code or old.code,
        outcome=_texts(old.outcome, says.outcome, terms),
        leads=_said(old.leads, says.leads or None if not terms.complete else says.leads),
        text=_with_ids((says.text if says.text is not None else old.text) or (), terms.new_id, "p"),
        indicators=_indicators(old.indicators or (), says.indicators, terms),
        themes=_said(old.themes, says.themes),
        where="",
    )


def _action(was: ActionDoc | None, says: ActionDoc | None, terms: Terms) -> ActionDoc:
    if says is None:
        return cast(ActionDoc, was)  # a pair holds at least one of the two
    old = was or _blank(says, terms)
    if terms.complete:
        return replace(
            says, id=old.id, indicators=_indicators(old.indicators or (), says.indicators, terms), where=""
        )
    return replace(
        old,
        title=_texts(old.title, says.title, terms),
        code=says.code or old.code,
        text=_texts(old.text, says.text, terms),
        audience=_texts(old.audience, says.audience, terms),
        remarks=_texts(old.remarks, says.remarks, terms),
        tags=_said(old.tags, says.tags),
        starts=says.starts or old.starts,
        ends=says.ends or old.ends,
        funding=_said(old.funding, says.funding),
        estimate=says.estimate if says.funding else old.estimate,
        areas=_said(old.areas, says.areas),
        roles=_roles(old.roles or (), says.roles, terms),
        indicators=_indicators(old.indicators or (), says.indicators, terms),
        status=_said(old.status, says.status),
        reason=_texts(old.reason, says.reason, terms),
    )


def _blank(says: ActionDoc, terms: Terms) -> ActionDoc:
    return ActionDoc(
        id=says.id or terms.new_id("a"),
        title={},
        text={},
        audience={},
        remarks={},
        tags=(),
        funding="unknown",
        areas=(),
        roles=(),
        indicators=(),
        themes=(),
        status="not_started",
        reason={},
    )


# --- parts -----------------------------------------------------------------------------------------------


def _said(old: Value, new: Value | None) -> Value:
    return old if new is None else new


def _texts(old: Texts | None, new: Texts | None, terms: Terms) -> Texts:
    if new is None:
        return old or {}
    said = {lang: text for lang, text in new.items() if text}
    return said if terms.complete else {**(old or {}), **said}


def _with_ids(items: Iterable[Value], new_id: NewId, letter: str) -> tuple[Value, ...]:
    return tuple(
        item if item.id else replace(item, id=new_id(letter))  # type: ignore[attr-defined, type-var]
        for item in items
    )


def _roles(old: tuple[RoleDoc, ...], new: tuple[RoleDoc, ...] | None, terms: Terms) -> tuple[RoleDoc, ...]:
    """What the file says of a kind of role replaces it; a kind that it never speaks of stays."""
    if new is None:
        return old
    shares = {(role.kind, body_key(role.body)): role.share for role in old}
    said = (
        role if role.share else replace(role, share=shares.get((role.kind, body_key(role.body)), ""))
        for role in new
    )
    once = {(role.kind, body_key(role.body)): role for role in said}
    return (*once.values(), *(role for role in old if role.kind not in terms.kinds))


def _indicators(
    old: tuple[IndicatorDoc, ...], new: tuple[IndicatorDoc, ...] | None, terms: Terms
) -> tuple[IndicatorDoc, ...]:
    if new is None:
        return old
    was = _paired_indicators(old, new)
    merged = [_indicator(was.get(n), item, terms) for n, item in enumerate(new)]
    if terms.complete or terms.prune:
        return tuple(merged)
    kept = {id(item) for item in was.values()}
    return (*merged, *(item for item in old if id(item) not in kept))


def _paired_indicators(
    old: tuple[IndicatorDoc, ...], new: tuple[IndicatorDoc, ...]
) -> dict[int, IndicatorDoc]:
    pairs = pair(*([Candidate.of(item.id, None, item.text, "") for item in items] for items in (new, old)))
    if not pairs and len(old) == len(new):  # one corrected wording: still the same measure
        pairs = {n: n for n, item in enumerate(new) if item.id is None}
    return {n: old[o] for n, o in pairs.items()}


def _indicator(was: IndicatorDoc | None, says: IndicatorDoc, terms: Terms) -> IndicatorDoc:
    if terms.complete or was is None:
        known = was or says
        return replace(
            says,
            id=known.id or terms.new_id("i"),
            definition=says.definition or known.definition or terms.new_id("d"),
        )
    return replace(
        was,
        text=_texts(was.text, says.text, terms),
        baseline=says.baseline or was.baseline,
        target=says.target or was.target,
        verification=_texts(was.verification, says.verification, terms),
    )


def _count(current: PlanDoc, doc: PlanDoc, incoming: PlanDoc) -> Counts:
    was = {action.id: (path[-1].id, action) for path, action in current.actions()}
    now = {action.id: (path[-1].id, action) for path, action in doc.actions()}
    spoken = sum(1 for _ in incoming.actions())
    add = sum(1 for key in now if key not in was)
    change = sum(1 for key in now if key in was and now[key] != was[key])
    absent = len(was) - (spoken - add)
    return Counts(add=add, change=change, keep=spoken - add - change, absent=absent)

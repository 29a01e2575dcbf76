"""What a signed plan still takes without its co-chairs: detail (design.md 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jukwaa.plans.rules.comparing import LEADING
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, RoleDoc, SectionDoc
from jukwaa.plans.rules.matching import body_key
from jukwaa.plans.rules.whole import whole


def detail_only(current: PlanDoc, wanted: PlanDoc) -> PlanDoc:
    """The plan as signed, with only those changes of `wanted` that are detail."""
    new = {action.id: action for _path, action in whole(wanted).actions()}
    signed = whole(current)
    return replace(signed, sections=tuple(_section(section, new) for section in signed.sections))


def _section(section: SectionDoc, new: dict[str | None, ActionDoc]) -> SectionDoc:
    return replace(
        section,
        sections=tuple(_section(part, new) for part in section.sections),
        actions=tuple(_action(a, new[a.id]) if a.id in new else a for a in section.actions),
    )


def _action(was: ActionDoc, now: ActionDoc) -> ActionDoc:
    return replace(
        was,
        starts=now.starts,
        ends=now.ends,
        areas=now.areas,
        funding=now.funding,
        estimate=now.estimate,
        status=now.status,
        reason=now.reason,
        roles=_roles(was.roles or (), now.roles or ()),
    )


def _roles(was: tuple[RoleDoc, ...], now: tuple[RoleDoc, ...]) -> tuple[RoleDoc, ...]:
    """Leads as signed, the others as they are wanted; where the same bodies lead, in the wanted order."""
    signed = {(role.kind, body_key(role.body)): role for role in was if role.kind in LEADING}
    wanted = [(role.kind, body_key(role.body)) for role in now if role.kind in LEADING]
    if _each(wanted) == _each(signed):
        return tuple(signed.get((role.kind, body_key(role.body)), role) for role in now)
    return (*signed.values(), *(role for role in now if role.kind not in LEADING))


def _each(leads: Iterable[tuple[str, str]]) -> list[list[str]]:
    keys = list(leads)
    return [[key for kind, key in keys if kind == wanted] for wanted in LEADING]

"""An amendment and the changes of detail that leads make meanwhile: both stand in what is signed next. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jukwaa.plans.rules.comparing import LEADING
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, RoleDoc, SectionDoc
from jukwaa.plans.rules.matching import body_key
from jukwaa.plans.rules.whole import whole

# What changes together: a day without its other day, a sum without its source would be half a change.
TOGETHER = (("starts", "ends"), ("areas",), ("funding", "estimate"))
Actions = dict[str | None, ActionDoc]


def with_details(began: PlanDoc, now: PlanDoc, wanted: PlanDoc) -> PlanDoc:
    """The plan as the amendment wants it, with each detail that was changed in the plan since `began`.

    Where both changed the same detail, the lead's word stands: it is the lead's to change. How an action stands is
    always as it is now.
    """
    before, after = _actions(began), _actions(now)
    doc = whole(wanted)
    sections = tuple(_section(section, before, after) for section in doc.sections)
    return replace(doc, sections=sections, status=now.status, sample=now.sample, as_at=now.as_at)


def with_standing(now: PlanDoc, wanted: PlanDoc) -> PlanDoc:
    """How each action stands is no part of the promise: it stays as it is."""
    return with_details(now, now, wanted)


def _actions(doc: PlanDoc) -> Actions:
    return {action.id: action for _path, action in whole(doc).actions()}


def _section(section: SectionDoc, before: Actions, after: Actions) -> SectionDoc:
    return replace(
        section,
        sections=tuple(_section(part, before, after) for part in section.sections),
        actions=tuple(_action(action, before, after) for action in section.actions),
    )


def _action(wanted: ActionDoc, before: Actions, after: Actions) -> ActionDoc:
    was, now = before.get(wanted.id), after.get(wanted.id)
    if was is None or now is None:
        return wanted
    changed = {
        field: getattr(now, field)
        for fields in TOGETHER
        if any(getattr(was, field) != getattr(now, field) for field in fields)
        for field in fields
    }
    roles = _roles(was.roles or (), now.roles or (), wanted.roles or ())
    return replace(wanted, **changed, roles=roles, status=now.status, reason=now.reason)


def _roles(
    was: tuple[RoleDoc, ...], now: tuple[RoleDoc, ...], wanted: tuple[RoleDoc, ...]
) -> tuple[RoleDoc, ...]:
    """Who leads as wanted; of those who help, whoever came or went or took on another part since."""
    before, after = _helping(was), _helping(now)
    leading = {body_key(role.body) for role in wanted if role.kind in LEADING}
    kept = [
        after.get(_key(role), role) if _changed(_key(role), before, after) else role
        for role in wanted
        if role.kind in LEADING or _key(role) in after or _key(role) not in before
    ]
    known = {_key(role) for role in wanted}
    came = (
        role
        for key, role in after.items()
        if key not in before and key not in known and body_key(role.body) not in leading
    )
    return (*kept, *came)


Helping = dict[tuple[str, str], RoleDoc]


def _helping(roles: Iterable[RoleDoc]) -> Helping:
    return {_key(role): role for role in roles if role.kind not in LEADING}


def _key(role: RoleDoc) -> tuple[str, str]:
    return role.kind, body_key(role.body)


def _changed(key: tuple[str, str], before: Helping, after: Helping) -> bool:
    return key in after and after[key] != before.get(key)

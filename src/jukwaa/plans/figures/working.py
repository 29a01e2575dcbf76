"""Where an item stands while it is edited: in the rows, or in the open amendment of a signed plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jukwaa.core.verdict import Verdict
from jukwaa.forums.models import Organisation
from jukwaa.plans import permissions
from jukwaa.plans.figures.agreement import document_to_edit, open_amendment_of
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.figures.slices import owner_of, slice_of
from jukwaa.plans.models import Action, Amendment, Leadership, Plan, Role, Section
from jukwaa.plans.rules.changing import Item, Part, find, kind_of, leading_in
from jukwaa.plans.rules.document import ActionDoc, PlanDoc

LEADS = (Role.Kind.LEAD, Role.Kind.CO_LEAD)


@dataclass(frozen=True, slots=True)
class Place:
    """`doc` holds the item in its true place: a slice with what `owner` holds, or (`whole`) everything."""

    plan: Plan
    doc: PlanDoc
    item: Item
    owner: Section | Action | None
    amendment: Amendment | None
    whole: bool
    leading: frozenset[int]  # bodies that lead the section
    acting: frozenset[int]  # bodies that lead the action


def gathering_amendment_of(plan: Plan) -> Amendment | None:
    amendment = open_amendment_of(plan) if plan.is_signed else None
    return amendment if amendment and amendment.state == Amendment.State.GATHERING else None


def place_of(plan: Plan, pid: str, act: str, *, whole: bool = False) -> Place | None:
    """`whole`: with all that stands beside it, to change the order or what there is. None: there is no such item."""
    amendment = gathering_amendment_of(plan)
    if amendment and not (act == "detail" and plan.actions.filter(pid=pid).exists()):
        return _in_amendment(plan, pid, amendment)
    owner = owner_of(plan, pid)
    if owner is None and kind_of(pid) not in ("plan", "paragraph"):
        return None
    doc = document_of(plan, public=False) if whole else slice_of(plan, owner)
    item = find(doc, pid)
    if item is None:
        return None
    return Place(plan, doc, item, owner, None, whole, _leading(owner), _acting(owner))


def _in_amendment(plan: Plan, pid: str, amendment: Amendment) -> Place | None:
    doc = document_to_edit(plan)
    item = find(doc, pid)
    if item is None:
        return None
    leading = _keys(plan, leading_in(doc, pid))
    roles = (item.roles or ()) if isinstance(item, ActionDoc) else ()
    acting = _keys(plan, (role.body.id or "" for role in roles if role.kind in LEADS))
    return Place(plan, doc, item, None, amendment, True, leading, acting)


def _keys(plan: Plan, pids: Iterable[str]) -> frozenset[int]:
    found = Organisation.objects.filter(forum=plan.forum_id, pid__in=set(pids))
    return frozenset(found.values_list("pk", flat=True))


def _leading(owner: Section | Action | None) -> frozenset[int]:
    """Of the section and of those that it lies in."""
    section = owner.section if isinstance(owner, Action) else owner
    path = []
    while section is not None:
        path.append(section.pk)
        section = section.parent
    leads = Leadership.objects.filter(section__in=path) if path else Leadership.objects.none()
    return frozenset(leads.values_list("organisation_id", flat=True))


def _acting(owner: Section | Action | None) -> frozenset[int]:
    if not isinstance(owner, Action):
        return frozenset()
    return frozenset(owner.roles.filter(kind__in=LEADS).values_list("organisation_id", flat=True))


def may_change(user: Any, place: Place, part: Part) -> Verdict:
    """The part of an item: by what the part asks for."""
    if part.act == "detail" and place.amendment is None:
        return permissions.can_detail(user, place.plan, place.leading, place.acting)
    return permissions.can_edit(user, place.plan, place.leading)

"""What is asked of bodies, and what they answered: read for any number of roles in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jukwaa.plans.models import Action, Plan, Reply, Role
from jukwaa.plans.rules.offers import Terms, standing, unpacked

Offer = tuple[int, str, int, str]  # plan, action's permanent id, body, kind


def offer_of(role: Role) -> Offer:
    return role.action.plan_id, role.action.pid, role.organisation_id, role.kind


def terms_of(roles: Iterable[Role]) -> dict[int, Terms]:
    """Role -> what it asks. `roles` come with their actions."""
    roles = list(roles)
    places: dict[int, set[str]] = defaultdict(set)
    through = Action.areas.through.objects.filter(action__in={role.action_id for role in roles})
    for action, area in through.values_list("action_id", "area_id"):
        places[action].add(area)
    return {
        role.pk: Terms(
            role.action.starts, role.action.ends, frozenset(places.get(role.action_id, ())), role.share
        )
        for role in roles
    }


def last_replies(plans: Iterable[int], action: str = "") -> dict[Offer, Reply]:
    """The last step of every offer in which one was taken; or of those to one `action`."""
    rows = Reply.objects.filter(plan__in=list(plans)).order_by("id").select_related("seat")
    rows = rows.filter(action=action) if action else rows
    return {(row.plan_id, row.action, row.organisation_id, row.kind): row for row in rows}


def standing_of(last: Reply, now: Terms) -> str:
    step: Any = last.step
    return standing(step, unpacked(last.terms), last.wanted, now)


def standings_now(roles: Iterable[Role], replies: Mapping[Offer, Reply]) -> dict[int, str]:
    """Role -> how it stands, of those in which a step was taken; of the others what is kept is all there is."""
    answered = [role for role in roles if offer_of(role) in replies]
    terms = terms_of(answered)
    return {role.pk: standing_of(replies[offer_of(role)], terms[role.pk]) for role in answered}


@dataclass(frozen=True, slots=True)
class Decline:
    """A public office's no, which is public with its day."""

    action: int  # keys, and permanent ids as documents know them
    action_pid: str
    body: int
    body_pid: str
    kind: str
    day: date
    relayed: bool  # told to the secretary, who entered it

    def __str__(self) -> str:
        day = date_format(self.day, "SHORT_DATE_FORMAT")
        told = (
            _("declined on %(day)s, as told to the secretary") if self.relayed else _("declined on %(day)s")
        )
        return told % {"day": day}


def public_declines(plan: Plan) -> list[Decline]:
    """Of offices that stand in public by their names (`rules.offers.shown`); of any other body nothing comes by here."""
    roles = Role.objects.filter(
        action__plan=plan, reply=Role.Reply.DECLINED, organisation__state=True, organisation__listed=True
    )
    found = list(
        roles.values_list("action_id", "action__pid", "organisation_id", "organisation__pid", "kind")
    )
    if not found:
        return []
    steps = Reply.objects.filter(
        plan=plan, step=Reply.Step.DECLINED, organisation__in={row[2] for row in found}
    )
    said = {(step.action, step.organisation_id, step.kind): step for step in steps.order_by("id")}
    return [
        Decline(*row, day=step.day, relayed=step.relayed)
        for row in found
        if (step := said.get((row[1], row[2], row[4])))
    ]

"""What the sample's bodies answered, need and give: through the same acts as real ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jukwaa.accounts.models import User
from jukwaa.forums.models import Organisation, Seat
from jukwaa.forums.rules import seats_that
from jukwaa.plans.actions.giving import Wanted, make_ask, make_give, make_pledge, take_pledge
from jukwaa.plans.actions.offering import Hand, accept_offers, counter_offer, decline_offer
from jukwaa.plans.models import Plan, Role

Said = Mapping[str, Any]


def answer(plan: Plan, replies: Sequence[Said], *, by: User) -> None:
    """Every body says yes on the plan's first day, except to what `replies` names. Plan files say nothing of
    acceptance (decision 7). In a closed edition nothing is answered any more: there it was. Each answers from its
    own seat, as far as the sample seats it; what came otherwise, the secretary enters (`by`)."""
    roles = list(Role.objects.filter(action__plan=plan).select_related("action", "organisation"))
    otherwise = {(said["action"], said["body"], said["kind"]): said for said in replies}
    named = [(role, said) for role in roles if (said := otherwise.get(_key(role)))]
    others = [role for role in roles if _key(role) not in otherwise]
    if plan.is_closed:
        Role.objects.filter(pk__in=[role.pk for role in roles]).update(reply=Role.Reply.ACCEPTED)
        return
    by_body: dict[int, list[Role]] = defaultdict(list)
    for role in others:
        by_body[role.organisation_id].append(role)
    holders = _holders(plan)
    for body, parts in by_body.items():
        accept_offers(parts, hand=Hand(holders.get(body), plan.starts))
    for role, said in named:
        own = said.get("came", "seat") == "seat"
        _say(role, said, by=holders.get(role.organisation_id) if own else by)


def _holders(plan: Plan) -> Mapping[int, User | None]:
    """Body -> who answers from its seat."""
    seats = Seat.objects.current().filter(forum=plan.forum_id, role__in=seats_that("answer", "own"))
    return {
        seat.organisation_id: seat.holder for seat in seats.select_related("holder") if seat.organisation_id
    }


def _key(role: Role) -> tuple[str, str, str]:
    return role.action.pid, role.organisation.pid, role.kind


def _say(role: Role, said: Said, *, by: User | None) -> None:
    if said["reply"] == Role.Reply.OFFERED:
        return
    hand = Hand(by, date.fromisoformat(said["day"]), said.get("came", "seat"))
    if said["reply"] == Role.Reply.DECLINED:
        decline_offer(role, hand=hand, reason=said.get("reason", ""))
    else:
        counter_offer(role, said["wanted"], hand=hand, reason=said.get("reason", ""))


def give(plan: Plan, said: Said, *, by: User) -> None:
    """Needs of actions, what bodies can give, and what of it was pledged."""
    bodies = {
        body.pid: body for body in Organisation.objects.filter(forum=plan.forum_id).select_related("forum")
    }
    actions = {action.pid: action for action in plan.actions.select_related("plan__forum")}
    for one in said["gives"]:
        make_give(bodies[one["body"]], _wanted(one), by=by, today=date.fromisoformat(one["day"]))
    for one in said["asks"]:
        day = date.fromisoformat(one["day"])
        ask = make_ask(actions[one["action"]], _wanted(one), by=by, today=day)
        for pledge in one.get("pledges", ()):
            made = make_pledge(ask, bodies[pledge["body"]], by=by, today=date.fromisoformat(pledge["day"]))
            if pledge["state"] == "taken":
                take_pledge(made, by=by)


def _wanted(said: Said) -> Wanted:
    starts, ends = (date.fromisoformat(said[day]) if said.get(day) else None for day in ("starts", "ends"))
    return Wanted(said["need"], said.get("text", ""), starts, ends, tuple(said.get("areas", ())))

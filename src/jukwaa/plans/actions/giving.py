"""What an action needs besides money, what a body can give, and where the two meet: inside the forum alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.permissions import seat_for
from jukwaa.places.models import Area
from jukwaa.plans.actions.offering import without_persons
from jukwaa.plans.models import Action, Ask, Give, Need, Pledge, Role
from jukwaa.plans.permissions import offers as permissions

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is needed or can be given. `areas`: of a give; an ask is where its action is."""

    need: str
    text: str = ""
    starts: date | None = None
    ends: date | None = None
    areas: Sequence[str] = ()


@transaction.atomic
def make_ask(action: Action, wanted: Wanted, *, by: User | None, today: date) -> Ask:
    lock_forum(action.plan.forum_id)
    permissions.can_ask(by, action).require()
    _check(wanted)
    made = Ask.objects.create(
        action=action,
        need=wanted.need,
        text=without_persons(wanted.text),
        starts=wanted.starts,
        ends=wanted.ends,
        seat=_seat(by, action.plan.forum, _leads(action)),
        day=today,
    )
    record("ask.made", action.pid, by=by, forum=action.plan.forum_id, ask=made.pk)
    return made


@transaction.atomic
def close_ask(ask: Ask, *, by: User | None) -> Ask:
    """No longer needed, or found. What was pledged stays as it was answered."""
    ask = _ask(ask)
    permissions.can_ask(by, ask.action).require()
    if not ask.closed:
        ask.closed = True
        ask.save(update_fields=["closed"])
        record("ask.closed", ask.action.pid, by=by, forum=ask.action.plan.forum_id, ask=ask.pk)
    return ask


@transaction.atomic
def make_give(organisation: Organisation, wanted: Wanted, *, by: User | None, today: date) -> Give:
    lock_forum(organisation.forum_id)
    permissions.can_give(by, organisation).require()
    _check(wanted)
    areas = set(wanted.areas)
    known = list(Area.objects.within(organisation.forum.area_id).filter(code__in=areas))
    if len(known) != len(areas):
        raise ValidationError(_("One of these places is none of this forum's."))
    made = Give.objects.create(
        forum=organisation.forum,
        organisation=organisation,
        need=wanted.need,
        text=without_persons(wanted.text),
        starts=wanted.starts,
        ends=wanted.ends,
        seat=_seat(by, organisation.forum, [organisation.pk]),
        day=today,
    )
    made.areas.set(known)
    record("give.made", organisation.pid, by=by, forum=organisation.forum_id, give=made.pk)
    return made


@transaction.atomic
def close_give(give: Give, *, by: User | None) -> Give:
    """The body cannot give it any more; what it has pledged stands."""
    lock_forum(give.forum_id)
    give = Give.objects.select_related("organisation__forum").get(pk=give.pk)
    permissions.can_give(by, give.organisation).require()
    if not give.closed:
        give.closed = True
        give.save(update_fields=["closed"])
        record("give.closed", give.organisation.pid, by=by, forum=give.forum_id, give=give.pk)
    return give


@transaction.atomic
def make_pledge(ask: Ask, organisation: Organisation, *, by: User | None, today: date) -> Pledge:
    """Yes to an ask; one that was taken back or not needed may be made again."""
    ask = _ask(ask)
    permissions.can_pledge(by, ask, organisation).require()
    standing = ask.pledges.filter(organisation=organisation).first()
    if standing and standing.state in (Pledge.State.OFFERED, Pledge.State.TAKEN):
        return standing
    seat = _seat(by, organisation.forum, [organisation.pk])
    said = {"state": Pledge.State.OFFERED, "seat": seat, "day": today}
    made, _new = Pledge.objects.update_or_create(ask=ask, organisation=organisation, defaults=said)
    _record("pledge.made", made, by)
    return made


@transaction.atomic
def take_pledge(pledge: Pledge, *, by: User | None) -> Pledge:
    """With thanks."""
    return _answer(pledge, Pledge.State.TAKEN, by)


@transaction.atomic
def leave_pledge(pledge: Pledge, *, by: User | None) -> Pledge:
    """Not needed after all."""
    return _answer(pledge, Pledge.State.NOT_TAKEN, by)


@transaction.atomic
def take_back_pledge(pledge: Pledge, *, by: User | None) -> Pledge:
    pledge = _pledge(pledge)
    permissions.can_take_back(by, pledge).require()
    return _move(pledge, Pledge.State.WITHDRAWN, by)


# --- the parts of these acts --------------------------------------------------------------------------------


def _ask(ask: Ask) -> Ask:
    lock_forum(ask.action.plan.forum_id)
    return Ask.objects.select_related("action__plan__forum").get(pk=ask.pk)


def _pledge(pledge: Pledge) -> Pledge:
    lock_forum(pledge.organisation.forum_id)
    joined = Pledge.objects.select_related("ask__action__plan__forum", "organisation__forum")
    return joined.get(pk=pledge.pk)


def _answer(pledge: Pledge, state: Pledge.State, by: User | None) -> Pledge:
    pledge = _pledge(pledge)
    permissions.can_thank(by, pledge).require()
    return _move(pledge, state, by)


VERBS = {
    Pledge.State.TAKEN: "pledge.taken",
    Pledge.State.NOT_TAKEN: "pledge.not_taken",
    Pledge.State.WITHDRAWN: "pledge.withdrawn",
}


def _move(pledge: Pledge, state: Pledge.State, by: User | None) -> Pledge:
    pledge.state = state
    pledge.save(update_fields=["state"])
    _record(VERBS[state], pledge, by)
    return pledge


def _record(verb: str, pledge: Pledge, by: User | None) -> None:
    action, body = pledge.ask.action, pledge.organisation
    record(verb, action.pid, by=by, forum=body.forum_id, ask=pledge.ask_id, body=body.pid)


def _leads(action: Action) -> list[int]:
    return list(action.roles.filter(kind=Role.Kind.LEAD).values_list("organisation_id", flat=True))


def _seat(by: User | None, forum: Forum, bodies: Sequence[int]) -> Seat | None:
    return seat_for(by, forum, "give", bodies)


def _check(wanted: Wanted) -> None:
    if wanted.need not in Need.values:
        raise ValidationError(_("Say what it is: choose one of the list."))
    if wanted.need == Need.OTHER and not wanted.text.strip():
        raise ValidationError(_("Say in a few words what it is."))
    if wanted.starts and wanted.ends and wanted.ends < wanted.starts:
        raise ValidationError(_("The last day lies before the first."))

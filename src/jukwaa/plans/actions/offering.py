"""A body answers what the plan asks of it, and another offer is answered. Steps are only added."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Seat
from jukwaa.forums.permissions import seat_for
from jukwaa.places.models import Area
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.figures.offers import terms_of
from jukwaa.plans.models import Intake, Plan, Reply, Role
from jukwaa.plans.permissions import offers as permissions
from jukwaa.plans.rules.offers import Terms, moved, shown, terms_in, with_wanted
from jukwaa.plans.rules.personal import marks
from jukwaa.plans.rules.signed import detail_only

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

Step = Reply.Step
SEAT = Reply.Came.SEAT


@dataclass(frozen=True, slots=True)
class Hand:
    """Who enters an answer, on which day, and how it came: from a seat of the body's own, or told to the secretary."""

    by: User | None
    today: date
    came: str = SEAT


@transaction.atomic
def accept_offer(role: Role, *, hand: Hand, seen: str = "") -> Role:
    """Yes, to what is asked today. `seen`: the mark of the terms that were on the screen."""
    role = _answering(role, hand)
    if seen and seen != terms_of([role])[role.pk].mark:
        raise ValidationError(_("What is asked has just changed: look at it once more."))
    if role.reply == Role.Reply.ACCEPTED and not _confirms(role, hand):
        return role  # said before: a second tap says nothing new
    return _step(role, Step.ACCEPTED, hand)


@transaction.atomic
def accept_offers(
    roles: Collection[Role], *, hand: Hand, seen: Mapping[int, str] | None = None
) -> list[Role]:
    """Yes to several parts of one body in one plan: one entry in the record."""
    if not roles:
        return []
    roles = _locked_all(roles)
    terms = terms_of(roles)
    for role in roles:
        _may_answer(role, hand)
        if seen is not None and seen.get(role.pk) != terms[role.pk].mark:
            raise ValidationError(_("What is asked has just changed: look at it once more."))
    told = [role for role in roles if role.reply != Role.Reply.ACCEPTED or _confirms(role, hand)]
    seat = _seat(roles[0], Step.ACCEPTED, hand)
    Reply.objects.bulk_create(_reply(role, Step.ACCEPTED, hand, seat, terms[role.pk]) for role in told)
    before = {role.pk: role.reply for role in told}
    for role in told:
        role.reply = Role.Reply.ACCEPTED
    Role.objects.bulk_update(told, ["reply"], batch_size=500)
    if told:
        _tell_readers([(role, before[role.pk]) for role in told])
        _record_all(told, hand, seat)
    return told


@transaction.atomic
def decline_offer(role: Role, *, hand: Hand, reason: str = "") -> Role:
    """No. Of a public office it is public with its day; of any other body nobody outside is told."""
    role = _answering(role, hand)
    return _step(role, Step.DECLINED, hand, reason=reason)


@transaction.atomic
def counter_offer(role: Role, wanted: Mapping[str, Any], *, hand: Hand, reason: str = "") -> Role:
    """Yes, but at another time, in another place, with another part. `wanted`: as `Terms.packed` says it."""
    role = _answering(role, hand)
    now = terms_of([role])[role.pk]
    other = now.with_wanted(wanted)
    if not moved(now, other):
        raise ValidationError(_("This is what is asked already: accept it, or say what should be otherwise."))
    if sentence := _impossible(role.action.plan, other):
        raise ValidationError(sentence)
    return _step(role, Step.COUNTERED, hand, wanted=other.packed(moved(now, other)), reason=reason)


@transaction.atomic
def take_counter(role: Role, *, by: User | None, today: date) -> Role:
    """The plan becomes what the body offered, as detail; whoever else is touched by it is asked again."""
    role = _locked(role)
    permissions.can_settle(by, role).require()
    plan, wanted = role.action.plan, Reply.objects.about(role).filter(step=Step.COUNTERED).last()
    if wanted is None:
        raise ValueError("an offer that was countered has the step that says so")
    current = document_of(plan, public=False)
    key = role.action.pid, role.organisation.pid, role.kind
    becomes = with_wanted(current, key, wanted.wanted)
    if plan.is_signed and terms_in(detail_only(current, becomes), key) != terms_in(becomes, key):
        raise ValidationError(_("This plan is signed, and what its leads take on is no detail: open an amendment, or keep the plan as it is."))  # fmt: skip
    own = _yes_of_who_takes(role, by)
    write_document(plan, becomes)
    role.refresh_from_db()
    role.action.refresh_from_db()
    role = _step(role, Step.TAKEN, Hand(by, today))
    seal_plan(plan)
    accept_offers(own, hand=Hand(by, today))
    return role


def _yes_of_who_takes(role: Role, by: User | None) -> list[Role]:
    """To the same action, of the body from whose seat it is taken: whoever takes other days says yes to them."""
    seat = seat_for(by, role.action.plan.forum, "settle", permissions.settlers_of(role))
    if seat is None or seat.organisation_id is None:
        return []
    own = role.action.roles.filter(organisation=seat.organisation_id, reply=Role.Reply.ACCEPTED)
    return list(own.exclude(pk=role.pk))


@transaction.atomic
def keep_plan(role: Role, *, by: User | None, today: date, reason: str = "") -> Role:
    """The plan stays as it is, and the body is asked again."""
    role = _locked(role)
    permissions.can_settle(by, role).require()
    return _step(role, Step.KEPT, Hand(by, today), reason=reason)


# --- the parts of every step --------------------------------------------------------------------------------


def _locked(role: Role) -> Role:
    """As it stands, with nobody changing it until the act is done."""
    return _locked_all([role])[0]


def _locked_all(roles: Collection[Role]) -> list[Role]:
    found = Role.objects.select_related("action__plan__forum", "action__section", "organisation")
    found = found.filter(pk__in=[role.pk for role in roles]).order_by("action__position", "position")
    lock_forum(Plan.objects.filter(actions__roles__in=found).values_list("forum_id", flat=True)[0])
    return list(found)


def _answering(role: Role, hand: Hand) -> Role:
    role = _locked(role)
    _may_answer(role, hand)
    return role


def _may_answer(role: Role, hand: Hand) -> None:
    may = permissions.can_answer if hand.came == SEAT else permissions.can_relay
    may(hand.by, role).require()


def _confirms(role: Role, hand: Hand) -> bool:
    """What the secretary entered for the body, the body now says itself; or nobody's word stands written yet."""
    last = Reply.objects.about(role).last()
    return last is None or (last.relayed and hand.came == SEAT)


STANDS: Mapping[str, str] = {
    Step.ACCEPTED: Role.Reply.ACCEPTED,
    Step.DECLINED: Role.Reply.DECLINED,
    Step.COUNTERED: Role.Reply.COUNTERED,
    Step.TAKEN: Role.Reply.ACCEPTED,
    Step.KEPT: Role.Reply.OFFERED,
}
VERBS: Mapping[str, str] = {
    Step.ACCEPTED: "offer.accepted",
    Step.DECLINED: "offer.declined",
    Step.COUNTERED: "offer.countered",
    Step.TAKEN: "offer.taken",
    Step.KEPT: "offer.kept",
}


def _step(
    role: Role, step: str, hand: Hand, *, wanted: Mapping[str, Any] | None = None, reason: str = ""
) -> Role:
    before, seat = role.reply, _seat(role, step, hand)
    reply = _reply(role, step, hand, seat, terms_of([role])[role.pk])
    reply.wanted, reply.reason = dict(wanted or {}), without_persons(reason)
    reply.save()
    role.reply = STANDS[step]
    role.save(update_fields=["reply"])
    _tell_readers([(role, before)])
    _record(role, step, hand, seat)
    return role


def _reply(role: Role, step: str, hand: Hand, seat: Seat | None, terms: Terms) -> Reply:
    return Reply(
        plan=role.action.plan,
        action=role.action.pid,
        organisation=role.organisation,
        kind=role.kind,
        step=step,
        day=hand.today,
        seat=seat,
        came=hand.came,
        terms=terms.packed(),
    )


def _record_all(roles: list[Role], hand: Hand, seat: Seat | None) -> None:
    """One entry for all that a body accepts at once."""
    record(
        "offer.accepted",
        roles[0].organisation.pid,
        by=hand.by,
        forum=roles[0].action.plan.forum_id,
        seat=seat.pk if seat else None,
        organisation=_body_of(seat),
        body=roles[0].organisation.pid,
        actions=[role.action.pid for role in roles],
        came=hand.came,
    )


def _record(role: Role, step: str, hand: Hand, seat: Seat | None) -> None:
    record(
        VERBS[step],
        role.action.pid,
        by=hand.by,
        forum=role.action.plan.forum_id,
        seat=seat.pk if seat else None,
        organisation=_body_of(seat),
        body=role.organisation.pid,
        part=role.kind,
        came=hand.came,
    )


def _seat(role: Role, step: str, hand: Hand) -> Seat | None:
    """From which seat it is said; none where the operator of the server says it."""
    forum = role.action.plan.forum
    if step in (Step.TAKEN, Step.KEPT):
        return seat_for(hand.by, forum, "settle", permissions.settlers_of(role))
    if hand.came != SEAT:
        return seat_for(hand.by, forum, "settle")
    return seat_for(hand.by, forum, "answer", [role.organisation_id])


def _body_of(seat: Seat | None) -> str:
    return seat.organisation.pid if seat and seat.organisation else ""


def _tell_readers(answers: Sequence[tuple[Role, str]]) -> None:
    """Pages and files that everybody reads are stale only where they would read otherwise: that nothing public
    changed must not be seen from outside either. What an edition was brought in from is no longer undone.

    `answers`: parts of one plan, each with how it stood before.
    """
    plan = answers[0][0].action.plan
    if any(_reads_otherwise(role, before) for role, before in answers):
        Plan.objects.filter(pk=plan.pk).update(changed=F("changed") + 1, changed_at=timezone.now())
        plan.refresh_from_db(fields=["changed", "changed_at"])
    Intake.objects.filter(plan=plan, state=Intake.State.CONFIRMED).update(changed=None)


def _reads_otherwise(role: Role, before: str) -> bool:
    body = role.organisation
    was, now = (shown(reply, state=body.state, listed=body.listed) for reply in (before, role.reply))
    return was != now or now == "declined"  # a no that is said again has another day


def without_persons(text: str) -> str:
    """As it was typed; refused where it points at a person by number or address."""
    text = text.strip()
    if found := next(marks(text), ""):
        raise ValidationError(
            _("“%(mark)s” looks as if it points at a person. Say it without names, numbers and addresses.")
            % {"mark": found}
        )
    return text


def _impossible(plan: Plan, terms: Terms) -> str:
    """Why another offer cannot be made so, or nothing."""
    if terms.starts and terms.ends and terms.ends < terms.starts:
        return _("The last day lies before the first.")
    days = [day for day in terms.when if day]
    if any(not plan.starts <= day <= plan.ends for day in days):
        return _("The plan runs from %(starts)s to %(ends)s: choose days within it.") % {
            "starts": date_format(plan.starts, "SHORT_DATE_FORMAT"),
            "ends": date_format(plan.ends, "SHORT_DATE_FORMAT"),
        }
    known = set(Area.objects.within(plan.forum.area_id).values_list("code", flat=True))
    if not terms.areas <= known | set(_named(plan)):
        return _("One of these places is none of this forum's.")
    return ""


def _named(plan: Plan) -> list[str]:
    """Places that the plan names, also from the other hierarchy."""
    return list(Area.objects.filter(actions__plan=plan).values_list("code", flat=True))

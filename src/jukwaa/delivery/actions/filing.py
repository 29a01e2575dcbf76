"""A body reports. The same sent again is the same report; who corrects it does not become its author."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.ids import new_id
from jukwaa.delivery import permissions
from jukwaa.delivery.actions.evidence import forget
from jukwaa.delivery.actions.stepping import Hand, locked, step
from jukwaa.delivery.models import Reach, Report, Step
from jukwaa.delivery.rules.life import after
from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.telling import LONGEST, Told, packed, problems
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.permissions import seat_for
from jukwaa.places.models import Area

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.forums.models import Forum, Organisation
    from jukwaa.plans.models import Action


@transaction.atomic
def file_report(
    action: Action, organisation: Organisation, told: Told, *, client_id: UUID, hand: Hand
) -> Report:
    """What a body did. A `client_id` that is here already gives its report back, unless it says something else."""
    forum = action.plan.forum
    lock_forum(forum.pk)
    permissions.can_report(hand.by, action, organisation).require()
    if known := Report.objects.filter(forum=forum, client_id=client_id).first():
        return _the_same(known, action, organisation, told)
    _check(forum, told, hand.today)
    made = Report.objects.create(
        forum=forum,
        pid=new_id("r"),
        client_id=client_id,
        plan=action.plan,
        action=action.pid,
        section_id=action.section_id,
        organisation=organisation,
        seat=seat_for(hand.by, forum, "report", [organisation.pk]),
        came=_came(hand, organisation),
        filed=hand.today,
        **_columns(told),
    )
    _write_parts(made, told)
    step(made, Step.Kind.FILED, hand, said=packed(told))
    return made


@transaction.atomic
def correct_report(report: Report, told: Told, *, hand: Hand) -> Report:
    """In place of what was told before, which its steps keep. It waits to be checked again."""
    report = locked(report)
    permissions.can_correct(hand.by, report).require()
    _check(report.forum, told, hand.today)
    if packed(told) == packed(report.told) and report.state == Report.State.SUBMITTED:
        return report
    for name, value in {**_columns(told), "state": after("correct")}.items():
        setattr(report, name, value)
    report.held = report.held or bool(persons_in(report.captions))
    report.save()
    report.reach.all().delete()
    _write_parts(report, told)
    step(report, Step.Kind.CORRECTED, hand, said=packed(told))
    return report


@transaction.atomic
def confirm_report(report: Report, *, by: User | None, today: date) -> Report:
    """The body says that what was entered for it is so."""
    report = locked(report)
    permissions.can_confirm_report(by, report).require()
    report.confirmed = today
    report.save(update_fields=["confirmed"])
    step(report, Step.Kind.CONFIRMED, Hand(by, today))
    return report


@transaction.atomic
def withdraw_report(report: Report, *, by: User | None, today: date) -> Report:
    """It counts nowhere any more; that it was there stays known to the body and who checks."""
    report = locked(report)
    permissions.can_withdraw_report(by, report).require()
    report.state = after("withdraw")
    report.save(update_fields=["state"])
    forget(report.evidence.all(), by)
    step(report, Step.Kind.WITHDRAWN, Hand(by, today))
    return report


# --- the parts of these acts ------------------------------------------------------------------------------------


def _the_same(known: Report, action: Action, organisation: Organisation, told: Told) -> Report:
    first = known.steps.filter(kind=Step.Kind.FILED).get()
    if (known.action, known.organisation_id, first.said) == (action.pid, organisation.pk, packed(told)):
        return known
    raise ValidationError(
        _("Another report was sent under this number. Open it and correct it, or begin a new one."),
        code="sent_otherwise",
    )


def _came(hand: Hand, organisation: Organisation) -> str:
    """Who holds a seat of the body speaks from it; anybody else says how the body told them."""
    if permissions.speaks_from_own_seat(hand.by, organisation):
        return Report.Came.SEAT
    if hand.by is not None and hand.came == Report.Came.SEAT:
        raise ValidationError({"came": _("Say how the body told you: by telephone, on paper, in a meeting.")})
    return hand.came


WRONG: Mapping[tuple[str, str], str | Promise] = {
    ("text", "missing"): _("Say in a few words what was done."),
    ("text", "long"): _("Keep each text under %(n)s letters.") % {"n": LONGEST},
    ("starts", "future"): _("This day is still to come: report what has happened."),
    ("ends", "order"): _("The last day lies before the first."),
    ("areas", "missing"): _("Say where it was: choose a ward, a sub-county or the whole county."),
    ("areas", "unknown"): _("One of these places is none of this forum's."),
    ("reached", "both"): _("Give the numbers by group, or one total: not both."),
    ("reached", "negative"): _("A number of people is 0 or more."),
    ("reached", "too_many"): _("That is more people than live here: look at the numbers again."),
    ("spent", "amount"): _("The amount is 0 or more, in figures."),
}


def _check(forum: Forum, told: Told, today: date) -> None:
    known = set(Area.objects.within(forum.area_id).values_list("code", flat=True))
    if wrong := problems(told, known, today):
        raise ValidationError({field: WRONG[field, problem] for field, problem in wrong.items()})


def _columns(told: Told) -> dict[str, object]:
    return {
        "starts": told.starts,
        "ends": told.ends,
        "text": dict(told.text),
        "entered": told.reached.entered,
        "spent": told.spent,
        "in_kind": dict(told.in_kind),
        "challenge": dict(told.challenge),
        "lesson": dict(told.lesson),
        "visibility": told.visibility,
        "wards": told.wards,
        "held": bool(persons_in(told.texts)),
    }


def _write_parts(report: Report, told: Told) -> None:
    report.areas.set(Area.objects.filter(code__in=told.areas))
    cells = told.reached.cells.items()
    Reach.objects.bulk_create(
        Reach(report=report, sex=cell.sex, age=cell.age, disability=cell.disability, count=count)
        for cell, count in cells
    )

"""Whoever leads what is late or silent is written to, then who leads the section, then the secretary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from jukwaa.delivery import notices
from jukwaa.delivery.figures import Overdue, overdue
from jukwaa.delivery.models import Reminder
from jukwaa.delivery.rules.reminding import Step, next_step
from jukwaa.forums.models import Seat
from jukwaa.forums.rules import seats_that
from jukwaa.plans.models import Plan
from jukwaa.plans.notices import written_to

Thing = tuple[int, str, str, date]  # plan, action, kind, since


@dataclass(slots=True)
class Told:
    """Of one thing: whom one wrote to, and when."""

    steps: dict[Step, date] = field(default_factory=dict)
    people: set[int | None] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Written:
    """Whom one can write to in a forum, at each step."""

    leads: defaultdict[int, list[Seat]]  # by body
    section_leads: defaultdict[int, list[Seat]]
    secretaries: list[Seat]


def remind_all(today: date, *, address: str) -> int:
    """How many letters went into the queue: one a person at most, with all that waits for them.

    Nobody is written to twice in a day, however often this runs; of one thing each step is told once. A sample writes
    to nobody. `address`: where this server is found; "" where it cannot be said, and then nobody is written to.
    """
    if not address:
        return 0
    try:
        with transaction.atomic():
            return _remind(today, address)
    except IntegrityError:  # another worker was quicker: its letters are on their way
        return 0


def _remind(today: date, address: str) -> int:
    plans = {plan.pk: plan for plan in Plan.objects.filter(status=Plan.Status.IN_FORCE, sample=False)}
    written, told = _written({plan.forum_id for plan in plans.values()}), _told(plans)
    busy = set(Reminder.objects.filter(day=today).values_list("seat__holder", flat=True))
    due: dict[int | None, list[Reminder]] = defaultdict(list)
    for each in overdue(plans.values()):
        known = told[each.plan, each.pid, each.kind, each.since]
        reminders = _next(each, written[plans[each.plan].forum_id], known, today)
        if any(reminder.seat.holder_id in busy for reminder in reminders):
            continue  # tomorrow, to all of this step: else it would count as told, and one of them had not heard
        for reminder in reminders:
            due[reminder.seat.holder_id].append(reminder)
    for reminders in due.values():
        made = Reminder.objects.bulk_create(reminders)
        notices.remind.enqueue(made[0].seat_id, [each.pk for each in made], address)
    return len(due)


def _next(each: Overdue, written: Written, told: Told, today: date) -> list[Reminder]:
    """The step that comes next, and a seat of each person who is written to: nobody twice of one thing."""
    by_step: dict[Step, list[Seat]] = {
        "lead": [seat for body in each.leads for seat in written.leads.get(body, ())],
        "section": [seat for body in each.section_leads for seat in written.section_leads.get(body, ())],
        "secretary": list(written.secretaries),
    }
    new = {step: _of_new_people(seats, told.people) for step, seats in by_step.items()}
    step = next_step(told.steps, [step for step, seats in new.items() if seats], today)
    if step is None:
        return []
    return [
        Reminder(
            plan_id=each.plan,
            action=each.pid,
            kind=each.kind,
            since=each.since,
            step=step,
            seat=seat,
            day=today,
        )
        for seat in new[step]
    ]


def _of_new_people(seats: Sequence[Seat], known: Collection[int | None]) -> list[Seat]:
    return list({seat.holder_id: seat for seat in seats if seat.holder_id not in known}.values())


def _written(forums: Collection[int]) -> defaultdict[int, Written]:
    """By forum."""
    found: defaultdict[int, Written] = defaultdict(lambda: Written(defaultdict(list), defaultdict(list), []))
    leading, checking = seats_that("detail", "own"), seats_that("check", "own")
    for seat in written_to().filter(forum__in=forums).order_by("pk"):
        mine = found[seat.forum_id]
        if seat.organisation_id and seat.role in leading:
            mine.leads[seat.organisation_id].append(seat)
        if seat.organisation_id and seat.role in checking:
            mine.section_leads[seat.organisation_id].append(seat)
        if seat.role == Seat.Role.SECRETARY:
            mine.secretaries.append(seat)
    return found


def _told(plans: Collection[int]) -> defaultdict[Thing, Told]:
    told: defaultdict[Thing, Told] = defaultdict(Told)
    rows = Reminder.objects.filter(plan__in=plans).order_by("day")
    for *thing, step, day, person in rows.values_list(
        "plan", "action", "kind", "since", "step", "day", "seat__holder"
    ):
        one = told[tuple(thing)]  # type: ignore[index]
        one.steps[step] = day  # type: ignore[index]
        one.people.add(person)
    return told

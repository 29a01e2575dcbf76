"""Values as the desk tells them: what a body is asked in a quarter, what waits to be checked, what is locked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jukwaa.core.texts import Said, say
from jukwaa.forums.models import Forum, Organisation
from jukwaa.plans.models import Indicator, Plan
from jukwaa.plans.rules.quarters import Quarter, quarters
from jukwaa.results.figures.asking import Asked, asked_of, to_approve
from jukwaa.results.figures.naming import plain, quarter_name, value_text
from jukwaa.results.models import Period, Value, ValueQuerySet
from jukwaa.site.figures.reports import own_bodies
from jukwaa.site.figures.seated import Person, reach_of, seats_of

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class QuarterLine:
    quarter: Quarter
    name: str
    locked: bool
    current: bool  # the one that is shown


@dataclass(frozen=True, slots=True)
class BodyLine:
    """How many of the indicators that a body tells it has told."""

    body: Organisation
    told: int
    of: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A value before whoever checks it: all of it."""

    value: Value
    code: str
    title: Said
    what: Said
    unit: Said
    text: str  # "12", "75 % (30 of 40)"
    quarter: str
    method: Said


def begun(plan: Plan) -> list[Quarter]:
    """Quarters that have begun by the plan's day, the newest first."""
    found = [each for each in quarters(plan.starts, plan.ends, plan.fy_month) if each.starts <= plan.day]
    return found[::-1]


def quarter_lines(plan: Plan, shown: Quarter) -> list[QuarterLine]:
    locked = set(Period.objects.filter(plan=plan, locked=True).values_list("starts", flat=True))
    return [
        QuarterLine(each, quarter_name(each), each.starts in locked, each == shown) for each in begun(plan)
    ]


def usual(plan: Plan, lines: Iterable[Quarter]) -> Quarter | None:
    """The newest that is over, else the newest that has begun."""
    found = list(lines)
    over = (each for each in found if each.ends < plan.day)
    return next(over, found[0] if found else None)


def body_lines(user: Person, plan: Plan, quarter: Quarter) -> tuple[list[BodyLine], list[BodyLine]]:
    """One's own bodies; and those for which one enters what they told, where one does that."""
    reach, asked = reach_of(user, "report"), asked_of(plan)
    told = Counter(_told_in(plan, quarter.starts))
    wanted = {
        pk: len([each for each in rows if each.is_of(quarter)])
        for pk, rows in asked.items()
        if pk in reach.bodies or plan.forum_id in reach.forums
    }
    bodies = Organisation.objects.filter(pk__in=[pk for pk, count in wanted.items() if count])
    lines = [BodyLine(body, min(told[body.pk], wanted[body.pk]), wanted[body.pk]) for body in bodies]
    own = own_bodies(user)
    return [each for each in lines if each.body.pk in own], [
        each for each in lines if each.body.pk not in own
    ]


def _told_in(plan: Plan, starts: date) -> list[int]:
    """The body of each indicator of which it has told something."""
    rows = Value.objects.filter(period__plan=plan, period__starts=starts)
    return [body for body, _pid in rows.order_by().values_list("organisation", "indicator").distinct()]


def asked(plan: Plan, body: Organisation, quarter: Quarter) -> list[Asked]:
    return [each for each in asked_of(plan).get(body.pk, []) if each.is_of(quarter)]


# --- to be checked ----------------------------------------------------------------------------------------------


def waiting_values(user: User, forum: Forum | None = None) -> ValueQuerySet:
    seats = seats_of(user)
    reach = reach_of(user, "check", seats)
    if not reach:
        return Value.objects.none()
    own = {seat.organisation_id for seat in seats if seat.organisation_id}
    found = to_approve(user, reach.forums, reach.bodies, own)
    return found.filter(period__plan__forum=forum) if forum else found


def waiting_lines(user: User, forum: Forum) -> list[Waiting]:
    rows = waiting_values(user, forum).select_related("period__plan__forum", "area", "organisation", "seat")
    values = list(rows.order_by("period__starts", "indicator", "area"))
    indicators = _indicators(values)
    return [
        _waiting(value, indicators[value.period.plan_id, value.indicator])
        for value in values
        if (value.period.plan_id, value.indicator) in indicators
    ]


def _indicators(values: Iterable[Value]) -> Mapping[tuple[int, str], Indicator]:
    wanted = {(value.period.plan_id, value.indicator) for value in values}
    rows = Indicator.objects.filter(
        plan__in={plan for plan, _pid in wanted}, pid__in={pid for _plan, pid in wanted}
    )
    return {(each.plan_id, each.pid): each for each in rows.select_related("definition", "action", "section")}


def _waiting(value: Value, indicator: Indicator) -> Waiting:
    owner = indicator.action or indicator.section
    return Waiting(
        value=value,
        code=owner.code if owner else "",
        title=say(owner.title if owner else {}),
        what=say(indicator.definition.text),
        unit=say(indicator.definition.unit),
        text=told_text(value, indicator.definition.measure),
        quarter=quarter_name(value.period.quarter),
        method=say(value.method),
    )


def told_text(value: Value, measure: str) -> str:
    """As it was told: a share with what it is a share of."""
    if value.value is None:
        return str(value.get_state_display())
    text = value_text(value.value, measure, 4 if value.numerator is None else 1)
    if value.numerator is None or value.denominator is None:
        return text
    return f"{text} ({plain(value.numerator, 4)} / {plain(value.denominator, 4)})"

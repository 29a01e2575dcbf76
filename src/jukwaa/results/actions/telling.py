"""A body tells what an indicator came to; another checks it. The same told again is the same value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.log import record
from jukwaa.core.verdict import each_by_itself
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Seat
from jukwaa.forums.permissions import seat_for
from jukwaa.places.models import Area
from jukwaa.plans.models import Indicator
from jukwaa.results import permissions
from jukwaa.results.actions.locking import period_of
from jukwaa.results.models import Turn, Value
from jukwaa.results.rules.cells import WHOLE, clash
from jukwaa.results.rules.telling import LONGEST, STEPS, Told, packed, problems

if TYPE_CHECKING:
    from jukwaa.forums.models import Organisation
    from jukwaa.plans.rules.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Where:
    """Of what a value is told: there is one value of each."""

    indicator: Indicator
    organisation: Organisation
    quarter: Quarter
    area: str  # code
    cell: str = WHOLE


@transaction.atomic
def enter_value(where: Where, told: Told, *, hand: Hand) -> Value:
    """What is told already is given back, unless it is told otherwise: then it is to be corrected."""
    plan = where.indicator.plan
    lock_forum(plan.forum_id)
    period = period_of(plan, where.quarter)
    permissions.can_enter(hand.by, where.indicator, where.organisation, period).require()
    beside = Value.objects.filter(
        period=period, indicator=where.indicator.pid, organisation=where.organisation
    )
    if known := beside.filter(area=where.area, cell=where.cell).first():
        return _the_same(known, told)
    _check(told, where.indicator, where.cell)
    _check_place(where, list(beside.values_list("area_id", "cell")))
    made = Value.objects.create(
        period=period,
        indicator=where.indicator.pid,
        area_id=where.area,
        cell=where.cell,
        organisation=where.organisation,
        seat=seat_for(hand.by, plan.forum, "report", [where.organisation.pk]),
        entered=hand.today,
        **_columns(told),
    )
    _turn(made, Turn.Kind.ENTERED, hand, packed(told))
    return made


@transaction.atomic
def correct_value(value: Value, told: Told, *, hand: Hand) -> Value:
    """In place of what was told before, which its turns keep. It waits to be checked again."""
    value = _locked(value)
    permissions.can_correct(hand.by, value).require()
    if packed(told) == packed(value.told):
        return value
    indicator = Indicator.objects.select_related("definition").filter(
        plan=value.period.plan_id, pid=value.indicator
    )
    _check(told, _or_gone(indicator.first()), value.cell)
    for name, said in {**_columns(told), "approved": None}.items():
        setattr(value, name, said)
    value.save()
    _turn(value, Turn.Kind.CORRECTED, hand, packed(told))
    return value


@transaction.atomic
def approve_value(value: Value, *, hand: Hand) -> Value:
    """It counts from now on, in public too."""
    value = _locked(value)
    permissions.can_approve(hand.by, value).require()
    value.state, value.approved = Value.State.APPROVED, hand.today
    value.save(update_fields=["state", "approved"])
    _turn(value, Turn.Kind.APPROVED, hand, {})
    return value


def approve_values(values: Iterable[Value], *, hand: Hand) -> tuple[list[Value], list[tuple[Value, str]]]:
    """Many at once, each by itself: those that are approved now, and those that are not, with the reason."""
    return each_by_itself(lambda value: approve_value(value, hand=hand), values)


# --- the parts of these acts ------------------------------------------------------------------------------------


def _locked(value: Value) -> Value:
    """As it stands now; nobody else changes it until the act is done."""
    lock_forum(value.period.plan.forum_id)
    return Value.objects.select_related("period__plan__forum", "organisation", "seat").get(pk=value.pk)


def _the_same(known: Value, told: Told) -> Value:
    if packed(known.told) == packed(told):
        return known
    raise ValidationError(
        _("There is a value here already, and it says something else: open it and correct it."),
        code="told_otherwise",
    )


def _or_gone(indicator: Indicator | None) -> Indicator:
    if indicator is None:
        raise ValidationError(_("This indicator is no longer in the plan: its values stay as they are."))
    return indicator


WRONG: Mapping[tuple[str, str], str | Promise] = {
    ("cell", "unknown"): _("This group is none that numbers are told of."),
    ("cell", "whole"): _("This indicator is told as a whole, not by group."),
    ("method", "long"): _("Keep it under %(n)s letters.") % {"n": LONGEST},
    ("method", "names"): _("This looks as if it named a person: say how it was counted, not who."),
    ("value", "missing"): _("Give a number, or say that there is none. 0 is a number."),
    ("value", "large"): _("This number cannot be kept: at most 13 figures before the point and 4 after it."),
    ("value", "yes_no"): _("Say yes or no."),
    ("value", "step"): _("Give the number of the step, from %(first)s to %(last)s.")
    % {"first": STEPS[0], "last": STEPS[-1]},
    ("value", "people"): _("A number of people is a whole number, 0 or more."),
    ("numerator", "missing"): _("Say how many."),
    ("denominator", "missing"): _("Say of how many."),
    ("denominator", "zero"): _("Of none there is no share: say that it does not apply."),
    ("numerator", "more"): _("A part is not more than its whole, and not less than 0."),
    ("numerator", "large"): _(
        "This number cannot be kept: at most 13 figures before the point and 4 after it."
    ),
    ("numerator", "people"): _("A number of people is a whole number, 0 or more."),
    ("n", "negative"): _("At least one person was asked."),
    ("margin", "range"): _("A margin lies between 0 and 100 points."),
}
CLASH: Mapping[str, str | Promise] = {
    "within": _(
        "You told this quarter of a place that holds this one, or lies in it: it would be counted twice."
    ),
    "broken_down": _(
        "You told this place in another way, as a whole or by other groups: it would be counted twice."
    ),
}


def _check(told: Told, indicator: Indicator, cell: str) -> None:
    definition = indicator.definition
    if wrong := problems(told, definition.measure, definition.over_places, cell):
        raise ValidationError({field: WRONG[field, problem] for field, problem in wrong.items()})


def _check_place(where: Where, others: list[tuple[str, str]]) -> None:
    home = where.indicator.plan.forum.area_id
    if not Area.objects.within(home).filter(code=where.area).exists():
        raise ValidationError({"area": _("This place is none of this forum's.")})
    if found := clash((where.area, where.cell), others):
        raise ValidationError({"area": CLASH[found]})


def _columns(told: Told) -> dict[str, Any]:
    number = told.kind == "value"
    return {
        "state": Value.State.PROVISIONAL if number else told.kind,
        "value": told.figure,
        "numerator": told.numerator if number else None,
        "denominator": told.denominator if number else None,
        "people": told.people,
        "n": told.n if number else None,
        "margin": told.margin if number else None,
        "method": dict(told.method),
    }


VERBS = {
    Turn.Kind.ENTERED: "value.entered",
    Turn.Kind.CORRECTED: "value.corrected",
    Turn.Kind.APPROVED: "value.approved",
}


def _turn(value: Value, kind: Turn.Kind, hand: Hand, said: dict[str, Any]) -> None:
    plan = value.period.plan
    seat = Seat.objects.current().filter(forum=plan.forum_id, holder=hand.by).first() if hand.by else None
    Turn.objects.create(value=value, kind=kind, day=hand.today, seat=seat, said=said)
    facts = {
        "edition": plan.edition,
        "quarter": value.period.quarter.name,
        "area": value.area_id,
        "body": value.organisation.pid,
    }
    record(VERBS[kind], value.indicator, by=hand.by, forum=plan.forum_id, **facts)  # type: ignore[arg-type]

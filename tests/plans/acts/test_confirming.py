"""The seven points of participation are confirmed one by one, by a seat, until the plan is adopted."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.plans.actions.confirming import confirm_point, take_back_point
from jukwaa.plans.models import ParticipationPoint, Plan
from tests.factories import PlanFactory, SeatFactory

TODAY = date(2024, 5, 2)
HOW = {"en": "Six forums, one in each sub-county", "sw": " Mabaraza sita "}


@pytest.fixture
def plan(mombasa):
    return PlanFactory(forum=mombasa, status="published_draft")


@pytest.fixture
def chair(mombasa):
    return SeatFactory(forum=mombasa, role="co_chair_county").holder


def test_it_is_said_how_by_which_seat_and_when(plan, chair):
    point = confirm_point(plan, "inclusive", HOW, by=chair, today=TODAY)
    assert point.how == {"en": "Six forums, one in each sub-county", "sw": "Mabaraza sita"}
    assert (point.seat.holder, point.day) == (chair, TODAY)
    entry = Entry.objects.get(verb="point.confirmed")
    assert (entry.target, entry.facts) == ("plan:mombasa/2022-23", {"point": "inclusive"})


def test_said_again_it_is_said_anew_and_stands_once(plan, chair, secretary):
    confirm_point(plan, "subject", HOW, by=chair, today=TODAY)
    confirm_point(plan, "subject", {"en": "Better"}, by=secretary, today=TODAY)
    point = ParticipationPoint.objects.get()
    assert (point.how, point.seat.holder) == ({"en": "Better"}, secretary)
    assert Entry.objects.filter(verb="point.confirmed").count() == 2


def test_it_can_be_taken_back_before_adoption(plan, chair):
    confirm_point(plan, "subject", HOW, by=chair, today=TODAY)
    take_back_point(plan, "subject", by=chair)
    assert not plan.points.exists()
    assert Entry.objects.filter(verb="point.taken_back").count() == 1
    with pytest.raises(ValidationError, match="has not been confirmed"):
        take_back_point(plan, "subject", by=chair)


@pytest.mark.parametrize("status", ["in_force", "closed", "superseded"])
def test_after_adoption_it_stands(plan, chair, status):
    confirm_point(plan, "subject", HOW, by=chair, today=TODAY)
    Plan.objects.filter(pk=plan.pk).update(status=status)
    with pytest.raises(PermissionDenied, match="has been adopted"):
        take_back_point(plan, "subject", by=chair)
    with pytest.raises(PermissionDenied, match="has been adopted"):
        confirm_point(plan, "capacity", HOW, by=chair, today=TODAY)
    assert plan.points.count() == 1


def test_a_member_confirms_nothing(plan, member):
    with pytest.raises(PermissionDenied, match="Only the secretary and the co-chairs"):
        confirm_point(plan, "subject", HOW, by=member, today=TODAY)
    assert not Entry.objects.filter(verb="point.confirmed").exists()


@pytest.mark.parametrize(
    ("point", "how", "match"),
    [
        ("luck", HOW, "no such point"),
        ("subject", {"en": "  "}, "in a few words"),
        ("subject", {"en": "x" * 601}, "at most 600"),
        ("subject", {"en": "ask 0712 345 678"}, "name no person"),
    ],
)
def test_what_cannot_be_confirmed_is_told_why(plan, chair, point, how, match):
    with pytest.raises(ValidationError, match=match):
        confirm_point(plan, point, how, by=chair, today=TODAY)
    assert not plan.points.exists()

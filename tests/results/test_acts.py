"""A body tells what an indicator came to, another checks it; told twice it is one; locked it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from jukwaa.core.models import Entry
from jukwaa.plans.models import Indicator
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.results.actions import approve_value, approve_values, correct_value, lock_period, unlock_period
from jukwaa.results.models import Period, Turn, Value
from jukwaa.results.rules.telling import Told
from tests.factories import SeatFactory
from tests.results.conftest import (
    FIRST,
    LIKONI,
    SECOND,
    TIMBWANI,
    TODAY,
    hand,
    indicator_of,
    number,
    share,
    told,
)

pytestmark = pytest.mark.django_db


def approve(value, by):
    return approve_value(value, hand=hand(by, today=TODAY))


def correct(value, said, by):
    return correct_value(value, said, hand=hand(by, today=TODAY))


def verbs():
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_it_is_told_checked_and_recorded(indicator, group, of_group, of_office):
    value = told(indicator, group, 5, by=of_group)
    assert (value.state, value.value, value.period.starts) == ("provisional", 5, FIRST.starts)
    assert (approve(value, of_office).state, value.cell) == ("approved", "")
    assert verbs() == ["value.entered", "value.approved"]
    facts = {"edition": "2022-23", "quarter": "2022-07", "area": LIKONI, "body": group.pid}
    assert [entry.facts for entry in Entry.objects.all()] == [facts, facts]
    assert [turn.kind for turn in value.turns.all()] == ["entered", "approved"]


def test_told_twice_it_is_one_and_told_otherwise_it_is_refused(indicator, group, of_group):
    assert told(indicator, group, 5, by=of_group) == told(indicator, group, "5.00", by=of_group)
    with pytest.raises(ValidationError, match="says something else"):
        told(indicator, group, 6, by=of_group)
    assert Value.objects.get().value == 5
    assert verbs() == ["value.entered"]


def test_zero_blank_missing_and_not_applicable_are_kept_apart(action, group, of_group):
    for said, state, value in [
        (number(0), "provisional", 0),
        (Told("missing"), "missing", None),
        (Told("not_applicable"), "not_applicable", None),
    ]:
        made = told(indicator_of(action), group, said, by=of_group)
        made.refresh_from_db()
        assert (made.state, made.value, made.told) == (state, value, said)
    with pytest.raises(ValidationError, match="0 is a number"):
        told(indicator_of(action), group, Told(), by=of_group)


def test_a_share_is_worked_out_and_a_survey_says_how(action, group, of_group):
    survey = share(30, 40, n=41, margin=Decimal("7.5"), method={"en": "Asked at the door"}, people=True)
    made = told(indicator_of(action, "percentage", "ratio_of_sums", "last"), group, survey, by=of_group)
    made.refresh_from_db()
    assert (made.value, made.told) == (75, survey)


def test_nothing_is_counted_twice(indicator, group, second, led_by_two, of_group):
    told(indicator, group, 5, area=LIKONI, cell="sex:female", by=of_group)
    told(indicator, group, 4, area=LIKONI, cell="sex:male", by=of_group)
    for area, cell in [(LIKONI, ""), (LIKONI, "age:60_up"), (TIMBWANI, ""), ("KE001", "")]:
        with pytest.raises(ValidationError, match="counted twice"):
            told(indicator, group, 9, area=area, cell=cell, by=of_group)
    assert (
        told(indicator, second, 9, area=TIMBWANI).organisation == second
    )  # what another body did is its own
    with pytest.raises(ValidationError, match="none of this forum's"):
        told(indicator, group, 9, area="KE002", by=of_group)


def test_the_database_itself_keeps_one_value_of_each_and_no_number_without_its_state(indicator, group):
    value = told(indicator, group, 5)
    for wrong in (
        {"pk": None},
        {"pk": None, "cell": "x", "value": None},
        {"pk": None, "cell": "x", "state": "missing"},
        {"pk": None, "cell": "x", "state": "approved"},
        {"pk": None, "cell": "x", "numerator": 3, "denominator": 2},
        {"pk": None, "cell": "x", "state": "due", "value": None},
    ):
        again = Value.objects.get(pk=value.pk)
        for name, said in wrong.items():
            setattr(again, name, said)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)


def test_who_has_no_part_tells_nothing(indicator, group, of_group, outsider, second):
    with pytest.raises(PermissionDenied, match="has no part in what is measured"):
        told(indicator, second, 5, by=of_group)
    with pytest.raises(PermissionDenied, match="Only the body that did it"):
        told(indicator, group, 5, by=outsider)
    with pytest.raises(ValidationError, match="none of this plan's"):
        told(indicator, group, 5, Quarter(date(2030, 7, 1)), by=of_group)
    assert not Value.objects.exists()
    assert not verbs()


def test_nobody_checks_a_value_of_their_own(indicator, group, of_group, secretary, member, mombasa):
    value = told(indicator, group, 5, by=secretary)
    for who, why in [
        (secretary, "entered this value yourself"),
        (of_group, "Only who leads the section"),
        (member, "Only who leads the section"),
        (SeatFactory(forum=mombasa, role="co_chair_county", organisation=group).holder, "of your own body"),
    ]:
        with pytest.raises(PermissionDenied, match=why):
            approve(value, who)
    chair = SeatFactory(forum=mombasa, role="co_chair_national").holder
    assert approve(value, chair).approved == TODAY
    with pytest.raises(PermissionDenied, match="no number here that waits"):
        approve(value, chair)


def test_who_corrected_it_does_not_check_it_either(indicator, group, of_group, secretary):
    value = correct(told(indicator, group, 5, by=of_group), number(6), secretary)
    with pytest.raises(PermissionDenied, match="entered this value yourself"):
        approve(value, secretary)


def test_a_correction_waits_to_be_checked_again_and_keeps_what_was(indicator, group, of_group, of_office):
    value = approve(told(indicator, group, 5, by=of_group), of_office)
    assert correct(value, number(5), of_group).state == "approved"  # nothing is corrected
    value = correct(value, number(4), of_group)
    assert (value.state, value.approved, value.value) == ("provisional", None, 4)
    assert [(turn.kind, turn.said.get("value")) for turn in value.turns.all()] == [
        ("entered", "5"), ("approved", None), ("corrected", "4")
    ]  # fmt: skip
    gone = correct(value, Told("not_applicable"), of_group)
    assert (gone.state, gone.value) == ("not_applicable", None)


def test_what_is_no_longer_measured_keeps_its_values(indicator, group, of_group, of_office):
    value = told(indicator, group, 5, by=of_group)
    Indicator.objects.all().delete()
    with pytest.raises(ValidationError, match="no longer in the plan"):
        correct(value, number(4), of_group)
    assert Value.objects.get() == value


def test_a_locked_quarter_stands_until_it_is_opened_again(indicator, group, of_group, of_office, secretary):
    value, plan = told(indicator, group, 5, by=of_group), indicator.plan
    for who in (of_group, of_office):
        with pytest.raises(PermissionDenied, match="Only the secretary and the co-chairs"):
            lock_period(plan, FIRST, by=who)
    assert lock_period(plan, FIRST, by=secretary).locked
    lock_period(plan, FIRST, by=secretary)  # it is so already
    with pytest.raises(PermissionDenied, match="locked"):
        told(indicator, group, 5, area="KE001006", by=of_group)
    with pytest.raises(PermissionDenied, match="locked"):
        correct(value, number(4), of_group)
    with pytest.raises(PermissionDenied, match="locked"):
        approve(value, of_office)
    told(indicator, group, 3, SECOND, by=of_group)
    with pytest.raises(PermissionDenied, match="Only the secretary and the co-chairs"):
        unlock_period(plan, FIRST, by=of_office)
    unlock_period(plan, FIRST, by=secretary)
    assert approve(value, of_office).state == "approved"
    told_of = Entry.objects.filter(verb__startswith="period.")
    assert [(entry.verb, entry.public is not None) for entry in told_of.order_by("number")] == [
        ("period.locked", True), ("period.unlocked", True)
    ]  # fmt: skip
    assert Period.objects.count() == 2


def test_many_are_checked_at_once_each_by_itself(action, indicator, group, office, of_group, of_office):
    mine = told(indicator_of(action.section), office, 3, by=of_office)
    other = told(indicator, group, 5, by=of_group)
    done, left = approve_values([mine, other], hand=hand(of_office, today=TODAY))
    assert done == [other]
    assert [(value, "leads the section" in why or "own body" in why) for value, why in left] == [(mine, True)]


def test_who_may_read_what(indicator, group, of_group, of_office, outsider, member):
    from django.contrib.auth.models import AnonymousUser

    value = told(indicator, group, 5, by=of_group)
    seen = lambda who: Value.objects.visible_to(who).distinct().count()  # noqa: E731
    assert [seen(who) for who in (AnonymousUser(), outsider, member, of_group)] == [0, 0, 1, 1]
    approve(value, of_office)
    assert [seen(who) for who in (AnonymousUser(), outsider, member)] == [1, 1, 1]
    assert Turn.objects.count() == 2

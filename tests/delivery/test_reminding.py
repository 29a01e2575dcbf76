"""Who is reminded, when, and of what: the lead, then the section's lead, then the secretary; one letter a day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.actions import remind_all
from jukwaa.delivery.models import Reminder
from jukwaa.delivery.rules.reminding import PAUSE, STEPS, is_an_hour_for_letters, next_step, since
from tests.delivery.conftest import person_of
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

ADDRESS = "https://jukwaa.example"
DAY = date(2023, 3, 1)
TWO_WEEKS = timedelta(days=14)


# --- the rule, no database ---------------------------------------------------------------------------------------


@given(
    st.lists(st.integers(0, 40), max_size=60).map(sorted),
    st.sets(st.sampled_from(STEPS)),
)
def test_each_step_is_told_once_in_order_and_never_within_two_weeks(days, reachable):
    past: dict = {}
    for n in days:
        today = DAY + timedelta(days=n)
        if step := next_step(past, reachable, today):
            assert step in reachable
            assert step not in past
            past[step] = today
    told = sorted(past, key=STEPS.index)
    assert [past[step] for step in told] == sorted(past.values())
    assert all(past[b] - past[a] >= PAUSE for a, b in itertools.pairwise(told))


def test_late_begins_the_day_after_the_last_and_silent_after_its_grace():
    assert since("late", None, date(2023, 1, 31)) == date(2023, 2, 1)
    assert since("silent", date(2023, 1, 1), None) == date(2023, 2, 1)
    with pytest.raises(ValueError, match="not late"):
        since("late", date(2023, 1, 1), None)


def test_nobody_is_written_to_at_night_or_on_a_sunday():
    assert is_an_hour_for_letters(8, 0)
    assert not is_an_hour_for_letters(7, 0)
    assert not is_an_hour_for_letters(18, 0)
    assert not is_an_hour_for_letters(12, 6)


# --- the act -----------------------------------------------------------------------------------------------------


@pytest.fixture
def late(action, of_group, of_office):
    """Its lead and its section's lead can be written to."""
    action.ends = DAY - timedelta(days=1)
    action.save()
    return action


def run(day, letters) -> list[list[str]]:
    """Who is written to."""
    before = len(letters())
    remind_all(day, address=ADDRESS)
    return [letter.to for letter in letters()[before:]]


def test_the_lead_then_the_sections_lead_then_the_secretary_and_then_nobody(
    late, of_group, of_office, secretary, letters
):
    days = [DAY + n * TWO_WEEKS for n in range(4)]
    reached = [run(day, letters) for day in days]
    assert reached == [[[of_group.email]], [[of_office.email]], [[secretary.email]], []]
    assert list(Reminder.objects.values_list("step", flat=True)) == list(STEPS)


def test_run_again_the_same_day_nobody_hears_twice_and_two_things_are_one_letter(
    late, group, of_group, letters
):
    other = ActionFactory(section=late.section, code="1.2", ends=late.ends)
    RoleFactory(action=other, organisation=group, kind="lead")
    assert run(DAY, letters) == [[of_group.email]]
    letter = letters()[0]
    assert "1.1" in letter.body
    assert "1.2" in letter.body
    assert f"{ADDRESS}/desk/mombasa/reports/new/" in letter.body
    third = ActionFactory(section=late.section, code="1.3", ends=late.ends)
    RoleFactory(action=third, organisation=group, kind="lead")
    assert run(DAY, letters) == []
    assert run(DAY + timedelta(days=1), letters) == [[of_group.email]]


def test_what_is_reported_or_paused_is_left_alone_and_moved_days_begin_anew(late, of_group, letters):
    late.status = "paused"
    late.save()
    assert run(DAY, letters) == []
    late.status = "moving"
    late.save()
    assert run(DAY, letters) == [[of_group.email]]
    late.ends = DAY + timedelta(days=20)
    late.save()
    later = DAY + timedelta(days=21)
    assert run(later, letters) == [[of_group.email]]


def test_who_cannot_be_reached_is_passed_over_and_the_chain_goes_on(action, of_office, letters):
    action.ends = DAY - timedelta(days=1)
    action.save()  # of_group is not here: nobody sits for the lead
    assert run(DAY, letters) == [[of_office.email]]


def test_a_sample_writes_to_nobody_and_without_an_address_nobody_is_written_to(late, letters):
    assert remind_all(DAY, address="") == 0
    late.plan.sample = True
    late.plan.as_at = DAY
    late.plan.save()
    assert run(DAY, letters) == []


def test_a_second_worker_at_the_same_moment_sends_nothing(late, of_group, monkeypatch):
    remind_all(DAY, address=ADDRESS)
    count = Reminder.objects.count()
    monkeypatch.setattr("jukwaa.delivery.actions.reminding._told", _nothing_told)
    Reminder.objects.update(day=DAY - timedelta(days=1))  # as if it had not been seen that they heard today
    assert remind_all(DAY, address=ADDRESS) == 0
    assert Reminder.objects.count() == count


def _nothing_told(_plans):
    from collections import defaultdict

    from jukwaa.delivery.actions.reminding import Told

    return defaultdict(Told)


def test_what_is_due_is_found_in_a_dozen_queries_and_each_letter_costs_two(
    late, django_assert_max_num_queries
):
    for n in range(2, 12):
        made = ActionFactory(section=late.section, code=f"2.{n}", ends=late.ends)
        body = OrganisationFactory(forum=late.plan.forum)
        RoleFactory(action=made, organisation=body, kind="lead")
        person_of(body)
    with django_assert_max_num_queries(12 + 2 * 12):  # and two for each letter
        assert remind_all(DAY, address=ADDRESS) == 11


def test_who_heard_today_hears_of_the_next_thing_tomorrow_with_everybody_of_that_step(
    late, group, of_group, letters
):
    assert run(DAY, letters) == [[of_group.email]]
    second = person_of(group)
    made = ActionFactory(section=late.section, code="1.4", ends=late.ends)
    RoleFactory(action=made, organisation=group, kind="lead")
    assert run(DAY, letters) == []  # else the second alone would be told, and the first never
    tomorrow = run(DAY + timedelta(days=1), letters)
    assert sorted(tomorrow) == sorted([[of_group.email], [second.email]])


def test_a_person_in_two_forums_gets_one_letter_with_the_way_into_each(late, of_group, kwale, letters):
    section = SectionFactory(plan=PlanFactory(forum=kwale, status="in_force"), code="1")
    made = ActionFactory(section=section, code="7.7", ends=late.ends)
    body = OrganisationFactory(forum=kwale)
    RoleFactory(action=made, organisation=body, kind="lead")
    SeatFactory(forum=kwale, role="focal_person", organisation=body, holder=of_group)
    assert run(DAY, letters) == [[of_group.email]]
    text = letters()[0].body
    assert "1.1" in text
    assert "7.7" in text
    assert f"{ADDRESS}/desk/mombasa/reports/new/" in text
    assert f"{ADDRESS}/desk/kwale/reports/new/" in text

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.standing import (
    FEWEST_IN_A_TOTAL,
    GRACE,
    STANDINGS,
    is_answered_by_offices,
    overdue_among_others,
    said_in_public,
    share_gone,
    standing,
)

DAY = date(2022, 7, 1)
END = date(2022, 9, 30)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
stated = st.sampled_from(["not_started", "moving", "done", "paused", "dropped"])


@given(stated, st.none() | days, st.none() | days, days)
def test_an_action_always_stands_somewhere(state, starts, ends, on):
    assert standing(state, starts, ends, on) in STANDINGS


@given(st.sampled_from(["done", "paused", "dropped"]), st.none() | days, st.none() | days, days)
def test_what_is_done_paused_or_dropped_is_never_late(state, starts, ends, on):
    assert standing(state, starts, ends, on) == state


@given(stated, st.none() | days, st.none() | days, days)
def test_of_what_something_was_reported_it_is_not_said_that_it_is_silent(state, starts, ends, on):
    told = standing(state, starts, ends, on, heard=True)
    assert told not in ("silent", "open", "later")
    assert told == standing(state, starts, ends, on) or told == "moving"
    assert said_in_public(told, state, answerable=False, heard=True) not in ("late", "silent", "open")


@given(stated, days)
def test_without_dates_nothing_is_late_or_silent(state, on):
    assert standing(state, None, None, on) not in ("late", "silent")


@pytest.mark.parametrize(
    ("state", "on", "stands"),
    [
        ("not_started", DAY - timedelta(1), "later"),
        ("not_started", DAY, "open"),
        ("not_started", DAY + GRACE, "open"),
        ("not_started", DAY + GRACE + timedelta(1), "silent"),
        ("moving", DAY - timedelta(1), "moving"),
        ("moving", END, "moving"),
        ("not_started", END, "silent"),
        ("moving", END + timedelta(1), "late"),
        ("not_started", END + timedelta(1), "late"),
        ("done", END + timedelta(1), "done"),
    ],
)
def test_where_an_action_stands_by_the_calendar(state, on, stands):
    assert standing(state, DAY, END, on) == stands


@given(stated, st.none() | days, st.none() | days, days)
def test_only_of_public_bodies_it_is_said_that_they_are_late_or_silent(state, starts, ends, on):
    actual = standing(state, starts, ends, on)
    assert said_in_public(actual, state, answerable=True) == actual
    told = said_in_public(actual, state, answerable=False)
    assert told not in ("late", "silent")
    assert told == actual or actual in ("late", "silent")
    assert told != "later" or (starts is not None and on < starts), (
        "of what has begun nobody says that it comes later"
    )


@given(st.lists(st.tuples(st.sampled_from(STANDINGS), st.sampled_from(STANDINGS))))
def test_what_is_overdue_among_others_is_told_only_of_some_together(told):
    count = sum(1 for actual, said in told if actual == "late" and said != "late")
    assert overdue_among_others(told) == (count if count >= FEWEST_IN_A_TOTAL else 0)


@given(days, st.integers(0, 2000), days)
def test_the_share_of_a_period_that_has_gone_grows_from_nought_to_one(starts, length, on):
    ends = starts + timedelta(length)
    share = share_gone(starts, ends, on)
    assert 0 <= share <= 1
    assert (share == 0) == (on < starts)
    assert (share == 1) == (on >= ends)
    assert share <= share_gone(starts, ends, on + timedelta(1))


@given(st.lists(st.sampled_from([True, False, None])))
def test_only_where_all_who_lead_are_offices_it_is_theirs_to_answer(leads):
    assert is_answered_by_offices(leads) is (leads != [] and all(lead is True for lead in leads))

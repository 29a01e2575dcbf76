"""People reached: what is told is a sum of what is told below it, and no few people can be found by subtracting."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.outreach import Outreach, of_report, together
from jukwaa.delivery.rules.reach import FEW
from jukwaa.plans.rules.quarters import quarters, years


@given(st.lists(st.none() | st.integers(0, 60), max_size=6), st.randoms())
def test_a_sum_is_of_what_stands_in_public_by_itself_in_any_order(numbers, chance):
    found = together(map(of_report, numbers))
    told = [n for n in numbers if n is not None and (n == 0 or n >= FEW)]
    assert found.people == (sum(told) if told else None)
    assert (found.reports, found.silent) == (len(numbers), numbers.count(None))
    assert found.hidden == sum(n is not None and 0 < n < FEW for n in numbers)
    chance.shuffle(numbers)
    assert together(map(of_report, numbers)) == found


def test_nobody_silence_and_few_are_three_things():
    assert of_report(0) == Outreach(0, 1)
    assert of_report(None) == Outreach(None, 1, silent=1)
    assert of_report(7) == Outreach(None, 1, hidden=1)


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, st.integers(1, 2500), st.integers(1, 12))
def test_years_hold_every_quarter_once(starts, length, fy_month):
    ends = starts + timedelta(length)
    found = years(starts, ends, fy_month)
    assert [each for year in found for each in year] == list(quarters(starts, ends, fy_month))
    assert all(1 <= len(year) <= 5 for year in found)
    if length < 364:
        assert len(found) == 1


def test_a_plan_of_one_year_has_one():
    assert [len(year) for year in years(date(2022, 6, 1), date(2023, 5, 31), 7)] == [5]
    assert [len(year) for year in years(date(2025, 7, 1), date(2030, 6, 30), 7)] == [4] * 5

"""People reached: what is told is a sum of what is told below it, and no few people can be found by subtracting."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.outreach import FEW, PARTS, Outreach, of_group, together
from jukwaa.delivery.rules.reach import CELLS
from jukwaa.plans.rules.quarters import quarters, years

cells = st.dictionaries(st.sampled_from(CELLS), st.integers(0, 40), max_size=5)
numbers = st.tuples(st.none() | st.integers(0, 60), cells)


def told(number, of):
    """As `figures.outreach` gives it: a number with cells is their sum."""
    whole = sum(of.values()) if of else number
    return whole, whole is None or not 0 < whole < FEW, of


groups = st.lists(st.builds(lambda pair: told(*pair), numbers), max_size=6)


@given(groups)
def test_a_group_tells_none_or_many_of_everything(reports):
    found = of_group(reports)
    assert found.reports == len(reports)
    assert found.people is None or found.people == 0 or found.people >= FEW
    if found.told is None:
        assert not found.parts and found.disabled is None  # noqa: PT018
    else:
        assert all(n == 0 or n >= FEW for n in (*found.parts.values(), found.disabled, found.told - found.disabled))
        assert found.told <= (found.people or 0)
        assert sum(found.parts.values()) == found.told == found.of()


@given(st.lists(groups, max_size=4), st.randoms())
def test_sums_are_of_what_is_told_below_in_any_order(several, chance):
    found = [of_group(reports) for reports in several]
    whole = together(found)
    chance.shuffle(found)
    assert together(found) == whole
    known = [each.people for each in found if each.people is not None]
    assert whole.people == (sum(known) if known else None)
    for sex, young in PARTS:
        parts = [each.of(sex=sex, young=young) for each in found if each.told is not None]
        assert (whole.of(sex=sex, young=young) or 0) == sum(parts)


def test_nobody_silence_and_few_are_three_things():
    assert of_group([(0, True, {})]).people == 0
    assert of_group([(None, True, {})]) == Outreach(None, 1, 1, 0)
    assert of_group([(7, False, {CELLS[0]: 7}), (40, True, {CELLS[0]: 40})]).people == 40


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

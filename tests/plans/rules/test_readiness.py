"""What an action lacks, and who leads more at once than they can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.readiness import (
    LACKS,
    Look,
    Measured,
    Period,
    Turn,
    at_once,
    lacking,
    months,
    sum_said,
)

YEAR = Period(date(2024, 7, 1), date(2025, 6, 30))
BOTH = {"en": "Hold a forum", "sw": "Fanya kongamano"}
WHOLE = Look(
    leads=1, open_offers=0, starts=date(2024, 7, 1), ends=date(2025, 6, 30), places=1,
    measures=(Measured("0", "12", means=True),), funding="funded", estimate=Decimal(1000), texts=(BOTH, {}),
)  # fmt: skip


def test_an_action_that_says_everything_lacks_nothing():
    assert lacking(WHOLE, YEAR, ["en", "sw"]) == ()
    assert lacking(replace(WHOLE, funding="no_cost", estimate=None), YEAR, ["en", "sw"]) == ()


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ("lead", {"leads": 0}),
        ("accepted", {"open_offers": 2}),
        ("dates", {"starts": None}),
        ("outside", {"ends": date(2025, 7, 1)}),
        ("outside", {"starts": date(2024, 6, 30)}),
        ("place", {"places": 0}),
        ("indicator", {"measures": ()}),
        ("baseline", {"measures": (Measured(" ", "12", means=True),)}),
        ("target", {"measures": (Measured("0", "", means=True),)}),
        ("means", {"measures": (Measured("0", "12", means=False),)}),
        ("funding", {"funding": "unknown"}),
        ("funding", {"estimate": None}),
        ("language", {"texts": ({"en": "Only here"},)}),
    ],
)
def test_each_thing_that_is_missing_is_told_by_itself(lack, said):
    assert lacking(replace(WHOLE, **said), YEAR, ["en", "sw"]) == (lack,)


def test_an_empty_action_lacks_what_can_be_lacking():
    empty = Look(0, 0, None, None, 0, (), "unknown", None, ({"en": "x"},))
    assert set(LACKS) - set(lacking(empty, YEAR, ["en", "sw"])) == {
        "accepted",
        "outside",
        "baseline",
        "target",
        "means",
    }


def test_what_ends_before_the_other_begins_is_not_at_once():
    turns = [Turn(1, date(2024, 8, 1), date(2024, 8, 10)), Turn(1, date(2024, 8, 11), date(2024, 9, 5))]
    assert at_once(turns, YEAR)[1][2024, 8] == 1
    same_day = [*turns, Turn(1, date(2024, 8, 10), date(2024, 8, 10))]
    assert at_once(same_day, YEAR)[1][2024, 8] == 2


def test_without_dates_it_counts_for_the_whole_period():
    assert set(at_once([Turn(1, None, None)], YEAR)[1].values()) == {1}


days = st.dates(date(2024, 5, 1), date(2025, 8, 31))
turns = st.lists(
    st.builds(lambda body, a, b: Turn(body, min(a, b), max(a, b)), st.integers(1, 2), days, days),
    max_size=8,
)


@given(turns)
def test_the_sweep_counts_what_counting_day_by_day_gives(some):
    found = at_once(some, YEAR)
    for body in {turn.body for turn in some}:
        plain = dict.fromkeys(months(YEAR), 0)
        day = YEAR.starts
        while day <= YEAR.ends:
            at = sum(1 for t in some if t.body == body and t.starts <= day <= t.ends)
            plain[day.year, day.month] = max(plain[day.year, day.month], at)
            day += timedelta(days=1)
        assert found.get(body, dict.fromkeys(plain, 0)) == plain


@pytest.mark.parametrize(
    ("share", "sum_"),
    [
        ("KES 200,000", 200_000), ("pays 1.2M", 1_200_000), ("the hall", None), ("KES 5,000 to KES 8,000", None),
        ("USD 4,000", None), ("2 trainers", None), ("in 2025", None), ("", None),
    ],
)  # fmt: skip
def test_a_funders_sum_is_taken_only_where_it_is_surely_one(share, sum_):
    assert sum_said(share, "KES") == sum_

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.editions import RESERVED, covers, edition_problem, newer_of, speaks_of_another_time


@pytest.mark.parametrize("label", ["2022-23", "2017", "2025-2030", "v1.2", "a", "x" * 40])
def test_labels_that_can_be(label):
    assert edition_problem(label) == ""


@pytest.mark.parametrize(
    "label", ["", "2022/23", "2022 23", ".", "..", "-1", "x" * 41, "2022\n", "٢٠٢٢", "<b>"]
)
def test_labels_that_cannot_stand_in_an_address(label):
    assert edition_problem(label) == "shape"


@pytest.mark.parametrize("label", sorted(RESERVED))
def test_names_of_pages_are_no_editions(label):
    assert edition_problem(label) == "reserved"


@given(st.text(max_size=50))
def test_whatever_passes_finds_its_page(label):
    if not edition_problem(label):
        found = resolve(reverse("site:plan", args=["mombasa", label]))
        assert found.kwargs["edition"] == label


# --- what it is called, and when it runs ------------------------------------------------------------------------

JUNE_2022 = (date(2022, 6, 1), date(2023, 5, 31))


@dataclass(frozen=True)
class Edition:
    edition: str
    starts: date
    ends: date


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2022-23", JUNE_2022),
        ("2022", JUNE_2022),
        ("2023", (date(2022, 7, 1), date(2023, 6, 30))),
        ("2022-23", (date(2022, 7, 1), date(2022, 12, 31))),
        ("2025-2030", (date(2025, 7, 1), date(2030, 6, 30))),
        ("2025-2030", (date(2025, 1, 1), date(2030, 12, 31))),
        ("2018-2022", (date(2019, 1, 1), date(2019, 12, 31))),
        ("first", JUNE_2022),
    ],
)
def test_a_label_that_fits_its_time_or_names_none(label, period):
    assert not speaks_of_another_time(label, *period)


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2027-28", JUNE_2022),
        ("County action plan 2022-23", (date(2027, 7, 1), date(2028, 6, 30))),
        ("2022-23", (date(2023, 7, 1), date(2024, 6, 30))),
        ("2017", JUNE_2022),
    ],
)
def test_a_label_that_speaks_of_another_time(label, period):
    assert speaks_of_another_time(label, *period)


def test_the_newer_of_two_is_told_by_its_first_day():
    old, new = Edition("2017", date(2017, 6, 1), date(2022, 5, 31)), Edition("2022-23", *JUNE_2022)
    assert newer_of(old, new) is newer_of(new, old) is new


def test_of_one_first_day_the_name_tells():
    old, new = Edition("2022", date(2022, 6, 1), date(2022, 12, 31)), Edition("2022-23", *JUNE_2022)
    assert newer_of(old, new) is newer_of(new, old) is new


def test_nobody_says_which_is_newer_where_their_time_is_one_or_their_names_say_otherwise():
    real, misnamed = Edition("2022-23", *JUNE_2022), Edition("2027-28", *JUNE_2022)
    assert newer_of(real, misnamed) is newer_of(misnamed, real) is None
    earlier = Edition("2027-28", date(2022, 1, 1), date(2022, 12, 31))
    assert newer_of(real, earlier) is newer_of(earlier, real) is None


@pytest.mark.parametrize(
    ("period", "wholly"),
    [
        (JUNE_2022, True),
        ((date(2022, 7, 1), date(2023, 3, 31)), True),
        ((date(2018, 1, 1), date(2027, 12, 31)), True),
        ((date(2022, 7, 1), date(2023, 6, 30)), True),  # but for a month
        ((date(2022, 8, 1), date(2023, 7, 31)), False),
        ((date(2023, 6, 1), date(2024, 5, 31)), False),
    ],
)
def test_one_period_in_another(period, wholly):
    assert covers(Edition("2022-23", *JUNE_2022), *period) is wholly

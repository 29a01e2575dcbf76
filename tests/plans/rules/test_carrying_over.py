"""What goes on from one edition into the next is an offer anew, and its dates lie in the new period."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.carrying_over import Wanted, carry_over, later, moved, new_baseline
from jukwaa.plans.rules.document import (
    ActionDoc,
    Ancestor,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)

OFFICE, NETWORK = BodyRef("b-office", "Office"), BodyRef("b-network", "Network (sample)")


def action(pid, **said):
    made = ActionDoc(
        id=pid, code=pid[2:], title={"en": f"Hold {pid}"}, starts=date(2022, 7, 1), ends=date(2022, 9, 30),
        roles=(RoleDoc(OFFICE, "lead"), RoleDoc(NETWORK, "support", "the hall")), remarks={"en": "was late"}, status="moving",
        indicators=(IndicatorDoc(f"i-{pid}", {"en": "Held"}, "0", "12", definition="d-held"),),
    )  # fmt: skip
    return replace(made, **said)


WAS = PlanDoc(
    "mombasa", "2022-23", {"en": "Plan"}, date(2022, 6, 1), date(2023, 5, 31),
    sections=(
        SectionDoc("s-gender", {"en": "Gender", "sw": "Jinsia"}, "1", {"en": "Heard"}, (LeadDoc(OFFICE, "lead"),), (), (
            IndicatorDoc("i-outcome", {"en": "Women who lead"}, "5", "9", definition="d-lead"),), ("NSCVE-2016/1",),
            sections=(SectionDoc("s-inner", {"en": "Girls"}, "1.1", actions=(action("a-3"),)),),
            actions=(action("a-1"), action("a-2", status="done")),
        ),
        SectionDoc("s-money", {"en": "Economy"}, "2", actions=(action("a-4"),)),
    ),
)  # fmt: skip
NOW = PlanDoc("mombasa", "2024-25", {"en": "Plan"}, date(2024, 7, 1), date(2025, 6, 30))


def carry(actions=(), sections=(), now=NOW, gone=()):
    count = itertools.count(1)
    wanted = Wanted(frozenset(actions), frozenset(sections))
    return carry_over(WAS, now, wanted, gone=gone, new_id=lambda letter: f"{letter}-new{next(count)}")


def test_an_action_goes_on_under_its_section_with_a_link_to_its_ancestor():
    carried = carry(["a-3"])
    ((path, new),) = carried.doc.actions()
    assert [section.title["en"] for section in path] == ["Gender", "Girls"]
    assert new.carried_from == Ancestor("2022-23", "a-3")
    assert new.id == carried.actions["a-3"] != "a-3"
    assert new.code == "1.1.1"
    assert (new.starts, new.ends) == (date(2024, 8, 1), date(2024, 10, 31))
    assert [(role.body, role.kind, role.share) for role in new.roles] == [
        (OFFICE, "lead", ""), (NETWORK, "support", "the hall"),
    ]  # fmt: skip
    assert (new.status, new.remarks) == ("not_started", {})
    assert carried.doc.follows == "2022-23"


def test_a_whole_section_brings_all_that_lies_in_it_and_how_it_is_measured():
    carried = carry(sections=["s-gender"])
    assert set(carried.actions) == {"a-1", "a-2", "a-3"}
    (gender,) = carried.doc.sections
    assert [indicator.definition for indicator in gender.indicators] == ["d-lead"]
    assert gender.leads == (LeadDoc(OFFICE, "lead"),)
    assert carried.left.actions == ["a-4"]


def test_a_single_action_does_not_bring_the_outcomes_measure():
    (gender,) = carry(["a-1"]).doc.sections
    assert gender.indicators == ()


def test_it_lands_in_the_section_of_that_name_in_any_language_and_never_twice():
    there = SectionDoc("s-there", {"sw": "JINSIA"}, "7", actions=(ActionDoc("a-own", {"en": "Own"}, "7.1"),))
    first = carry(["a-1"], now=replace(NOW, sections=(there,)))
    (section,) = first.doc.sections
    assert [new.code for new in section.actions] == ["7.1", "7.2"]
    again = carry(["a-1", "a-2"], sections=["s-gender"], now=first.doc)
    assert set(again.actions) == {"a-2", "a-3"}
    third = carry(["a-1", "a-2"], sections=["s-gender"], now=again.doc)
    assert third.actions == {}
    assert third.doc == again.doc


def test_what_stays_behind_is_told():
    left = carry(["a-1", "a-2"], gone=["b-network"]).left
    assert left.roles == [("a-1", "b-network"), ("a-2", "b-network")]
    assert left.remarks == ["a-1", "a-2"]
    assert left.baselines == ["i-a-1", "i-a-2"]
    assert left.actions == ["a-3", "a-4"]


@pytest.mark.parametrize(
    ("over_time", "target", "done", "baseline"),
    [
        ("last", "40%", True, "40%"),
        ("max", "9", True, "9"),
        ("sum", "12", True, ""),  # so many were held: the next year begins anew
        ("none", "12", True, ""),  # nobody said how it adds up
        ("last", "40%", False, ""),  # it was not reached, or nobody knows
        ("last", "most wards", True, ""),
    ],
)
def test_a_target_becomes_the_baseline_only_where_that_is_honest(over_time, target, done, baseline):
    indicator = IndicatorDoc("i", {"en": "x"}, "5", target, over_time=over_time)
    assert new_baseline(indicator, done=done) == baseline


def test_the_target_of_what_was_not_done_stands_again_and_that_of_what_was_done_is_open():
    targets = {
        new.carried_from.id: new.indicators[0].target for _path, new in carry(["a-1", "a-2"]).doc.actions()
    }
    assert targets == {"a-1": "12", "a-2": ""}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((WAS.starts, WAS.ends), (NOW.starts, NOW.ends)),  # the whole plan
        ((date(2022, 6, 1), date(2022, 8, 31)), (date(2024, 7, 1), date(2024, 9, 30))),
        (
            (date(2023, 2, 28), date(2023, 5, 31)),
            (date(2025, 3, 31), date(2025, 6, 30)),
        ),  # a month's last day stays one
        ((date(2022, 1, 1), date(2022, 7, 31)), (NOW.starts, date(2024, 8, 31))),  # begun before the plan
        ((date(2023, 9, 1), date(2023, 12, 31)), (None, None)),
        ((None, None), (None, None)),
        ((None, date(2022, 12, 31)), (None, date(2025, 1, 31))),
    ],
)
def test_dates_move_by_whole_months_and_stay_within_the_period(dates, expected):
    assert moved(dates, WAS, NOW) == expected


days = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@given(days, days, days, days, days, days)
def test_whatever_moves_lies_within_the_new_period_and_in_order(a, b, c, d, e, f):
    old = replace(WAS, starts=min(a, b), ends=max(a, b))
    new = replace(NOW, starts=min(c, d), ends=max(c, d))
    starts, ends = moved((min(e, f), max(e, f)), old, new)
    assert (starts is None) == (ends is None)
    if starts and ends:
        assert new.starts <= starts <= ends <= new.ends


@given(days, st.integers(-200, 200))
def test_months_on_and_back_lead_to_nearly_the_same_day(day, months):
    assert abs(later(later(day, months), -months) - day) <= timedelta(days=3)
    assert later(day, 0) == day

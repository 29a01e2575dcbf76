"""Money adds up in any order, blank is never zero, and the same shilling is not counted twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.drawing import drawn, problem
from jukwaa.delivery.rules.money import Entered, Purse, Sum, added, balance, gap, key_of, problems

amounts = st.none() | st.decimals(0, 10**9, places=2)
sums = st.builds(Sum, amounts, amounts, amounts, st.integers(0, 3), st.integers(0, 3))
purses = st.builds(Purse, amounts, sums, sums, sums, amounts)


def total(told):
    known = [each for each in told if each is not None]
    return sum(known) if known else None


@given(st.lists(sums, max_size=5), st.randoms())
def test_sums_add_up_in_any_order_and_without_an_amount_to_none(told, chance):
    whole = added(told)
    chance.shuffle(told)
    assert added(told) == whole
    assert whole.amount == total(each.amount for each in told)
    assert whole.unknown == sum(each.unknown for each in told)


@given(st.lists(purses, max_size=5))
def test_a_balance_is_of_as_many_actions_as_it_says_and_reports_are_never_in_what_was_spent(told):
    found = balance(told)
    assert (found.of, found.estimated) == (len(told), sum(each.estimate is not None for each in told))
    assert found.purse.spent.amount == total(each.spent.amount for each in told)
    assert found.purse.reported == total(each.reported for each in told)
    assert found.gap == total(each.gap for each in told)
    assert found.with_amount <= found.of
    if all(each.estimate is None for each in told):
        assert (found.purse.estimate, found.gap) == (None, None)


@given(amounts, sums)
def test_a_gap_is_said_only_where_both_are_known_and_never_less_than_nothing(estimate, committed):
    found = gap(estimate, committed)
    if estimate is None or committed.amount is None or committed.unknown:
        assert found is None
    else:
        assert found == max(estimate - committed.amount, 0)


def test_too_much_for_one_action_does_not_fill_the_gap_of_another():
    rich, poor = (Purse(Decimal(100), committed=Sum(Decimal(n))) for n in (180, 40))
    assert balance([rich, poor]).gap == 60


@pytest.mark.parametrize(
    ("entered", "wrong"),
    [
        (Entered(), {}),
        (Entered(amount=Decimal(0)), {}),
        (Entered(amount=Decimal(-1)), {"amount": "range"}),
        (Entered(amount=Decimal(10) ** 13), {"amount": "range"}),
        (Entered(amount=Decimal("1.005")), {"amount": "cents"}),
        (Entered(form="no_cost", amount=Decimal(5)), {"amount": "no_cost"}),
        (Entered("committed", form="no_cost"), {"kind": "no_cost"}),
        (Entered(source="body"), {"funder": "missing"}),
        (Entered(source="other", other=" "), {"other": "missing"}),
        (Entered(source="other", other="x" * 81), {"other": "long"}),
        (Entered(source="other", other="From Mzee Juma"), {"other": "names"}),
        (Entered("received", "other", "in_kind", None, other="A youth fund"), {}),
    ],
)
def test_what_cannot_be_kept_says_why(entered, wrong):
    assert problems(entered) == wrong


def test_zero_blank_and_no_cost_are_three_things():
    assert [each.state for each in (Entered(amount=Decimal(0)), Entered(), Entered(form="no_cost"))] == [
        "known", "unknown", "none",
    ]  # fmt: skip


def test_a_source_has_one_spelling():
    assert key_of(Entered(source="own"), "b-1") == key_of(Entered(source="body", funder="b-1"), "b-2")
    names = {key_of(Entered(source="other", other=name), "b-1") for name in ("Youth  Fund", "youth fund ")}
    assert names == {"other:youth fund"}


@given(st.sets(st.text("abc123", min_size=1, max_size=6)), st.text("abc-", min_size=1), st.integers(1, 30))
def test_the_same_seed_draws_the_same_and_each_once(pids, seed, n):
    found = drawn(pids, seed, n)
    assert found == drawn(sorted(pids, reverse=True), seed, n)
    assert len(set(found)) == len(found) == min(n, len(pids))
    with_later = drawn(pids | {"later"}, seed, n + 1)
    assert [pid for pid in with_later if pid != "later"][:n] == found


def test_a_seed_can_be_read_aloud():
    assert [problem(seed, 10) for seed in ("2023-Q1", "", "a b", "x" * 41)] == ["", "seed", "seed", "seed"]
    assert [problem("a", n) for n in (0, 1, 200, 201)] == ["number", "", "", "number"]

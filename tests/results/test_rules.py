"""How values add up, what a plan comes to, what stays hidden: in any order, of any values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.reach import FEW
from jukwaa.plans.rules.quarters import Quarter, quarter_of, quarters
from jukwaa.results.rules.adding import Figure, Heap, Rule, heap_of, over_places, over_time, together
from jukwaa.results.rules.cells import cell, clash, is_cell, parts_of
from jukwaa.results.rules.scoring import Counted, attainment, mark, score, score_of_all
from jukwaa.results.rules.telling import Told, packed, problems, seems_of_people, state_of
from jukwaa.results.rules.veiling import is_few, veiled

Q1, Q2, Q3 = date(2022, 7, 1), date(2022, 10, 1), date(2023, 1, 1)
numbers = st.decimals(-1000, 100_000, places=4)
shares = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda two: (min(two), max(two)))
heaps = st.one_of(
    numbers.map(heap_of),
    shares.map(lambda two: heap_of(Decimal(100 * two[0]) / two[1], Decimal(two[0]), Decimal(two[1]))),
    st.tuples(numbers, st.integers(1, 900)).map(lambda two: heap_of(two[0], n=two[1])),
)
rules = st.builds(
    Rule,
    st.sampled_from(["sum", "max", "weighted_mean", "ratio_of_sums", "none"]),
    st.sampled_from(["sum", "last", "max", "mean", "none"]),
)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


# --- adding ---------------------------------------------------------------------------------------------------


@given(st.lists(heaps, max_size=8), st.randoms(use_true_random=False), st.integers(0, 8), rules)
def test_neither_order_nor_grouping_changes_what_values_come_to(found, chance, cut, rule):
    shuffled = found[:]
    chance.shuffle(shuffled)
    grouped = together([together(shuffled[:cut]), together(shuffled[cut:])])
    assert over_places(grouped, rule) == over_places(together(found), rule)


@given(st.dictionaries(st.sampled_from([Q1, Q2, Q3]), heaps), st.randoms(use_true_random=False), rules)
def test_quarters_may_arrive_in_any_order_and_one_without_values_changes_nothing(found, chance, rule):
    items = [*found.items(), *[(day, Heap()) for day in (Q1, Q2, Q3) if day not in found]]
    chance.shuffle(items)
    assert over_time(dict(items), rule) == over_time(found, rule)


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_total_is_the_sum_of_its_cells(values):
    assert over_places(together(map(heap_of, values)), Rule("sum", "sum")).value == sum(values)


@given(st.lists(shares, min_size=1, max_size=8))
def test_a_share_is_of_all_and_lies_between_the_shares_it_is_made_of(found):
    heap = together(heap_of(Decimal(0), Decimal(top), Decimal(of)) for top, of in found)
    value = over_places(heap, Rule("ratio_of_sums", "last")).value
    each = [Decimal(100 * top) / of for top, of in found]
    assert min(each) - 1 <= value <= max(each) + 1
    assert value == (Decimal(100 * sum(t for t, _ in found)) / sum(of for _, of in found)).quantize(Decimal("0.0001"))  # fmt: skip


def test_zero_is_a_value_and_nothing_is_none():
    assert over_places(heap_of(Decimal(0)), Rule("sum", "sum")) == Figure(Decimal(0), "", 1)
    assert over_places(Heap(), Rule("sum", "sum")) == Figure(None, "nothing", 0)
    assert over_time({Q1: heap_of(Decimal(0)), Q2: Heap()}, Rule("sum", "last")).value == 0
    assert together([heap_of(Decimal(-3)), Heap()]).highest == -3  # nothing is not higher than a loss


def test_what_does_not_add_up_says_so():
    two = heap_of(Decimal(1)) + heap_of(Decimal(2))
    assert over_places(two, Rule("none", "last")) == Figure(None, "places", 2)
    assert over_places(heap_of(Decimal(3)), Rule("none", "last")).value == 3
    assert over_places(two, Rule("weighted_mean", "last")).why == "weight"
    assert over_time({Q1: two, Q2: two}, Rule("sum", "none")) == Figure(None, "time", 4)


@pytest.mark.parametrize(
    ("places", "time", "value"),
    [("sum", "sum", 60), ("sum", "last", 30), ("sum", "max", 30), ("sum", "mean", 30), ("max", "sum", 40),
     ("ratio_of_sums", "sum", 25), ("ratio_of_sums", "mean", 25), ("weighted_mean", "mean", 18)],
)  # fmt: skip
def test_the_rules_over_time(places, time, value):
    first = heap_of(Decimal(10), Decimal(1), Decimal(10)) + heap_of(Decimal(20), Decimal(9), Decimal(30))
    last = heap_of(Decimal(20), Decimal(0), Decimal(0)) + heap_of(Decimal(10), Decimal(10), Decimal(40))
    expected = {18: Decimal("13.75")}.get(value, Decimal(value))
    assert over_time({Q2: last, Q1: first}, Rule(places, time)).value == expected


# --- scoring --------------------------------------------------------------------------------------------------


@given(numbers, numbers, numbers)
def test_attainment_lies_between_nothing_and_all(value, baseline, target):
    assert 0 <= attainment(value, baseline, target) <= 1
    if baseline != target:
        assert attainment(target, baseline, target) == 1
        assert attainment(baseline, baseline, target) == 0


def test_attainment_downwards_held_and_unknown():
    assert attainment(Decimal(75), Decimal(100), Decimal(50), "down") == Decimal("0.5")
    assert attainment(Decimal(5), Decimal(5), Decimal(5), "hold") == 1
    assert attainment(Decimal(4), Decimal(5), Decimal(5), "hold") == 0
    assert attainment(Decimal(4), Decimal(5), Decimal(5), "down") == 1
    assert attainment(Decimal(4), None, Decimal(5)) is None


def test_marks_are_numbers_yes_or_no():
    assert [mark("yes_no", said, None) for said in ("Yes", "ndiyo", "No", "la", "perhaps")] == [
        1,
        1,
        0,
        0,
        None,
    ]
    assert mark("number", "about 12", None) is None


@given(st.lists(st.one_of(st.none(), st.decimals(0, 1, places=4)), max_size=9), st.integers(0, 5))
def test_what_is_missing_never_lowers_a_score(found, missing):
    counted = [Counted(each, reported=each is not None) for each in found]
    short, long = score(counted), score([*counted, *[Counted(None, reported=False)] * missing])
    assert (long.value, long.scored, long.reported) == (short.value, short.scored, short.reported)
    assert long.of == short.of + missing


def test_sections_weigh_the_same_and_one_without_a_score_not_at_all():
    full = score([Counted(Decimal(1), True)] * 9)
    half = score([Counted(Decimal("0.5"), True), Counted(None, False)])
    whole = score_of_all([full, half, score([Counted(None, True)])])
    assert (whole.value, whole.scored, whole.reported, whole.of) == (Decimal("0.75"), 10, 11, 12)
    assert score_of_all([]).value is None


# --- quarters and cells ---------------------------------------------------------------------------------------


@given(days, st.integers(0, 1500), st.integers(1, 12))
def test_quarters_cover_a_plan_without_gap_and_begin_with_the_financial_year(starts, length, fy_month):
    ends = date.fromordinal(min(starts.toordinal() + length, date(2040, 1, 1).toordinal()))
    found = quarters(starts, ends, fy_month)
    assert found[0].starts <= starts <= found[0].ends
    assert found[-1].starts <= ends <= found[-1].ends
    for before, after in pairwise(found):
        assert (after.starts - before.ends).days == 1
    assert all(quarter_of(each.ends, fy_month) == each for each in found)
    assert {each.number(fy_month) for each in found if each.starts.month == fy_month} <= {1}


def test_the_quarters_of_the_sample():
    found = quarters(date(2022, 6, 1), date(2023, 5, 31), 7)
    assert [(each.name, each.number(7)) for each in found] == [
        ("2022-04", 4), ("2022-07", 1), ("2022-10", 2), ("2023-01", 3), ("2023-04", 4)
    ]  # fmt: skip
    assert Quarter(date(2022, 7, 1)).is_silent(date(2022, 10, 31))
    assert not Quarter(date(2022, 7, 1)).is_silent(date(2022, 10, 30))


def test_a_cell_has_one_spelling():
    assert cell(sex="female", age="18_34") == cell(age="18_34", sex="female") == "age:18_34+sex:female"
    assert parts_of("age:18_34+sex:female") == {"age": "18_34", "sex": "female"}
    assert all(map(is_cell, ["", "sex:male", "age:60_up+disability:yes+sex:female"]))
    assert not any(
        map(is_cell, ["sex:female+age:18_34", "sex:other", "ethnicity:x", "sex", "sex:male+sex:female"])
    )


@pytest.mark.parametrize(
    ("place", "others", "found"),
    [
        (("KE001005", ""), [("KE001006", "")], ""),
        (("KE001005", "sex:female"), [("KE001005", "sex:male")], ""),
        (("KE001005", "sex:female"), [("KE001005", "")], "broken_down"),
        (("KE001005", "sex:female"), [("KE001005", "age:60_up")], "broken_down"),
        (("KE001005-0024", ""), [("KE001", "")], "within"),
        (("KE001", ""), [("KE001005-0024", "")], "within"),
    ],
)
def test_nothing_is_told_twice_by_one_source(place, others, found):
    assert clash(place, others) == found


# --- telling and hiding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "measure", "wrong"),
    [
        (Told(value=Decimal(0)), "number", {}),
        (Told(), "number", {"value": "missing"}),
        (Told("missing"), "number", {}),
        (Told("not_applicable"), "percentage", {}),
        (Told(value=Decimal("2.5"), people=True), "number", {"value": "people"}),
        (Told(value=Decimal("0.00001")), "number", {"value": "large"}),
        (Told(value=Decimal("NaN")), "number", {"value": "large"}),
        (Told(value=Decimal(2)), "yes_no", {"value": "yes_no"}),
        (Told(value=Decimal(11)), "rubric", {"value": "step"}),
        (Told(numerator=Decimal(0), denominator=Decimal(4)), "percentage", {}),
        (Told(numerator=Decimal(5), denominator=Decimal(4)), "percentage", {"numerator": "more"}),
        (Told(numerator=Decimal(0), denominator=Decimal(0)), "percentage", {"denominator": "zero"}),
        (Told(value=Decimal(40)), "percentage", {"numerator": "missing"}),
        (Told(value=Decimal(1), n=0, margin=Decimal(200)), "number", {"n": "negative", "margin": "range"}),
        (Told(value=Decimal(1), method={"en": "Ask Juma on 0722 123456"}), "number", {"method": "names"}),
    ],
)
def test_what_can_be_told(told, measure, wrong):
    assert problems(told, measure, "sum") == wrong


def test_only_what_adds_up_is_broken_down():
    told = Told(value=Decimal(1))
    assert problems(told, "number", "sum", "sex:male") == {}
    assert problems(told, "number", "max", "sex:male") == {"cell": "whole"}
    assert problems(told, "rubric", "sum", "sex:male") == {"cell": "whole"}
    assert problems(told, "number", "sum", "sex:x") == {"cell": "unknown"}


def test_blank_zero_and_not_applicable_stay_apart():
    shares = (
        Told(numerator=Decimal(0), denominator=Decimal(9)),
        Told(numerator=Decimal(9), denominator=Decimal(9)),
    )
    assert [each.figure for each in shares] == [0, 100]
    told = [Told(value=Decimal(0)), Told("missing"), Told("not_applicable"), Told(value=Decimal("0.5"))]
    assert len({str(packed(each)) for each in told}) == 4
    assert packed(Told(value=Decimal("4.00"))) == packed(Told(value=Decimal(4)))
    assert [state_of(None, silent=silent) for silent in (False, True)] == ["due", "missing"]
    assert state_of("not_applicable", silent=True) == "not_applicable"


people = st.integers(0, 40).map(lambda count: Heap(1, Decimal(count), Decimal(count), people=1))


@given(st.dictionaries(st.sampled_from([Q1, Q2, Q3]), people, min_size=1), rules)
def test_what_is_shown_of_people_gives_no_small_number_away(found, rule):
    shown, whole = veiled(found, rule)
    few = [heap for heap in found.values() if is_few(heap, rule)]
    if few:
        assert not shown
        figure = over_time(found, rule).value
        assert not whole or figure is None or not 0 < figure < FEW
        assert not whole or len(found) > 1
    else:
        assert (shown, whole) == (found, True)


def test_words_of_people_are_guessed_at_in_both_languages():
    assert seems_of_people(["Women trained as mediators"])
    assert seems_of_people(["Mafunzo", "vijana"])
    assert not seems_of_people(["Dialogues held", "Siku za soko zilizofanyika", "Committees"])


def test_few_are_few_on_either_side():
    rule = Rule("ratio_of_sums", "last")
    assert is_few(Heap(1, numerator=Decimal(3), denominator=Decimal(90), people=1), rule)
    assert is_few(Heap(1, numerator=Decimal(87), denominator=Decimal(90), people=1), rule)
    assert not is_few(Heap(1, numerator=Decimal(0), denominator=Decimal(90), people=1), rule)
    assert not is_few(Heap(1, Decimal(3)), Rule("sum", "sum"))  # dialogues, not people

"""Nobody finds few people in the tables: whoever reads them all, also those of last time, tries (an exact linear programme)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jukwaa.delivery.rules.reach import FEW
from jukwaa.results.rules.hiding import ALL, Table, hide, is_few, open_range
from tests.results.simplex import bounds

ROWS, QUARTERS = ("women", "men", "unsaid"), ("q1", "q2", "q3")
numbers = st.one_of(st.integers(0, 12), st.integers(0, 400))


def at_least_few(cells):
    """A quarter's sum is of reports that are each told: none, or no few. The first row makes up for it."""
    for quarter in {column for _row, column in cells}:
        total = sum(count for (_row, column), count in cells.items() if column == quarter)
        if 0 < total < FEW:
            cells["women", quarter] += FEW - total
    return cells


counts = st.fixed_dictionaries({(row, quarter): numbers for row in ROWS for quarter in QUARTERS}).map(
    at_least_few
)
FIXED = frozenset([(ALL, quarter) for quarter in QUARTERS] + [(ALL, ALL)])


def sums(name):
    """That the whole is its parts."""
    parts = {
        **{(row, ALL): [(row, quarter) for quarter in QUARTERS] for row in ROWS},
        **{(ALL, quarter): [(row, quarter) for row in ROWS] for quarter in QUARTERS},
        (ALL, ALL): [(row, ALL) for row in ROWS],
    }
    return [({(name, whole): 1, **{(name, part): -1 for part in of}}, 0) for whole, of in parts.items()]


def told(name, whole, hidden):
    return [({(name, key): 1}, count) for key, count in whole.items() if key not in hidden]


def assert_open(range_, count):
    lowest, highest = range_
    assert highest is None or highest - lowest >= FEW - 1
    if is_few(count):
        assert lowest <= 1
        assert highest is None or highest >= FEW - 1


@given(counts)
def test_no_reader_of_a_table_finds_few_people_in_it(cells):
    table = Table(cells, FIXED)
    whole, hidden = table.whole(), hide(Table(cells, FIXED))
    assert {key for key, count in whole.items() if is_few(count)} <= hidden
    assert not hidden & FIXED
    equations = [*sums("t"), *told("t", whole, hidden)]
    lowest = {("t", key): 0 for key in whole}
    for key in hidden:
        found = bounds(equations, lowest, {("t", key): 1})
        assert_open(found, whole[key])
        assert found == open_range(table, hidden, key)  # the flow says what the programme says


@given(counts)
def test_with_every_sum_to_be_hidden_too_it_still_holds(cells):
    table = Table(cells)
    whole, hidden = table.whole(), hide(table)
    equations, lowest = [*sums("t"), *told("t", whole, hidden)], {("t", key): 0 for key in whole}
    for key in hidden:
        assert_open(bounds(equations, lowest, {("t", key): 1}), whole[key])


@settings(max_examples=2 if settings().max_examples < 100 else 200)
@given(counts, counts)
def test_whoever_subtracts_the_last_publication_from_this_one_finds_few_people_in_neither(first, came):
    """What came between two publications is a table of its own, and is held as one."""
    before = Table(first, FIXED)
    hidden_before = hide(before)
    between = Table(came, FIXED)
    hidden = hide(between, hidden_before)
    now = {key: count + came[key] for key, count in first.items()}
    was, is_now, more = before.whole(), Table(now).whole(), between.whole()
    equations = [*sums("was"), *sums("more"), *told("was", was, hidden_before)]
    equations += [
        ({("was", key): 1, ("more", key): 1}, count) for key, count in is_now.items() if key not in hidden
    ]
    lowest = {(name, key): 0 for name in ("was", "more") for key in was}
    assert {key for key, count in more.items() if is_few(count)} <= hidden
    for key in sorted(hidden)[::2]:  # every other: each is a programme of its own
        assert_open(bounds(equations, lowest, {("more", key): 1}), more[key])
        assert_open(bounds(equations, lowest, {("was", key): 1, ("more", key): 1}), is_now[key])
    for key in sorted(hidden_before)[::2]:
        assert_open(bounds(equations, lowest, {("was", key): 1}), was[key])


def test_a_table_without_few_hides_nothing_and_nobody_is_said_to_be_nobody():
    cells = {("women", "q1"): 40, ("men", "q1"): 0, ("women", "q2"): 10, ("men", "q2"): 30}
    assert hide(Table(cells)) == frozenset()


def test_one_few_takes_the_cheapest_neighbours_with_it():
    cells = {
        ("women", "q1"): 40, ("men", "q1"): 3, ("unsaid", "q1"): 20,
        ("women", "q2"): 40, ("men", "q2"): 50, ("unsaid", "q2"): 15,
    }  # fmt: skip
    fixed = frozenset([(ALL, "q1"), (ALL, "q2"), (ALL, ALL)])
    assert hide(Table(cells, fixed)) == {("men", "q1"), ("unsaid", "q1"), ("men", "q2"), ("unsaid", "q2")}
    assert open_range(Table(cells, fixed), hide(Table(cells, fixed)), ("men", "q1")) == (0, 23)

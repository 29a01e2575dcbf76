"""All tables of a publication side by side, also those by sex and age together: no reader finds few people in them.

The attack is the exact linear programme of `tests.results.simplex`. What it may use: every number that is told, that all
tables are of the same people, and every sum. A table by sex, one by age and one by disability know nothing of each other
but their sum and those of whom only a total is known; the pairs tie sex and age.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukwaa.delivery.rules.reach import AGES, CELLS, FEW, SEXES, Cell
from jukwaa.results.rules.hiding import ALL, is_few
from jukwaa.results.rules.reaching import (
    KINDS,
    PAIRS,
    WHOLE,
    YOUNG,
    Counted,
    group_tables,
    hidden_in,
    pair_counts,
    pairs_told,
    shown,
    told_quarters,
)
from tests.results.simplex import bounds

QUARTERS = ["q1", "q2"]
numbers = st.one_of(st.integers(0, 14), st.integers(10, 60))
reports = st.builds(
    lambda quarter, cells, total: Counted(quarter, frozenset({"KE001"}), sum(cells.values()) if cells else total, cells),
    st.sampled_from(QUARTERS),
    st.one_of(st.just({}), st.dictionaries(st.sampled_from(CELLS), numbers, min_size=2, max_size=7)),
    st.integers(10, 60),
)  # fmt: skip
many = st.lists(reports, min_size=1, max_size=6)


class Publication:
    def __init__(self, found, before=None):
        self.groups = group_tables(found, QUARTERS)
        self.counts = pair_counts(found, QUARTERS)
        was = before or Publication.nothing()
        self.hidden = hidden_in(self.groups, was.groups, was.hidden)
        self.told = shown(self.groups, self.hidden, told_quarters(found))
        self.pairs = pairs_told(self.counts, was.counts, self.hidden)

    @staticmethod
    def nothing():
        empty = Publication.__new__(Publication)
        empty.groups, empty.hidden, empty.counts = {}, {}, {}
        return empty

    def quarters(self):
        return [quarter for quarter in QUARTERS if quarter in self.told["sex"]["female"]]

    def equations(self):
        """What a reader knows."""
        found = []
        for quarter in self.quarters():
            whole = (WHOLE, quarter)
            for kind, rows in KINDS.items():
                people = {(kind, row, quarter): 1 for row in rows if row != WHOLE} | {whole: 1}
                found.append((people, sum(self.groups["sex"][row][quarter] for row in KINDS["sex"])))
                found += [
                    ({whole if row == WHOLE else (kind, row, quarter): 1}, n)
                    for row in rows
                    if (n := self.told[kind][row][quarter]) is not None
                ]
            for sex in SEXES:
                pair = {("pair", f"{sex}_{half}", quarter): -1 for half in ("under_35", "35_up")}
                found.append(({("sex", sex, quarter): 1} | pair, 0))
            young = {("pair", f"{sex}_under_35", quarter): -1 for sex in SEXES}
            found.append(({("age", age, quarter): 1 for age in YOUNG} | young, 0))
            found += [({("pair", row, quarter): 1}, n) for row, n in self.pairs.get(quarter, {}).items()]
        for kind, row in ((kind, row) for kind, rows in KINDS.items() for row in rows):
            if (n := self.told[kind][row].get(ALL)) is not None:
                found.append(
                    ({(WHOLE, q) if row == WHOLE else (kind, row, q): 1 for q in self.quarters()}, n)
                )
        return found

    def unknown(self):
        names = [(kind, row) for kind, rows in KINDS.items() for row in rows if row != WHOLE]
        names += [("pair", row) for row in PAIRS]
        return {(*name, quarter): 0 for name in names for quarter in self.quarters()} | {
            (WHOLE, quarter): 0 for quarter in self.quarters()
        }


@settings(max_examples=8 if settings().max_examples < 100 else 120, deadline=None)
@given(many)
def test_no_reader_of_all_tables_together_finds_few_people(found):
    made = Publication(found)
    equations, lowest = made.equations(), made.unknown()
    for kind, keys in made.hidden.items():
        for row, quarter in keys:
            if quarter in made.quarters() and row and row != WHOLE:
                low, high = bounds(equations, lowest, {(kind, row, quarter): 1})
                count = made.groups[kind][row][quarter]
                assert high is None or high - low >= FEW - 1
                if is_few(count):
                    assert low <= 1
                    assert high is None or high >= FEW - 1


@given(many, many)
def test_pairs_are_told_whole_or_not_at_all_and_none_is_small_nor_came_by_few(first, came):
    before = Publication(first)
    now = Publication([*first, *came], before)
    for quarter, rows in now.pairs.items():
        assert set(rows) == set(PAIRS)
        assert not any(map(is_few, rows.values()))
        assert not any(is_few(n - before.counts[quarter][row]) for row, n in rows.items())
        assert not [key for keys in now.hidden.values() for key in keys if key[1] == quarter]
        sexes = {sex: sum(n for row, n in rows.items() if row.startswith(sex)) for sex in SEXES}
        assert sexes == {sex: now.groups["sex"][sex][quarter] for sex in SEXES}


@given(many)
def test_of_whom_only_a_total_is_known_is_told_in_every_table_or_in_none(found):
    made = Publication(found)
    told = [made.told[kind][WHOLE] for kind in KINDS]
    assert told[0] == told[1] == told[2]
    assert None not in told[0].values()


def test_what_was_hidden_in_one_table_alone_would_have_stood_in_the_next():
    """So it was before those of whom only a total is known were told in every table."""
    cells = {
        Cell("female", "18_34", False): 4,
        Cell("male", "18_34", False): 40,
        Cell("male", "18_34", True): 20,
    }
    found = [Counted("q1", frozenset({"KE001"}), 64, cells), Counted("q1", frozenset({"KE001"}), 12)]
    made = Publication(found)
    assert ("female", "q1") in made.hidden["sex"]
    assert made.told["sex"][WHOLE]["q1"] == 12
    assert made.told["sex"]["male"]["q1"] is None


@pytest.mark.parametrize("n", [0, 10])
def test_ten_and_nobody_are_told(n):
    every = itertools.product(SEXES, AGES)
    cells = {Cell(sex, age, False): 10 for sex, age in every} | {
        Cell("not_said", age, False): n for age in AGES
    }
    made = Publication([Counted("q1", frozenset({"KE001"}), sum(cells.values()), cells)])
    assert made.pairs["q1"]["female_35_up"] == 20
    assert made.pairs["q1"]["not_said_under_35"] == 2 * n

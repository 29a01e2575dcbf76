from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.life import MOVES, after, may_move
from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.reach import CELLS, FEWEST, MOST, Reached, added, is_hidden, people_in
from jukwaa.delivery.rules.telling import LONGEST, Told, in_public, packed, problems, unpacked
from tests.delivery.conftest import LIKONI, TIMBWANI, TODAY, TOLD

counts = st.integers(0, 5000)
cells = st.dictionaries(st.sampled_from(CELLS), counts)
reached = st.one_of(cells.map(Reached), st.just(Reached()), counts.map(lambda n: Reached({}, n)))
texts = st.dictionaries(st.sampled_from(["en", "sw"]), st.text(max_size=30), max_size=2)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
told = st.builds(
    Told,
    starts=days,
    areas=st.frozensets(st.sampled_from([LIKONI, TIMBWANI, "KE001"])),
    text=texts,
    reached=reached,
    ends=st.none() | days,
    spent=st.none() | st.decimals(0, 10**9, places=2),
    challenge=texts,
    wards=st.booleans(),
)


@given(cells)
def test_a_total_is_the_sum_of_its_cells(said):
    assert Reached(said).total == (sum(said.values()) if said else None)


@given(st.lists(reached), st.randoms(use_true_random=False))
def test_the_order_in_which_reports_come_changes_no_total(several, chance):
    shuffled = list(several)
    chance.shuffle(shuffled)
    assert people_in(added(several)) == people_in(added(shuffled))
    said = [each.total for each in several if each.total is not None]
    assert people_in(added(several)) == (sum(said) if said else None)


def test_nobody_came_is_not_the_same_as_nothing_said():
    assert Reached().total is None
    assert Reached(entered=0).total == 0
    assert Reached({CELLS[0]: 0}).total == 0
    assert people_in(added([Reached(), Reached(entered=0)])) == 0
    assert people_in(added([Reached(), Reached()])) is None


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (Reached(), ""),
        (Reached({CELLS[0]: 3}), ""),
        (Reached({CELLS[0]: 3}, 3), "both"),
        (Reached({CELLS[0]: -1}), "negative"),
        (Reached(entered=-1), "negative"),
        (Reached(entered=MOST + 1), "too_many"),
    ],
)
def test_what_cannot_be_kept_of_numbers_of_people(said, problem):
    assert said.problem == problem


@given(st.integers(0, 20), st.sampled_from(sorted(FEWEST)))
def test_a_few_people_are_hidden_and_nobody_is_not(count, level):
    assert is_hidden(count, level) is (0 < count < FEWEST[level])
    assert not is_hidden(None, level)


@given(told)
def test_what_was_told_is_kept_whole(said):
    assert unpacked(packed(said)) == said


@given(told)
def test_blank_and_zero_survive(said):
    again = unpacked(packed(said))
    assert (again.spent is None, again.reached.total is None) == (
        said.spent is None,
        said.reached.total is None,
    )


def test_the_same_amount_is_the_same_however_it_is_written():
    assert packed(replace(TOLD, spent=Decimal(1200))) == packed(replace(TOLD, spent=Decimal("1200.00")))


WRONG = {
    "text": [
        (replace(TOLD, text={"en": "  "}), "missing"),
        (replace(TOLD, text={"en": "x" * (LONGEST + 1)}), "long"),
    ],
    "starts": [
        (replace(TOLD, starts=TODAY + timedelta(1)), "future"),
        (replace(TOLD, ends=TODAY + timedelta(1)), "future"),
    ],
    "ends": [(replace(TOLD, ends=TOLD.starts - timedelta(1)), "order")],
    "areas": [
        (replace(TOLD, areas=frozenset()), "missing"),
        (replace(TOLD, areas=frozenset({"KE002"})), "unknown"),
    ],
    "reached": [(replace(TOLD, reached=Reached(entered=-1)), "negative")],
    "spent": [(replace(TOLD, spent=Decimal(-1)), "amount")],
}


@pytest.mark.parametrize(
    ("field", "said", "problem"), [(f, *case) for f, cases in WRONG.items() for case in cases]
)
def test_what_is_wrong_with_what_was_told_is_said_of_its_field(field, said, problem):
    assert problems(said, {LIKONI, TIMBWANI}, TODAY) == {field: problem}


def test_the_short_path_is_enough():
    assert problems(Told(TODAY, frozenset({LIKONI}), {"sw": "Kikao"}), {LIKONI}, TODAY) == {}


def test_the_public_reads_the_sub_county_unless_the_body_chose_the_ward():
    assert in_public([TIMBWANI, "KE001"], wards=False) == {LIKONI, "KE001"}
    assert in_public([TIMBWANI, "KE001"], wards=True) == {TIMBWANI, "KE001"}


@pytest.mark.parametrize(
    "text",
    [
        "Call 0712 345 678 for more",
        "Tuliongea na Mzee Juma Ali kuhusu kikao",
        "A boy named Salim came back",
        "Dr. Amina opened it",
        "kijana anaitwa Hassan",
        "write to amina@example.org",
        "ID number 12345678",
    ],
)
def test_what_looks_as_if_it_named_a_person_is_found(text):
    assert persons_in([text])


@pytest.mark.parametrize(
    "text",
    [
        "Imams and pastors met in Likoni on 3 September 2022; 240 people came",
        "Mama Ngina Drive was closed, so we met at Tononoka",
        "The chief of Timbwani opened the dialogue. KES 1,200,000 was spent",
        "Wazee wa mtaa walikutana na vijana",
        "called for a second meeting",
    ],
)
def test_what_names_nobody_is_let_through(text):
    assert persons_in([text]) == () or text.startswith(
        "Mama Ngina"
    )  # a street: looked at once, then released


@given(st.sampled_from(sorted(MOVES)), st.sampled_from(["submitted", "returned", "verified", "withdrawn"]))
def test_a_report_moves_only_where_it_may(move, state):
    assert may_move(state, move) is (state in MOVES[move][0])
    assert not may_move("withdrawn", move)
    assert not may_move(after(move), "verify") or after(move) == "submitted"

"""Tables of people: totals are their cells, the order of arrival is nothing, blank is not nought, small is in no sum."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.delivery.rules.reach import CELLS
from jukwaa.results.rules.hiding import ALL
from jukwaa.results.rules.publishing import moved, recounted
from jukwaa.results.rules.reaching import (
    FEW,
    KINDS,
    SEVERAL,
    WHOLE,
    Counted,
    group_tables,
    hidden_in,
    place_table,
    shown,
    together,
    told_quarters,
)

QUARTERS = ["2022-07", "2022-10"]
PLACES = [{"KE001005-0025"}, {"KE001005"}, {"KE001006"}, {"KE001"}, {"KE001005", "KE001006-0028"}]
broken = st.dictionaries(st.sampled_from(CELLS), st.integers(0, 40), min_size=1, max_size=5)
reports = st.builds(
    lambda quarter, areas, cells, total: Counted(
        quarter, frozenset(areas), sum(cells.values()) if cells else total, cells
    ),
    st.sampled_from(QUARTERS),
    st.sampled_from(PLACES),
    st.one_of(st.just({}), broken),
    st.one_of(st.none(), st.integers(0, 60)),
)
many = st.lists(reports, max_size=12)


def open_sum(found, quarter=None):
    return sum(each.people or 0 for each in found if each.is_open and quarter in (None, each.quarter))


@given(many)
def test_totals_are_their_cells_and_every_table_has_the_same_ones(found):
    cells = [cell for row in place_table(found).values() for cell in row.values()]
    assert together(cells).get("people", 0) == open_sum(found)
    assert together(cells).get("reports", 0) == len(found)
    groups = group_tables(found, QUARTERS)
    for rows in groups.values():
        for quarter in QUARTERS:
            assert sum(row[quarter] for row in rows.values()) == open_sum(found, quarter)
    told = told_quarters(found)
    for kind, rows in shown(groups, {}, told).items():
        assert list(rows) == list(KINDS[kind])
        for row in rows.values():
            assert set(row) == told | ({ALL} if told else set())
            assert row.get(ALL, 0) == sum(row[quarter] for quarter in told)


@given(many, st.randoms())
def test_the_order_of_arrival_changes_nothing(found, lot: random.Random):
    turned = lot.sample(found, len(found))
    assert place_table(turned) == place_table(found)
    assert group_tables(turned, QUARTERS) == group_tables(found, QUARTERS)


@given(many)
def test_every_number_of_a_place_is_a_sum_of_numbers_that_stand_in_public(found):
    """So no table of places, of whatever day, tells more than the reports do that everybody reads."""
    for place, row in place_table(found).items():
        for quarter, cell in row.items():
            there = [each for each in found if (each.place, each.quarter) == (place, quarter)]
            told = [each.people for each in there if each.people is not None and not 0 < each.people < FEW]
            assert cell.get("people") == (sum(told) if told else None)
            assert cell["few"] + cell["unsaid"] + len(told) == cell["reports"] == len(there)


def test_blank_is_not_nought_and_nobody_is_nobody():
    none, nobody, few = (Counted("2022-07", frozenset({"KE001005"}), n) for n in (None, 0, 9))
    assert place_table([none]) == {"KE001005": {"2022-07": {"reports": 1, "few": 0, "unsaid": 1}}}
    assert place_table([nobody])["KE001005"]["2022-07"]["people"] == 0
    assert "people" not in place_table([few])["KE001005"]["2022-07"]
    assert place_table([few, none, nobody])["KE001005"]["2022-07"] == {
        "people": 0, "reports": 3, "few": 1, "unsaid": 1,
    }  # fmt: skip
    assert place_table([]) == {}


def test_what_was_in_several_places_is_of_none_of_them():
    said = [Counted("2022-07", frozenset(areas), 20) for areas in PLACES]
    assert [each.place for each in said] == ["KE001005", "KE001005", "KE001006", SEVERAL, SEVERAL]


def test_a_correction_by_a_few_hides_what_would_tell_who_they_were_and_nothing_else():
    before = {"sex": {"female": {"q": 40, "r": 50}, "male": {"q": 30, "r": 60}, WHOLE: {"q": 0, "r": 0}}}
    now = {"sex": {"female": {"q": 43, "r": 50}, "male": {"q": 30, "r": 60}, WHOLE: {"q": 0, "r": 0}}}
    hidden = set(hidden_in(now, before, {})["sex"])
    assert {("female", "q"), ("female", ALL)} <= hidden
    assert not [key for key in hidden if key[1] == "r"]


def indicator(pid, **quarters):
    return {"pid": pid, "quarters": quarters}


def document(score, *rows, places=None, quarters=()):
    reach = {"places": places or {}, "quarters": list(quarters)}
    return {"sections": [{"pid": "s", "score": score, "indicators": list(rows)}], "reach": reach}


def test_what_changed_is_said_by_quarter_as_new_corrected_or_gone():
    before = document("0.2", indicator("a", q1="5", q2="6"), indicator("b", q1="1"))
    now = document("0.5", indicator("a", q1="5", q2="7", q3="0"), indicator("b"))
    (section,) = moved(now, before)
    assert (section.before, section.now) == ("0.2", "0.5")
    assert [(each.pid, each.quarter, each.kind, each.before, each.now) for each in section.changes] == [
        ("a", "q2", "corrected", "6", "7"), ("a", "q3", "new", "", "0"), ("b", "q1", "gone", "1", "")
    ]  # fmt: skip
    was = {"KE001005": {"q1": {"people": 40, "reports": 1}}}
    more = {"KE001005": {"q1": {"people": 60, "reports": 2}, "q2": {"people": 9, "reports": 1}}}
    counted = recounted(document("0", places=more, quarters=["q1", "q2"]), document("0", places=was, quarters=["q1"]))  # fmt: skip
    assert [(each.place, each.quarter, each.before, each.now) for each in counted] == [("KE001005", "q1", 40, 60)]  # fmt: skip

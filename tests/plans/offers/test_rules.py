"""What an answer comes to under the terms of today, and when an ask and a give meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.offers import Terms, Wish, meet, moved, settlers, shown, standing, unpacked

DAYS = st.dates(date(2022, 1, 1), date(2023, 12, 31))
AREAS = st.frozensets(st.sampled_from(["KE001", "KE001005", "KE001005-0024", "KE001004"]), max_size=3)
TERMS = st.builds(
    Terms, st.none() | DAYS, st.none() | DAYS, AREAS, st.sampled_from(["", "A hall", "Two days"])
)
STEPS = st.sampled_from(["accepted", "declined", "countered", "taken", "kept"])
PARTS = st.sets(st.sampled_from(["when", "where", "share"]), min_size=1)


@given(TERMS)
def test_terms_come_back_out_of_the_database_as_they_went_in(terms):
    assert unpacked(terms.packed()) == terms


@given(TERMS, TERMS)
def test_what_moved_is_all_that_differs(one, two):
    assert one.with_wanted(two.packed(moved(one, two))) == two
    assert (moved(one, two) == ()) == (one == two)


@given(TERMS, TERMS)
def test_a_yes_holds_for_its_own_terms_and_for_no_others(said, now):
    assert standing("accepted", said, {}, now) == ("accepted" if said == now else "offered")
    assert standing("taken", said, {}, now) == standing("accepted", said, {}, now)


@given(TERMS, TERMS, TERMS, PARTS)
def test_another_offer_waits_until_the_plan_is_as_it_would_have_it(said, wanted, now, parts):
    other = wanted.packed(parts)
    met = now.with_wanted(other) == now
    assert standing("countered", said, other, now) == ("offered" if met else "countered")


@given(TERMS, TERMS)
def test_a_no_stands_whatever_moves_and_a_plan_that_is_kept_asks_again(said, now):
    assert standing("declined", said, {}, now) == "declined"
    assert standing("kept", said, {}, now) == "offered"


@given(st.sampled_from(["offered", "declined", "countered"]), st.sampled_from([None, False]), st.booleans())
def test_of_a_body_that_is_no_office_everybody_sees_yes_or_not_yet(reply, state, listed):
    assert shown(reply, state=state, listed=listed) == "offered"
    assert shown("accepted", state=state, listed=listed) == "accepted"


def test_of_an_office_that_stands_by_its_name_everybody_sees_its_no():
    assert shown("declined", state=True, listed=True) == "declined"
    assert shown("countered", state=True, listed=True) == "offered"
    assert shown("declined", state=True, listed=False) == "offered"  # withdrawn: its kind is not told either


@given(st.integers(1, 4), st.sets(st.integers(1, 4)), st.sets(st.integers(1, 4)))
def test_nobody_answers_oneself(asked, leads, section):
    found = settlers(asked, leads, section)
    assert asked not in found
    assert found == (leads - {asked} or section - {asked})


@given(DAYS, st.integers(0, 30), st.integers(0, 60), st.integers(0, 30))
def test_they_meet_on_a_day_that_both_have(start, length, gap, other):
    ask = Wish("hall", start, start + timedelta(length))
    give = Wish("hall", start + timedelta(gap), start + timedelta(gap + other))
    assert meet(ask, give) == (gap <= length) == meet(give, ask)
    assert meet(ask, Wish("hall"))
    assert not meet(ask, Wish("transport"))


def test_a_ward_lies_in_its_sub_county_and_no_place_is_anywhere():
    ward, sub_county, other = (
        Wish("hall", areas=frozenset([c])) for c in ("KE001005-0024", "KE001005", "KE001004")
    )
    assert all(meet(ward, wish) for wish in (sub_county, Wish("hall")))
    assert meet(sub_county, ward)
    assert not meet(ward, other)

"""What is told of places, gaps and overlaps, against the plainest way of finding it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, islice
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from jukwaa.plans.rules.coverage import Deed, missing_side, overlaps, touching, untouched

WHOLE = "KE001"
SUBS = [f"KE00100{n}" for n in (1, 2, 3)]
WARDS = [f"{sub}-000{n}" for sub in SUBS for n in (1, 2, 3)]
PLACES = [WHOLE, *SUBS, *WARDS]

days = st.one_of(st.none(), st.integers(0, 60).map(lambda n: date(2022, 6, 1) + timedelta(days=n)))
drawn = st.builds(
    Deed,
    key=st.just(0),
    section=st.integers(1, 3),
    areas=st.lists(st.sampled_from(PLACES), max_size=3, unique=True).map(tuple),
    starts=days,
    ends=days,
    bodies=st.frozensets(st.sampled_from("abcd"), max_size=2),
)
plans = st.lists(drawn, max_size=14).map(
    lambda deeds: [
        Deed(n, d.section, d.areas, min(d.starts, d.ends) if d.starts and d.ends else d.starts,
             max(d.starts, d.ends) if d.starts and d.ends else d.ends, d.bodies)
        for n, d in enumerate(deeds)
    ]
)  # fmt: skip


def meet(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one)


def plainly_overlapping(one: Deed, two: Deed) -> bool:
    return bool(
        one.section == two.section
        and one.bodies
        and two.bodies
        and not one.bodies & two.bodies
        and any(meet(a, b) for a in one.areas for b in two.areas)
        and (one.starts or one.ends)
        and (two.starts or two.ends)
        and (one.starts or date.min) <= (two.ends or date.max)
        and (two.starts or date.min) <= (one.ends or date.max)
    )


@given(plans)
def test_every_pair_that_shares_section_place_and_time_is_found_once(deeds):
    expected = {(a.key, b.key) for a, b in combinations(deeds, 2) if plainly_overlapping(a, b)}
    found = [(overlap.one, overlap.two) for overlap in overlaps(deeds)]
    assert sorted(found) == sorted(expected)


@given(plans)
def test_the_shared_places_and_days_lie_in_both_actions(deeds):
    for overlap in overlaps(deeds):
        pair = deeds[overlap.one], deeds[overlap.two]
        for deed in pair:
            assert all(any(place.startswith(code) for code in deed.areas) for place in overlap.places)
            assert overlap.starts is None or (deed.starts or date.min) <= overlap.starts
            assert overlap.ends is None or overlap.ends <= (deed.ends or date.max)
        assert set(overlap.places) <= {code for deed in pair for code in deed.areas}


@given(plans)
def test_the_order_of_the_plan_does_not_matter(deeds):
    assert list(overlaps(deeds)) == list(overlaps(deeds[::-1]))


@given(plans)
def test_the_narrowest_places_come_first(deeds):
    narrow = [max(len(place) for place in overlap.places) for overlap in overlaps(deeds)]
    assert narrow == sorted(narrow, reverse=True)


@given(plans)
def test_a_place_is_a_gap_when_no_action_names_it_what_holds_it_or_a_part_of_it(deeds):
    named = {code for deed in deeds for code in deed.areas if code != WHOLE}
    expected = [place for place in [*SUBS, *WARDS] if not any(meet(place, code) for code in named)]
    assert untouched([*SUBS, *WARDS], deeds, WHOLE) == expected


def test_each_place_touches_what_lies_in_it_and_what_it_lies_in():
    reach = touching(PLACES, WHOLE)
    assert reach[WHOLE] == (WHOLE,)
    for place in [*SUBS, *WARDS]:
        assert set(reach[place]) == {other for other in [*SUBS, *WARDS] if meet(place, other)}


def test_a_side_is_missing_only_where_every_lead_is_classed():
    assert missing_side([True]) == ("other",)
    assert missing_side([False, False]) == ("state",)
    assert missing_side([True, False]) == ()
    assert missing_side([True, None]) == missing_side([None]) == ()
    assert missing_side([]) == ("state", "other")


def test_five_hundred_actions_over_every_ward_of_the_country_take_no_noticeable_time():
    """Counted by the work done, with much room: the machine that tests may be busy."""
    wards = [f"KE{c:03}{s:03}-{w:04}" for c in range(1, 48) for s in range(1, 7) for w in range(1, 6)]
    deeds = [
        Deed(n, n // 90, tuple(wards[(n + k) % len(wards)] for k in range(3)),
             date(2022, 6, 1) + timedelta(days=n % 300), date(2022, 9, 1) + timedelta(days=n % 300),
             frozenset({f"b{n % 60}"}))
        for n in range(500)
    ]  # fmt: skip
    county_wide = [replace(deed, areas=("KE",), section=1) for deed in deeds]
    began = process_time()
    assert len(list(overlaps(deeds))) > 100
    assert len(list(islice(overlaps(county_wide), 20))) == 20  # of tens of thousands
    untouched(wards, deeds, "KE")
    touching(wards, "KE")
    assert process_time() - began < 1

"""Who may do what: one table, read the same way everywhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.forums.models import Seat
from jukwaa.forums.permissions import BY_EMAIL, ONLY, can_act, seat_for
from jukwaa.forums.rules import EVERY_SEAT, LINK_ACTS, POWERS, reach_of
from tests.factories import OrganisationFactory, SeatFactory, UserFactory

acts = st.sampled_from(sorted(POWERS))
seats = st.lists(st.tuples(st.sampled_from(EVERY_SEAT), st.one_of(st.none(), st.integers(1, 5))), max_size=4)
bodies = st.sets(st.integers(1, 5))


def test_the_table_knows_every_seat_and_says_why_not_for_every_act():
    assert set(EVERY_SEAT) == set(Seat.Role.values)
    assert {role for roles in POWERS.values() for role in roles} <= set(EVERY_SEAT)
    assert set(ONLY) == set(POWERS) >= LINK_ACTS


def test_who_came_by_a_link_is_told_that_the_link_is_not_enough(mombasa):
    body = OrganisationFactory(forum=mombasa)
    person = UserFactory(email=None, via_link=True)
    SeatFactory(forum=mombasa, role="focal_person", organisation=body, holder=person)
    assert can_act(person, mombasa, "answer", [body.pk])
    assert can_act(person, mombasa, "mask", [body.pk]).reason == BY_EMAIL


@given(acts, seats, bodies)
def test_a_seat_without_a_line_does_nothing_and_its_own_means_its_own(act, sitting, own):
    at = reach_of(act, sitting, own)
    allowed = [
        n
        for n, (role, body) in enumerate(sitting)
        if POWERS[act].get(role) == "all" or (POWERS[act].get(role) == "own" and body in own)
    ]
    assert (at in allowed) if allowed else at is None


@given(acts, seats, bodies)
def test_a_seat_link_never_does_more_than_the_seat_and_only_what_links_are_for(act, sitting, own):
    through_link = reach_of(act, sitting, own, by_link=True)
    assert through_link == (reach_of(act, sitting, own) if act in LINK_ACTS else None)


@pytest.mark.django_db
def test_a_person_acts_from_the_seat_that_allows_it_and_in_that_forum_alone(mombasa, kwale, secretary):
    assert seat_for(secretary, mombasa, "keep").role == "secretary"
    assert can_act(secretary, mombasa, "keep")
    assert not can_act(secretary, kwale, "keep")
    assert "co-chairs sign" in str(can_act(secretary, mombasa, "sign").reason)
    assert "Sign in" in str(can_act(AnonymousUser(), mombasa, "see").reason)
    assert can_act(None, mombasa, "keep")
    assert seat_for(None, mombasa, "keep") is None

"""A seat link: for somebody without e-mail, with a PIN."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.core.models import Entry
from jukwaa.forums import actions
from jukwaa.forums.models import SeatLink
from jukwaa.forums.permissions import can_act
from jukwaa.forums.rules import POWERS, SECOND_FACTOR, pin_problem
from tests.factories import OrganisationFactory, SeatFactory

MONDAY = date(2026, 3, 2)


@pytest.fixture
def seat(mombasa):
    body = OrganisationFactory(forum=mombasa)
    return SeatFactory(
        forum=mombasa, role="focal_person", organisation=body, holder=None, holder_name="Asha (sample)"
    )


@pytest.fixture
def token(seat, secretary):
    return actions.make_link(seat, by=secretary, today=MONDAY)


def test_a_link_makes_a_person_without_address_who_holds_the_seat(seat, token):
    seat.refresh_from_db()
    assert (seat.holder.via_link, seat.holder.email, seat.who) == (True, None, "Asha (sample)")
    assert not seat.holder.has_usable_password()
    assert Entry.objects.get(verb="seat.linked").target == f"seat:{seat.pk}"


def test_the_link_is_kept_only_as_what_it_comes_to_under_the_servers_key(token, settings):
    link = SeatLink.objects.get()
    assert token not in (link.key, link.pin)
    assert SeatLink.of_token(token) == link
    settings.SECRET_KEY = "another key altogether, of some length"
    assert SeatLink.of_token(token) is None


def test_only_the_secretary_makes_one(seat, member, outsider):
    for user in (member, outsider):
        with pytest.raises(PermissionDenied, match="Only the secretary"):
            actions.make_link(seat, by=user, today=MONDAY)


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR))
def test_no_link_opens_a_seat_that_decides_for_others(mombasa, secretary, role):
    seat = SeatFactory(forum=mombasa, role=role, holder=None, holder_name="Office (sample)")
    with pytest.raises(PermissionDenied, match="decides for others"):
        actions.make_link(seat, by=secretary, today=MONDAY)


def test_whoever_signs_in_by_e_mail_gets_no_link_beside_it(mombasa, secretary, member):
    from jukwaa.forums.models import Seat

    with pytest.raises(PermissionDenied, match="needs no link"):
        actions.make_link(Seat.objects.get(holder=member), by=secretary, today=MONDAY)


def test_a_new_link_stops_the_old_one(seat, token, secretary):
    again = actions.make_link(seat, by=secretary, today=MONDAY)
    assert SeatLink.of_token(token) is None
    assert SeatLink.of_token(again)
    assert SeatLink.objects.live().count() == 1


@pytest.mark.parametrize("act", sorted(POWERS))
def test_through_a_link_one_sees_answers_and_reports_and_nothing_else(seat, token, mombasa, act):
    seat.refresh_from_db()
    allowed = bool(can_act(seat.holder, mombasa, act, [seat.organisation_id]))
    assert allowed is (act in {"see", "answer", "report"})


# --- the PIN --------------------------------------------------------------------------------------------------


@given(st.text(max_size=8))
def test_a_pin_is_six_figures(text):
    assert pin_problem(text) == "shape" or (len(text) == 6 and text.isdecimal())


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "890123", "121121", "111111"])
def test_the_first_that_somebody_would_try_are_refused(pin):
    assert pin_problem(pin) == "easy"


def test_a_pin_is_set_once_and_kept_as_a_password_is(token):
    link = SeatLink.of_token(token)
    with pytest.raises(ValidationError, match="six figures"):
        actions.set_pin(link, "12", today=MONDAY)
    with pytest.raises(ValidationError, match="first that somebody would try"):
        actions.set_pin(link, "123456", today=MONDAY)
    actions.set_pin(link, "480215", today=MONDAY)
    with pytest.raises(ValidationError, match="was set meanwhile"):
        actions.set_pin(link, "902134", today=MONDAY)
    link.refresh_from_db()
    assert "480215" not in link.pin
    assert actions.try_pin(link, "480215")


def test_five_wrong_pins_lock_it_until_the_secretary_opens_it(seat, token, secretary):
    link = SeatLink.of_token(token)
    actions.set_pin(link, "480215", today=MONDAY)
    assert "Tries left: 4" in str(actions.try_pin(link, "000001").reason)
    for _try in range(4):
        assert not actions.try_pin(link, "000001")
    assert "locked" in str(actions.try_pin(link, "480215").reason), "also for the right one"
    actions.reset_pin(seat, by=secretary)
    actions.set_pin(link, "902134", today=MONDAY)
    assert actions.try_pin(link, "902134")
    assert Entry.objects.filter(verb="seat.pin_reset").exists()


def test_a_right_pin_begins_the_count_anew(token):
    link = SeatLink.of_token(token)
    actions.set_pin(link, "480215", today=MONDAY)
    for _round in range(3):
        for _try in range(4):
            actions.try_pin(link, "000001")
        assert actions.try_pin(link, "480215")


def test_stopped_it_opens_nothing(seat, token, secretary):
    actions.revoke_link(seat, by=secretary, today=MONDAY)
    assert SeatLink.of_token(token) is None
    assert Entry.objects.filter(verb="seat.link_revoked").exists()


def test_it_ends_with_the_seat(seat, token, secretary):
    from django.utils import timezone

    actions.hand_over(seat, to="Juma (sample)", starts=timezone.localdate(), by=secretary)
    assert SeatLink.of_token(token) is None


def test_nobody_but_the_secretary_stops_it_or_clears_the_pin(seat, token, member):
    for act in (
        lambda: actions.reset_pin(seat, by=member),
        lambda: actions.revoke_link(seat, by=member, today=MONDAY),
    ):
        with pytest.raises(PermissionDenied, match="Only the secretary"):
            act()

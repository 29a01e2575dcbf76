"""Whoever is to sign is told so by a letter: in their language, with the way to sign; and nobody else is."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jukwaa.accounts.models import User
from jukwaa.forums.models import Invitation, Seat
from jukwaa.plans import notices
from jukwaa.plans.actions import propose, recall, sign
from tests.factories import SeatFactory
from tests.plans.agreement.agreeing import DAY

ADDRESS = "https://jukwaa.example"
LINK = f"{ADDRESS}/desk/mombasa/plan/2022-23/sign/"


def put_up(plan, by):
    return propose(plan, by=by, today=DAY, address=ADDRESS)


def test_both_who_sign_get_a_letter_with_the_way_to_sign(public, secretary, commissioner, governor, letters):
    put_up(public, secretary)
    sent = letters()
    assert {letter.to[0] for letter in sent} == {commissioner.email, governor.email}
    for letter in sent:
        assert letter.subject == "2022-23 waits for your signature"
        assert LINK in letter.body
        assert "version 1 of" in letter.body
    to_commissioner = next(letter for letter in sent if letter.to == [commissioner.email])
    assert "Co-chair, national government, for Commissioner's Office." in to_commissioner.body


def test_it_is_written_in_the_language_of_the_letter_that_brought_them_in(
    public, secretary, governor, letters
):
    seat = Seat.objects.get(holder=governor)
    Invitation.objects.create(seat=seat, email="", language="sw", sent=timezone.now(), used=DAY)
    put_up(public, secretary)
    letter = next(letter for letter in letters() if letter.to == [governor.email])
    assert letter.subject == "2022-23 inasubiri saini yako"
    assert f"{ADDRESS}/sw/desk/mombasa/plan/2022-23/sign/" in letter.body


def test_a_seat_without_e_mail_gets_none_and_stops_nothing(mombasa, public, secretary, commissioner, letters):
    mombasa.seats.filter(role="co_chair_county").delete()
    SeatFactory(forum=mombasa, role="co_chair_county", holder=None, holder_name="Asha (sample)")
    version = put_up(public, secretary)
    assert version.state == "waiting"
    assert [letter.to for letter in letters()] == [[commissioner.email]]


def test_who_puts_it_up_is_not_written_to(public, commissioner, governor, letters):
    put_up(public, commissioner)
    assert [letter.to for letter in letters()] == [[governor.email]]


@pytest.mark.parametrize("meanwhile", ["signed", "taken back", "ended"])
def test_a_letter_that_came_too_late_is_not_sent(
    public, secretary, commissioner, governor, letters, meanwhile
):
    version = put_up(public, secretary)
    if meanwhile == "signed":
        sign(version, "co_chair_national", by=commissioner, today=DAY)
    elif meanwhile == "taken back":
        recall(version.plan, by=secretary)
    else:
        Seat.objects.filter(holder=commissioner).update(ends=DAY)
    to = {letter.to[0] for letter in letters()}
    assert to == (set() if meanwhile == "taken back" else {governor.email})


def test_refused_by_the_mail_server_it_is_tried_again(public, secretary, letters, monkeypatch):
    def refuse(*_args, **_facts):
        raise ConnectionRefusedError

    monkeypatch.setattr(notices, "send", refuse)
    put_up(public, secretary)
    assert letters() == []
    again = DBTaskResult.objects.filter(status="READY")
    assert again.count() == 2
    assert all(task.run_after > timezone.now() for task in again)
    assert not any(user.email in str(task.args_kwargs) for task in again for user in User.objects.all())

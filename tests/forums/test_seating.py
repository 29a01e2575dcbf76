"""Who sits where: given, invited, taken, handed over, ended."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jukwaa.core.models import Entry
from jukwaa.forums import actions
from jukwaa.forums.models import Invitation, Seat
from jukwaa.forums.rules import last_day_before
from tests.factories import OrganisationFactory, SeatFactory, UserFactory

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Africa/Nairobi"))
ADDRESS = "https://jukwaa.example"


@pytest.fixture
def body(mombasa):
    return OrganisationFactory(forum=mombasa)


@pytest.fixture
def focal(mombasa, body):
    return SeatFactory(
        forum=mombasa,
        role="focal_person",
        organisation=body,
        holder=None,
        holder_name="Asha (sample)",
        starts=date(2026, 1, 1),
    )


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_seat_is_given_by_the_secretary_alone(mombasa, kwale, body, secretary, member, outsider):
    for user in (member, outsider):
        with pytest.raises(PermissionDenied, match="Only the secretary"):
            actions.seat(mombasa, "observer", holder="Asha (sample)", by=user)
    made = actions.seat(mombasa, "focal_person", holder="Asha (sample)", organisation=body, by=secretary)
    assert (made.who, made.organisation) == ("Asha (sample)", body)
    assert verbs()[-1] == "seat.given"


def test_a_focal_person_sits_for_a_body_of_the_same_forum(mombasa, kwale, secretary):
    with pytest.raises(ValidationError, match="say which"):
        actions.seat(mombasa, "focal_person", holder="Asha (sample)", by=secretary)
    with pytest.raises(ValidationError, match="another forum"):
        actions.seat(
            mombasa, "focal_person", holder="A", organisation=OrganisationFactory(forum=kwale), by=secretary
        )


def test_one_person_sits_for_several_bodies(mombasa, member):
    for _n in range(2):
        SeatFactory(
            forum=mombasa, role="focal_person", organisation=OrganisationFactory(forum=mombasa), holder=member
        )
    assert Seat.objects.current().filter(holder=member).count() == 3


# --- hand-over ------------------------------------------------------------------------------------------------


def test_a_hand_over_leaves_a_row_for_each_holder(focal, secretary):
    made = actions.hand_over(focal, to="Juma (sample)", starts=MONDAY, by=secretary)
    focal.refresh_from_db()
    assert (focal.ends, made.starts) == (date(2026, 3, 1), MONDAY)
    assert (made.role, made.organisation, made.who) == (focal.role, focal.organisation, "Juma (sample)")
    for day, who in ((date(2026, 3, 1), "Asha (sample)"), (MONDAY, "Juma (sample)")):
        assert [seat.who for seat in Seat.objects.current(day).filter(role="focal_person")] == [who]
    entry = Entry.objects.get(verb="seat.handed_over")
    assert entry.facts == {"to": made.pk, "starts": "2026-03-02"}


def test_what_is_open_goes_to_the_next_holder(mombasa, body, secretary, focal):
    """Whatever asks `can_act` asks for role and body, so the next holder may at once, the former no longer."""
    from jukwaa.forums.permissions import can_act

    former, following = UserFactory(), UserFactory()
    focal.holder = former
    focal.save()
    actions.hand_over(focal, to=following, starts=timezone.localdate(), by=secretary)
    assert can_act(following, mombasa, "answer", [body.pk])
    assert not can_act(former, mombasa, "answer", [body.pk])


def test_a_seat_given_this_very_day_ends_at_once(mombasa, secretary):
    today = timezone.localdate()
    seat = SeatFactory(forum=mombasa, role="observer", starts=today)
    actions.end_seat(seat, from_day=today, by=secretary)
    assert not Seat.objects.current().filter(pk=seat.pk).exists()
    assert Seat.objects.past().filter(pk=seat.pk).exists()


@given(
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_nobody_holds_a_seat_on_the_day_from_which_it_is_anothers(starts, day):
    ends, at_once = last_day_before(starts, day)
    assert ends < day or at_once
    assert starts is None or ends >= starts


def test_whoever_is_over_is_not_handed_over_again(focal, secretary):
    actions.hand_over(focal, to="Juma (sample)", starts=MONDAY, by=secretary)
    with pytest.raises(ValidationError, match=r"has an end already: \d{1,2} [A-Z][a-z]+ \d{4}\."):
        actions.hand_over(focal, to="Mary (sample)", starts=MONDAY, by=secretary)


def test_a_forum_is_never_left_without_somebody_who_keeps_it(mombasa, secretary):
    seat = Seat.objects.get(holder=secretary)
    for act in (
        lambda: actions.end_seat(seat, from_day=timezone.localdate(), by=secretary),
        lambda: actions.hand_over(seat, to="Juma (sample)", starts=timezone.localdate(), by=secretary),
    ):
        with pytest.raises(ValidationError, match="Nobody would keep the forum"):
            act()
    SeatFactory(forum=mombasa)
    actions.end_seat(seat, from_day=timezone.localdate(), by=secretary)
    assert verbs()[-1] == "seat.ended"


# --- invitation -----------------------------------------------------------------------------------------------


@pytest.fixture
def invitation(focal, secretary):
    return actions.invite(focal, "Asha@Example.org", "sw", by=secretary, now=timezone.now(), address=ADDRESS)


def test_an_invitation_is_a_letter_in_the_language_of_who_gets_it(invitation, letters, mombasa):
    letter = letters()[0]
    assert letter.to == ["asha@example.org"]
    assert letter.subject == "Kiti chako katika Jukwaa la Mombasa"
    assert f"{ADDRESS}/sw/invitation/{invitation.token()}/" in letter.body
    assert "Asha (sample)" in letter.body


def test_the_link_stands_nowhere(invitation, letters):
    from django.db import connection

    token = invitation.token()
    letters()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert not any(token in str(value) for row in cursor.fetchall() for value in row), table


def test_a_link_works_once(invitation):
    taker = UserFactory()
    assert Invitation.of_token(invitation.token()) == invitation
    seat = actions.take(invitation, by=taker, today=MONDAY)
    assert (seat.holder, seat.holder_name) == (taker, "")
    assert Invitation.of_token(invitation.token()) is None
    with pytest.raises(PermissionDenied, match="is over"):
        actions.take(invitation, by=UserFactory(), today=MONDAY)
    invitation.refresh_from_db()
    assert invitation.email == "", "an address is kept no longer than it is needed"
    assert verbs()[-1] == "seat.taken"


def test_a_link_is_over_after_fourteen_days(invitation):
    for days, good in ((13, True), (15, False)):
        Invitation.objects.update(sent=timezone.now() - timedelta(days=days))
        assert bool(Invitation.of_token(invitation.token())) is good


def test_sent_once_more_the_older_link_is_void(invitation, focal, secretary):
    old = invitation.token()
    again = actions.invite(focal, "asha@example.org", "en", by=secretary, now=timezone.now(), address=ADDRESS)
    assert again.pk == invitation.pk
    assert Invitation.of_token(old) is None
    assert Invitation.of_token(again.token()) == invitation


def test_taken_back_it_opens_nothing_and_no_letter_goes_out(invitation, focal, secretary, letters):
    actions.withdraw_invitation(focal, by=secretary, today=MONDAY)
    assert Invitation.of_token(invitation.token()) is None
    assert letters() == []
    assert verbs()[-1] == "seat.invitation_withdrawn"


def test_a_token_is_not_made_by_hand(invitation):
    for token in ("", "1.1", f"{invitation.pk}.1:abc", invitation.token()[:-1] + "x", "é"):
        assert Invitation.of_token(token) is None


def test_an_invitation_ends_with_the_seat(invitation, focal, secretary):
    actions.end_seat(focal, from_day=timezone.localdate(), by=secretary)
    assert Invitation.of_token(invitation.token()) is None


def test_whoever_gives_seats_signs_as_no_co_chair(mombasa, secretary):
    chair = SeatFactory(forum=mombasa, role="co_chair_county", holder=None, holder_name="Office (sample)")
    asked = actions.invite(chair, "me@example.org", "en", by=secretary, now=timezone.now(), address=ADDRESS)
    with pytest.raises(PermissionDenied, match="does not sign as co-chair"):
        actions.take(asked, by=secretary, today=MONDAY)


def test_one_person_does_not_hold_both_chairs(mombasa, secretary):
    other = SeatFactory(forum=mombasa, role="co_chair_national").holder
    chair = SeatFactory(forum=mombasa, role="co_chair_county", holder=None, holder_name="Office (sample)")
    asked = actions.invite(chair, "me@example.org", "en", by=secretary, now=timezone.now(), address=ADDRESS)
    with pytest.raises(PermissionDenied, match="both co-chairs"):
        actions.take(asked, by=other, today=MONDAY)


def test_a_seat_that_is_held_is_not_given_twice(mombasa, secretary, member):
    with pytest.raises(ValidationError, match="Somebody sits there already"):
        actions.invite(
            Seat.objects.get(holder=member), "x@example.org", "en", by=secretary, now=NOW, address=ADDRESS
        )


def test_a_letter_that_cannot_be_sent_breaks_nothing_and_is_tried_again(
    invitation, letters, settings, mailoutbox, monkeypatch
):
    from django.core.mail import EmailMessage
    from django_tasks_db.models import DBTaskResult

    def unreachable(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", unreachable)
        assert letters() == []
    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.run_after > timezone.now() + timedelta(seconds=30)
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now())
    assert len(letters()) == 1

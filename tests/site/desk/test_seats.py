"""The secretary's screens: seats, members, and the table of powers."""

from __future__ import annotations

import re

import pytest
from django.utils.timezone import localdate

from jukwaa.forums.models import Invitation, Membership, Seat, SeatLink
from jukwaa.forums.permissions import can_act
from jukwaa.forums.rules import EVERY_SEAT, POWERS
from tests.accounts.proving import prove
from tests.factories import OrganisationFactory, SeatFactory, UserFactory
from tests.site.desk.conftest import words

SEATS = "/desk/mombasa/seats/"
LINK = re.compile(r"http://testserver/seat/([\w-]+)/")


@pytest.fixture
def body(mombasa):
    return OrganisationFactory(forum=mombasa, name="Women's network (sample)")


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    prove(client, secretary)
    return client


def said(body, **more):
    return {
        "role": "focal_person", "organisation": body.pid, "name": "Asha (sample)", "way": "email",
        "email": "asha@example.org", "language": "sw", "starts": "2026-01-05", **more,
    }  # fmt: skip


def test_a_seat_by_e_mail(desk, body, letters):
    answer = desk.post(f"{SEATS}new/", said(body))
    seat = Seat.objects.get(role="focal_person")
    assert answer["Location"] == f"{SEATS}{seat.pk}/"
    assert letters()[0].to == ["asha@example.org"]
    assert "The letter to asha@example.org is on its way." in words(desk.get(answer["Location"]))
    page = words(desk.get(SEATS))
    assert "Asha (sample)" in page
    assert "invited, not yet in" in page
    assert "A letter went to asha@example.org" in words(desk.get(answer["Location"]))


def test_without_a_mail_server_the_page_says_where_the_letter_stands(desk, body, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    answer = desk.post(f"{SEATS}new/", said(body))
    page = words(desk.get(answer["Location"]))
    assert "the letter stands in the window where Jukwaa runs" in page
    assert "A letter to asha@example.org was written on" in page
    assert "by a link with a PIN, below" in page
    assert "is on its way" not in page
    assert "went to" not in page
    seat = Seat.objects.get(role="focal_person")
    again = {"email": "asha@example.org", "language": "sw"}
    page = words(desk.post(f"{SEATS}{seat.pk}/invite/", again, follow=True))
    assert "No mail server is set up here" in page
    assert "is on its way" not in page


def test_a_seat_that_signs_is_offered_no_link_instead_of_its_letter(desk, mombasa, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    seat = SeatFactory(forum=mombasa, role="co_chair_county", holder=None, holder_name="Juma (sample)")
    page = words(desk.get(f"{SEATS}{seat.pk}/"))
    assert "no letter leaves this machine" in page
    assert "by a link with a PIN, below" not in page


def test_a_seat_is_given_to_the_body_that_was_come_from(desk, body):
    page = desk.get(f"{SEATS}new/?body={body.pid}").content.decode()
    assert f'<option value="{body.pid}" selected>' in page


def test_a_seat_by_link_is_shown_once_to_paste_and_to_print(desk, body):
    answer = desk.post(f"{SEATS}new/", said(body, way="link", email=""))
    page = answer.content.decode()
    token = LINK.search(page)[1]
    assert SeatLink.of_token(token)
    assert "data:image/svg+xml;base64," in page
    for step in ("choose a PIN of six figures", "chagua PIN ya tarakimu sita"):
        assert step in page
    assert f"unayoijua wewe pekee: http://testserver/sw/seat/{token}/" in page, (
        "a message speaks as its link does"
    )
    assert "no-store" in answer["Cache-Control"]
    seat = Seat.objects.get(role="focal_person")
    assert token not in desk.get(f"{SEATS}{seat.pk}/").content.decode()


def test_a_name_alone(desk, body):
    desk.post(f"{SEATS}new/", said(body, way="nothing", email=""))
    assert "has no way in" in words(desk.get(SEATS))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": ""}, "A letter needs an address."),
        ({"organisation": ""}, "A focal person sits for a body: say which."),
        ({"name": ""}, "required"),
        ({"role": "co_chair_county", "way": "link"}, "its holder comes in by e-mail"),
        ({"starts": "someday"}, "date"),
    ],
)
def test_what_was_typed_stays_and_the_page_says_what_is_wrong(desk, body, wrong, sentence):
    answer = desk.post(f"{SEATS}new/", said(body, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "2026-01-05" in answer.content.decode() or "starts" in wrong
    assert not Seat.objects.filter(role=wrong.get("role", "focal_person")).exists()


def test_nothing_is_half_given(desk, mombasa, body, monkeypatch):
    """Where the letter is refused, the seat is not given either."""
    from django.core.exceptions import ValidationError

    from jukwaa.forums import actions

    def refuse(*_args, **_said):
        raise ValidationError("Not today.")

    monkeypatch.setattr(actions, "invite", refuse)
    answer = desk.post(f"{SEATS}new/", said(body))
    assert "Not today." in answer.content.decode()
    assert not Seat.objects.filter(role="focal_person").exists()


@pytest.fixture
def seat(mombasa, body):
    return SeatFactory(
        forum=mombasa, role="focal_person", organisation=body, holder=None, holder_name="Asha (sample)"
    )


def test_a_hand_over_keeps_the_former_holder_in_the_list(desk, seat):
    address = f"{SEATS}{seat.pk}/hand-over/"
    assert "Hand the seat over" in words(desk.get(address))
    answer = desk.post(address, {"name": "Juma (sample)", "way": "nothing", "starts": str(localdate())})
    assert answer.status_code == 302
    page = words(desk.get(SEATS))
    assert "One earlier holder" in page
    assert {"Asha", "Juma"} <= set(page.split())


def test_the_secretary_invites_again_and_takes_back(desk, seat):
    for _n in range(2):
        desk.post(f"{SEATS}{seat.pk}/invite/", {"email": "asha@example.org", "language": "en"})
    assert Invitation.objects.get().round == 2
    desk.post(f"{SEATS}{seat.pk}/withdraw/")
    assert not Invitation.objects.waiting().exists()
    wrong = desk.post(f"{SEATS}{seat.pk}/invite/", {"email": "nowhere", "language": "en"})
    assert wrong.status_code == 422


def test_the_secretary_stops_a_link_and_clears_a_pin(desk, seat):
    from jukwaa.forums.actions import set_pin

    token = LINK.search(desk.post(f"{SEATS}{seat.pk}/link/").content.decode())[1]
    set_pin(SeatLink.of_token(token), "480215", today=localdate())
    assert "Its PIN is set." in words(desk.get(f"{SEATS}{seat.pk}/"))
    desk.post(f"{SEATS}{seat.pk}/pin-reset/")
    assert SeatLink.of_token(token).pin == ""
    desk.post(f"{SEATS}{seat.pk}/link/revoke/")
    assert SeatLink.of_token(token) is None


def test_the_secretary_ends_a_seat(desk, seat):
    desk.post(f"{SEATS}{seat.pk}/end/", {"day": str(localdate())})
    assert not Seat.objects.current().filter(pk=seat.pk).exists()


def test_the_last_who_keeps_the_forum_is_told_why_not(desk, secretary):
    own = Seat.objects.get(holder=secretary)
    answer = desk.post(f"{SEATS}{own.pk}/end/", {"day": str(localdate())})
    assert answer.status_code == 422
    assert "Nobody would keep the forum then." in answer.content.decode()


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    desk, mombasa, django_assert_max_num_queries
):
    for _n in range(30):
        SeatFactory(forum=mombasa, role="focal_person", organisation=OrganisationFactory(forum=mombasa))
    with django_assert_max_num_queries(9):
        assert desk.get(SEATS).status_code == 200


def test_nobody_of_another_forum_reaches_a_seat_by_its_number(client, outsider, seat):
    client.force_login(outsider)
    assert client.get(f"{SEATS}{seat.pk}/").status_code == 404
    assert client.post(f"/desk/kwale/seats/{seat.pk}/link/").status_code == 404
    assert not SeatLink.objects.exists()


# --- proof ----------------------------------------------------------------------------------------------------


@pytest.fixture
def stale(desk, secretary):
    """They signed in an hour ago."""
    prove(desk, secretary, ago=60 * 60)
    return desk


@pytest.mark.parametrize("page", ["new/", "{pk}/hand-over/"])
def test_who_opens_the_form_shows_first_who_they_are(stale, seat, page):
    address = SEATS + page.format(pk=seat.pk)
    assert stale.get(address)["Location"].startswith("/sign-in/again/")
    assert stale.get(address)["Location"].endswith("next=" + address.replace("/", "%2F"))


ACTS = [
    ("new/", {"role": "observer", "name": "Juma (sample)", "way": "nothing", "starts": "2026-01-05"}),
    ("{pk}/hand-over/", {"name": "Juma (sample)", "way": "nothing", "starts": "2026-01-05"}),
    ("{pk}/end/", {"day": "2026-01-05"}),
    ("{pk}/invite/", {"email": "juma@example.org", "language": "sw"}),
    ("{pk}/link/", {}),
]


@pytest.mark.parametrize(("act", "form"), ACTS)
def test_without_fresh_proof_nothing_is_done_and_what_was_typed_stays(stale, seat, act, form):
    before = [*Seat.objects.order_by("pk").values()]
    answer = stale.post(SEATS + act.format(pk=seat.pk), form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "more than five minutes" in page
    assert 'href="/sign-in/again/' in page
    for typed in form.values():
        assert typed in page
    assert [*Seat.objects.order_by("pk").values()] == before
    assert not Invitation.objects.exists()
    assert not SeatLink.objects.exists()


@pytest.mark.parametrize(("act", "form"), ACTS)
def test_with_fresh_proof_it_is_done(stale, secretary, seat, act, form):
    prove(stale, secretary)
    before = ([*Seat.objects.order_by("pk").values()], Invitation.objects.count(), SeatLink.objects.count())
    assert stale.post(SEATS + act.format(pk=seat.pk), form).status_code < 400
    after = ([*Seat.objects.order_by("pk").values()], Invitation.objects.count(), SeatLink.objects.count())
    assert after != before


# --- members --------------------------------------------------------------------------------------------------


def test_a_body_joins_on_anothers_word_and_leaves(desk, body, mombasa):
    other = OrganisationFactory(forum=mombasa, name="Elders (sample)")
    desk.post(
        "/desk/mombasa/members/", {"organisation": body.pid, "starts": "2026-01-05", "endorsed_by": other.pid}
    )
    page = words(desk.get("/desk/mombasa/members/"))
    assert "One member" in page
    assert "Elders (sample)" in page
    desk.post(f"/desk/mombasa/members/{body.pid}/leave/", {"day": "2026-02-01"})
    assert str(Membership.objects.get().ends) == "2026-02-01"
    assert "Earlier members" in words(desk.get("/desk/mombasa/members/"))


def test_why_a_body_does_not_join_twice(desk, body):
    for _n in range(2):
        answer = desk.post("/desk/mombasa/members/", {"organisation": body.pid, "starts": "2026-01-05"})
    assert answer.status_code == 422
    assert "is a member at that time already" in answer.content.decode()


def test_who_is_no_member_does_not_leave(desk, body):
    answer = desk.post(f"/desk/mombasa/members/{body.pid}/leave/", {"day": "2026-02-01"})
    assert "is no member now" in answer.content.decode()


def test_the_list_of_members_asks_few_questions(desk, mombasa, django_assert_max_num_queries):
    for _n in range(30):
        Membership.objects.create(organisation=OrganisationFactory(forum=mombasa), starts=localdate())
    with django_assert_max_num_queries(9):
        desk.get("/desk/mombasa/members/")


# --- who may do what ------------------------------------------------------------------------------------------


def cells(page: str) -> dict:
    """(act's row number, column's name) -> what the cell says, read from the page itself."""
    found = {}
    for n, row in enumerate(re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)[: len(POWERS)]):
        for label, kind in re.findall(r'<td data-label="([^"]+)" class="(\w+)"', row):
            found[n, label] = kind
    return found


@pytest.mark.parametrize("role", EVERY_SEAT)
def test_each_cell_of_the_table_is_what_a_holder_of_that_seat_may_really_do(client, mombasa, body, role):
    """Act by act, through the permissions that every page and act asks."""
    holder = SeatFactory(forum=mombasa, role=role, organisation=body).holder
    client.force_login(holder)
    shown = cells(client.get("/desk/mombasa/powers/").content.decode())
    by_link = UserFactory(email=None, via_link=True)
    SeatFactory(forum=mombasa, role=role, organisation=body, holder=by_link)
    for n, act in enumerate(POWERS):
        anywhere = bool(can_act(holder, mombasa, act))
        at_own = bool(can_act(holder, mombasa, act, [body.pk]))
        cell = shown[n, str(Seat.Role(role).label)]
        assert cell == ("all" if anywhere else "own" if at_own else "no"), act
        through_link = bool(can_act(by_link, mombasa, act, [body.pk]))
        assert through_link is (shown[n, "By link and PIN"] == "all" and at_own), act


def test_the_table_is_for_all_who_sit_in_the_forum_in_their_language(client, mombasa, member, outsider):
    client.force_login(member)
    assert "Nani anaruhusiwa nini" in client.get("/sw/desk/mombasa/powers/").content.decode()
    client.force_login(outsider)
    assert client.get("/desk/mombasa/powers/").status_code == 404

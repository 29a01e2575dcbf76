"""A body accepts, declines or comes back with another offer; the secretary enters what was told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.plans.actions.offering import accept_offer, accept_offers, counter_offer, decline_offer
from jukwaa.plans.figures.offers import terms_of
from jukwaa.plans.models import Plan, Reply, Role
from jukwaa.plans.rules.offers import Terms, unpacked
from tests.factories import ActionFactory, RoleFactory
from tests.plans.offers.conftest import TODAY, hand, person_of

LATER = {"starts": "2022-08-01", "ends": "2022-10-31"}


def verbs():
    return list(Entry.objects.filter(verb__startswith="offer.").order_by("id").values_list("verb", flat=True))


def test_a_body_accepts_from_its_own_seat(asked, of_traders, traders):
    accept_offer(asked, hand=hand(of_traders))
    asked.refresh_from_db()
    reply = Reply.objects.get()
    assert asked.reply == Role.Reply.ACCEPTED
    assert (reply.step, reply.day, reply.seat.organisation, reply.relayed) == (
        "accepted",
        TODAY,
        traders,
        False,
    )
    assert unpacked(reply.terms) == Terms(
        date(2022, 7, 1), date(2022, 9, 30), frozenset(["KE001005"]), "A hall"
    )


def test_the_record_tells_it_by_ids_and_days_alone(asked, of_traders, traders):
    decline_offer(asked, hand=hand(of_traders), reason="We are too few this year.")
    entry = Entry.objects.get(verb="offer.declined")
    assert entry.target == asked.action.pid
    assert entry.facts == {"body": traders.pid, "part": "support", "came": "seat"}
    assert entry.organisation == traders.pid


def test_a_second_tap_says_nothing_new(asked, of_traders):
    accept_offer(asked, hand=hand(of_traders))
    accept_offer(asked, hand=hand(of_traders))
    assert verbs() == ["offer.accepted"]
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("who", ["outsider", "member", "of_network", "administrator"])
def test_nobody_answers_for_another_body(asked, who, request):
    with pytest.raises(PermissionDenied, match="Only the body that is asked answers"):
        accept_offer(asked, hand=hand(request.getfixturevalue(who)))
    assert not Reply.objects.exists()
    assert verbs() == []


def test_an_answer_may_change_and_every_step_stays(asked, of_traders):
    accept_offer(asked, hand=hand(of_traders))
    decline_offer(asked, hand=hand(of_traders))
    accept_offer(asked, hand=hand(of_traders))
    asked.refresh_from_db()
    assert asked.reply == "accepted"
    assert [reply.step for reply in Reply.objects.about(asked)] == ["accepted", "declined", "accepted"]


def test_another_offer_keeps_only_what_it_would_change(asked, of_traders):
    counter_offer(
        asked, LATER | {"share": "A hall"}, hand=hand(of_traders), reason="The hall is let in July."
    )
    asked.refresh_from_db()
    reply = Reply.objects.get()
    assert (asked.reply, reply.wanted, reply.reason) == ("countered", LATER, "The hall is let in July.")
    assert verbs() == ["offer.countered"]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({}, "This is what is asked already"),
        ({"share": "A hall"}, "This is what is asked already"),
        ({"starts": "2022-10-01"}, "The last day lies before the first"),
        ({"ends": "2023-06-01"}, "choose days within it"),
        ({"areas": ["KE002"]}, "none of this forum's"),
    ],
)
def test_another_offer_that_cannot_be_is_told_why(asked, of_traders, wanted, sentence):
    with pytest.raises(ValidationError, match=sentence):
        counter_offer(asked, wanted, hand=hand(of_traders))
    assert not Reply.objects.exists()


@pytest.mark.parametrize("reason", ["Call 0722 123 456", "write to someone@example.org", "ID 12345678"])
def test_a_reason_that_points_at_a_person_is_not_kept(asked, of_traders, reason):
    with pytest.raises(ValidationError, match="points at a person"):
        decline_offer(asked, hand=hand(of_traders), reason=reason)
    assert not Reply.objects.exists()


def test_in_a_closed_edition_nothing_is_answered(asked, of_traders, secretary):
    Plan.objects.update(status="closed")
    for came, user in (("seat", of_traders), ("phone", secretary)):
        with pytest.raises(PermissionDenied, match="This edition is closed"):
            accept_offer(asked, hand=hand(user, came))


# --- what is told to the secretary --------------------------------------------------------------------------


def test_the_secretary_enters_what_a_body_said_by_telephone(asked, secretary):
    decline_offer(asked, hand=hand(secretary, "phone"))
    reply = Reply.objects.get()
    assert (reply.came, reply.relayed, reply.seat.role) == ("phone", True, "secretary")
    assert Entry.objects.get(verb="offer.declined").facts["came"] == "phone"


def test_only_the_secretary_enters_it(asked, of_network, of_traders):
    for user in (of_network, of_traders):
        with pytest.raises(PermissionDenied):
            accept_offer(asked, hand=hand(user, "phone"))


def test_the_body_contradicts_and_is_not_entered_over(asked, secretary, of_traders):
    accept_offer(asked, hand=hand(secretary, "phone"))
    decline_offer(asked, hand=hand(of_traders))
    asked.refresh_from_db()
    assert asked.reply == "declined"
    with pytest.raises(PermissionDenied, match="only it says otherwise"):
        accept_offer(asked, hand=hand(secretary, "paper"))


def test_the_body_says_itself_what_was_entered_for_it(asked, secretary, of_traders):
    accept_offer(asked, hand=hand(secretary, "phone"))
    accept_offer(asked, hand=hand(of_traders))
    assert [(r.step, r.came) for r in Reply.objects.about(asked)] == [
        ("accepted", "phone"),
        ("accepted", "seat"),
    ]


def test_the_secretary_answers_for_the_secretariats_own_body_from_that_seat(asked, traders):
    accept_offer(asked, hand=hand(person_of(traders, "secretary")))
    assert Reply.objects.get().seat.role == "secretary"


def test_through_a_seat_link_one_answers(asked, of_traders):
    of_traders.via_link = True
    accept_offer(asked, hand=hand(of_traders))
    assert Reply.objects.get().step == "accepted"


# --- who sees the steps -------------------------------------------------------------------------------------


def test_steps_are_seen_by_the_body_who_leads_and_the_secretary(asked, of_traders, of_network, secretary):
    decline_offer(asked, hand=hand(of_traders), reason="We are too few.")
    for user in (of_traders, of_network, secretary):
        assert Reply.objects.visible_to(user).count() == 1


@pytest.mark.parametrize("who", ["outsider", "member", "of_office", "administrator"])
def test_a_civil_bodys_no_is_seen_by_nobody_else(asked, of_traders, who, request):
    decline_offer(asked, hand=hand(of_traders), reason="We are too few.")
    assert not Reply.objects.visible_to(request.getfixturevalue(who)).exists()


def test_an_offices_no_is_public_and_its_other_offer_is_not(asked_office, of_office, outsider):
    counter_offer(asked_office, LATER, hand=hand(of_office))
    assert not Reply.objects.visible_to(outsider).exists()
    decline_offer(asked_office, hand=hand(of_office))
    assert [reply.step for reply in Reply.objects.visible_to(outsider)] == ["declined"]


def test_the_sections_lead_sees_an_offer_only_where_nobody_else_settles_it(action, lead, asked, office):
    action.section.leaderships.create(organisation=office, position=0)
    of_office = person_of(office)
    decline_offer(asked, hand=hand(person_of(asked.organisation)))
    assert not Reply.objects.visible_to(of_office).exists()
    decline_offer(lead, hand=hand(person_of(lead.organisation)))
    seen = Reply.objects.visible_to(of_office)
    assert {reply.organisation for reply in seen} == {
        lead.organisation,
        asked.organisation,
    }  # nobody else is left


# --- several at once ----------------------------------------------------------------------------------------


@pytest.fixture
def both(asked):
    more = ActionFactory(section=asked.action.section, code="1.2")
    return [asked, RoleFactory(action=more, organisation=asked.organisation, kind="co_lead")]


def test_a_body_says_yes_to_several_at_once_and_the_record_has_one_entry(both, of_traders, traders, plan):
    plan.refresh_from_db()
    stamp = plan.stamp
    assert len(accept_offers(both, hand=hand(of_traders))) == 2
    assert set(Role.objects.filter(organisation=traders).values_list("reply", flat=True)) == {"accepted"}
    assert Reply.objects.filter(organisation=traders, step="accepted").count() == 2
    entry = Entry.objects.get(verb="offer.accepted")
    assert entry.target == traders.pid
    assert entry.facts == {"body": traders.pid, "actions": [role.action.pid for role in both], "came": "seat"}
    plan.refresh_from_db()
    assert plan.stamp != stamp
    assert accept_offers(both, hand=hand(of_traders)) == []


def test_all_of_them_are_accepted_or_none(both, of_traders, of_network):
    with pytest.raises(PermissionDenied):
        accept_offers(both, hand=hand(of_network))
    with pytest.raises(ValidationError, match="has just changed"):
        accept_offers(both, hand=hand(of_traders), seen={both[0].pk: terms_of(both)[both[0].pk].mark})
    assert not Reply.objects.exists()


def test_a_yes_holds_for_what_was_on_the_screen(asked, of_traders):
    seen = terms_of([asked])[asked.pk].mark
    asked.action.ends = date(2022, 12, 31)
    asked.action.save()
    with pytest.raises(ValidationError, match="look at it once more"):
        accept_offer(asked, hand=hand(of_traders), seen=seen)
    accept_offer(asked, hand=hand(of_traders), seen=terms_of([asked])[asked.pk].mark)
    assert Reply.objects.get().terms["ends"] == "2022-12-31"

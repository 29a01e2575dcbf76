"""Another offer is taken or the plan is kept; whoever said yes to something else is asked again."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.plans.actions.offering import (
    accept_offer,
    counter_offer,
    decline_offer,
    keep_plan,
    take_counter,
)
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.models import Plan, Reply, Role
from tests.factories import RoleFactory
from tests.plans.offers.conftest import TODAY, hand, person_of

LATER = {"starts": "2022-08-01", "ends": "2022-10-31"}


@pytest.fixture
def countered(asked, of_traders):
    return counter_offer(asked, LATER, hand=hand(of_traders))


def test_the_lead_takes_it_and_the_plan_is_as_the_body_offered(countered, of_network, plan):
    before = plan.manifest
    take_counter(countered, by=of_network, today=TODAY)
    countered.refresh_from_db()
    plan.refresh_from_db()
    assert (countered.action.starts, countered.action.ends) == (date(2022, 8, 1), date(2022, 10, 31))
    assert countered.reply == "accepted"
    assert plan.manifest != before
    assert [r.step for r in Reply.objects.about(countered)] == ["countered", "taken"]


def test_place_and_part_are_taken_too(asked, of_traders, of_network):
    counter_offer(asked, {"areas": ["KE001004"], "share": "A tent"}, hand=hand(of_traders))
    take_counter(asked, by=of_network, today=TODAY)
    asked.refresh_from_db()
    assert [area.code for area in asked.action.areas.all()] == ["KE001004"]
    assert (asked.share, asked.reply) == ("A tent", "accepted")


def test_what_another_offer_leaves_alone_stays_as_it_is_by_now(countered, of_network):
    countered.action.areas.set(["KE001003"])
    take_counter(countered, by=of_network, today=TODAY)
    assert [area.code for area in countered.action.areas.all()] == ["KE001003"]


def test_whoever_said_yes_to_the_old_days_is_asked_again(countered, lead, of_network, secretary):
    accept_offer(lead, hand=hand(of_network))
    take_counter(countered, by=secretary, today=TODAY)
    lead.refresh_from_db()
    assert lead.reply == Role.Reply.OFFERED


def test_but_not_the_lead_that_takes_them_itself(countered, lead, asked_office, of_network, of_office):
    accept_offer(lead, hand=hand(of_network))
    accept_offer(asked_office, hand=hand(of_office))
    take_counter(countered, by=of_network, today=TODAY)
    lead.refresh_from_db()
    asked_office.refresh_from_db()
    assert (lead.reply, asked_office.reply) == (Role.Reply.ACCEPTED, Role.Reply.OFFERED)
    last = Reply.objects.about(lead).last()
    assert (last.step, last.terms["starts"]) == (Reply.Step.ACCEPTED, "2022-08-01")
    assert Entry.objects.chain(lead.action.plan.forum_id).last().verb == "offer.accepted"


def test_a_lead_that_never_said_yes_has_not_said_it_by_taking(countered, lead, of_network):
    Role.objects.filter(pk=lead.pk).update(reply=Role.Reply.OFFERED)
    take_counter(countered, by=of_network, today=TODAY)
    lead.refresh_from_db()
    assert lead.reply == Role.Reply.OFFERED


def test_a_yes_stands_again_when_the_days_are_back(asked, of_traders, action, plan):
    accept_offer(asked, hand=hand(of_traders))
    for ends, reply in ((date(2022, 9, 1), "offered"), (date(2022, 9, 30), "accepted")):
        action.ends = ends
        action.save()
        seal_plan(plan)
        asked.refresh_from_db()
        assert asked.reply == reply


def test_a_no_is_not_asked_again_by_small_changes(asked, of_traders, action, plan):
    decline_offer(asked, hand=hand(of_traders))
    action.ends = date(2022, 9, 1)
    action.save()
    seal_plan(plan)
    asked.refresh_from_db()
    assert asked.reply == "declined"


def test_kept_as_it_is_the_body_is_asked_again(countered, of_network):
    keep_plan(countered, by=of_network, today=TODAY, reason="The school term ends in July.")
    countered.refresh_from_db()
    assert countered.reply == "offered"
    assert countered.action.starts == date(2022, 7, 1)


@pytest.mark.parametrize("who", ["outsider", "member", "of_office"])
def test_only_who_leads_and_the_secretary_answer_it(countered, who, request):
    for act in (take_counter, keep_plan):
        with pytest.raises(PermissionDenied, match="Only the body that leads this action"):
            act(countered, by=request.getfixturevalue(who), today=TODAY)
    assert Reply.objects.count() == 1


def test_the_secretary_answers_it(countered, secretary):
    keep_plan(countered, by=secretary, today=TODAY)
    assert Reply.objects.last().step == "kept"


def test_where_no_other_offer_waits_there_is_nothing_to_answer(asked, of_network):
    with pytest.raises(PermissionDenied, match="There is no other offer here"):
        keep_plan(asked, by=of_network, today=TODAY)


def test_nobody_answers_oneself_but_the_sections_lead_does(lead, of_network, office, asked):
    counter_offer(lead, LATER, hand=hand(of_network))
    with pytest.raises(PermissionDenied):
        take_counter(lead, by=of_network, today=TODAY)
    lead.action.section.leaderships.create(organisation=office, position=0)
    take_counter(lead, by=person_of(office), today=TODAY)
    lead.refresh_from_db()
    assert lead.reply == "accepted"


def test_one_person_in_two_seats_does_not_answer_oneself(countered, of_traders, network):
    network.seats.create(forum=network.forum, role="focal_person", holder=of_traders)
    with pytest.raises(PermissionDenied, match="You made this offer yourself"):
        take_counter(countered, by=of_traders, today=TODAY)


# --- a signed plan ------------------------------------------------------------------------------------------


def test_in_a_signed_plan_days_are_detail(countered, of_network):
    Plan.objects.update(status="in_force")
    take_counter(countered, by=of_network, today=TODAY)
    countered.refresh_from_db()
    assert countered.action.starts == date(2022, 8, 1)


def test_in_a_signed_plan_what_the_lead_takes_on_is_no_detail(lead, of_network, secretary, asked):
    Plan.objects.update(status="in_force")
    counter_offer(lead, {"share": "Only the invitations"}, hand=hand(of_network))
    with pytest.raises(ValidationError, match="This plan is signed"):
        take_counter(lead, by=secretary, today=TODAY)
    lead.refresh_from_db()
    assert (lead.share, lead.reply) == ("", "countered")
    assert Reply.objects.last().step == "countered"


# --- what others see of it ----------------------------------------------------------------------------------


def test_nothing_public_is_stale_when_nothing_public_changed(asked, of_traders, plan):
    plan.refresh_from_db()
    stamp = plan.stamp
    for act in (
        lambda: counter_offer(asked, LATER, hand=hand(of_traders)),
        lambda: decline_offer(asked, hand=hand(of_traders)),
    ):
        act()
        plan.refresh_from_db()
        assert plan.stamp == stamp


def test_a_yes_and_an_offices_no_are_seen_at_once(asked, asked_office, of_traders, of_office, plan):
    plan.refresh_from_db()
    stamps = [plan.stamp]
    accept_offer(asked, hand=hand(of_traders))
    plan.refresh_from_db()
    stamps.append(plan.stamp)
    decline_offer(asked_office, hand=hand(of_office))
    plan.refresh_from_db()
    assert len({*stamps, plan.stamp}) == 3


def test_an_answer_is_taken_in_few_queries(asked, of_traders, django_assert_max_num_queries):
    for n in range(20):
        RoleFactory(
            action=asked.action,
            organisation=asked.organisation.forum.organisations.create(name=f"B{n}", pid=f"b-{n}"),
        )
    with django_assert_max_num_queries(26):
        accept_offer(asked, hand=hand(of_traders))

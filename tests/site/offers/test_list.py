"""The secretary's list, and the messages that go out: one for each body."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from jukwaa.forums.actions import invite, make_link
from jukwaa.plans.models import Plan
from tests.factories import ActionFactory, OrganisationFactory, RoleFactory, SeatFactory
from tests.site.desk.conftest import words
from tests.site.offers.conftest import browser_of, page_of

LIST = "/desk/mombasa/plan/2022-23/offers/"


def test_offers_stand_by_state_and_the_list_is_cleared(keeper, asked):
    seen = words(keeper.get(LIST))
    assert "One of 2 offers waits" in seen
    assert "Asked, no answer yet 1 Traders' Group (sample) 1.1 Action 1.1 Support" in seen
    keeper.post(f"{page_of(asked)}accept/", {"came": "meeting"})
    seen = words(keeper.get(LIST))
    assert "The list is cleared: every body has answered" in seen
    assert "Messages to those who have not answered" not in seen


def test_the_cleared_list_leads_on_to_the_signatures(keeper, asked, plan):
    ready = f"/desk/mombasa/plan/{plan.edition}/readiness/"
    assert ready not in keeper.get("/desk/").content.decode()
    assert ready not in keeper.get(LIST).content.decode()
    keeper.post(f"{page_of(asked)}accept/", {"came": "meeting"})
    assert "Every body has answered what 2022-23 asks" in words(keeper.get("/desk/"))
    for page in ("/desk/", LIST):
        assert ready in keeper.get(page).content.decode()
    assert f"/desk/mombasa/plan/{plan.edition}/life/" in keeper.get(ready).content.decode()
    Plan.objects.filter(pk=plan.pk).update(status="for_adoption")
    assert ready not in keeper.get("/desk/").content.decode()


def test_another_offer_that_waits_keeps_the_list_open(keeper, at_traders, asked):
    at_traders.post(
        f"{page_of(asked)}counter/",
        {"areas": ["KE001005"], "share": "A tent", "starts": "2022-07-01", "ends": "2022-09-30"},
    )
    seen = words(keeper.get(LIST))
    assert "One of 2 offers waits" in seen
    assert "Other offers, to be answered 1" in seen


def test_who_leads_sees_the_offers_of_its_own_actions(at_network, asked, plan):
    RoleFactory(
        action=ActionFactory(section=asked.action.section, code="1.9"), organisation=asked.organisation
    )
    seen = words(at_network.get(LIST))
    assert "1.1 Action 1.1" in seen
    assert "1.9" not in seen


def test_a_body_that_leads_nothing_sees_its_own_offers_there_and_no_others(at_traders, asked, asked_office):
    seen = words(at_traders.get(LIST))
    assert "Traders' Group (sample)" in seen
    assert "Trade Office" not in seen


def test_a_body_for_which_nobody_sits_gets_no_link_and_the_secretary_is_led_to_the_seat(
    keeper, asked, traders, lead
):
    answer = keeper.get(f"{LIST}messages/")
    seen = words(answer)
    assert f"/ours/{traders.pid}/" not in seen
    assert "or can you not? Tell the secretary." in seen
    assert "au hamwezi? Mwambieni katibu." in seen
    assert "Nobody sits here yet" in seen
    assert f"/desk/mombasa/seats/new/?body={traders.pid}" in answer.content.decode()


@pytest.mark.parametrize("way", ["named", "linked", "invited"])
def test_who_has_a_way_to_the_seat_is_written_a_link(keeper, secretary, asked, traders, way):
    seat = SeatFactory(
        forum=traders.forum, role="focal_person", organisation=traders, holder=None, holder_name="Asha"
    )
    if way == "linked":
        make_link(seat, by=secretary, today=localdate())
    elif way == "invited":
        invite(seat, "a@example.org", "sw", by=secretary, now=timezone.now(), address="http://testserver")
    linked = f"/ours/{traders.pid}/" in words(keeper.get(f"{LIST}messages/"))
    assert linked == (way != "named")


def test_what_the_plan_does_not_say_is_named_in_the_message(keeper, asked, of_traders):
    asked.action.areas.clear()
    seen = words(keeper.get(f"{LIST}messages/"))
    assert "(Jul – Sep 2022; place not said)" in seen
    assert "(Jul – Sep 2022; mahali hapajasemwa)" in seen


def test_one_message_for_each_body_in_both_languages(keeper, asked, asked_office, traders, of_traders):
    more = ActionFactory(section=asked.action.section, code="1.2")
    RoleFactory(action=more, organisation=traders, kind="co_lead")
    answer = keeper.get(f"{LIST}messages/")
    seen = words(answer)
    assert "2 bodies have not answered" in seen
    assert seen.count("Greetings, Traders' Group (sample).") == 1
    assert "1. Support: 1.1 Action 1.1 (Jul – Sep 2022; Likoni (sub-county)). Your part: A hall" in seen
    assert "2. Co-lead: 1.2 Action 1.2" in seen
    assert seen.count("Habari, Traders' Group (sample).") == 1
    assert f"http://testserver/sw/desk/mombasa/ours/{traders.pid}/" in seen


def test_messages_are_the_secretarys(at_network, asked):
    assert at_network.get(f"{LIST}messages/").status_code == 404


@pytest.mark.parametrize("page", [LIST, f"{LIST}messages/"])
def test_lists_cost_few_queries(keeper, asked, page, django_assert_max_num_queries):
    keeper.get(page)
    for n in range(25):
        more = ActionFactory(section=asked.action.section, code=f"2.{n}")
        RoleFactory(
            action=more, organisation=OrganisationFactory(forum=asked.organisation.forum), kind="support"
        )
    with django_assert_max_num_queries(22):
        keeper.get(page)


def test_an_outsider_finds_no_list(asked, outsider):
    assert browser_of(outsider).get(LIST).status_code == 404

"""One screen for each offer: what is asked in plain words, three answers, and how it went."""

from __future__ import annotations

import re

import pytest

from jukwaa.plans.models import Plan, Reply
from tests.factories import ActionFactory, RoleFactory
from tests.site.desk.conftest import words
from tests.site.offers.conftest import page_of

LATER = {"starts": "2022-08-01", "ends": "2022-10-31", "areas": ["KE001005"], "share": "A hall"}


def links_of(page) -> set[str]:
    return set(re.findall(r'href="(/desk/[^"#]*)"', page.content.decode()))


def test_it_says_what_is_asked_in_plain_words(at_traders, asked):
    seen = words(at_traders.get(page_of(asked)))
    assert "You are asked to support this action." in seen
    assert "When Jul – Sep 2022" in seen
    assert "Where Likoni" in seen
    assert "Its part A hall" in seen
    assert "Women's Network (sample) Lead, accepted" in seen


def test_two_taps_from_the_desk_accept_it(at_traders, asked):
    desk = at_traders.get("/desk/")
    assert "Traders' Group (sample) is asked for “1.1 Action 1.1” (support)." in words(desk)
    link = re.search(r'href="(/desk/mombasa/plan/[^"]+)"', desk.content.decode())[1]
    button = re.search(r'action="([^"]+accept/)"', at_traders.get(link).content.decode())[1]
    answer = at_traders.post(button, follow=True)
    assert "Accepted: 1.1 Action 1.1. Thank you." in words(answer)
    assert "Nothing waits for you" in words(answer)
    asked.refresh_from_db()
    assert asked.reply == "accepted"


def test_another_offer_goes_to_who_leads_and_comes_back_taken(at_traders, at_network, asked):
    at_traders.post(f"{page_of(asked)}counter/", LATER | {"reason": "The hall is let in July."})
    desk = words(at_network.get("/desk/"))
    assert "Traders' Group (sample) would do “1.1 Action 1.1” otherwise: answer it." in desk
    page = at_network.get(page_of(asked))
    seen = words(page)
    assert "This body is asked to support the action." in seen
    assert all(at_network.get(link).status_code == 200 for link in links_of(page))
    assert "When Jul – Sep 2022 → Aug – Oct 2022" in seen
    assert "The hall is let in July." in seen
    answer = words(at_network.post(f"{page_of(asked)}take/", follow=True))
    assert "The plan is now as Traders' Group (sample) offered." in answer
    asked.refresh_from_db()
    assert (str(asked.action.starts), asked.reply) == ("2022-08-01", "accepted")


def test_a_plan_that_is_kept_is_asked_again_with_the_reason(at_traders, at_network, asked):
    at_traders.post(f"{page_of(asked)}counter/", LATER)
    at_network.post(f"{page_of(asked)}keep/", {"keep-reason": "School is out by then."})
    assert "is asked again for" in words(at_traders.get("/desk/"))
    assert "School is out by then." in words(at_traders.get(page_of(asked)))


def test_whoever_said_yes_is_asked_kindly_when_it_moves(at_traders, keeper, asked, lead, of_network):
    at_traders.post(f"{page_of(asked)}accept/")
    other = RoleFactory(
        action=asked.action,
        organisation=lead.organisation.forum.organisations.create(
            name="Choir (sample)", pid="b-choir", state=False
        ),
        kind="support",
    )
    keeper.post(f"{page_of(other)}counter/", LATER | {"share": "", "came": "phone"})
    keeper.post(f"{page_of(other)}take/")
    assert "“1.1 Action 1.1” has changed: is it still yes" in words(at_traders.get("/desk/"))
    seen = words(at_traders.get(page_of(asked)))
    assert "This has changed since the yes When Jul – Sep 2022 → Aug – Oct 2022" in seen
    assert "Yes, still" in seen


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"starts": "2022-10-01", "ends": "2022-09-01"}, "The last day lies before the first."),
        ({"areas": []}, "Tick at least one place."),
        ({"reason": "ring 0722123456"}, "looks as if it points at a person"),
        ({"starts": "2022-07-01", "ends": "2022-09-30"}, "This is what is asked already"),
        ({"ends": "2024-01-01"}, "choose days within it"),
    ],
)
def test_what_cannot_be_offered_is_told_and_nothing_typed_is_lost(at_traders, asked, said, sentence):
    answer = at_traders.post(f"{page_of(asked)}counter/", LATER | {"reason": "We meet on Fridays"} | said)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert said.get("reason", "We meet on Fridays") in answer.content.decode()
    assert not Reply.objects.exists()


def test_the_secretary_enters_an_answer_and_says_how_it_came(keeper, asked):
    seen = words(keeper.get(page_of(asked)))
    assert "Enter the body’s answer" in seen
    assert "How did it come?" in seen
    answer = keeper.post(
        f"{page_of(asked)}decline/", {"came": "phone", "decline-reason": "Too few people"}, follow=True
    )
    assert "Declined Traders' Group (sample)" in re.sub(r" \d+ ", " ", words(answer))
    assert "entered by the secretary, by telephone" in words(answer)
    assert "Written down: Traders' Group (sample) said no" in words(answer)


def test_what_was_told_to_the_secretary_is_written_down_and_nobody_is_thanked(keeper, asked):
    answer = keeper.post(f"{page_of(asked)}accept/", {"came": "phone"}, follow=True)
    assert "Written down: Traders' Group (sample) said yes (1.1 Action 1.1)." in words(answer)
    assert "Thank you" not in words(answer)
    other = {"came": "phone"} | LATER | {"areas": ["KE001005"], "share": "A hall"}
    answer = keeper.post(f"{page_of(asked)}counter/", other, follow=True)
    assert "Written down: Traders' Group (sample) would do it otherwise" in words(answer)


def test_how_it_came_must_be_said(keeper, asked):
    answer = keeper.post(f"{page_of(asked)}accept/", {"came": "seat"})
    assert answer.status_code == 422
    assert "Only the body that is asked answers" in words(answer)


def test_the_body_sees_what_was_entered_and_contradicts(keeper, at_traders, asked):
    keeper.post(f"{page_of(asked)}accept/", {"came": "paper"})
    assert "The secretary noted an answer for Traders' Group (sample)" in words(at_traders.get("/desk/"))
    assert "The secretary noted this answer for you" in words(at_traders.get(page_of(asked)))
    at_traders.post(f"{page_of(asked)}decline/", {})
    assert "Nothing waits for you" in words(at_traders.get("/desk/"))
    answer = keeper.post(f"{page_of(asked)}accept/", {"came": "phone"})
    assert answer.status_code == 422
    assert "only it says otherwise" in words(answer)


def test_a_reason_is_read_by_nobody_else(at_traders, asked, client, member, office, of_office):
    at_traders.post(f"{page_of(asked)}decline/", {"decline-reason": "Too few people"})
    for user in (member, of_office):
        client.force_login(user)
        assert client.get(page_of(asked)).status_code == 404
        assert "Too few people" not in words(client.get("/mombasa/plan/2022-23/a/1.1/"))


def test_in_a_closed_edition_nothing_is_asked(at_traders, asked):
    Plan.objects.update(status="closed")
    assert "Nothing waits for you" in words(at_traders.get("/desk/"))
    seen = words(at_traders.get(page_of(asked)))
    assert "This edition is closed" in seen
    assert "Yes, accept" not in seen


def test_in_swahili_it_is_asked_in_swahili(at_traders, asked):
    seen = words(at_traders.get(f"/sw{page_of(asked)}"))
    assert "Mnaombwa kusaidia shughuli hii." in seen
    assert "Ndiyo, tunakubali" in seen


def test_an_offers_page_costs_few_queries(at_traders, asked, django_assert_max_num_queries):
    for n in range(12):
        RoleFactory(
            action=asked.action,
            organisation=asked.organisation.forum.organisations.create(name=f"B{n}", pid=f"b-{n}"),
        )
    at_traders.post(f"{page_of(asked)}counter/", LATER)
    with django_assert_max_num_queries(36):
        at_traders.get(page_of(asked))


def test_all_that_waits_is_accepted_from_the_bodys_page(at_traders, asked, traders):
    RoleFactory(action=ActionFactory(section=asked.action.section, code="1.2"), organisation=traders)
    ours = f"/desk/mombasa/ours/{traders.pid}/"
    page = at_traders.get(ours)
    assert "Yes to all 2 that wait for an answer" in words(page)
    shown = re.findall(r'name="offer" value="([^"]+)"', page.content.decode())
    answer = at_traders.post(f"{ours}accept/", {"offer": shown}, follow=True)
    assert "Accepted. Thank you." in words(answer)
    assert {role.reply for role in traders.roles.all()} == {"accepted"}


def test_what_moved_while_one_looked_is_not_accepted(at_traders, asked, traders):
    page = at_traders.get(page_of(asked)).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    type(asked.action).objects.update(ends="2022-12-31")
    answer = at_traders.post(f"{page_of(asked)}accept/", {"seen": seen})
    assert answer.status_code == 422
    assert "What is asked has just changed: look at it once more." in words(answer)
    answer = at_traders.post(
        f"/desk/mombasa/ours/{traders.pid}/accept/", {"offer": f"{asked.pk}:{seen}"}, follow=True
    )
    assert "What is asked has just changed" in words(answer)
    asked.refresh_from_db()
    assert asked.reply == "offered"

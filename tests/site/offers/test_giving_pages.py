"""What an action needs and what a body gives stand on each other's pages, and on nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from jukwaa.plans.models import Ask, Give, Pledge
from tests.site.desk.conftest import words

HALL = {"need": "hall", "text": "For sixty people"}


@pytest.fixture
def needs(asked):
    return f"/desk/mombasa/plan/2022-23/needs/{asked.action.pid}/"


@pytest.fixture
def ours(traders):
    return f"/desk/mombasa/ours/{traders.pid}/"


def test_they_meet_on_both_pages_and_on_the_desk(at_network, at_traders, needs, ours):
    at_network.post(needs, HALL)
    answer = at_traders.post(ours, HALL | {"text": "", "areas": ["KE001005"]}, follow=True)
    assert (
        "Hall or room For “1.1 Action 1.1”: 1 Jul 2022 – 30 Sep 2022; Likoni (sub-county). “For sixty people”"
        in words(answer)
    )
    assert "Traders' Group (sample) can give hall or room (any time; Likoni (sub-county))." in words(
        at_network.get(needs)
    )
    assert "1 need of an action meets what Traders' Group (sample) can give." in words(
        at_traders.get("/desk/")
    )


def test_a_pledge_is_thanked_for_from_the_desk(at_network, at_traders, needs, ours, traders):
    at_network.post(needs, HALL)
    ask = Ask.objects.get()
    answer = at_traders.post(f"/desk/mombasa/asks/{ask.pk}/pledge/{traders.pid}/", follow=True)
    assert "The body that leads is told." in words(answer)
    assert "You have pledged this." in words(answer)
    desk = words(at_network.get("/desk/"))
    assert "Traders' Group (sample) can give hall or room for “1.1 Action 1.1”: thank them." in desk
    pledge = Pledge.objects.get()
    answer = at_network.post(f"/desk/mombasa/pledges/{pledge.pk}/take/", follow=True)
    assert "Traders' Group (sample) Taken, with thanks" in words(answer)
    assert "thank them" not in words(at_network.get("/desk/"))


def test_what_is_of_another_kind_time_or_place_does_not_meet(at_network, at_traders, needs, ours):
    at_network.post(needs, HALL)
    for other in (
        {"need": "transport"},
        {"need": "hall", "starts": "2022-10-01"},
        {"need": "hall", "areas": ["KE001001"]},
    ):
        at_traders.post(ours, other)
    assert Give.objects.count() == 3
    assert "Nobody has said yet that they can give it" in words(at_network.get(needs))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "required"),
        ({"need": "other"}, "Say in a few words what it is."),
        ({"need": "hall", "starts": "2022-08-02", "ends": "2022-08-01", "text": "Mine"}, "before the first"),
        ({"need": "hall", "text": "write me@example.org"}, "points at a person"),
    ],
)
def test_what_cannot_be_asked_is_told_and_kept(at_network, needs, said, sentence):
    answer = at_network.post(needs, said)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert said.get("text", "") in answer.content.decode()
    assert not Ask.objects.exists()


def test_who_only_supports_does_not_ask(at_traders, needs):
    answer = at_traders.post(needs, HALL)
    assert answer.status_code == 422
    assert "Only the body that leads this action, and the secretary, say what it needs." in words(answer)


def test_a_refusal_is_told_where_it_leads_back_to(at_network, at_traders, needs):
    at_network.post(needs, HALL)
    answer = at_traders.post(f"/desk/mombasa/asks/{Ask.objects.get().pk}/close/", follow=True)
    assert "Only the body that leads this action" in words(answer)
    assert not Ask.objects.get().closed


def test_nothing_of_it_is_public(at_network, at_traders, needs, ours):
    at_network.post(needs, HALL)
    at_traders.post(ours, {"need": "air_time", "text": "On our station"})
    public = Client()
    for page in ("/mombasa/", "/mombasa/partners/", "/mombasa/plan/2022-23/", "/mombasa/plan/2022-23/a/1.1/"):
        seen = words(public.get(page))
        assert "sixty people" not in seen
        assert "On our station" not in seen
    for page in (needs, ours):
        assert public.get(page).status_code == 302


def test_another_bodys_page_is_not_there(at_network, ours):
    assert at_network.get(ours).status_code == 404


def test_pages_cost_few_queries(at_network, at_traders, needs, ours, django_assert_max_num_queries):
    at_network.post(needs, HALL)
    for n in range(10):
        at_network.post(needs, HALL | {"text": f"need {n}"})
        at_traders.post(ours, HALL | {"text": f"give {n}"})
    with django_assert_max_num_queries(26):
        at_network.get(needs)
    with django_assert_max_num_queries(30):
        at_traders.get(ours)

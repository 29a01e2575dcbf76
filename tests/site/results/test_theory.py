"""How a plan is meant to work: the picture and the table say the same, and the desk draws them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from jukwaa.results.actions import add_factor, draw_link, judge_link
from jukwaa.results.models import CausalLink, Factor
from tests.factories import ActionFactory
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
PAGE = "/mombasa/plan/2022-23/theory/"


def as_(user):
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def factor(action):
    return add_factor(action.plan, {"en": "Neighbours know one another"}, by=None)


def at(name, *more):
    return reverse(f"site:{name}", args=["mombasa", "2022-23", *more])


def test_before_anything_is_drawn_the_page_says_who_draws(action):
    words = page_of(Client().get(PAGE)).words
    assert "Nobody has drawn yet" in words
    assert "Those who lead its sections do that at their desk" in words


def test_picture_and_table_say_the_same(action, factor):
    ActionFactory(section=action.section, code="1.2")
    holds = draw_link(factor, action.pid, {"en": "they meet again"}, by=None)
    judge_link(holds, "holds", {"en": "they meet again"}, by=None)
    draw_link(factor, action.section.pid, {}, by=None)
    page = page_of(Client().get(PAGE))
    paths = [said["class"] for tag, said in page.tags if tag == "path" and len(said["d"]) > 10]
    assert paths == ["holds", "untested"]
    assert len([tag for tag, said in page.tags if tag == "rect" and said.get("width") == "250"]) == 3
    assert "they meet again" in page.words
    assert "It holds, by what was seen" in page.words
    assert "Of 1 of 2 actions it is said what they strengthen." in page.words


def test_a_factor_that_leads_nowhere_is_said_to(factor):
    words = page_of(Client().get(PAGE)).words
    assert "No action strengthens it yet." in words
    assert "It is not said yet to which outcome it leads." in words


def test_an_action_that_is_no_longer_in_the_plan_leaves_no_line(action, factor):
    draw_link(factor, action.pid, {}, by=None)
    action.pid = "a-bbbbbbbbbb"
    action.save()
    page = page_of(Client().get(PAGE))
    assert not [said for tag, said in page.tags if tag == "path" and len(said["d"]) > 10]


def test_who_leads_a_section_draws_at_the_desk(action, of_office):
    browser = as_(of_office)
    answer = browser.post(at("desk-theory"), {"text_en": "Neighbours talk", "text_sw": ""})
    factor = Factor.objects.get()
    assert answer["Location"] == at("desk-factor", factor.pid)
    said = {"link-to": action.pid, "link-assumption_en": "they meet again"}
    assert browser.post(at("link-draw", factor.pid), said).status_code == 302
    link = CausalLink.objects.get()
    typed = {f"judge-{link.pk}-standing": "fails", f"judge-{link.pk}-assumption_en": "they meet again"}
    assert browser.post(at("link-judge", factor.pid, link.pk), typed).status_code == 302
    link.refresh_from_db()
    assert (link.standing, link.assumption) == ("fails", {"en": "they meet again"})
    assert "One link was seen not to work as it was meant." in page_of(Client().get(PAGE)).words


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(factor, of_office):
    answer = as_(of_office).post(
        at("link-draw", factor.pid), {"link-to": "", "link-assumption_en": "they meet"}
    )
    assert answer.status_code == 422
    assert "they meet" in answer.content.decode()
    assert list(answer.context["link_form"].errors) == ["to"]
    answer = as_(of_office).post(at("desk-theory"), {"text_en": "Mzee Juma Ali"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text_en"]


def test_many_factors_cost_as_few_questions_as_one(action, factor, django_assert_max_num_queries):
    for n in range(8):
        draw_link(add_factor(action.plan, {"en": f"Factor {n}"}, by=None), action.pid, {}, by=None)
    with django_assert_max_num_queries(14):
        assert "Factor 7" in page_of(Client().get(PAGE)).words

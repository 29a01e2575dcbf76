"""Doing no harm, on the desk and in public: asked on one page, noted on another, decided, published."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from jukwaa.results.actions import approve_value, decide_effect, note_effect, publish_effect
from jukwaa.results.models import AdverseEffect, Review
from jukwaa.results.rules.caring import QUESTIONS
from jukwaa.site.figures.desk import desks
from tests.delivery.conftest import person_of
from tests.factories import OrganisationFactory, SeatFactory
from tests.results.conftest import TODAY, hand, indicator_of, told
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
DESK, PROGRESS = "/desk/mombasa/care/", "/mombasa/progress/"
LATE = "Dialogues ended after dark."


def as_(user):
    browser = Client()
    browser.force_login(user)
    return browser


def url(indicator):
    return reverse("site:care-review", args=["mombasa", indicator.definition.pid, 1])


@pytest.fixture
def rights(mombasa):
    return person_of(OrganisationFactory(forum=mombasa, name="Rights (sample)", state=False, rights=True))


@pytest.fixture
def unsafe(action):
    return indicator_of(action, safe=False)


@pytest.fixture
def secretary(mombasa):
    return SeatFactory(forum=mombasa).holder


def waiting(user):
    return [each.sentence for desk in desks(user) for each in desk.waiting]


def test_it_waits_on_the_desk_of_who_may_ask_and_is_gone_once_asked(unsafe, group, rights, of_group):
    approve_value(told(unsafe, group, 6), hand=hand(None, today=TODAY))
    line = "1 indicator waits to be asked whether it can do harm."
    assert line in waiting(rights)
    assert line not in waiting(of_group)
    assert "One indicator here is not found safe to show yet." in page_of(Client().get(PROGRESS)).words

    said = dict.fromkeys(QUESTIONS, "no") | {"outcome": "safe", "care": ""}
    answer = as_(rights).post(url(unsafe), said)
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert Review.objects.get().outcome == "safe"
    assert line not in waiting(rights)
    page = page_of(Client().get(PROGRESS)).words
    assert "not found safe to show" not in page
    assert "1 of 1 indicators have a checked value." in page


def test_what_was_typed_is_there_again_with_what_is_wrong_at_its_place(unsafe, rights):
    said = dict.fromkeys(QUESTIONS, "no") | {"label": "yes", "outcome": "safe", "care": "Ask Mzee Juma Ali"}
    answer = as_(rights).post(url(unsafe), said)
    assert answer.status_code == 422
    assert "Ask Mzee Juma Ali" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["care"]
    answer = as_(rights).post(url(unsafe), {"outcome": "safe"})
    assert set(answer.context["form"].errors) == set(QUESTIONS)
    assert not Review.objects.exists()


def test_who_measures_it_is_told_why_and_led_back(unsafe, office, of_office):
    office.rights = True
    office.save()
    answer = as_(of_office).get(url(unsafe), follow=True)
    assert "Your own body measures this" in page_of(answer).words


def test_whoever_sits_in_the_forum_notes_and_reads_what_was_decided(action, of_group, secretary):
    browser = as_(of_group)
    answer = browser.post(f"{DESK}note/", {"kind": "happened", "what": LATE, "about": action.pid})
    assert answer.status_code == 302
    effect = AdverseEffect.objects.get()
    assert (effect.what, effect.about) == ({"en": LATE}, action.pid)
    assert "On 1 adverse effect nothing is decided yet." in waiting(secretary)
    assert waiting(of_group) == []

    decided = as_(secretary).post(effect.get_absolute_url(), {"state": "adapted", "decision": "By four."})
    assert decided.status_code == 302
    words = page_of(browser.get(effect.get_absolute_url())).words
    assert "By four." in words
    assert "Done otherwise from now on" in words
    assert "You decide on this" not in words


def test_a_note_that_names_somebody_is_refused_and_stays_typed(action, of_group):
    answer = as_(of_group).post(f"{DESK}note/", {"kind": "could", "what": "Mzee Juma Ali said so"})
    assert answer.status_code == 422
    assert "Mzee Juma Ali said so" in answer.content.decode()
    assert "no record of a person belongs here" in page_of(answer).words
    assert not AdverseEffect.objects.exists()


def test_in_public_stand_how_many_there_are_and_what_was_published(action):
    plan = action.plan
    effect = note_effect(plan, "happened", {"en": LATE}, about=action.pid, hand=hand(None))
    note_effect(plan, "could", {"en": "A map of dangerous places"}, hand=hand(None))
    words = page_of(Client().get(PROGRESS)).words
    assert "One thing was noted that went wrong because of the plan. One that could." in words
    assert "On 2 nothing is decided yet." in words
    assert LATE not in words
    decide_effect(effect, "adapted", {"en": "By four."}, hand=hand(None))
    publish_effect(effect, hand=hand(None))
    words = page_of(Client().get(PROGRESS)).words
    assert LATE in words
    assert "By four." in words
    assert "dangerous places" not in words


def test_many_cost_as_few_questions_as_one(action, group, rights, secretary, django_assert_max_num_queries):
    browser = as_(secretary)
    for _n in range(12):
        indicator_of(action, safe=False)
        note_effect(action.plan, "happened", {"en": LATE}, about=action.pid, hand=hand(None))
    with django_assert_max_num_queries(24):
        page = page_of(browser.get(DESK))
    assert page.words.count(LATE) == 12

"""Publications as everybody reads them: the whole, a section, a place; dated, to be cited, never another."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.test import Client

from jukwaa.delivery.rules.reach import Reached
from jukwaa.results.actions import freeze_score
from tests.results.conftest import LIKONI, SECOND, TIMBWANI, indicator_of, number
from tests.results.test_freezing import AUTUMN, SPRING, both, checked, reported
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
PAGE = "/mombasa/progress/"
DAY = f"{PAGE}{SPRING.isoformat()}/"


def words(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return page_of(answer).words


@pytest.fixture
def published(action, indicator, group):
    """Twice: before and after a second quarter."""
    checked(indicator, group, 3)
    reported(action, group, date(2022, 8, 1), [TIMBWANI], both(20, 12))
    reported(action, group, date(2022, 8, 2), [TIMBWANI], Reached(entered=4))
    freeze_score(action.plan, by=None, today=AUTUMN)
    checked(indicator, group, 3, SECOND)
    reported(action, group, date(2022, 11, 1), [LIKONI], both(40, 3))
    reported(action, group, date(2022, 9, 1), [LIKONI], both(11, 14))
    return freeze_score(action.plan, by=None, today=SPRING)


def test_whole_section_and_place_say_the_same_day_and_can_be_cited(published):
    whole, section, place = (words(f"{DAY}{part}") for part in ("", "s/1/", f"place/{LIKONI}/"))
    assert "the plan had come 50 % of the way" in whole
    assert "5 verified reports tell of 100 people at activities." not in whole
    assert "4 verified reports tell of 100 people at activities." in whole
    assert "this section had come 50 % of its way" in section
    assert "100 people came to activities in Likoni" in place
    assert "1 report of fewer than 10 people" in place
    for said in (whole, section, place):
        assert "progress as at 31 January 2023, publication 2" in said
        assert published.digest in said
    assert "from 2022-23" not in whole


def test_what_is_downloaded_is_what_the_digest_is_of(published):
    data = Client().get(f"{DAY}jukwaa-progress.json").content
    assert hashlib.sha256(data).hexdigest() == published.digest


def test_what_changed_is_said_and_the_first_one_still_stands(published):
    whole = words(DAY)
    assert "25 % → 50 %" in whole
    assert "1 new value" in whole
    assert "Likoni, Jul – Sep 2022: 32 → 57" in whole
    first = words(f"{PAGE}{AUTUMN.isoformat()}/")
    assert "the plan had come 25 % of the way" in first
    assert "This is the first publication" in first
    assert Client().get(f"{DAY}jukwaa-progress.json").json() == published.document


def test_few_people_stand_nowhere_and_no_number_is_of_a_place_that_is_none(published):
    table = words(DAY).split("How many people came")[-1].split("What changed")[0]
    assert "Women – · · 71 Men – · · 29" in table  # the three men of autumn, and by whom they could be found
    for gone in ("place/KE002001/", "place/several/", "s/9/"):
        assert Client().get(f"{DAY}{gone}").status_code == 404
    for day in ("2022-11-01", "never"):
        assert Client().get(f"{PAGE}{day}/").status_code == 404


def test_between_two_publications_numbers_of_people_stand(action, group, published):
    people = indicator_of(action, marks=("0", "100"))
    checked(people, group, number(40, people=True))
    assert "40" not in words(PAGE)
    assert "told with the next publication" in words(PAGE)
    freeze_score(action.plan, by=None, today=date(2023, 2, 10))
    assert "40" in words(PAGE)
    checked(people, group, number(14, people=True), SECOND)
    assert "54" not in words(PAGE)
    assert "Since the publication of 10 February 2023: Numbers of people change" in words(PAGE)


def test_it_stands_in_swahili_in_few_statements(published, django_assert_max_num_queries):
    for part in ("", "s/1/", f"place/{LIKONI}/"):
        with django_assert_max_num_queries(12):
            assert "chapisho 2" in words(f"/sw{DAY}{part}")


def test_the_secretary_publishes_from_the_desk_and_nobody_else(action, secretary, member):
    browser = Client()
    for who, said in ((member, "Only the secretary"), (secretary, "can be cited")):
        browser.force_login(who)
        answer = browser.post("/desk/mombasa/values/2022-23/freeze/", follow=True)
        assert said in answer.content.decode()
    assert action.plan.publications.count() == 1

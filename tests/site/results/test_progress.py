"""How far the plan has come, as everybody reads it: what was checked, from how much, and what is missing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from jukwaa.results.actions import approve_value, correct_value, freeze_score
from jukwaa.results.rules.telling import Told
from tests.results.conftest import FIRST, SECOND, TODAY, hand, indicator_of, number, told
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
PAGE = "/mombasa/progress/"


def checked(*said, **more):
    return approve_value(told(*said, **more), hand=hand(None, today=TODAY))


def words(address=PAGE):
    return page_of(Client().get(address)).words


def test_before_anything_is_checked_the_page_says_how_it_comes_to_stand_here(indicator, group):
    told(indicator, group, 5)
    said = words()
    assert "Nothing has been measured and checked yet" in said
    assert "5" not in re.sub(r"\d{4}", "", said.split("Nothing has")[1].split("How it is")[0])
    assert "names no indicator" not in said


def test_sentences_picture_and_table_say_the_same(action, indicator, group):
    checked(indicator, group, 2)
    checked(indicator, group, 4, SECOND)
    indicator_of(action.section, "percentage", "ratio_of_sums", "last", ("0%", "80%"))
    indicator_of(action)
    answer = Client().get(PAGE)
    page = page_of(answer)
    assert "has come 50 % of the way" in page.words
    assert "1 of 3 indicators have a checked value." in page.words
    assert "2 values from 2 quarters" in page.words
    assert "The newest values are of Oct – Dec 2022." in page.words
    bars = [said for tag, said in page.tags if tag == "rect" and said["class"] == "come"]
    assert [said["width"] for said in bars] == ["150"]  # half of 300
    assert "nothing told and checked yet" in page.words
    assert f'href="/mombasa/plan/2022-23/a/1.1/#{indicator.pid}"' in answer.content.decode()


def test_what_is_missing_says_why(action, group):
    why = {
        "could not be measured": Told("missing"),
        "does not apply so far": Told("not_applicable"),
    }
    for said in why.values():
        told(indicator_of(action), group, said)
    checked(indicator_of(action, marks=("", "40")), group, 5)
    checked(indicator_of(action), group, 5)
    said = words()
    for each in (*why, "the plan does not say where it began"):
        assert each in said


def test_few_people_are_not_told(action, group):
    few, some = indicator_of(action), indicator_of(action, marks=("0", "100"))
    checked(few, group, number(7, people=True))
    checked(some, group, number(8, people=True))
    checked(some, group, number(43, people=True), SECOND)
    assert "a number of people: told with the next publication" in words()
    freeze_score(action.plan, by=None, today=date(2022, 12, 31))
    page = words()
    assert "fewer than 10 people: hidden" in page
    assert "51" in page
    assert not {"7", "8", "43"} & set(
        re.findall(r"\b\d+\b", page.split("Every indicator")[-1].split("How many people came")[0])
    )


def test_a_correction_is_seen_at_once_though_the_page_is_kept(indicator, group):
    value = checked(indicator, group, 6)
    assert "has come 50 % of the way" in words()
    correct_value(value, number(12), hand=hand(None, today=TODAY))
    assert "Nothing has been measured" in words()
    approve_value(value, hand=hand(None, today=TODAY))
    assert "has come 100 % of the way" in words()


def test_it_stands_in_swahili_and_of_a_draft_nothing_does(action, indicator, group):
    checked(indicator, group, 6)
    assert "mpango umefika 50 % ya njia" in words(f"/sw{PAGE}")
    type(action.plan).objects.update(status="draft")
    assert "Its plan is not public yet" in words("/mombasa/progress/?again=1")


def test_it_takes_as_many_statements_however_much_there_is(action, indicator, group, django_assert_max_num_queries):  # fmt: skip
    for quarter in (FIRST, SECOND):
        for each in (indicator, indicator_of(action)):
            checked(each, group, 6, quarter)
    with django_assert_max_num_queries(15):
        Client().get(PAGE)


def test_of_a_survey_is_told_how_many_were_asked_and_its_margin_there_and_in_the_publication(action, group):
    trust, few = (
        indicator_of(action, "percentage", "weighted_mean", "last", ("0%", "80%")) for _n in range(2)
    )
    said = Told(numerator=Decimal(120), denominator=Decimal(300), n=300, margin=Decimal("5.50"))
    checked(trust, group, said)
    checked(few, group, Told(numerator=Decimal(4), denominator=Decimal(8), n=8))
    page = words()
    assert "1 value from 1 quarter; a survey of 300, give or take 5.5 points" in page
    assert "a survey of 8" not in page
    made = freeze_score(action.plan, by=None, today=date(2022, 12, 31))
    rows = {row["pid"]: row for row in made.document["sections"][0]["indicators"]}
    assert rows[trust.pid]["survey"] == {"n": 300, "margin": "5.5"}
    assert "survey" not in rows[few.pid]
    assert "a survey of 300, give or take 5.5 points" in words(f"{PAGE}2022-12-31/s/1/")

"""Factors and links are drawn by the secretary and who leads a section, and every step is in the record."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from jukwaa.core.models import Entry
from jukwaa.results.actions import (
    add_factor,
    draw_link,
    drop_factor,
    drop_link,
    judge_link,
    reword_factor,
)
from jukwaa.results.models import CausalLink, Factor

pytestmark = pytest.mark.django_db
WORDS = {"en": "Neighbours know one another", "sw": "Majirani wanafahamiana"}
IF = {"en": "they meet again"}


@pytest.fixture
def factor(action):
    return add_factor(action.plan, WORDS, by=None)


def test_it_is_drawn_judged_taken_out_and_recorded(action, of_office):
    factor = add_factor(action.plan, WORDS, by=of_office)
    reword_factor(factor, {"en": "Neighbours talk"}, by=of_office)
    link = draw_link(factor, action.pid, IF, by=of_office)
    assert (link.action, link.section, link.standing) == (action.pid, "", "untested")
    outcome = draw_link(factor, action.section.pid, {}, by=of_office)
    assert (outcome.action, outcome.section) == ("", action.section.pid)
    assert judge_link(link, "fails", IF, by=of_office).standing == "fails"
    drop_link(outcome, by=of_office)
    drop_factor(factor, by=of_office)
    assert not Factor.objects.exists()
    assert not CausalLink.objects.exists()
    entries = list(Entry.objects.order_by("number"))
    assert [entry.verb for entry in entries] == [
        "factor.added", "factor.reworded", "link.drawn", "link.drawn", "link.judged", "link.dropped", "factor.dropped",
    ]  # fmt: skip
    assert not any(entry.public for entry in entries)
    assert all("Neighbours" not in str(entry.facts) for entry in entries)


def test_a_body_that_leads_no_section_does_not_draw(action, of_group, factor):
    for act, said in ((add_factor, (action.plan, WORDS)), (draw_link, (factor, action.pid, IF))):
        with pytest.raises(PermissionDenied, match="bodies that lead this section"):
            act(*said, by=of_group)
    assert Factor.objects.count() == 1


def test_the_same_link_drawn_again_is_one_with_what_is_assumed_now(action, factor):
    first = draw_link(factor, action.pid, IF, by=None)
    judge_link(first, "holds", IF, by=None)
    again = draw_link(factor, action.pid, {"en": "they have a place"}, by=None)
    assert (again.pk, again.assumption, again.standing) == (first.pk, {"en": "they have a place"}, "untested")


@pytest.mark.parametrize("words", [{}, {"en": " "}, {"en": "x" * 201}, {"en": "Mzee Juma Ali helps"}])
def test_words_that_say_nothing_too_much_or_name_somebody_are_refused(action, words):
    with pytest.raises(ValidationError) as wrong:
        add_factor(action.plan, words, by=None)
    assert list(wrong.value.error_dict) == ["text"]


def test_only_what_stands_in_the_plan_is_linked(factor):
    with pytest.raises(ValidationError) as wrong:
        draw_link(factor, "a-aaaaaaaaaa", {}, by=None)
    assert list(wrong.value.error_dict) == ["to"]


def test_a_link_has_one_end_says_the_database_too(action, factor):
    link = draw_link(factor, action.pid, {}, by=None)
    for ends in ({"action": ""}, {"section": action.section.pid}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CausalLink.objects.filter(pk=link.pk).update(**ends)

"""What comes back to who reported: thanks and questions, what came of it, and what the section did, to pass on."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jukwaa.delivery.actions import ask_report, verify_report
from jukwaa.delivery.rules.reach import Cell, Reached
from jukwaa.delivery.rules.telling import Told
from jukwaa.site.figures.desk import desks
from tests.delivery.conftest import TIMBWANI, TODAY, filed
from tests.factories import SeatFactory
from tests.site.pages.reading import page_of

pytestmark = pytest.mark.django_db
WHY = "How did you invite those who stayed away?"
FEW = Told(
    date(2022, 9, 2), frozenset({TIMBWANI}), {"sw": "Darasa"}, Reached({Cell("female", "18_34", False): 3})
)
LEARNED = Told(
    date(2022, 9, 3), frozenset({TIMBWANI}), {"en": "A circle"}, Reached(entered=40),
    lesson={"en": "Begin early", "sw": "Anza mapema"}, challenge={"en": "The hall was locked"},
)  # fmt: skip


def as_(user):
    browser = Client()
    browser.force_login(user)
    return browser


def at(report, name=""):
    return reverse(f"site:report{name}", args=["mombasa", report.pid])


def shared(report, span="2022-07"):
    return reverse("site:desk-shared", args=["mombasa", report.plan.edition, span, "1"])


def waiting(user):
    return [each.sentence for desk in desks(user) for each in desk.waiting]


def test_a_question_waits_on_the_authors_desk_until_it_is_answered(report, of_group, of_office):
    assert as_(of_office).post(at(report, "-ask"), {"words": WHY}).status_code == 302
    line = f"A report of {report.organisation} is asked about."
    assert line in waiting(of_group)
    browser = as_(of_group)
    assert WHY in page_of(browser.get(at(report))).words
    assert browser.post(at(report, "-answer"), {"words": "By radio"}).status_code == 302
    assert line not in waiting(of_group)
    words = page_of(as_(of_office).get(at(report))).words
    assert WHY in words
    assert "By radio" in words


def test_others_in_the_forum_read_neither_question_nor_answer(report, of_office, mombasa):
    verify_report(report, by=of_office, today=TODAY)
    ask_report(report, WHY, by=of_office, today=TODAY)
    liaison = SeatFactory(forum=mombasa, role="liaison").holder
    words = page_of(as_(liaison).get(at(report))).words
    assert "Verified" in words
    assert WHY not in words
    assert "Asked about" not in words


def test_what_names_somebody_is_refused_and_stays_typed(report, of_office):
    answer = as_(of_office).post(at(report, "-ask"), {"words": "Was Mzee Juma Ali there?"})
    assert answer.status_code == 422
    assert "Was Mzee Juma Ali there?" in answer.content.decode()
    assert list(answer.context["words_form"].errors) == ["words"]


def test_its_author_reads_what_came_of_it(report, action, group, of_group, of_office):
    browser = as_(of_group)
    assert "counts once somebody outside your body has verified it" in page_of(browser.get(at(report))).words
    verify_report(report, by=of_office, today=TODAY)
    words = page_of(browser.get(at(report))).words
    assert "it is the one verified report of" in words
    assert "for Jul – Sep 2022 so far" in words
    verify_report(filed(action, group, FEW, by=of_group), by=of_office, today=TODAY)
    assert "it is one of 2 verified reports of" in page_of(browser.get(at(report))).words


def test_the_section_is_told_with_a_message_in_both_languages(report, action, group, of_group, of_office):
    for each in (report, filed(action, group, FEW, by=of_group), filed(action, group, LEARNED, by=of_group)):
        verify_report(each, by=of_office, today=TODAY)
    answer = as_(of_group).get(shared(report))
    words = page_of(answer).words
    assert "3 reports are verified." in words
    assert "56 people were reached." in words  # 16 and 40; of the three nothing is told
    assert "One report tells of so few people that they are in no sum." in words
    assert "The hall was locked" in words
    texts = dict(answer.context["told"].texts)
    assert list(texts) == ["sw", "en"]
    assert "• 3 reports are verified." in texts["en"]
    assert "• Begin early" in texts["en"]
    assert "• Anza mapema" in texts["sw"]
    assert "reports" not in texts["sw"]
    for text in texts.values():
        assert "The hall was locked" not in text  # what was hard stays in the forum
        assert str(group) not in text
        assert "http" not in text


def test_what_is_meant_for_the_forum_alone_is_not_passed_on(action, group, of_group, of_office):
    told = Told(
        date(2022, 9, 3), frozenset({TIMBWANI}), {"en": "A circle"}, Reached(entered=40), visibility="forum"
    )
    report = filed(action, group, told, by=of_group)
    verify_report(report, by=of_office, today=TODAY)
    answer = as_(of_group).get(shared(report))
    assert "1 report is verified." in page_of(answer).words
    assert "• No report is verified yet." in dict(answer.context["told"].texts)["en"]


def test_a_time_or_section_that_is_not_there_is_not_found(report, of_group):
    browser = as_(of_group)
    assert browser.get(shared(report, "2031-07")).status_code == 404
    assert browser.get(shared(report).replace("/s/1/", "/s/99/")).status_code == 404


# --- thanked by name --------------------------------------------------------------------------------------------

PROGRESS = "/mombasa/progress/"


def wish(body, by, wishes="yes"):
    return as_(by).post(reverse("site:body-wish", args=["mombasa", body.pid]), {"wishes": wishes})


def test_a_body_is_named_on_its_wish_once_it_has_reported_and_no_longer_when_it_says_so(
    report, group, of_group, of_office
):
    wish(group, of_group)
    assert "wish to be named" not in page_of(Client().get(PROGRESS)).words
    verify_report(report, by=of_office, today=TODAY)
    assert f"wish to be named: {group}" in page_of(Client().get(PROGRESS)).words
    wish(group, of_group, "no")
    assert "wish to be named" not in page_of(Client().get(PROGRESS)).words


def test_a_body_that_is_not_named_in_public_is_not_thanked_by_name(report, group, of_group, of_office):
    verify_report(report, by=of_office, today=TODAY)
    wish(group, of_group)
    for withdrawn in (None, TODAY):
        type(group).objects.filter(pk=group.pk).update(listed=False, withdrawn=withdrawn)
        assert str(group) not in page_of(Client().get(PROGRESS)).words
    type(group).objects.filter(pk=group.pk).update(thanked=False)
    assert "It is not named in public" in page_of(as_(of_group).post(
        reverse("site:body-wish", args=["mombasa", group.pid]), {"wishes": "yes"}, follow=True)
    ).words  # fmt: skip
    group.refresh_from_db()
    assert not group.thanked


def test_nobody_wishes_for_another(report, group, of_office):
    assert wish(group, of_office).status_code == 404
    group.refresh_from_db()
    assert not group.thanked


def test_the_letter_thanks_for_what_was_verified_alone(report, group, of_group, of_office):
    letter = reverse("site:body-thanks", args=["mombasa", group.pid, "2022-07"])
    assert "No report of this body is verified" in page_of(as_(of_group).get(letter)).words
    verify_report(report, by=of_office, today=TODAY)
    words = page_of(as_(of_group).get(letter)).words
    assert "for the report that you gave of your work for the county's plan (Jul – Sep 2022)" in words
    assert "1.1" in words


def test_a_body_that_was_withdrawn_stands_in_no_message_to_pass_on(report, action, group, of_office, mombasa):
    verify_report(report, by=of_office, today=TODAY)
    type(action.section).objects.filter(pk=action.section_id).update(
        title={"en": f"With {group.name}", "sw": f"Na {group.name}"}
    )
    type(group).objects.filter(pk=group.pk).update(withdrawn=TODAY, listed=False)
    answer = as_(SeatFactory(forum=mombasa).holder).get(
        shared(report)
    )  # the secretary, who reads the name as ever
    for text in dict(answer.context["told"].texts).values():
        assert group.name not in text

"""Something back: thanks once, a question that leaves the report as it stands, its author's answer."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import (
    answer_report,
    ask_report,
    thank_report,
    verify_report,
    withdraw_report,
)
from jukwaa.delivery.models import Report
from tests.delivery.conftest import TODAY, filed
from tests.factories import SeatFactory

pytestmark = pytest.mark.django_db
WHY = "How did you invite those who stayed away?"


def said(act, report, *words, by):
    return act(report, *words, by=by, today=TODAY)


def test_who_checks_thanks_once_and_it_is_recorded(report, of_office):
    said(thank_report, report, "Well done", by=of_office)
    step = report.steps.latest("pk")
    assert (step.kind, step.reason, step.organisation.name) == (
        "thanked",
        "Well done",
        "County Gender Department",
    )
    with pytest.raises(PermissionDenied, match="thanked for this report already"):
        said(thank_report, report, by=of_office)
    assert [entry.verb for entry in Entry.objects.order_by("number")] == ["report.filed", "report.thanked"]
    assert not Entry.objects.filter(public__isnull=False).exists()
    assert "Well" not in str(Entry.objects.latest("number").facts)


@pytest.mark.parametrize("act", [thank_report, ask_report])
def test_nobody_thanks_or_asks_themselves(act, report, of_group):
    with pytest.raises(PermissionDenied):
        said(act, report, "Why", by=of_group)
    assert report.steps.count() == 1


def test_a_question_leaves_it_as_it_stands_until_its_author_answers(report, of_office, of_group, mombasa):
    verify_report(report, by=of_office, today=TODAY)
    said(ask_report, report, WHY, by=of_office)
    report.refresh_from_db()
    assert report.state == "verified"
    assert list(Report.objects.all().with_question()) == [report]
    with pytest.raises(PermissionDenied, match="waits for its author's answer"):
        said(ask_report, report, "And another", by=SeatFactory(forum=mombasa).holder)
    with pytest.raises(PermissionDenied, match="Only the body that reported"):
        said(answer_report, report, "By phone", by=SeatFactory(forum=mombasa).holder)
    said(answer_report, report, "By phone", by=of_group)
    assert not Report.objects.all().with_question().exists()
    said(ask_report, report, "When?", by=of_office)
    assert Report.objects.all().with_question().exists()


def test_without_a_question_there_is_no_answer(report, of_group):
    with pytest.raises(PermissionDenied, match="Nothing is asked"):
        said(answer_report, report, "So", by=of_group)


def test_who_entered_it_for_a_body_answers_for_it_too(action, group, mombasa, of_office):
    secretary = SeatFactory(forum=mombasa).holder
    relayed = filed(action, group, by=secretary, came="phone")
    said(ask_report, relayed, WHY, by=of_office)
    said(answer_report, relayed, "She says: by radio", by=secretary)
    assert relayed.steps.latest("pk").kind == "answered"


@pytest.mark.parametrize("words", ["", "  ", "x" * 2001, "Ask Mzee Juma Ali"])
def test_words_that_say_nothing_too_much_or_name_somebody_are_refused(report, of_office, words):
    with pytest.raises(ValidationError) as wrong:
        said(ask_report, report, words, by=of_office)
    assert list(wrong.value.error_dict) == ["words"]


def test_what_was_taken_back_is_neither_thanked_nor_asked_about(report, of_group, of_office):
    withdraw_report(report, by=of_group, today=TODAY)
    for act in (thank_report, ask_report):
        with pytest.raises(PermissionDenied, match="taken back"):
            said(act, report, "Why", by=of_office)

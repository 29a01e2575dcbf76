from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import (
    confirm_report,
    correct_report,
    return_report,
    verify_report,
    withdraw_report,
)
from jukwaa.delivery.models import Report
from jukwaa.delivery.rules.reach import Reached
from jukwaa.delivery.rules.telling import unpacked
from tests.delivery.conftest import TODAY, TOLD, TWO, filed, hand, person_of
from tests.factories import OrganisationFactory, RoleFactory, UserFactory


def verbs():
    return list(
        Entry.objects.filter(verb__startswith="report.").order_by("id").values_list("verb", flat=True)
    )


def test_a_body_reports_from_its_own_seat(report, group, of_group):
    found = Report.objects.get()
    assert (found.told, found.state, found.came, found.held) == (TOLD, "submitted", "seat", False)
    assert found.seat.holder == of_group
    assert found.reached == TWO
    step = found.steps.get()
    assert (step.kind, step.organisation, unpacked(step.said)) == ("filed", group, TOLD)
    entry = Entry.objects.get(verb="report.filed")
    assert (entry.target, entry.facts["report"], entry.facts["came"]) == (found.action, found.pid, "seat")
    assert entry.public is None


def test_the_same_sent_again_is_one_report(action, group, of_group):
    number = uuid4()
    first = filed(action, group, by=of_group, client_id=number)
    assert filed(action, group, by=of_group, client_id=number) == first
    assert Report.objects.count() == 1
    assert verbs() == ["report.filed"]


def test_sent_again_after_it_was_corrected_it_changes_nothing(action, group, of_group):
    number = uuid4()
    first = filed(action, group, by=of_group, client_id=number)
    correct_report(first, replace(TOLD, reached=Reached(entered=40)), hand=hand(of_group))
    assert filed(action, group, by=of_group, client_id=number).told.reached.total == 40


def test_under_one_number_nothing_else_is_taken(action, group, of_group):
    number = uuid4()
    filed(action, group, by=of_group, client_id=number)
    with pytest.raises(ValidationError) as no:
        filed(action, group, replace(TOLD, text={"en": "Other"}), by=of_group, client_id=number)
    assert no.value.code == "sent_otherwise"


def test_a_body_without_a_part_does_not_report(action, mombasa, of_group):
    other = OrganisationFactory(forum=mombasa)
    with pytest.raises(PermissionDenied, match="no part in this action"):
        filed(action, other, by=person_of(other))
    declined = RoleFactory(action=action, organisation=other, kind="support", reply="declined")
    with pytest.raises(PermissionDenied, match="no part in this action"):
        filed(action, declined.organisation, by=person_of(other))


def test_who_leads_the_section_may_report_of_its_actions(action, office, of_office):
    assert filed(action, office, by=of_office).organisation == office


@pytest.mark.parametrize("status", ["draft", "superseded"])
def test_no_report_on_a_draft_or_on_what_was_superseded(action, group, of_group, status):
    action.plan.status = status
    action.plan.save()
    with pytest.raises(PermissionDenied, match="public and has not been superseded"):
        filed(action, group, by=of_group)


def test_nobody_reports_for_another_body_but_the_secretary(action, group, of_office):
    for who in (of_office, UserFactory(), AnonymousUser()):
        with pytest.raises(PermissionDenied):
            filed(action, group, by=who)
    assert not Report.objects.exists()


def test_what_is_wrong_is_said_of_its_field_and_nothing_is_kept(action, group, of_group):
    with pytest.raises(ValidationError) as no:
        filed(action, group, replace(TOLD, text={}, areas=frozenset({"KE002"})), by=of_group)
    assert set(no.value.message_dict) == {"text", "areas"}
    assert not Report.objects.exists()
    assert verbs() == []


def test_what_looks_as_if_it_named_a_person_is_kept_and_held(action, group, of_group):
    made = filed(action, group, replace(TOLD, lesson={"en": "Mzee Juma helped"}), by=of_group)
    assert made.held


# --- entered for a body --------------------------------------------------------------------------------------------


def test_the_secretary_enters_what_a_body_told_and_says_how(action, group, secretary):
    with pytest.raises(ValidationError, match="Say how the body told you"):
        filed(action, group, by=secretary)
    made = filed(action, group, by=secretary, came="phone")
    assert (made.came, made.relayed, made.confirmed) == ("phone", True, None)
    assert Entry.objects.get(verb="report.filed").facts["came"] == "phone"


def test_the_body_confirms_it_once(action, group, of_group, secretary, of_office):
    made = filed(action, group, by=secretary, came="phone")
    for who in (secretary, of_office):
        with pytest.raises(PermissionDenied):
            confirm_report(made, by=who, today=TODAY)
    assert confirm_report(made, by=of_group, today=TODAY).confirmed == TODAY
    with pytest.raises(PermissionDenied, match="waits to be confirmed"):
        confirm_report(made, by=of_group, today=TODAY)


def test_until_then_the_secretary_corrects_it_and_afterwards_the_body_alone(
    action, group, of_group, secretary
):
    made = filed(action, group, by=secretary, came="phone")
    changed = correct_report(made, replace(TOLD, challenge={"en": "Rain"}), hand=hand(secretary))
    assert changed.challenge == {"en": "Rain"}
    confirm_report(made, by=of_group, today=TODAY)
    with pytest.raises(PermissionDenied, match="Only the body that reported"):
        correct_report(made, TOLD, hand=hand(secretary))
    assert correct_report(made, TOLD, hand=hand(of_group)).challenge == {}


# --- corrected, taken back -------------------------------------------------------------------------------------------


def test_a_correction_keeps_the_author_and_what_was_said_before(report, of_group, group):
    other_of_group = person_of(group)
    changed = correct_report(report, replace(TOLD, reached=Reached(entered=30)), hand=hand(other_of_group))
    assert changed.seat.holder == of_group
    assert changed.reached == Reached({}, 30)
    assert [unpacked(step.said).reached.total for step in changed.steps.all()] == [16, 30]
    assert verbs() == ["report.filed", "report.corrected"]


def test_correcting_nothing_is_no_step(report, of_group):
    correct_report(report, TOLD, hand=hand(of_group))
    assert verbs() == ["report.filed"]


def test_what_came_back_is_corrected_and_waits_again(report, of_group, of_office):
    return_report(report, "Which ward?", by=of_office, today=TODAY)
    assert correct_report(report, TOLD, hand=hand(of_group)).state == "submitted"


def test_what_is_verified_is_not_corrected(report, of_group, of_office):
    verify_report(report, by=of_office, today=TODAY)
    with pytest.raises(PermissionDenied, match="send it back with a reason"):
        correct_report(report, TOLD, hand=hand(of_group))


def test_a_body_takes_its_report_back(report, of_group, of_office):
    with pytest.raises(PermissionDenied):
        withdraw_report(report, by=of_office, today=TODAY)
    assert withdraw_report(report, by=of_group, today=TODAY).state == "withdrawn"
    with pytest.raises(PermissionDenied, match="taken back"):
        correct_report(report, TOLD, hand=hand(of_group))
    assert verbs() == ["report.filed", "report.withdrawn"]

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import release_report, return_report, verify_report, verify_reports
from jukwaa.delivery.models import Report
from jukwaa.plans.models import Leadership
from tests.delivery.conftest import TODAY, TOLD, filed, person_of
from tests.factories import OrganisationFactory, SeatFactory, UserFactory


def test_who_leads_the_section_verifies_it_and_the_record_says_so_in_public(report, of_office, office):
    assert verify_report(report, by=of_office, today=TODAY).state == "verified"
    entry = Entry.objects.get(verb="report.verified")
    assert entry.public is not None
    assert entry.organisation == office.pid
    assert report.steps.last().kind == "verified"


def test_a_body_never_checks_its_own_report(report, group, of_group):
    Leadership.objects.create(section_id=report.section_id, organisation=group, position=1)
    for act in (verify_report, release_report):
        with pytest.raises(PermissionDenied):
            act(report, by=of_group, today=TODAY)
    both = SeatFactory(forum=report.forum, role="secretary", holder=of_group).holder
    with pytest.raises(PermissionDenied, match="your own body"):
        verify_report(report, by=both, today=TODAY)


def test_who_entered_a_report_for_a_body_does_not_check_it(action, group, secretary, of_office):
    made = filed(action, group, by=secretary, came="phone")
    with pytest.raises(PermissionDenied, match="entered this report yourself"):
        verify_report(made, by=secretary, today=TODAY)
    assert verify_report(made, by=of_office, today=TODAY)


def test_the_secretary_and_the_chairs_check_and_nobody_else(report, secretary, mombasa):
    stranger = person_of(OrganisationFactory(forum=mombasa))
    for who in (stranger, UserFactory(), AnonymousUser(), SeatFactory(forum=mombasa, role="observer").holder):
        with pytest.raises(PermissionDenied):
            verify_report(report, by=who, today=TODAY)
    assert verify_report(report, by=secretary, today=TODAY)


def test_it_goes_back_with_a_reason_and_never_without(report, of_office):
    with pytest.raises(ValidationError, match="put right"):
        return_report(report, " ", by=of_office, today=TODAY)
    returned = return_report(report, "Which ward?", by=of_office, today=TODAY)
    assert (returned.state, returned.steps.last().reason) == ("returned", "Which ward?")
    entry = Entry.objects.get(verb="report.returned")
    assert "Which" not in str(entry.facts)
    with pytest.raises(PermissionDenied, match="with its author"):
        verify_report(report, by=of_office, today=TODAY)


def test_what_turns_out_wrong_later_goes_back_too(report, of_office):
    verify_report(report, by=of_office, today=TODAY)
    assert return_report(report, "Counted twice", by=of_office, today=TODAY).state == "returned"
    assert not Report.objects.visible_to(AnonymousUser()).exists()


def test_what_is_held_is_public_only_after_somebody_has_looked(action, group, of_group, of_office):
    made = filed(action, group, replace(TOLD, lesson={"en": "Mzee Juma helped"}), by=of_group)
    verify_report(made, by=of_office, today=TODAY)
    assert not Report.objects.visible_to(AnonymousUser()).exists()
    release_report(made, by=of_office, today=TODAY)
    assert Report.objects.visible_to(AnonymousUser()).get() == made
    with pytest.raises(PermissionDenied, match="held back"):
        release_report(made, by=of_office, today=TODAY)


def test_many_are_verified_at_once_and_those_that_cannot_be_are_told(
    action, group, of_group, secretary, of_office
):
    several = [filed(action, group, by=of_group) for _ in range(3)]
    own = filed(action, group, by=secretary, came="paper")
    done, left = verify_reports([*several, own], by=secretary, today=TODAY)
    assert done == several
    assert [(report, "yourself" in reason) for report, reason in left] == [(own, True)]


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_before_it_is_verified_only_the_body_and_who_checks_see_it(
    report, of_group, of_office, secretary, mombasa
):
    member = person_of(OrganisationFactory(forum=mombasa))
    for who, sees in (
        (AnonymousUser(), 0), (UserFactory(), 0), (member, 0), (of_group, 1), (of_office, 1), (secretary, 1),
    ):  # fmt: skip
        assert Report.objects.visible_to(who).count() == sees


def test_verified_it_is_everybodys_or_the_forums(action, group, of_group, of_office, mombasa):
    member = person_of(OrganisationFactory(forum=mombasa))
    inside = filed(action, group, replace(TOLD, visibility="forum"), by=of_group)
    for report in (inside, filed(action, group, by=of_group)):
        verify_report(report, by=of_office, today=TODAY)
    assert Report.objects.visible_to(AnonymousUser()).exclude(pk=inside.pk).count() == 1
    assert Report.objects.visible_to(member).count() == 2


def test_a_report_on_a_plan_that_is_withheld_again_is_not_public(report, of_office):
    verify_report(report, by=of_office, today=TODAY)
    report.plan.status = "draft"
    report.plan.save()
    assert not Report.objects.visible_to(AnonymousUser()).exists()

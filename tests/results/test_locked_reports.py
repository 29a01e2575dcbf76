"""While a quarter is locked no report comes to count in it, and none ceases to; it can still be told, and waits."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from jukwaa.core.models import Entry
from jukwaa.delivery.actions import release_report, return_report, verify_report, verify_reports
from jukwaa.delivery.models import Report
from jukwaa.results.actions import lock_period, unlock_period
from tests.delivery.conftest import TODAY, TOLD, filed
from tests.delivery.conftest import report as report  # noqa: PLC0414  # the same fixture
from tests.results.conftest import FIRST, SECOND

pytestmark = pytest.mark.django_db


def act(what, report, *words):
    return what(report, *words, by=None, today=TODAY)


def test_nothing_comes_to_count_before_it_is_opened_again(report, action, group, of_group):
    lock_period(action.plan, FIRST, by=None)
    told = filed(action, group, TOLD, by=of_group)  # it can be told, and waits
    with pytest.raises(PermissionDenied, match="This quarter is locked"):
        act(verify_report, told)
    done, left = verify_reports([report, told], by=None, today=TODAY)
    assert (done, len(left)) == ([], 2)
    assert not Report.objects.filter(state="verified").exists()
    unlock_period(action.plan, FIRST, by=None)
    assert act(verify_report, told).state == "verified"
    assert Entry.objects.filter(verb="period.unlocked", public__isnull=False).exists()


def test_nothing_ceases_to_count_either(report, action):
    Report.objects.filter(pk=report.pk).update(held=True)
    act(verify_report, report)
    lock_period(action.plan, FIRST, by=None)
    for what, words in ((return_report, ["Wrong"]), (release_report, [])):
        with pytest.raises(PermissionDenied, match="This quarter is locked"):
            act(what, report, *words)


def test_one_that_does_not_count_goes_back_to_its_author_all_the_same(report, action):
    lock_period(action.plan, FIRST, by=None)
    assert act(return_report, report, "Where was it?").state == "returned"


def test_another_quarter_is_not_touched(report, action):
    lock_period(action.plan, SECOND, by=None)
    assert act(verify_report, report).state == "verified"


def test_who_checks_reads_why(report, action, of_office):
    lock_period(action.plan, FIRST, by=None)
    browser = Client()
    browser.force_login(of_office)
    said = browser.get(report.get_absolute_url()).content.decode()
    assert "This quarter is locked: its figures stand." in said
    assert "Verify it" not in said

"""What is told at /data-protection/ to go, goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from jukwaa.forums.models import Invitation
from jukwaa.forums.rules import INVITATION_DAYS
from jukwaa.plans.models import Intake
from jukwaa.site.actions.tidying import tidy
from tests.factories import SeatFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def intake(forum, state, days):
    return Intake.objects.create(
        forum=forum, edition="x", name="x", at=NOW - timedelta(days=days), state=state, before={"replies": []}
    )


def test_what_is_over_goes_and_nothing_else(mombasa):
    _old, young = (intake(mombasa, Intake.State.READ, days) for days in (91, 89))
    done, fresh = (intake(mombasa, Intake.State.CONFIRMED, days) for days in (2, 0))
    late, waiting = (
        Invitation.objects.create(
            seat=SeatFactory(forum=mombasa, holder=None),
            email="a@example.org",
            sent=NOW - timedelta(days=days),
        )
        for days in (INVITATION_DAYS + 1, 1)
    )
    for key, days in (("over", -1), ("going-on", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(days=days))
    tidy(NOW)
    assert set(Intake.objects.values_list("pk", flat=True)) == {young.pk, done.pk, fresh.pk}
    assert Intake.objects.get(pk=done.pk).before == {}
    assert Intake.objects.get(pk=fresh.pk).before == {"replies": []}
    assert {i.pk: i.email for i in Invitation.objects.all()} == {late.pk: "", waiting.pk: "a@example.org"}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["going-on"]
    tidy(NOW)  # a second time changes nothing

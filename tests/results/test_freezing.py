"""A publication: whole, numbered, dated, never changed; what moves between two gives no few people away."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jukwaa.core.ids import new_id
from jukwaa.core.models import Entry
from jukwaa.delivery.actions import file_report, verify_report
from jukwaa.delivery.rules.reach import Cell, Reached
from jukwaa.delivery.rules.telling import Told
from jukwaa.plans.models import Action, Indicator
from jukwaa.results.actions import approve_value, correct_value, freeze_score
from jukwaa.results.actions.freezing import digest_of
from jukwaa.results.models import Period, Publication, Value
from tests.results.conftest import (
    FIRST,
    LIKONI,
    SECOND,
    TIMBWANI,
    TODAY,
    hand,
    indicator_of,
    number,
    told,
)

pytestmark = pytest.mark.django_db
AUTUMN, WINTER, SPRING = date(2022, 10, 31), date(2022, 12, 15), date(2023, 1, 31)


def checked(*said, **more):
    return approve_value(told(*said, **more), hand=hand(None, today=TODAY))


def reported(action, body, day, areas, reached, **said):
    about = Told(day, frozenset(areas), {"en": "A dialogue"}, reached, **said)
    made = file_report(action, body, about, client_id=uuid4(), hand=hand(None, "phone", day))
    return verify_report(made, by=None, today=day)


def freeze(plan, day=AUTUMN, by=None):
    return freeze_score(plan, by=by, today=day)


def both(women, men):
    return Reached({Cell("female", "18_34", False): women, Cell("male", "18_34", False): men})


def test_it_is_numbered_signed_for_and_recorded_and_stands(action, indicator, group, secretary, member):
    value = checked(indicator, group, 6)
    with pytest.raises(PermissionDenied, match="Only the secretary and the co-chairs"):
        freeze(action.plan, by=member)
    made = freeze(action.plan, by=secretary)
    with pytest.raises(ValidationError, match="published already"):
        freeze(action.plan, by=secretary)
    correct_value(value, number(12), hand=hand(None, today=TODAY))
    again = Publication.objects.get()
    assert again.document == made.document
    assert (
        digest_of(again.document) == made.digest == Entry.objects.get(verb="score.frozen").facts["manifest"]
    )
    assert (again.document["score"], again.document["sections"][0]["indicators"][0]["value"]) == ("0.5", "6")
    assert Entry.objects.get(verb="score.frozen").public
    following = freeze(action.plan, WINTER)
    assert (following.number, following.document["follows"]) == (2, made.digest)
    assert following.document["score"] is None  # what was corrected waits to be checked


def test_of_a_draft_nothing_is_published(action):
    type(action.plan).objects.update(status="draft")
    action.plan.refresh_from_db()
    with pytest.raises(PermissionDenied, match="plan that is public"):
        freeze(action.plan)


def test_the_tables_count_what_everybody_may_read_and_stand_still_for_a_quarter(action, group):
    reported(action, group, date(2022, 8, 1), [TIMBWANI], both(20, 12))
    reported(action, group, date(2022, 8, 2), [LIKONI], Reached(entered=7))
    reported(action, group, date(2022, 8, 3), ["KE001"], Reached())
    reported(action, group, date(2022, 8, 4), [LIKONI], both(90, 90), visibility="forum")
    reported(action, group, date(2022, 10, 4), [LIKONI], both(50, 60))  # this quarter is not over
    reach = freeze(action.plan).document["reach"]
    assert reach["quarters"][-1] == "2022-07"
    assert reach["places"][LIKONI] == {"2022-07": {"people": 32, "reports": 2, "few": 1, "unsaid": 0}}
    assert reach["places"]["several"]["2022-07"] == {"reports": 1, "few": 0, "unsaid": 1}
    assert [reach["groups"]["sex"][sex]["2022-07"] for sex in ("female", "male")] == [20, 12]
    reported(action, group, date(2022, 9, 20), [LIKONI], both(11, 1))
    assert freeze(action.plan, WINTER).document["reach"] == reach
    later = freeze(action.plan, SPRING).document["reach"]
    assert later["places"][LIKONI]["2022-07"]["people"] == 44
    assert later["places"][LIKONI]["2022-10"]["people"] == 110
    # one man more than last time: who subtracts would find him
    assert [later["groups"]["sex"][sex]["2022-07"] for sex in ("female", "male")] == [None, None]


def test_a_number_of_people_waits_until_it_has_moved_by_more_than_a_few(action, group):
    people, days = indicator_of(action, marks=("0", "100")), indicator_of(action)
    first = checked(people, group, number(40, people=True))
    checked(days, group, 5)
    freeze(action.plan)
    checked(people, group, number(16, people=True), SECOND)
    later = freeze(action.plan, WINTER).document["sections"][0]["indicators"][0]
    assert (later["value"], later["attainment"], later["as_at"]) == ("56", "0.56", WINTER.isoformat())
    approve_value(correct_value(first, number(43, people=True), hand=hand(None, today=TODAY)), hand=hand(None, today=TODAY))  # fmt: skip
    held = freeze(action.plan, SPRING).document["sections"][0]
    assert (held["indicators"][0]["value"], held["indicators"][0]["as_at"]) == ("56", WINTER.isoformat())
    assert held["score"] == "0.4884"  # the mean of 0.56, which waits, and 0.4167


def test_five_hundred_actions_are_frozen_in_twenty_statements(action, indicator, group):
    plan = action.plan
    actions = Action.objects.bulk_create(
        Action(plan=plan, section=action.section, pid=new_id("a"), code=f"1.{n}", position=n)
        for n in range(2, 501)
    )
    Indicator.objects.bulk_create(
        Indicator(plan=plan, action=each, pid=new_id("i"), position=each.position, definition=indicator.definition,
                  baseline="0", target="10", baseline_value=0, target_value=10)
        for each in actions
    )  # fmt: skip
    period = Period.objects.create(plan=plan, starts=FIRST.starts, ends=FIRST.ends)
    Value.objects.bulk_create(
        Value(period=period, indicator=pid, area_id=LIKONI, organisation=group, state="approved", value=3, entered=TODAY, approved=TODAY)
        for pid in Indicator.objects.filter(plan=plan).values_list("pid", flat=True)
    )  # fmt: skip
    reported(action, group, date(2022, 8, 1), [TIMBWANI], both(20, 12))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        made = freeze(plan)
    mine = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(mine) <= 20, "\n".join(mine)
    assert made.document["reported"] == 500

"""The sample is loaded through the acts, once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from jukwaa.accounts.models import User
from jukwaa.core.models import Entry
from jukwaa.core.verifying import findings
from jukwaa.delivery.figures import heard_of
from jukwaa.delivery.models import Report
from jukwaa.forums.models import Forum, Seat
from jukwaa.plans.actions import Options, read_file
from jukwaa.plans.figures.agreement import changed_by, changed_since, signed_version
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.figures.standings import stand
from jukwaa.plans.models import Action, Plan, Pledge, Reply, Role, Version
from jukwaa.plans.rules.standing import STANDINGS
from jukwaa.results.figures.scores import score_of
from jukwaa.results.models import Value
from jukwaa.site.actions.sample import CONTENT
from jukwaa.site.figures.desk import desks
from jukwaa.site.figures.record import lines_of

pytestmark = pytest.mark.django_db
AS_AT = date(2023, 2, 28)


def newest(county: Forum) -> Plan:
    return county.plans.get(edition="2022-23")


# --- loading --------------------------------------------------------------------------------------------------


def test_what_is_loaded_is_what_the_files_say(county, sample):
    for said in sample.plans:
        plan = county.plans.get(edition=said.edition)
        assert document_of(plan, public=False) == said
        assert plan.manifest


@pytest.mark.parametrize("edition", ["2017", "2022-23"])
def test_nothing_in_the_files_is_doubtful(county, edition):
    data = (CONTENT / f"plan-{edition}.json").read_bytes()
    assert read_file(county, edition, "plan.json", data, Options()).problems == ()


def test_nobody_is_offered_to_undo_what_nobody_brought_in(county):
    assert not county.intakes.exists()


def test_it_is_marked_and_stands_still_at_its_day(county):
    assert county.sample
    assert {plan.day for plan in county.plans.all()} == {AS_AT}
    assert all(plan.sample for plan in county.plans.all())


def test_the_newer_edition_is_in_force_and_follows_a_closed_one(county):
    plan = newest(county)
    assert plan.status == Plan.Status.IN_FORCE
    assert (plan.follows.edition, plan.follows.status) == ("2017", Plan.Status.CLOSED)


def test_both_editions_are_signed_by_both_chairs_and_the_newer_one_was_amended(county):
    told = {
        (version.plan.edition, version.number, version.kind): {one.role for one in version.signatures.all()}
        for version in Version.objects.filter(plan__forum=county, state="adopted")
    }
    both = {"co_chair_national", "co_chair_county"}
    assert told == {
        ("2017", 1, "adoption"): both,
        ("2022-23", 1, "adoption"): both,
        ("2022-23", 2, "amendment"): both,
    }
    second = newest(county).versions.last()
    fields = [(d.kind, d.field) for d in changed_by(second, None)]
    assert fields == [("action", "target")]
    assert second.reason["sw"]


def test_one_day_was_moved_since_it_was_signed(county):
    plan = newest(county)
    changed = changed_since(plan, signed_version(plan), None)
    assert [(d.code, d.field, d.substance) for d in changed] == [("2.2", "dates", False)]


def test_its_record_and_its_signatures_hold(county):
    found = list(findings(county.slug))
    assert [finding.sentence for finding in found if not finding.ok] == []
    assert any("3 versions and 6 signatures" in finding.sentence for finding in found)


def test_as_at_its_day_actions_stand_in_every_way(county):
    plan = newest(county)
    told = Counter(each.said for each in stand([plan], heard_of([plan]))[plan.pk])
    assert set(told) == set(STANDINGS)
    assert 10 <= told["done"] <= 14
    assert 12 <= told["moving"] <= 17
    assert told["late"] >= 3
    assert told["silent"] >= 2
    assert told["open"] >= 2
    assert told["later"] >= 4
    assert told["paused"] == told["dropped"] == 1


def test_late_and_silent_are_said_of_public_bodies_and_kept_back_of_others(county):
    plan = newest(county)
    led_by = dict(Role.objects.filter(kind="lead").values_list("action__pid", "organisation__state"))
    told, kept_back = Counter(), Counter()
    for each in stand([plan], heard_of([plan]))[plan.pk]:
        if each.actual in ("late", "silent"):
            state = led_by[each.pid]
            (told if state else kept_back)[each.actual] += 1
            assert (each.said == each.actual) is state
    assert set(told) == set(kept_back) == {"late", "silent"}


def test_an_action_of_a_closed_edition_is_done_or_says_what_became_of_it(county):
    for action in county.plans.get(edition="2017").actions.all():
        assert action.status == Action.Status.DONE or action.reason, action.code


def test_most_bodies_have_said_yes_and_some_have_not_yet(county):
    told = Counter(Role.objects.filter(action__plan=newest(county)).values_list("reply", flat=True))
    assert set(told) == set(Role.Reply)
    assert told[Role.Reply.ACCEPTED] > 4 * (told.total() - told[Role.Reply.ACCEPTED])


def test_a_body_is_named_in_public_by_its_own_yes(county):
    unlisted = county.organisations.filter(listed=False)
    assert unlisted.count() == 3
    assert not unlisted.filter(state=True).exists()
    assert set(county.organisations.values_list("memberships__starts", flat=True)) == {date(2022, 1, 17)}


# --- its people -----------------------------------------------------------------------------------------------


def test_its_sign_ins_are_for_the_owner_of_the_folder_only(county):
    assert next(settings.HOME.glob("sample-sign-ins.json")).stat().st_mode & 0o777 == 0o600


def test_the_seats_are_those_of_a_forum(county):
    seats = Counter(county.seats.values_list("role", flat=True))
    for role in ("secretary", "administrator", "co_chair_national", "co_chair_county", "liaison"):
        assert seats[role] == 1, role
    assert seats[Seat.Role.FOCAL_PERSON] >= 2
    assert all(seat.holder.is_sample for seat in county.seats.select_related("holder"))
    assert [user.seats.get().role for user in User.objects.filter(is_administrator=True)] == ["administrator"]


def test_every_seat_says_since_when_it_is_held(county):
    assert not county.seats.filter(starts=None).exists()
    signed = county.seats.filter(role__in=county.signers).values_list("starts", flat=True)
    assert max(signed) < date(2017, 5, 9)  # when the first of them signed the first edition


def test_what_a_secretary_does_was_done_from_the_secretarys_seat(county):
    secretary = county.seats.get(role="secretary")
    done = ("plan.published", "plan.proposed", "plan.closed", "amendment.opened", "amendment.proposed")
    for verb in done:
        assert set(Entry.objects.filter(verb=verb).values_list("seat", flat=True)) == {secretary.pk}, verb
    entries = list(Entry.objects.told(county.pk).filter(verb__startswith="amendment."))
    record = lines_of(county, entries, AnonymousUser())
    assert {line.by for line in record if "Amendment 1" in line.sentence} == {
        "Secretary (Forum Secretariat Trust (sample))"
    }


def test_before_the_database_is_set_up_the_command_says_what_to_do(tmp_path):
    bare = {**os.environ, "JUKWAA_HOME": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    command = [sys.executable, "-c", "from jukwaa.cli import main; main()", "sample"]
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "CommandError: The database is not set up yet. Run “jukwaa migrate” first.\n"


# --- what they find on their desks -----------------------------------------------------------------------------


def told(name: str) -> list[str]:
    person = User.objects.get(email=f"{name}@jukwaa.example")
    return [waiting.sentence for desk in desks(person) for waiting in desk.waiting]


def test_each_finds_what_waits_for_them(county):
    women, trade, youth, governor, secretary = map(told, ("women", "trade", "youth", "governor", "secretary"))
    assert any("is asked for “4.1 Interfaith dialogue series” (support)" in line for line in women)
    assert any("can give interpreter" in line and "thank them" in line for line in women)
    assert any("need of an action meets what Women's Development Network" in line for line in women)
    assert any("would do “2.1 Link youth groups" in line for line in trade)
    assert any("is asked for “1.3 Prepare men and boys" in line for line in youth)
    assert any("is asked for “2.8 One public list" in line for line in governor)
    assert "11 offers in 2022-23 have no answer yet." in secretary
    assert any("can give hall or room for “6.6" in line for line in secretary)


def test_its_answers_are_steps_that_were_recorded(county):
    newest = Role.objects.filter(action__plan__edition="2022-23")
    answered = newest.exclude(reply="offered")
    steps = Reply.objects.filter(plan__edition="2022-23")
    assert steps.count() == answered.count()
    declined = steps.filter(step="declined")
    assert set(declined.values_list("organisation__state", flat=True)) == {True, False}
    assert declined.get(organisation__state=True).came == "phone"
    assert declined.get(organisation__state=True).seat.role == "secretary"
    assert declined.get(organisation__state=False).seat.role == "focal_person"
    assert Entry.objects.filter(verb="offer.declined").count() == 2
    assert Entry.objects.filter(verb="offer.countered").count() == 1
    assert set(Pledge.objects.values_list("state", flat=True)) == {"offered", "taken"}


def test_its_nine_months_of_reports_are_filed_checked_and_name_nobody(county):
    reports = Report.objects.filter(forum=county)
    told = Counter(reports.values_list("state", flat=True))
    assert told["verified"] >= 25
    assert told["submitted"] >= 3
    assert told["returned"] == 1
    assert not reports.filter(held=True).exists()
    assert {report.came for report in reports} == set(Report.Came.values)
    assert all(set(report.text) == {"en", "sw"} for report in reports)
    assert reports.filter(starts__gt=newest(county).day).count() == 0
    for report in reports.filter(state="verified").select_related("organisation"):
        checked = report.steps.get(kind="verified")
        assert checked.organisation_id != report.organisation_id


def test_its_nine_months_are_measured_checked_and_recorded(county):
    plan = newest(county)
    found = score_of(plan, Value.objects.all(), until=plan.day)
    assert Decimal("0.5") < found.score.value < Decimal("0.8")
    assert (found.score.reported, found.score.of) == (40, 59)
    assert all(section.score.value is not None for section in found.sections)
    assert sum(each.hidden for each in found.indicators) == 1  # a few people
    states = Counter(Value.objects.values_list("state", flat=True))
    assert (states["provisional"], states["missing"], states["not_applicable"]) == (3, 2, 1)
    assert Entry.objects.filter(verb="value.entered").count() == states.total()
    assert "3 values wait to be checked." in told("secretary")

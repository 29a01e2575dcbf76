"""The sample is loaded through the acts, once, and taken away without a trace elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command

from jukwaa.accounts.models import User
from jukwaa.core import keys
from jukwaa.core.made import made_for
from jukwaa.core.models import Entry, Hand
from jukwaa.core.verifying import findings
from jukwaa.forums.models import Forum, Seat
from jukwaa.plans.actions import Options, read_file
from jukwaa.plans.figures.agreement import changed_by, changed_since, signed_version
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.figures.standings import public_standing, standing_of
from jukwaa.plans.models import Action, Plan, Role, Version
from jukwaa.plans.rules.standing import STANDINGS
from jukwaa.site.actions.sample import CONTENT, load_sample, remove_sample, sample_sign_ins
from tests.factories import (
    ActionFactory,
    ForumFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

AS_AT = date(2023, 2, 28)


def rows() -> dict[str, list[object]]:
    """Every row of ours; the log apart, which only grows."""
    models = [m for m in apps.get_models() if re.match(r"jukwaa\.(?!core\.)", m.__module__)]
    through = [f.remote_field.through for m in models for f in m._meta.many_to_many]
    return {m._meta.label: sorted(m.objects.values_list(), key=repr) for m in (*models, *through)}


@pytest.fixture
def real_county(db):
    """Another forum with one of everything, and people who sign in."""
    forum = ForumFactory(slug="kwale", area_id="KE002")
    body = OrganisationFactory(forum=forum, name="Office of the Governor, Kwale", state=True, listed=True)
    action = ActionFactory(section=SectionFactory(plan=PlanFactory(forum=forum)))
    action.areas.add("KE002")
    RoleFactory(action=action, organisation=body)
    SeatFactory(forum=forum, organisation=body)
    return forum


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


def test_a_second_time_changes_nothing(county):
    before, log = rows(), Entry.objects.count()
    assert load_sample() == county
    assert rows() == before
    assert Entry.objects.count() == log


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
    told = Counter(standing_of(action, plan) for action in plan.actions.all())
    assert set(told) == set(STANDINGS)
    assert 10 <= told["done"] <= 14
    assert 12 <= told["moving"] <= 17
    assert told["late"] >= 3
    assert told["silent"] >= 3
    assert told["later"] >= 4
    assert told["paused"] == told["dropped"] == 1


def test_late_and_silent_are_said_of_public_bodies_and_kept_back_of_others(county):
    plan = newest(county)
    led_by = dict(Role.objects.filter(kind="lead").values_list("action_id", "organisation__state"))
    told, kept_back = Counter(), Counter()
    for action in plan.actions.all():
        actual, state = standing_of(action, plan), led_by[action.pk]
        if actual in ("late", "silent"):
            (told if state else kept_back)[actual] += 1
            assert (public_standing(action, plan, public_body=state) == actual) is state
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


def test_its_people_sign_in_with_passwords_drawn_for_this_install(county):
    first = {email: password for _seat, email, password in sample_sign_ins()}
    for email, password in first.items():
        assert User.objects.get(email=email).check_password(password)
    remove_sample()
    load_sample()
    second = {email: password for _seat, email, password in sample_sign_ins()}
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())


def test_its_sign_ins_are_for_the_owner_of_the_folder_only(county):
    assert next(settings.HOME.glob("sample-sign-ins.json")).stat().st_mode & 0o777 == 0o600


def test_the_seats_are_those_of_a_forum(county):
    seats = Counter(county.seats.values_list("role", flat=True))
    for role in ("secretary", "administrator", "co_chair_national", "co_chair_county", "liaison"):
        assert seats[role] == 1, role
    assert seats[Seat.Role.FOCAL_PERSON] >= 2
    assert all(seat.holder.is_sample for seat in county.seats.select_related("holder"))
    assert [user.seats.get().role for user in User.objects.filter(is_administrator=True)] == ["administrator"]


# --- beside others, and gone ----------------------------------------------------------------------------------


def test_removing_it_leaves_everything_else_as_it_was(real_county):
    before = rows()
    load_sample()
    made = made_for(Forum.objects.get(sample=True).pk)
    made.mkdir(parents=True)
    assert rows() != before
    assert remove_sample()
    assert rows() == before
    assert not made.exists()
    assert sample_sign_ins() == []


def test_what_was_done_to_it_stays_on_the_record_which_then_is_closed(
    county, django_capture_on_commit_callbacks
):
    people, there = list(User.objects.filter(is_sample=True)), Entry.objects.count()
    assert keys.file_of("mombasa").exists()
    with django_capture_on_commit_callbacks(execute=True):
        remove_sample()
    assert Entry.objects.count() == there + 1
    assert Entry.objects.first().verb == "forum.removed"
    assert not keys.file_of("mombasa").exists()
    assert not Hand.objects.filter(user__in=[person.pk for person in people]).exists()


def test_removing_it_where_there_is_none_does_nothing(real_county):
    before = rows()
    assert not remove_sample()
    assert rows() == before


def test_it_stands_beside_a_real_mombasa(mombasa):
    county = load_sample()
    assert county.slug == "mombasa-sample"
    assert load_sample() == county
    remove_sample()
    assert list(Forum.objects.all()) == [mombasa]


def test_the_command_says_what_it_did(db):
    def said(*flags):
        out = StringIO()
        call_command("sample", *flags, stdout=out)
        return out.getvalue().strip()

    assert said() == "The sample stands at /mombasa/."
    assert said() == "The sample stands at /mombasa/."
    assert said("--remove") == "The sample is gone."
    assert said("--remove") == "There was no sample."


def test_before_the_database_is_set_up_the_command_says_what_to_do(tmp_path):
    bare = {**os.environ, "JUKWAA_HOME": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    command = [sys.executable, "-c", "from jukwaa.cli import main; main()", "sample"]
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "CommandError: The database is not set up yet. Run “jukwaa migrate” first.\n"


def test_an_edition_that_somebody_brought_into_the_sample_is_not_lost_by_the_way(county):
    PlanFactory(forum=county, edition="2024-25")
    with pytest.raises(ValidationError, match="2024-25"):
        remove_sample()
    assert county.plans.filter(edition="2024-25").exists()
    assert remove_sample(with_what_was_brought_in=True)

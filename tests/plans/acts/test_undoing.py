"""For a day, a file can be taken back in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given

from jukwaa.core.models import Entry
from jukwaa.forums.actions import Portrait, describe
from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import publish_draft, undo, withhold_draft
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.models import Action, Intake, Plan, Role
from jukwaa.plans.permissions import can_undo
from tests.factories import ForumFactory
from tests.plans.acts.bringing import NOW, bring, doc_of, plan_of
from tests.plans.documents import Sizes, plans, share
from tests.plans.rules.building import action, led_by, matrix, section


@pytest.fixture
def other():
    """A file that changes, adds and, when pruned, drops."""
    return matrix(
        section("Gender", action("Hold a ward dialogue", roles=(led_by("New Group (sample)"),), tags=("x",))),
        section("Media", action("Go on air")),
    )


def test_undoing_restores_the_plan_exactly_and_is_on_the_record(mombasa, secretary, draft, other):
    Role.objects.update(reply="accepted")
    before, rows = (
        doc_of(mombasa),
        set(Role.objects.values_list("action__pid", "organisation__name", "reply")),
    )
    intake = bring(mombasa, other, by=secretary, prune=True)
    assert doc_of(mombasa) != before
    undo(intake, by=secretary, now=NOW + timedelta(hours=23))
    assert doc_of(mombasa) == before
    assert set(Role.objects.values_list("action__pid", "organisation__name", "reply")) == rows
    entry = Entry.objects.get(verb="plan.import_undone")
    assert (entry.actor, entry.forum, entry.target) == (secretary.pk, mombasa.pk, "plan:mombasa/2022-23")


@given(
    doc=plans(sizes=Sizes(levels=2, sections=2, actions=2)), second=plans(sizes=Sizes(sections=2, actions=2))
)
@share(0.2, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stood_there_stands_there_again(db, doc, second):
    forum = ForumFactory()
    bring(forum, replace(doc, forum=forum.slug))
    before, manifest = doc_of(forum), plan_of(forum).manifest
    assert replace(before, forum=doc.forum, status=doc.status, sample=doc.sample) == doc
    for prune in (False, True):
        intake = bring(forum, second, prune=prune)
        if not intake.changed_nothing:
            undo(intake, by=None, now=NOW)
        assert doc_of(forum) == before
        assert plan_of(forum).manifest == manifest


def test_an_edition_that_the_file_began_is_removed_and_so_are_the_bodies_that_it_brought(
    mombasa, secretary, file
):
    undo(bring(mombasa, file, by=secretary), by=secretary, now=NOW)
    assert not Plan.objects.exists()
    assert not Organisation.objects.exists()
    assert Intake.objects.get().state == Intake.State.UNDONE
    bring(mombasa, file, by=secretary)
    assert Action.objects.count() == 3


def test_a_body_of_which_something_was_said_since_stays(mombasa, secretary, file):
    intake = bring(mombasa, file, by=secretary)
    body = Organisation.objects.get(name="Amani Trust (sample)")
    describe(body, Portrait(name=body.name, kind="cso"), by=secretary)
    undo(intake, by=secretary, now=NOW)
    assert Organisation.objects.get() == body


def test_a_body_that_was_there_before_stays(mombasa, secretary, draft, other):
    before = set(Organisation.objects.all())
    undo(bring(mombasa, other, by=secretary), by=secretary, now=NOW)
    assert set(Organisation.objects.all()) == before


def test_a_plan_that_was_published_with_the_file_is_a_draft_again(mombasa, secretary, draft, other):
    intake = bring(mombasa, other, by=secretary, publish=True)
    assert plan_of(mombasa).is_public
    undo(intake, by=secretary, now=NOW)
    assert plan_of(mombasa).status == Plan.Status.DRAFT


def test_not_after_a_change(mombasa, secretary, draft, other):
    intake = bring(mombasa, other, by=secretary)
    seal_plan(plan_of(mombasa))  # as every act that changes a word ends
    after = doc_of(mombasa)
    with pytest.raises(PermissionDenied, match="changed since"):
        undo(intake, by=secretary, now=NOW)
    assert doc_of(mombasa) == after


def test_publishing_and_taking_back_change_no_word_so_that_undoing_stays(mombasa, secretary, draft, other):
    before = doc_of(mombasa)
    intake = bring(mombasa, other, by=secretary)
    plan = publish_draft(plan_of(mombasa), by=secretary)
    withhold_draft(plan, by=secretary)
    undo(intake, by=secretary, now=NOW)
    assert doc_of(mombasa) == before


def test_not_after_a_day(mombasa, secretary, draft, other):
    intake = bring(mombasa, other, by=secretary)
    after = doc_of(mombasa)
    with pytest.raises(PermissionDenied, match="A day has passed"):
        undo(intake, by=secretary, now=NOW + timedelta(days=1, seconds=1))
    assert doc_of(mombasa) == after
    undo(intake, by=secretary, now=NOW + timedelta(days=1))


def test_not_twice(mombasa, secretary, draft, other):
    intake = undo(bring(mombasa, other, by=secretary), by=secretary, now=NOW)
    with pytest.raises(PermissionDenied, match="nothing to undo"):
        undo(intake, by=secretary, now=NOW)
    assert Entry.objects.filter(verb="plan.import_undone").count() == 1


@pytest.mark.parametrize("who", ["outsider", "member", "administrator"])
def test_not_by_others(mombasa, secretary, draft, other, who, request):
    intake = bring(mombasa, other, by=secretary)
    with pytest.raises(PermissionDenied, match="Only the secretary of this forum"):
        undo(intake, by=request.getfixturevalue(who), now=NOW)


def test_the_older_of_two_files_only_after_the_newer(mombasa, secretary, file, other):
    older = bring(mombasa, file, by=secretary)
    between = doc_of(mombasa)
    newer = bring(mombasa, other, by=secretary)
    with pytest.raises(PermissionDenied, match="changed since"):
        undo(older, by=secretary, now=NOW)
    undo(newer, by=secretary, now=NOW)
    assert doc_of(mombasa) == between
    older.refresh_from_db()
    assert can_undo(secretary, older, NOW)
    undo(older, by=secretary, now=NOW)
    assert not Plan.objects.exists()


def test_a_file_that_changed_nothing_does_not_stand_in_the_way_of_the_one_before(mombasa, secretary, file):
    older = bring(mombasa, file, by=secretary)
    again = bring(mombasa, file, by=secretary)
    assert not again.can_be_undone(NOW)
    with pytest.raises(PermissionDenied, match="this file changed nothing"):
        undo(again, by=secretary, now=NOW)
    older.refresh_from_db()
    assert older.can_be_undone(NOW)
    undo(older, by=secretary, now=NOW)
    assert not Plan.objects.exists()

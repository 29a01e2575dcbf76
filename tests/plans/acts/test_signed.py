"""Into a signed edition a file brings only changes of detail (design.md 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from jukwaa.core.models import Entry
from jukwaa.plans.actions import undo
from jukwaa.plans.models import Plan
from tests.plans.acts.bringing import NOW, bring, doc_of, held, plan_of
from tests.plans.rules.building import action, en, matrix, section, the


@pytest.fixture
def signed(draft):
    """Signing is an act of the next issue."""
    Plan.objects.filter(pk=draft.pk).update(status=Plan.Status.IN_FORCE)
    return draft


@pytest.fixture
def closed(draft):
    Plan.objects.filter(pk=draft.pk).update(status=Plan.Status.CLOSED)
    return draft


DETAIL = matrix(section("Gender", action("Hold ward dialogues", funding="no_cost", areas=("KE001006",))))
SUBSTANCE = matrix(section("Gender", action("Hold a ward dialogue")))
BOTH = matrix(
    section("Gender", action("Hold ward dialogues", funding="no_cost"), action("Train the mediators")),
    section("Media", action("Go on air")),
)


def test_detail_is_brought_in(mombasa, signed):
    reading = held(mombasa, DETAIL)
    assert (reading.problems, reading.tally) == ((), {"add": 0, "change": 1, "keep": 0, "absent": 2})
    bring(mombasa, DETAIL)
    assert the(doc_of(mombasa), "Hold ward dialogues").funding == "no_cost"
    assert plan_of(mombasa).status == Plan.Status.IN_FORCE


def test_a_file_without_differences_is_no_refusal_and_changes_nothing(mombasa, signed, file):
    before = plan_of(mombasa)
    for same in (file, doc_of(mombasa)):
        assert held(mombasa, same).problems == ()
        bring(mombasa, same)
    assert (plan_of(mombasa).changed, plan_of(mombasa).manifest) == (before.changed, before.manifest)


def test_a_file_of_substance_alone_is_refused(mombasa, signed):
    before, entries = doc_of(mombasa), Entry.objects.count()
    reading = held(mombasa, SUBSTANCE)
    assert not reading.possible
    assert reading.errors == [
        "Not brought in: this plan is signed, and changing “Hold ward dialogues” (its title) needs both co-chairs."
    ]
    with pytest.raises(PermissionDenied, match="needs both co-chairs"):
        bring(mombasa, SUBSTANCE)
    assert doc_of(mombasa) == before
    assert Entry.objects.count() == entries


def test_of_a_file_of_both_the_detail_is_brought_in_and_the_rest_told(mombasa, signed):
    reading = held(mombasa, BOTH)
    assert reading.possible
    assert {problem.level for problem in reading.problems} == {"doubt"}
    assert [p.where for p in reading.problems] == ["3", "1.2", "3.1"]
    told = " ".join(problem.message for problem in reading.problems)
    assert "adding “Go on air”" in told
    assert "(its title)" in told
    assert reading.tally == {"add": 0, "change": 1, "keep": 1, "absent": 1}
    before = doc_of(mombasa)
    bring(mombasa, BOTH)
    changed = replace(the(before, "Hold ward dialogues"), funding="no_cost")
    assert the(doc_of(mombasa), "Hold ward dialogues") == changed
    assert the(doc_of(mombasa), "Train mediators") == the(before, "Train mediators")
    assert len(doc_of(mombasa).sections) == 2


def test_what_a_file_lacks_is_not_dropped_from_a_signed_plan(mombasa, signed):
    before = doc_of(mombasa)
    file = matrix(section("Gender", action("Hold ward dialogues", funding="no_cost")))
    bring(mombasa, file, prune=True)
    assert len(list(doc_of(mombasa).actions())) == len(list(before.actions())) == 3
    assert any("dropping" in p.message for p in held(mombasa, file, prune=True).problems)


def test_the_plan_itself_is_substance(mombasa, signed):
    reading = held(mombasa, replace(doc_of(mombasa), title=en("Another")))
    assert reading.errors == [
        "Not brought in: this plan is signed, and a change to the plan itself needs both co-chairs."
    ]


def test_detail_can_be_undone(mombasa, signed):
    before = doc_of(mombasa)
    undo(bring(mombasa, DETAIL), by=None, now=NOW)
    assert doc_of(mombasa) == before


@pytest.mark.parametrize("status", [Plan.Status.CLOSED, Plan.Status.SUPERSEDED])
@pytest.mark.parametrize("brought", [DETAIL, SUBSTANCE, BOTH], ids=["detail", "substance", "both"])
def test_a_closed_edition_stands_as_it_was(mombasa, draft, status, brought):
    Plan.objects.filter(pk=draft.pk).update(status=status)
    before = doc_of(mombasa)
    reading = held(mombasa, brought)
    assert not reading.possible
    assert any("This edition is closed" in error for error in reading.errors)
    with pytest.raises(PermissionDenied, match="This edition is closed"):
        bring(mombasa, brought)
    assert doc_of(mombasa) == before


def test_a_file_without_differences_does_no_harm_to_a_closed_edition(mombasa, closed):
    before = doc_of(mombasa)
    assert held(mombasa, before).possible
    bring(mombasa, before)
    assert doc_of(mombasa) == before

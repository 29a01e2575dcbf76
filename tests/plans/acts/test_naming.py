"""A body under another name: every plan that names it is sealed anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.forums.actions import Portrait, describe, join, leave
from jukwaa.forums.models import Organisation
from jukwaa.plans.actions import rename_body, undo
from jukwaa.plans.figures.documents import document_of, salts_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.promise import seal
from tests.factories import OrganisationFactory
from tests.plans.acts.bringing import NOW, bring, doc_of, plan_of
from tests.plans.rules.building import action, led_by, matrix, section


@pytest.fixture
def network(draft):
    return Organisation.objects.get(name="Women's Network (sample)")


def test_its_new_name_stands_in_every_plan_and_the_packages_still_hold(mombasa, secretary, draft, network):
    bring(mombasa, doc_of(mombasa), edition="2023-24")
    changed = mombasa.changed
    rename_body(network, " Women's Peace Network (sample) ", by=secretary)
    for edition in ("2022-23", "2023-24"):
        plan = plan_of(mombasa, edition)
        doc = document_of(plan, public=False)
        assert "Women's Peace Network (sample)" in repr(doc)
        assert seal(doc, salts_of(plan)).manifest_sha256 == plan.manifest
    assert plan_of(mombasa).manifest != draft.manifest
    mombasa.refresh_from_db()
    assert mombasa.changed == changed + 1
    entry = Entry.objects.get(verb="organisation.renamed")
    assert (entry.target, entry.actor, entry.facts) == (network.pid, secretary.pk, {})


def test_the_record_names_no_body_whatever_is_done_with_it(mombasa, secretary, draft, network):
    rename_body(network, "Peace Network (sample)", by=secretary)
    describe(network, Portrait(name=network.name, kind="women_led"), by=secretary)
    join(network, starts=date(2022, 1, 1), by=secretary)
    leave(network, ends=date(2022, 2, 1), by=secretary)
    intake = bring(
        mombasa, matrix(section("Gender", action("More", roles=(led_by("New (sample)"),)))), by=secretary
    )
    undo(intake, by=secretary, now=NOW)
    told = " ".join(f"{entry.target} {entry.facts}" for entry in Entry.objects.all())
    for word in ("Network", "Trust", "New", "(sample)", "matrix"):
        assert word not in told


def test_a_plan_that_does_not_name_it_stays_untouched(mombasa, secretary, draft):
    other = OrganisationFactory(forum=mombasa)
    rename_body(other, "Other (sample)", by=secretary)
    assert plan_of(mombasa).changed == draft.changed


@pytest.mark.parametrize("status", Plan.SIGNED)
def test_the_name_that_was_signed_stays(mombasa, secretary, draft, network, status):
    Plan.objects.update(status=status)
    with pytest.raises(PermissionDenied, match="signed"):
        rename_body(network, "Other (sample)", by=secretary)
    network.refresh_from_db()
    assert network.name == "Women's Network (sample)"


@pytest.mark.parametrize("name", ["AMANI  trust (sample)", " ", "x" * 201])
def test_a_name_that_cannot_be_is_refused(secretary, draft, network, name):
    with pytest.raises(ValidationError):
        rename_body(network, name, by=secretary)


def test_another_way_of_writing_the_same_name_is_possible(secretary, draft, network):
    assert rename_body(network, "WOMEN'S NETWORK (sample)", by=secretary).name == "WOMEN'S NETWORK (sample)"


def test_not_by_others(draft, network, outsider, member):
    for stranger in (outsider, member):
        with pytest.raises(PermissionDenied, match="Only the secretary of this forum"):
            rename_body(network, "Other (sample)", by=stranger)


def test_the_old_name_in_a_file_is_then_another_body(mombasa, secretary, draft, network):
    rename_body(network, "Peace Network (sample)", by=secretary)
    bring(mombasa, matrix(section("Gender", action("More", roles=(led_by("Women's Network (sample)"),)))))
    assert Organisation.objects.filter(name="Women's Network (sample)").exclude(pk=network.pk).exists()

"""Rows brought to what a document says, in a few statements whatever the size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given

from jukwaa.plans.actions import writing
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.figures.documents import document_of, listed_of
from jukwaa.plans.models import Action, Indicator, IndicatorDefinition, Plan, Salt
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.document import BodyRef, LeadDoc, RoleDoc
from jukwaa.plans.rules.interchange import dumps
from tests.factories import ForumFactory, OrganisationFactory, PlanFactory
from tests.plans.acts.bringing import bring, doc_of, plan_of
from tests.plans.documents import Sizes, plans, share
from tests.plans.rules.building import action, en, indicator, matrix, paragraph, section, the


def large(forum, actions):
    """Everything that a plan may hold, on every action."""
    bodies = [BodyRef(body.pid, body.name) for body in OrganisationFactory.create_batch(5, forum=forum)]
    rows = [
        action(
            f"Action {n}",
            roles=tuple(RoleDoc(body, "support") for body in bodies),
            areas=("KE001001", "KE001002"),
            indicators=(indicator(f"Indicator {n}", target="1"),),
            themes=("NSCVE-2016/1",),
        )
        for n in range(actions)
    ]
    parts = [
        section(f"Section {n}", *rows[n::5], leads=(LeadDoc(bodies[0], "lead"),), text=(paragraph("Why"),))
        for n in range(5)
    ]
    return matrix(*parts, complete=True)


def statements(act):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)


@pytest.mark.parametrize("act", ["write", "rewrite", "empty"])
def test_ten_and_sixty_actions_cost_the_same_statements(mombasa, kwale, monkeypatch, act):
    """Batches apart: ours are made large here; Django deletes what hangs on rows in hundreds."""
    monkeypatch.setattr("jukwaa.plans.actions.syncing.AT_ONCE", 100_000)
    monkeypatch.setattr(connection.features, "max_query_params", 1_000_000, raising=False)
    costs = []
    for forum, size in ((mombasa, 10), (kwale, 60)):
        forum.area_id = "KE001"
        doc = large(forum, size)
        bring(forum, doc)
        plan, doc = plan_of(forum), doc_of(forum)
        wanted = {
            "write": doc,
            "rewrite": replace(doc, sections=tuple(_reworded(part) for part in doc.sections)),
            "empty": replace(doc, sections=()),
        }[act]
        if act == "write":
            writing.write_document(plan, replace(doc, sections=()))
        costs.append(statements(lambda plan=plan, wanted=wanted: writing.write_document(plan, wanted)))
    assert costs[1] - costs[0] <= (3 if act == "empty" else 0)
    assert costs[0] <= 45


def _reworded(part):
    return replace(
        part,
        title=en(f"{part.title['en']} anew"),
        actions=tuple(
            replace(a, title=en(f"{a.title['en']} anew"), areas=("KE001003",)) for a in part.actions
        ),
    )


def test_writing_what_stands_there_already_updates_no_row(mombasa):
    bring(mombasa, large(mombasa, 10))
    plan, doc = plan_of(mombasa), doc_of(mombasa)
    with CaptureQueriesContext(connection) as queries:
        writing.write_document(plan, doc)
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]
    # the plan's own row, and the links between editions
    assert len(written) <= 4, written
    assert all(
        '"plans_plan"' in sql[:30] or '"carried_from_id"' in sql or '"follows_id"' in sql for sql in written
    )


@pytest.mark.parametrize("size", [10, 60])
def test_reading_a_plan_as_a_document_costs_nine_queries(mombasa, size, django_assert_max_num_queries):
    bring(mombasa, large(mombasa, size))
    plan = plan_of(mombasa)
    with django_assert_max_num_queries(9):  # eight, and whose names are not to be read
        document_of(plan, public=True)


@given(plans(sizes=Sizes(levels=3, sections=2, actions=2)))
@share(0.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_what_is_read(db, doc):
    forum = ForumFactory()
    bring(forum, replace(doc, forum=forum.slug))
    plan = plan_of(forum)
    assert replace(document_of(plan, public=False), status=doc.status, forum=doc.forum) == doc


def test_dates_money_and_order_come_back_as_they_were_said(mombasa):
    one = action("One", starts=date(2022, 7, 1), estimate=Decimal("480000.50"), funding="funded",
                 areas=("KE001005", "KE001001", "KE001003"), tags=("b", "a"))  # fmt: skip
    bring(mombasa, matrix(section("A", one), complete=True))
    found = the(doc_of(mombasa), "One")
    assert (found.starts, found.ends) == (date(2022, 7, 1), None)
    assert found.estimate == Decimal("480000.5")
    assert (found.areas, found.tags) == (("KE001005", "KE001001", "KE001003"), ("b", "a"))


def test_baseline_and_target_are_kept_as_written_and_as_numbers_where_they_are_numbers(mombasa):
    said = (
        indicator("One", baseline="1,200", target="about twelve " * 50),
        indicator("Two", baseline="", target="40%"),
    )
    bring(mombasa, matrix(section("A", action("x", indicators=said))))
    one, two = Indicator.objects.order_by("position")
    assert (one.baseline, one.baseline_value, one.target_value) == ("1,200", 1200, None)
    assert one.target == "about twelve " * 50
    assert (two.baseline_value, two.target_value) == (None, 40)


# --- definitions --------------------------------------------------------------------------------------------------


def test_a_definition_never_changes_other_words_are_its_next_version(mombasa):
    def file(text, target="12"):
        return matrix(section("A", action("One", indicators=(indicator(text, target=target),))))

    bring(mombasa, file("Women traned"))
    bring(mombasa, file("Women trained"))
    found = IndicatorDefinition.objects.order_by("version")
    assert [(d.version, d.text["en"]) for d in found] == [(1, "Women traned"), (2, "Women trained")]
    assert len({d.pid for d in found}) == 1
    bring(mombasa, file("Women traned"))
    bring(mombasa, file("Women traned", target="15"))
    assert IndicatorDefinition.objects.count() == 2
    assert Indicator.objects.get().definition.version == 1


def test_two_editions_share_a_definition(mombasa):
    bring(mombasa, matrix(section("A", action("One", indicators=(indicator("Women trained"),)))))
    bring(mombasa, replace(doc_of(mombasa), edition="2023-24"), edition="2023-24")
    assert IndicatorDefinition.objects.count() == 1
    assert {i.definition_id for i in Indicator.objects.all()} == {IndicatorDefinition.objects.get().pk}


# --- sealing ------------------------------------------------------------------------------------------------------


def test_sealing_draws_each_salt_once_and_counts_the_change(mombasa, draft):
    salts, manifest, changed = set(Salt.objects.values_list()), draft.manifest, draft.changed
    seal_plan(draft)
    assert set(Salt.objects.values_list()) == salts
    assert (draft.manifest, draft.changed) == (manifest, changed + 1)


def test_the_same_content_has_the_same_hash_and_other_content_another(mombasa, draft):
    bring(mombasa, matrix(section("Gender", action("Hold ward dialogues", funding="funded"))))
    other = plan_of(mombasa).manifest
    assert other != draft.manifest
    bring(mombasa, matrix(section("Gender", action("Hold ward dialogues", funding="unknown"))))
    assert plan_of(mombasa).manifest == draft.manifest


# --- what stands in public ------------------------------------------------------------------------------------------


def test_no_public_document_names_a_body_that_has_not_agreed(mombasa, draft):
    office = OrganisationFactory(forum=mombasa, name="Governor's Office", state=True, listed=True)
    agreed = OrganisationFactory(forum=mombasa, name="Agreed (sample)", state=False, listed=True)
    roles = tuple(RoleDoc(BodyRef(body.pid, body.name), "support") for body in (office, agreed))
    leads = tuple(
        LeadDoc(body, "lead") for body in (BodyRef(agreed.pid, agreed.name), BodyRef(None, "Shy (sample)"))
    )
    bring(mombasa, matrix(section("Gender", action("Train mediators", roles=roles), leads=leads)))
    plan = plan_of(mombasa)
    named = {body.name for body in bodies_of(document_of(plan, public=True))}
    assert named == {None, "Governor's Office", "Agreed (sample)"}
    public = dumps(document_of(plan, public=True)).decode()
    for hidden in ("Women's Network", "Shy"):
        assert hidden not in public
        assert hidden in dumps(document_of(plan, public=False)).decode()
    assert listed_of(plan) == {office.pid, agreed.pid}


def test_a_public_document_of_ours_brought_in_again_loses_nobody(mombasa, draft):
    before = doc_of(mombasa)
    bring(mombasa, document_of(draft, public=True))
    assert doc_of(mombasa) == before


def test_an_action_stands_in_one_plan_with_its_section(mombasa, draft):
    assert all(row.section.plan_id == row.plan_id for row in Action.objects.select_related("section"))
    assert Plan.objects.naming(OrganisationFactory(forum=mombasa)).count() == 0
    assert PlanFactory._meta.model is Plan

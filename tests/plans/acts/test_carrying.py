"""Carrying over: one act, one transaction, and nothing twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jukwaa.core.models import Entry
from jukwaa.forums.models import Membership
from jukwaa.plans.actions.carrying import carry
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.models import Action, Indicator, IndicatorDefinition, Plan, Role
from jukwaa.plans.rules.carrying_over import Wanted
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, RoleFactory, SectionFactory


@pytest.fixture
def network(mombasa):
    return OrganisationFactory(forum=mombasa, name="Network (sample)", state=False)


@pytest.fixture
def closed(mombasa, network):
    """An edition that is over: one action done, one not, in one section."""
    plan = PlanFactory(forum=mombasa, edition="2022-23", status="closed")
    section = SectionFactory(plan=plan, code="1")
    definition = IndicatorDefinition.objects.create(
        forum=mombasa, pid="d-aaaaaaaaaa", text={"en": "Held", "sw": "Zilizofanyika"}, over_time="last"
    )
    for code, status in (("1.1", "done"), ("1.2", "moving")):
        action = ActionFactory(
            section=section, code=code, status=status, starts=date(2022, 7, 1), ends=date(2022, 9, 30)
        )
        RoleFactory(action=action, organisation=network, reply=Role.Reply.ACCEPTED)
        Indicator.objects.create(
            plan=plan, action=action, pid=f"i-{code[2]}aaaaaaaaa".replace("1", "b").replace("2", "c"), position=int(code[2]),
            definition=definition, baseline="0", target="12", target_value=12,
        )  # fmt: skip
    seal_plan(plan)
    return plan


@pytest.fixture
def draft(mombasa):
    plan = PlanFactory(forum=mombasa, edition="2024-25", starts=date(2024, 7, 1), ends=date(2025, 6, 30))
    seal_plan(plan)
    return plan


def chosen(plan, *codes):
    return Wanted(frozenset(plan.actions.filter(code__in=codes).values_list("pid", flat=True)))


def test_it_goes_on_as_an_offer_with_the_same_measure(closed, draft, secretary, network):
    before = draft.manifest
    carry(draft, closed, chosen(closed, "1.1"), by=secretary)
    action = draft.actions.get()
    assert action.carried_from == closed.actions.get(code="1.1")
    assert (action.carried_edition, action.code) == ("2022-23", "1.1")
    assert (action.starts, action.ends) == (date(2024, 8, 1), date(2024, 10, 31))
    role = action.roles.get()
    assert (role.organisation, role.reply) == (network, Role.Reply.OFFERED)
    indicator, old = action.indicators.get(), closed.indicators.get(action__code="1.1")
    assert indicator.definition_id == old.definition_id
    assert (indicator.baseline, indicator.baseline_value, indicator.target) == ("12", 12, "")
    assert Plan.objects.get(pk=draft.pk).manifest not in ("", before)
    assert Plan.objects.get(pk=draft.pk).follows == closed


def test_it_is_recorded_by_numbers_alone(closed, draft, secretary):
    carry(draft, closed, chosen(closed, "1.1", "1.2"), by=secretary)
    entry = Entry.objects.get(verb="plan.carried")
    assert (entry.target, entry.facts) == ("plan:mombasa/2024-25", {"source": "2022-23", "actions": 2})


def test_again_it_brings_only_what_is_not_here(closed, draft, secretary):
    carry(draft, closed, chosen(closed, "1.1"), by=secretary)
    carry(draft, closed, chosen(closed, "1.1", "1.2"), by=secretary)
    assert draft.actions.count() == 2
    assert draft.sections.count() == 1
    with pytest.raises(ValidationError, match="Nothing was chosen"):
        carry(draft, closed, chosen(closed, "1.1", "1.2"), by=secretary)
    assert draft.actions.count() == 2


def test_the_edition_that_it_came_from_stays_to_the_letter(closed, draft, secretary):
    before = closed.manifest, list(Action.objects.filter(plan=closed).values())
    carry(
        draft, closed, Wanted(sections=frozenset(closed.sections.values_list("pid", flat=True))), by=secretary
    )
    seal_plan(closed)
    assert (closed.manifest, list(Action.objects.filter(plan=closed).values())) == before


def test_a_body_that_left_the_forum_does_not_go_along(closed, draft, secretary, network):
    Membership.objects.create(organisation=network, starts=date(2022, 1, 1), ends=date(2023, 12, 31))
    carried = carry(draft, closed, chosen(closed, "1.1"), by=secretary)
    assert not draft.actions.get().roles.exists()
    assert [body for _action, body in carried.left.roles] == [network.pid]


@pytest.mark.parametrize("status", ["for_adoption", "in_force", "closed"])
def test_nothing_is_carried_into_what_is_no_draft(closed, draft, secretary, status):
    Plan.objects.filter(pk=draft.pk).update(status=status)
    with pytest.raises(PermissionDenied, match="into a draft"):
        carry(draft, closed, chosen(closed, "1.1"), by=secretary)
    assert not draft.actions.exists()
    assert not Entry.objects.filter(verb="plan.carried").exists()


def test_only_who_keeps_the_forum_carries_and_only_from_an_earlier_edition_of_it(
    closed, draft, secretary, member, kwale
):
    with pytest.raises(PermissionDenied, match="Only the secretary"):
        carry(draft, closed, chosen(closed, "1.1"), by=member)
    for other in (PlanFactory(forum=kwale), draft, PlanFactory(forum=draft.forum, edition="2030", starts=date(2030, 1, 1), ends=date(2030, 12, 31))):  # fmt: skip
        with pytest.raises(PermissionDenied, match="an earlier edition"):
            carry(draft, other, Wanted(), by=secretary)


def test_500_actions_cost_as_many_queries_as_one(closed, draft, secretary, django_assert_max_num_queries):
    section = closed.sections.get()
    ActionFactory.create_batch(100, section=section)
    with django_assert_max_num_queries(75):
        carry(draft, closed, Wanted(sections=frozenset([section.pid])), by=secretary)
    assert draft.actions.count() == 102

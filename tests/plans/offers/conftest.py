from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from jukwaa.plans.actions.offering import Hand
from jukwaa.plans.actions.sealing import seal_plan
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

TODAY = date(2022, 6, 20)


def hand(user, came="seat", today=TODAY):
    return Hand(user, today, came)


def person_of(body, role="focal_person"):
    return SeatFactory(forum=body.forum, role=role, organisation=body).holder


@pytest.fixture
def office(mombasa):
    return OrganisationFactory(forum=mombasa, name="Trade Office", state=True, listed=True)


@pytest.fixture
def network(mombasa):
    return OrganisationFactory(forum=mombasa, name="Women's Network (sample)", state=False, listed=True)


@pytest.fixture
def traders(mombasa):
    return OrganisationFactory(forum=mombasa, name="Traders' Group (sample)", state=False, listed=True)


@pytest.fixture
def plan(mombasa):
    return PlanFactory(forum=mombasa, status="published_draft")


@pytest.fixture
def action(plan):
    made = ActionFactory(
        section=SectionFactory(plan=plan, code="1"),
        code="1.1",
        starts=date(2022, 7, 1),
        ends=date(2022, 9, 30),
    )
    made.areas.set(["KE001005"])
    return made


@pytest.fixture
def lead(action, network):
    return RoleFactory(action=action, organisation=network, kind="lead", reply="accepted")


@pytest.fixture
def asked(action, lead, traders):
    """A civil body that is asked to support."""
    role = RoleFactory(action=action, organisation=traders, kind="support", share="A hall")
    seal_plan(action.plan)
    role.action.plan.refresh_from_db()
    return role


@pytest.fixture
def asked_office(action, lead, office):
    role = RoleFactory(action=action, organisation=office, kind="support", share="A permit")
    seal_plan(action.plan)
    return role


@pytest.fixture
def of_traders(traders):
    return person_of(traders)


@pytest.fixture
def of_network(network):
    return person_of(network)


@pytest.fixture
def of_office(office):
    return person_of(office)


@pytest.fixture
def anonymous():
    return AnonymousUser()

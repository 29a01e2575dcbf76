from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from jukwaa.delivery.actions import file_report
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.rules.reach import Cell, Reached
from jukwaa.delivery.rules.telling import Told
from jukwaa.plans.models import Leadership
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    RoleFactory,
    SeatFactory,
    SectionFactory,
)

TODAY = date(2022, 9, 5)
LIKONI = "KE001005"
TIMBWANI = "KE001005-0025"
TWO = Reached({Cell("female", "18_34", False): 14, Cell("male", "18_34", True): 2})
TOLD = Told(date(2022, 9, 1), frozenset({TIMBWANI}), {"sw": "Mazungumzo ya wadi"}, TWO)


def hand(user, came="seat", today=TODAY):
    return Hand(user, today, came)


def person_of(body, role="focal_person"):
    return SeatFactory(forum=body.forum, role=role, organisation=body).holder


def filed(action, body, told=TOLD, *, by, client_id: UUID | None = None, came="seat"):
    return file_report(action, body, told, client_id=client_id or uuid4(), hand=hand(by, came))


@pytest.fixture
def group(mombasa):
    return OrganisationFactory(forum=mombasa, name="Women's Group (sample)", state=False, listed=True)


@pytest.fixture
def office(mombasa):
    """It leads the section, and so checks."""
    return OrganisationFactory(forum=mombasa, name="County Gender Department", state=True, listed=True)


@pytest.fixture
def action(mombasa, group, office):
    section = SectionFactory(plan=PlanFactory(forum=mombasa, status="in_force"), code="1")
    Leadership.objects.create(section=section, organisation=office, position=0)
    made = ActionFactory(section=section, code="1.1")
    RoleFactory(action=made, organisation=group, kind="lead", reply="accepted")
    return made


@pytest.fixture
def of_group(group):
    return person_of(group)


@pytest.fixture
def of_office(office):
    return person_of(office)


@pytest.fixture
def report(action, group, of_group):
    return filed(action, group, by=of_group)

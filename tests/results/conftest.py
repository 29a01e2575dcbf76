from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jukwaa.plans.models import Leadership
from jukwaa.results.actions import Where, enter_value
from jukwaa.results.rules.quarters import Quarter
from jukwaa.results.rules.telling import Told
from tests.delivery.conftest import (  # noqa: F401  # the same forum
    LIKONI,
    TIMBWANI,
    action,
    group,
    hand,
    of_group,
    of_office,
    office,
    person_of,
)
from tests.factories import OrganisationFactory
from tests.results.measuring import indicator_of

FIRST, SECOND = Quarter(date(2022, 7, 1)), Quarter(date(2022, 10, 1))
TODAY = date(2022, 10, 5)


def number(value, **said):
    return Told(value=Decimal(str(value)), **said)


def share(top, of, **said):
    return Told(numerator=Decimal(top), denominator=Decimal(of), **said)


def told(indicator, body, value, quarter=FIRST, area=LIKONI, **more):
    said = value if isinstance(value, Told) else number(value)
    return enter_value(
        Where(indicator, body, quarter, area, more.get("cell", "")),
        said,
        hand=hand(more.get("by"), today=TODAY),
    )


@pytest.fixture
def indicator(action):
    return indicator_of(action)


@pytest.fixture
def second(mombasa):
    """Leads the section with the office."""
    return OrganisationFactory(forum=mombasa, name="Neighbours (sample)", state=False, listed=False)


@pytest.fixture
def led_by_two(action, second):
    return Leadership.objects.create(section=action.section, organisation=second, position=1)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jukwaa.core.ids import new_id
from jukwaa.plans.models import Indicator, IndicatorDefinition, Leadership
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

FIRST, SECOND = Quarter(date(2022, 7, 1)), Quarter(date(2022, 10, 1))
TODAY = date(2022, 10, 5)


def number(value, **said):
    return Told(value=Decimal(str(value)), **said)


def share(top, of, **said):
    return Told(numerator=Decimal(top), denominator=Decimal(of), **said)


def indicator_of(owner, measure="number", places="sum", time="sum", marks=("0", "12"), **said):
    """Of an action, or of a section. `marks`: baseline and target, as written."""
    baseline, target = marks
    forum = owner.plan.forum
    defined = IndicatorDefinition.objects.create(
        forum=forum, pid=said.get("definition") or new_id("d"), text={"en": "Dialogues held", "sw": "Mazungumzo"},
        measure=measure, over_places=places, over_time=time,
    )  # fmt: skip
    numbers = {
        f"{name}_value": Decimal(mark.rstrip("%")) if mark.rstrip("%").isdigit() else None
        for name, mark in (("baseline", baseline), ("target", target))
    }
    kind = "action" if hasattr(owner, "funding") else "section"
    place = Indicator.objects.filter(plan=owner.plan).count()
    return Indicator.objects.create(
        plan=owner.plan, pid=new_id("i"), position=place, definition=defined, baseline=baseline, target=target,
        **numbers, **{kind: owner},
    )  # fmt: skip


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

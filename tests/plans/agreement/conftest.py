"""A forum whose two co-chairs sit in their seats, and a draft of three actions that may be signed."""

from __future__ import annotations

import pytest

from jukwaa.plans.actions import propose, publish_draft
from tests.factories import OrganisationFactory, SeatFactory
from tests.plans.acts.bringing import bring, plan_of
from tests.plans.agreement.agreeing import DAY, signed_by_both
from tests.plans.rules.building import action, led_by, matrix, section, supported_by


@pytest.fixture
def file():
    return matrix(
        section(
            "Gender",
            action("Hold ward dialogues", roles=(led_by("Women's Network (sample)"),), areas=("KE001005",)),
            action("Train mediators", roles=(supported_by("Amani Trust (sample)"),)),
        ),
        section("Youth", action("Equip a youth centre", funding="no_cost")),
    )


@pytest.fixture
def commissioner(mombasa):
    office = OrganisationFactory(forum=mombasa, name="Commissioner's Office", state=True, listed=True)
    return SeatFactory(forum=mombasa, role="co_chair_national", organisation=office).holder


@pytest.fixture
def governor(mombasa):
    office = OrganisationFactory(forum=mombasa, name="Governor's Office", state=True, listed=True)
    return SeatFactory(forum=mombasa, role="co_chair_county", organisation=office).holder


@pytest.fixture
def draft(mombasa, secretary, commissioner, governor, file):
    bring(mombasa, file, by=secretary)
    return plan_of(mombasa)


@pytest.fixture
def public(draft, secretary):
    return publish_draft(draft, by=secretary)


@pytest.fixture
def waiting(public, secretary):
    """The version that waits for its signatures."""
    return propose(public, by=secretary, today=DAY)


@pytest.fixture
def signed(waiting, commissioner, governor):
    """The version, signed by both; its plan is in force."""
    return signed_by_both(waiting, commissioner, governor)

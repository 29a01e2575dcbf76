from __future__ import annotations

import pytest

from tests.plans.acts.bringing import bring, plan_of
from tests.plans.rules.building import action, led_by, matrix, section, supported_by


@pytest.fixture
def file():
    """A matrix of two sections and three actions."""
    return matrix(
        section(
            "Gender",
            action("Hold ward dialogues", roles=(led_by("Women's Network (sample)"),), areas=("KE001005",)),
            action("Train mediators", roles=(supported_by("Amani Trust (sample)"),)),
        ),
        section("Youth", action("Equip a youth centre", funding="no_cost")),
    )


@pytest.fixture
def draft(mombasa, secretary, file):
    bring(mombasa, file, by=secretary)
    return plan_of(mombasa)

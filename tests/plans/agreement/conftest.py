"""A forum whose two co-chairs sit in their seats, and a draft of three actions that may be signed."""

from __future__ import annotations

import pytest

from jukwaa.accounts.models import User
from jukwaa.forums.models import Forum
from jukwaa.plans.actions import propose, publish_draft
from tests.factories import ForumFactory, OrganisationFactory, SeatFactory
from tests.plans.acts.bringing import bring, plan_of
from tests.plans.agreement.agreeing import DAY, signed_by_both
from tests.plans.rules.building import action, led_by, matrix, section, supported_by


@pytest.fixture(scope="module")
def file():
    return matrix(
        section(
            "Gender",
            action("Hold ward dialogues", roles=(led_by("Women's Network (sample)"),), areas=("KE001005",)),
            action("Train mediators", roles=(supported_by("Amani Trust (sample)"),)),
        ),
        section("Youth", action("Equip a youth centre", funding="no_cost")),
    )


@pytest.fixture(scope="module")
def _stands(standing, file):
    """Made once for a whole file of tests; each of them reads its own rows of it anew."""
    forum = ForumFactory(slug="mombasa", name={"en": "Mombasa forum", "sw": "Jukwaa la Mombasa"})
    secretary = SeatFactory(forum=forum).holder
    for role, name in (
        ("co_chair_national", "Commissioner's Office"),
        ("co_chair_county", "Governor's Office"),
    ):
        office = OrganisationFactory(forum=forum, name=name, state=True, listed=True)
        SeatFactory(forum=forum, role=role, organisation=office)
    bring(forum, file, by=secretary)
    return forum.pk


@pytest.fixture
def mombasa(db, _stands):
    return Forum.objects.get(pk=_stands)


@pytest.fixture
def secretary(mombasa):
    return _holder(mombasa, "secretary")


@pytest.fixture
def commissioner(mombasa):
    return _holder(mombasa, "co_chair_national")


@pytest.fixture
def governor(mombasa):
    return _holder(mombasa, "co_chair_county")


def _holder(forum, role):
    return User.objects.get(seats__forum=forum, seats__role=role)


@pytest.fixture
def draft(mombasa):
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

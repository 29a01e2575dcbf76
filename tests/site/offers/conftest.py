from __future__ import annotations

import pytest
from django.test import Client

from tests.plans.offers.conftest import (  # noqa: F401  (fixtures)
    action,
    asked,
    asked_office,
    lead,
    network,
    of_network,
    of_office,
    of_traders,
    office,
    plan,
    traders,
)


def browser_of(user):
    """Sends the tokens of its forms, or is refused."""
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def keeper(secretary):
    return browser_of(secretary)


@pytest.fixture
def at_traders(of_traders):
    return browser_of(of_traders)


@pytest.fixture
def at_network(of_network):
    return browser_of(of_network)


def page_of(role) -> str:
    body = role.organisation.pid
    return f"/desk/mombasa/plan/2022-23/offers/{role.action.pid}/{body}/{role.kind}/"

"""The chairs' browsers, who have just shown who they are."""

from __future__ import annotations

import pytest

from tests.plans.agreement.conftest import (  # noqa: F401  # the same forum, plan and versions
    _stands,
    commissioner,
    draft,
    file,
    governor,
    mombasa,
    public,
    secretary,
    signed,
    waiting,
)
from tests.site.agreement.browsing import browser


@pytest.fixture
def keeper(secretary):
    return browser(secretary)


@pytest.fixture
def national(commissioner):
    return browser(commissioner)


@pytest.fixture
def county(governor):
    return browser(governor)

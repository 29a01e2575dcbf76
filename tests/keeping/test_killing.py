"""Whatever is killed at whatever moment leaves the old state or the new one (issue 3, section 6)."""

from __future__ import annotations

import json

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.drill]


def test_killed_at_any_moment_it_leaves_the_old_or_the_new(server):
    times = 100 if connection.vendor == "sqlite" else 20
    done = server.program("tests.keeping.killing", times)
    assert done.returncode == 0, done.stderr
    left = json.loads(done.stdout)
    assert left["old"] + left["new"] == times
    assert min(left["old"], left["new"]) > times / 10  # both came about: the moments were well chosen

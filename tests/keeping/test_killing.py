"""Whatever is killed at whatever moment leaves the old state or the new one (issue 3, section 6)."""

from __future__ import annotations

import json

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.drill]
KINDS = ("save", "import", "signature")


def test_killed_at_any_moment_it_leaves_the_old_or_the_new(server):
    times = 102 if connection.vendor == "sqlite" else 24
    done = server.program("tests.keeping.killing", times, *KINDS)
    assert done.returncode == 0, done.stderr
    left = json.loads(done.stdout)
    assert sum(left[f"{kind} {state}"] for kind in KINDS for state in ("old", "new")) == times
    for kind in KINDS:  # both came about, of each kind: the moments were well chosen
        assert min(left[f"{kind} old"], left[f"{kind} new"]) >= times / 3 / 10
    assert left["within"] >= times / 2


def test_an_act_in_two_pieces_is_found(server):
    done = server.program("tests.keeping.killing", 30, "torn")
    assert done.returncode == 1
    assert "neither the old state nor the new one" in done.stderr

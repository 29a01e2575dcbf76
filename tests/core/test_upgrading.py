"""A record that is older than chains, hands and keys is chained in the order of its entries, and sealed."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings
from django.utils import timezone

from jukwaa.core import guards
from jukwaa.core.models import Chain, Checkpoint, Entry


def moved(*to):
    """The apps as they are after migrating there."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(to))
    return MigrationExecutor(connection).loader.project_state(list(to)).apps


@pytest.fixture
def in_the_past(transactional_db, tmp_path):
    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "core"]
    with override_settings(KEYS=str(tmp_path / "keys")):
        yield moved(("core", "0001_initial"))
        moved(*newest)
        call_command("migrate", verbosity=0)


def test_entries_made_before_there_were_chains(in_the_past):
    entry, now = in_the_past.get_model("core", "Entry"), timezone.now()
    said = [
        ("forum.founded", 7, 3),
        ("user.welcomed", None, None),
        ("seat.given", 7, 3),
        ("plan.published", 7, 4),
    ]
    for verb, forum, actor in said:
        entry.objects.create(
            verb=verb, target="x", forum=forum, actor=actor, at=now, facts={"role": "secretary"}
        )
    call_command("migrate", "core", verbosity=0)

    told = [(each.verb, each.number, each.public, each.actor) for each in Entry.objects.chain(7)]
    assert told == [("forum.founded", 1, 1, 3), ("seat.given", 2, None, 3), ("plan.published", 3, 2, 4)]
    assert Entry.objects.chain(None).get().hand.at == now
    assert Chain.objects.get(pk=7).number == 3
    assert Checkpoint.objects.get(chain=7).number == 3
    assert guards.fallen() == []
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert "forum-7: all 3 entries hold" in out.getvalue()


def test_a_record_whose_checkpoints_were_taken_away_is_not_sealed_anew(in_the_past):
    entry = in_the_past.get_model("core", "Entry")
    entry.objects.create(verb="plan.published", target="x", forum=7, actor=None, facts={})
    call_command("migrate", "core", verbosity=0)
    with guards.lifted("core_checkpoint", "core_publickey"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_checkpoint")
        cursor.execute("DELETE FROM core_publickey")
    call_command("migrate", "core", verbosity=0)
    assert not Checkpoint.objects.exists()
    with pytest.raises(SystemExit):
        call_command("verify_log", stdout=StringIO())

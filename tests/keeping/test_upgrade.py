"""New code meets older data, and older code meets newer data."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.drill]

TAKEN = "from jukwaa.core.keeping.databases import pending; print(pending())"
PLANS = "from jukwaa.plans.models import Plan; print(list(Plan.objects.values_list('edition', 'manifest').order_by('edition')))"
# An older database, made as a real one was: by the migrations of that time, with rows written through them.
OLDER = """
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), "core", "0001", verbosity=0)
call_command(Command(), "accounts", "0001", verbosity=0)
"""
ROWS = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO accounts_user (password, email, name, is_active, is_administrator, is_sample) "
                   "VALUES ('!', 'old@example.org', 'Old', %s, %s, %s)", [True, False, False])
"""
FUTURE = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_applied("plans", "9999_from_the_future")
"""
STRAY = """
from jukwaa.plans.models import Section
Section.objects.filter(code="1").update(outcome={"en": "something that nobody decided"})
"""


def test_older_data_is_backed_up_brought_up_to_date_and_checked(spare, tmp_path):
    spare.python(OLDER + ROWS)
    refused = spare.run("serve", "--no-upgrade", "--bind", "127.0.0.1:1")
    assert refused.returncode == 1
    assert "older than the code" in refused.stderr
    done = spare.run("upgrade", "--to", tmp_path / "kept")
    assert done.returncode == 0, done.stderr
    assert "Upgraded in" in done.stdout
    assert "To go back: stop the server" in done.stdout
    assert spare.python(TAKEN).strip() == "[]"
    assert (
        spare.python("from jukwaa.accounts.models import User; print(User.objects.get().name)").strip()
        == "Old"
    )
    (file,) = (tmp_path / "kept").iterdir()
    assert "can be restored" in spare.run("restore", "--check", file).stdout


def test_the_backup_of_older_data_restores_into_newer_code(spare, tmp_path):
    from tests.keeping.installs import fresh_install

    spare.python(OLDER + ROWS)
    assert spare.run("backup", tmp_path / "b").returncode == 0
    with fresh_install(tmp_path / "other") as other:
        done = other.run("restore", tmp_path / "b")
        assert done.returncode == 0, done.stderr
        assert other.python(TAKEN).strip() == "[]"
        assert "old@example.org" in other.python(
            "from jukwaa.accounts.models import User; print(User.objects.get().email)"
        )


def test_data_as_it_should_be_is_left_alone(sample_install):
    before = sample_install.python(PLANS)
    done = sample_install.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert "nothing to upgrade" in done.stdout
    assert sample_install.python(PLANS) == before
    assert not (sample_install.home / "backups").exists()


def test_without_a_passphrase_nothing_is_upgraded(spare):
    spare.python(OLDER)
    done = spare.run("upgrade", JUKWAA_BACKUP_PASSPHRASE="")
    assert done.returncode == 1
    assert "Set JUKWAA_BACKUP_PASSPHRASE" in done.stderr
    assert spare.python(TAKEN).strip() != "[]"


@pytest.mark.parametrize("command", [("upgrade",), ("migrate",), ("serve", "--bind", "127.0.0.1:1")])
def test_data_newer_than_the_code_is_refused(server, command):
    server.python(FUTURE)
    done = server.run(*command)
    assert done.returncode == 1
    assert "written by a newer Jukwaa" in done.stderr
    assert "plans.9999_from_the_future" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_written_past_the_acts_is_found(server):
    server.python(STRAY)
    done = server.run("upgrade")
    assert done.returncode == 1
    assert "Not as it was sealed: mombasa/" in done.stderr

"""The drill: back up while others write, lose the machine, restore on another one, find everything."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import pytest

from jukwaa.core.keeping import sealed
from tests.keeping.installs import PASSPHRASE, ROOT

pytestmark = pytest.mark.django_db  # so that the drill is held on every engine
drill = pytest.mark.drill

EVERYTHING = """
import json
from django.apps import apps
from django.core import serializers
rows = {}
for model in sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.label):
    rows[model._meta.label] = json.loads(serializers.serialize("json", model.objects.order_by("pk")))
print(json.dumps(rows))
"""
WRITE = """
import itertools
from django.db import transaction
from jukwaa.core.log import record
from jukwaa.forums.models import Forum
forum = Forum.objects.get(slug="mombasa")
for n in itertools.count():
    with transaction.atomic():
        Forum.objects.filter(pk=forum.pk).update(changed=n)
        record("plan.imported", "plan:mombasa/drill", by=None, forum=forum.pk, intake=n)
    print(n, flush=True)
"""


def everything(install):
    return json.loads(install.python(EVERYTHING))


@drill
def test_what_was_backed_up_stands_on_the_other_machine(sample_install, kept_backup, spare):
    done = spare.run("restore", kept_backup)
    assert done.returncode == 0, done.stderr
    assert "Every part agrees with its hash" in done.stdout
    assert everything(spare) == everything(sample_install)
    for name in ("secret-key", "keys/mombasa", "files/scan.pdf", "sample-sign-ins.json"):
        assert (spare.home / name).read_bytes() == (sample_install.home / name).read_bytes()
    assert (spare.home / "keys/mombasa").stat().st_mode & 0o777 == 0o600
    assert not (spare.home / "made").exists()  # made anew
    assert not list(spare.home.glob(".*"))


@drill
def test_numbers_go_on_where_they_were(kept_backup, sample_install, spare):
    """An id that was given out once is never given out again."""
    assert spare.run("restore", kept_backup).returncode == 0
    make = "from tests.factories import *; import sys; print(UserFactory(email='n@example.org').pk)"
    gone = "from jukwaa.accounts.models import User; print(max(User.objects.values_list('pk', flat=True)))"
    assert int(spare.python(make)) == int(sample_install.python(gone)) + 1


@drill
def test_a_backup_is_of_one_moment_while_others_write(server, spare, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{WRITE}"], cwd=ROOT, text=True,
        env=server.environment | {"DJANGO_SETTINGS_MODULE": "jukwaa.settings"}, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        before = int(writer.stdout.readline())
        done = server.run("backup", tmp_path / "b")
    finally:
        writer.kill()
        after = int(writer.communicate()[0].split()[-1])
    assert done.returncode == 0, done.stderr
    assert spare.run("restore", tmp_path / "b").returncode == 0
    changed, last = spare.python(
        "from jukwaa.forums.models import Forum; from jukwaa.core.models import Entry\n"
        "print(Forum.objects.get(slug='mombasa').changed, Entry.objects.latest('id').facts['intake'])"
    ).split()
    assert changed == last  # the row and its record are of the same moment
    assert before < int(last) < after  # and the writer was not held up


@drill
def test_the_home_must_be_empty(kept_backup, server):
    before = everything(server)
    done = server.run("restore", kept_backup)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert everything(server) == before


@drill
def test_the_database_must_be_empty(kept_backup, server, tmp_path):
    done = server.run("restore", kept_backup, JUKWAA_HOME=str(tmp_path / "elsewhere"))
    assert done.returncode == 1
    assert "The database is not empty" in done.stderr


def nothing_stands(install):
    left = [path.name for path in install.home.rglob("*") if path.name != "secret-key"]
    tables = install.python(
        "from jukwaa.core.keeping.databases import is_empty; from django.db import connection\nprint(is_empty())"
    )
    return left == [] and tables.strip() == "True"


def refused(install, file, told, **environment):
    done = install.run("restore", file, **environment)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert nothing_stands(install)


@drill
def test_a_faulty_backup_restores_nothing_and_says_why(kept_backup, spare, tmp_path):
    whole = kept_backup.read_bytes()
    file = tmp_path / "faulty"
    refused(spare, kept_backup, "passphrase is not the one", JUKWAA_BACKUP_PASSPHRASE="another passphrase")
    refused(spare, kept_backup, "Set JUKWAA_BACKUP_PASSPHRASE", JUKWAA_BACKUP_PASSPHRASE="")
    refused(spare, tmp_path / "nowhere", "There is no file")
    file.write_bytes(whole[: len(whole) // 2])
    refused(spare, file, "missing or damaged")
    file.write_bytes(whole[:-1])
    refused(spare, file, "missing or damaged")
    middle = len(whole) // 2
    file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    refused(spare, file, "damaged at byte")
    file.write_bytes(whole.replace(b"jukwaa-backup 1", b"jukwaa-backup 2", 1))
    refused(spare, file, "newer Jukwaa")


@drill
def test_a_disk_that_is_full_half_way_leaves_nothing(kept_backup, spare, server, tmp_path):
    """The system refuses files beyond a size as it refuses them on a full disk: an error while writing."""

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    def run(install, *words):
        return subprocess.run(
            [sys.executable, "-m", "jukwaa", *map(str, words)], cwd=ROOT, env=install.environment,
            capture_output=True, text=True, preexec_fn=small, check=False, timeout=60,
        )  # fmt: skip

    done = run(spare, "restore", kept_backup)
    assert done.returncode == 1
    assert "Nothing was restored" in done.stderr
    assert nothing_stands(spare)
    done = run(server, "backup", tmp_path / "b")
    assert done.returncode == 1
    assert "Nothing was backed up" in done.stderr
    assert not list(tmp_path.glob("b*"))
    assert not list(server.home.glob(".*"))


@drill
def test_data_of_newer_code_is_refused(server, spare, tmp_path):
    server.python(
        "from django.db.migrations.recorder import MigrationRecorder; from django.db import connection\n"
        "MigrationRecorder(connection).record_applied('plans', '9999_from_the_future')"
    )
    assert server.run("backup", tmp_path / "b").returncode == 0
    refused(spare, tmp_path / "b", "does not know plans.9999_from_the_future")


@drill
def test_a_restore_that_was_killed_is_begun_anew(kept_backup, spare):
    (spare.home / ".restoring" / "home").mkdir(parents=True)
    (spare.home / "files").mkdir()
    (spare.home / "files" / "half.pdf").write_bytes(b"%PDF")
    done = spare.run("serve", "--bind", "127.0.0.1:1")
    assert done.returncode == 1
    assert "did not come to its end" in done.stderr
    assert spare.run("restore", kept_backup).returncode == 0
    assert not (spare.home / "files" / "half.pdf").exists()


@drill
def test_a_restore_that_was_killed_at_the_very_end_is_whole(kept_backup, spare, sample_install):
    assert spare.run("restore", kept_backup).returncode == 0
    (spare.home / ".restoring").mkdir()
    assert "It is whole" in spare.run("restore", kept_backup).stderr
    assert everything(spare) == everything(sample_install)
    assert not (spare.home / ".restoring").exists()


@drill
def test_a_backup_never_takes_anothers_place(kept_backup, sample_install):
    before = kept_backup.read_bytes()
    done = sample_install.run("backup", kept_backup)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert kept_backup.read_bytes() == before
    assert kept_backup.stat().st_mode & 0o777 == 0o600


@drill
def test_a_folder_that_takes_no_backup_is_told_in_a_sentence(sample_install, tmp_path):
    (tmp_path / "nights").write_text("a file where the folder should be")
    done = sample_install.run("backup", tmp_path / "nights" / "b")
    assert done.returncode == 1
    assert "Nothing was backed up" in done.stderr
    assert "Traceback" not in done.stderr


@drill
def test_without_words_and_without_a_terminal_nothing_is_asked(sample_install, tmp_path):
    done = sample_install.run("backup", tmp_path / "b", JUKWAA_BACKUP_PASSPHRASE="")
    assert done.returncode == 1
    assert "Set JUKWAA_BACKUP_PASSPHRASE" in done.stderr
    assert not list(tmp_path.iterdir())


@drill
def test_a_server_without_its_private_key_cannot_read_its_own_backups(sample_install, spare, tmp_path):
    made = sample_install.run("backup", "--new-key", tmp_path / "key")
    public = made.stdout.strip().rpartition("=")[2]
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert sample_install.run("backup", tmp_path / "b", JUKWAA_BACKUP_PUBLIC_KEY=public).returncode == 0
    refused(spare, tmp_path / "b", "sealed for a key")
    checked = spare.run("restore", tmp_path / "b", "--key", tmp_path / "key", "--check")
    assert "can be restored" in checked.stdout
    assert nothing_stands(spare)
    assert spare.run("restore", tmp_path / "b", "--key", tmp_path / "key").returncode == 0


@drill
def test_of_nightly_backups_the_newest_are_kept(sample_install, tmp_path):
    kept = tmp_path / "nights"
    kept.mkdir()
    for day in range(1, 4):
        (kept / f"jukwaa-2026010{day}-021500.backup").touch()
    (kept / "before-the-move.backup").touch()  # somebody's own
    assert sample_install.run("backup", kept, "--keep", "2").returncode == 0
    names = sorted(path.name for path in kept.iterdir())
    assert names[:2] == ["before-the-move.backup", "jukwaa-20260103-021500.backup"]
    assert len(names) == 3
    assert "can be restored" in sample_install.run("restore", "--check", kept / names[2]).stdout
    assert sample_install.run("backup", kept, "--keep", "0").returncode == 2


@drill
def test_a_backup_inside_the_home_is_not_in_the_next_one(server):
    assert server.run("backup", server.home / "backups" / "1").returncode == 0
    one = server.run("restore", "--check", server.home / "backups" / "1").stdout
    assert server.run("backup", server.home / "backups" / "2").returncode == 0
    two = server.run("restore", "--check", server.home / "backups" / "2").stdout
    assert one.split(" parts")[0].split("MB in")[1] == two.split(" parts")[0].split("MB in")[1]


def test_a_guess_at_a_passphrase_is_dear():
    assert sealed.SCRYPT_N >= 2**17
    assert len(PASSPHRASE) >= sealed.SHORTEST_PASSPHRASE

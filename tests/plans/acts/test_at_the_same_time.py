"""Two processes bring a file into the same forum at the same time: one after the other, and nothing stands twice."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from urllib.parse import quote

import pytest
from django.db import connection

from jukwaa.plans.rules.interchange import dumps
from tests.plans.rules.building import action, led_by, matrix, section

WRITERS = 3
pytestmark = [pytest.mark.django_db, pytest.mark.drill]  # on every engine, though on a database of its own


@pytest.fixture
def server(tmp_path, django_db_setup, django_db_blocker):
    """An install of its own, on the engine that the tests run on."""
    if connection.vendor == "sqlite":
        yield _Sqlite(tmp_path)
        return
    import psycopg

    said = connection.settings_dict
    reached = {
        "host": said["HOST"],
        "port": said["PORT"] or None,
        "user": said["USER"],
        "password": said["PASSWORD"],
    }
    name = f"race_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **reached) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield _Postgres(tmp_path, {"dbname": name, **reached})
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


class _Sqlite:
    def __init__(self, home):
        self.home = home
        self.url = f"sqlite:///{home}/jukwaa.sqlite3"

    @contextmanager
    def held(self):
        """Nobody else writes meanwhile."""
        with closing(sqlite3.connect(self.home / "jukwaa.sqlite3", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            yield
            holder.execute("ROLLBACK")

    def rows(self, sql):
        with closing(sqlite3.connect(self.home / "jukwaa.sqlite3")) as reader:
            return reader.execute(sql).fetchall()


class _Postgres:
    def __init__(self, home, reached):
        self.home, self.reached = home, reached
        address = f"{quote(reached['user'])}@{quote(reached['host'], safe='')}:{reached['port'] or ''}"
        self.url = f"postgres://{address}/{reached['dbname']}"

    def _connect(self):
        import psycopg

        return psycopg.connect(**self.reached)

    @contextmanager
    def held(self):
        with self._connect() as holder:
            holder.execute("SELECT id FROM forums_forum FOR UPDATE")
            yield
            holder.rollback()

    def rows(self, sql):
        with self._connect() as reader:
            return reader.execute(sql).fetchall()


def jukwaa(server, *words, wait=True):
    environment = os.environ | {"DATABASE_URL": server.url, "JUKWAA_HOME": str(server.home)}
    command = [sys.executable, "-m", "jukwaa", *words]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if wait:
        told, _nothing = process.communicate(timeout=120)
        assert process.returncode == 0, told
    return process


def test_files_brought_in_at_the_same_time_make_one_edition(server, tmp_path):
    rows = [action(f"Action {n}", roles=(led_by(f"Group {n % 7} (sample)"),)) for n in range(60)]
    file = tmp_path / "plan.json"
    file.write_bytes(dumps(matrix(section("Gender", *rows), complete=True)))
    jukwaa(server, "migrate", "--verbosity", "0")
    jukwaa(server, "new-forum", "--area", "KE001", "--slug", "mombasa")
    asked = ("import-plan", str(file), "--forum", "mombasa", "--edition", "2022-23", "--format", "json")
    with server.held():
        writers = [jukwaa(server, *asked, wait=False) for _ in range(WRITERS)]
        time.sleep(4)  # by then all have read the file against a forum without an edition
        waiting = [writer.poll() for writer in writers]
    told = [writer.communicate(timeout=120)[0] for writer in writers]
    assert waiting == [None] * WRITERS, told
    assert [writer.returncode for writer in writers] == [0] * WRITERS, told
    assert all(json.loads(text)["understood"] for text in told)
    assert server.rows("SELECT count(*) FROM plans_plan") == [(1,)]
    assert server.rows("SELECT count(*) FROM plans_action") == [(60,)]
    assert server.rows("SELECT count(*) FROM forums_organisation") == [(7,)]
    verbs = Counter(verb for (verb,) in server.rows("SELECT verb FROM core_entry"))
    assert (verbs["plan.drafted"], verbs["plan.imported"]) == (1, WRITERS)

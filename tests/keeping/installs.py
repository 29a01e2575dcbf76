"""A Jukwaa of its own, run as an operator runs it: in processes, with a folder and a database."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

PASSPHRASE = "a passphrase of the drill"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Install:
    home: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JUKWAA_")}
        ours = {"JUKWAA_HOME": str(self.home), "DATABASE_URL": self.url}
        return kept | ours | {"JUKWAA_BACKUP_PASSPHRASE": PASSPHRASE}

    def run(self, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """`jukwaa WORDS`, with nobody at a terminal."""
        return self._run("-m", "jukwaa", *words, **environment)

    def program(self, module: str, *words: object) -> subprocess.CompletedProcess[str]:
        return self._run("-m", module, *map(str, words))

    def python(self, code: str, **environment: str) -> str:
        done = self._run("-c", f"import django; django.setup()\n{code}", **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _run(self, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        known = self.environment | {"DJANGO_SETTINGS_MODULE": "jukwaa.settings"} | environment
        return subprocess.run(
            [sys.executable, *map(str, words)], cwd=ROOT, env=known, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip


@contextlib.contextmanager
def fresh_install(folder: Path, like: Install | None = None) -> Iterator[Install]:
    """An empty one, on the engine that the tests run on; `like`: with that one's database and files."""
    database = settings.DATABASES["default"]
    folder.mkdir(parents=True, exist_ok=True)
    if database["ENGINE"].endswith("sqlite3"):
        if like:
            _copy_of(like, folder)
        yield Install(folder, f"sqlite:///{folder}/jukwaa.sqlite3")
        return
    name = f"drill_{secrets.token_hex(6)}"
    template = like.url.rpartition("/")[2] if like else "template0"
    _on_cluster("CREATE DATABASE {} TEMPLATE {}", name, template)
    if like:
        _copy_of(like, folder)
    try:
        yield Install(folder, f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}")
    finally:
        _on_cluster("DROP DATABASE {} WITH (FORCE)", name)


def _copy_of(like: Install, folder: Path) -> None:
    shutil.copytree(like.home, folder, dirs_exist_ok=True)


def _on_cluster(statement: str, *names: str) -> None:
    address = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

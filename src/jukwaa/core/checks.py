"""`jukwaa check --deploy`: what stands open on this server, in words that say how to close it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004 (Django's own word)

TAG = "jukwaa"
LONG_ENOUGH = 50  # characters, of which Django asks the same


def what_is_open(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 (as Django calls it)
    return [Warning(said, hint=hint, id=f"jukwaa.{code}") for code, said, hint in _open()]


def _open() -> Iterator[tuple[str, str, str]]:
    yield from _of_the_address()
    yield from _of_the_operator()
    yield from _of_the_files()
    yield from _of_the_backups()


def _of_the_address() -> Iterator[tuple[str, str, str]]:
    if settings.DEBUG:
        yield "W001", "Errors show traces of the code to whoever meets them.", "Take JUKWAA_DEBUG away."
    if not settings.PUBLIC_ADDRESS.startswith("https://"):
        yield (
            "W002",
            "Cookies and passwords travel where others can read them: there is no https address.",
            "Set JUKWAA_ADDRESS=https://your.server, behind a proxy that has a certificate (deploy/Caddyfile).",
        )
    elif not hasattr(settings, "SECURE_PROXY_SSL_HEADER"):
        yield (
            "W003",
            "The server takes every request for an unsafe one, so browsers are not told to come by https only.",
            "Set JUKWAA_PROXIES=1 if one proxy stands in front.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield "W004", "The server answers to any name.", "Set JUKWAA_HOSTS to its own names."
    if len(settings.SECRET_KEY) < LONG_ENOUGH:
        yield (
            "W005",
            "The secret key is short enough to be guessed.",
            "Take JUKWAA_SECRET_KEY away: one is drawn.",
        )


def _of_the_operator() -> Iterator[tuple[str, str, str]]:
    if not (settings.OPERATOR and settings.OPERATOR_CONTACT):
        yield (
            "W006",
            "Nobody is named who answers for the data on this server (/data-protection/).",
            "Set JUKWAA_OPERATOR and JUKWAA_OPERATOR_CONTACT, and complete docs/dpia.en.md.",
        )


def _of_the_files() -> Iterator[tuple[str, str, str]]:
    home: Path = settings.HOME
    for path in (home, home / "secret-key", home / "keys", home / "jukwaa.sqlite3"):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            command = f"chmod {'700' if path.is_dir() else '600'} {path}"
            yield "W007", f"Other users of this machine can read {path}.", command


def _of_the_backups() -> Iterator[tuple[str, str, str]]:
    if not (os.getenv("JUKWAA_BACKUP_PUBLIC_KEY") or os.getenv("JUKWAA_BACKUP_PASSPHRASE")):
        yield (
            "W008",
            "Nothing says how backups are sealed, so none is made in the night.",
            "Run “jukwaa backup --new-key FILE” and set JUKWAA_BACKUP_PUBLIC_KEY.",
        )

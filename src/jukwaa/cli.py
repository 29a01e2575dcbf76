"""The `jukwaa` command: Jukwaa's own commands (`jukwaa import-plan`) and every Django management command."""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path

NOT_SET_UP = "No Jukwaa is set up in {home}. Set JUKWAA_HOME to the folder that the server uses, or run `jukwaa migrate` first."
READ_ENOUGH = 141  # as a shell says it of a program that nobody reads any more
LOOKS = {"verify-plan", "verify-log", "export-plan", "check", "help"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jukwaa.settings")
    if _only_looks(sys.argv[1:]) and not (Path(os.getenv("JUKWAA_HOME", "var")) / "secret-key").exists():
        # Else settings draw one and keep it.
        os.environ.setdefault("JUKWAA_SECRET_KEY", secrets.token_urlsafe(48))
    from django.conf import settings
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    # A Python module cannot be called import-plan.py, a command of ours should not be called import_plan.
    command = [word.replace("-", "_") for word in sys.argv[1:2] if not word.startswith("-")]
    try:
        try:
            execute_from_command_line([sys.argv[0], *(command or sys.argv[1:2]), *sys.argv[2:]])
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read, as `head` does, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READ_ENOUGH)
    except (OperationalError, ProgrammingError) as fault:
        nowhere = "unable to open" in str(fault) and not settings.HOME.exists()
        if not nowhere and not re.search(r"no such table|relation .* does not exist", str(fault)):
            raise
        sys.exit(NOT_SET_UP.format(home=settings.HOME))


def _only_looks(words: list[str]) -> bool:
    """Whoever checks or asks finds nothing new in the folder where they stand."""
    return not words or words[0] in LOOKS or bool({"--help", "-h", "--version"} & set(words))

"""The `jukwaa` command: Jukwaa's own commands (`jukwaa import-plan`) and every Django management command."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jukwaa.settings")
    from django.core.management import execute_from_command_line

    # A Python module cannot be called import-plan.py, a command of ours should not be called import_plan.
    command = [word.replace("-", "_") for word in sys.argv[1:2] if not word.startswith("-")]
    execute_from_command_line([sys.argv[0], *(command or sys.argv[1:2]), *sys.argv[2:]])

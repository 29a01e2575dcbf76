from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from jukwaa.site.actions.sample import load_sample, remove_sample


class Command(BaseCommand):
    help = "Load the sample: Mombasa with a plan of invented content. A second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the sample away again")

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        try:
            self.stdout.write(_removed() if remove else _loaded())
        except (OperationalError, ProgrammingError) as fault:
            if "forums_forum" not in str(fault):
                raise
            raise CommandError("The database is not set up yet. Run “jukwaa migrate” first.") from None


def _loaded() -> str:
    return f"The sample stands at /{load_sample().slug}/."


def _removed() -> str:
    return "The sample is gone." if remove_sample() else "There was no sample."

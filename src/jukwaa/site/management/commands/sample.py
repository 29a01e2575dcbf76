from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from jukwaa.site.actions.sample import load_sample, remove_sample


class Command(BaseCommand):
    help = "Load the sample: Mombasa with a plan of invented content. A second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the sample away again")
        parser.add_argument(
            "--with-what-was-brought-in", action="store_true", help="also the editions that people made in it"
        )

    def handle(self, *args: Any, remove: bool, with_what_was_brought_in: bool, **options: Any) -> None:
        try:
            self.stdout.write(_removed(with_what_was_brought_in) if remove else _loaded())
        except ValidationError as refused:
            raise CommandError(refused.messages[0]) from None
        except (OperationalError, ProgrammingError) as fault:
            if "forums_forum" not in str(fault):
                raise
            raise CommandError("The database is not set up yet. Run “jukwaa migrate” first.") from None


def _loaded() -> str:
    return f"The sample stands at /{load_sample().slug}/."


def _removed(everything: bool) -> str:
    gone = remove_sample(with_what_was_brought_in=everything)
    return "The sample is gone." if gone else "There was no sample."

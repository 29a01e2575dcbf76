from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandParser

from jukwaa.site.actions.sample import load_sample, remove_sample


class Command(BaseCommand):
    help = "Load the sample: Mombasa with a plan of invented content. A second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the sample away again")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write("The sample is gone." if remove_sample() else "There was no sample.")
            return
        forum = load_sample()
        self.stdout.write(f"The sample stands at /{forum.slug}/.")

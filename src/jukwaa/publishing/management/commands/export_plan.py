from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from jukwaa.plans.models import Plan
from jukwaa.publishing.actions import make


class Command(BaseCommand):
    help = "Write a plan to standard output. The same rows always give the same bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forum", required=True)
        parser.add_argument("--edition", required=True)
        parser.add_argument("--format", required=True, choices=["json", "xlsx", "zip"])
        parser.add_argument("--language", default="en", choices=["en", "sw"])

    def handle(self, *args: Any, **options: Any) -> None:
        plan = (
            Plan.objects.with_forum().filter(forum__slug=options["forum"], edition=options["edition"]).first()
        )
        if plan is None:
            sentence = _("There is no edition “%(edition)s” of “%(forum)s” here.")
            raise CommandError(
                sentence % {"edition": options["edition"], "forum": options["forum"]}, returncode=2
            )
        sys.stdout.buffer.write(make(plan, options["format"], options["language"]))
        sys.stdout.buffer.flush()

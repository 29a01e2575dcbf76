from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jukwaa.forums.models import Forum
from jukwaa.plans import actions
from jukwaa.plans.actions import Options, Reading
from jukwaa.plans.imports import as_json


class Command(BaseCommand):
    help = (
        "Bring in a plan from a Word or Excel matrix, our JSON or our XLSX. Exit 0: understood, 1: refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--forum", required=True, help="the forum's name in the address, as in mombasa")
        parser.add_argument(
            "--edition", required=True, help="as in 2022-23; a missing one is made as a draft"
        )
        parser.add_argument(
            "--starts", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the plan's first day"
        )
        parser.add_argument(
            "--ends", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the plan's last day"
        )
        parser.add_argument("--quarters", choices=["plan", "fy", "calendar"], help="from when Q1 is counted")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument("--prune", action="store_true", help="drop the actions that the file lacks")
        parser.add_argument("--publish", action="store_true", help="make a new edition public as a draft")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        forum = Forum.objects.filter(slug=options["forum"]).first()
        if forum is None:
            sentence = _("There is no forum “%(slug)s” here. Make it with jukwaa new-forum.")
            _wrong_use(sentence % {"slug": options["forum"]})
        reading = self._reading(forum, options)
        refusal = "" if not reading.possible or options["dry_run"] else self._bring_in(reading, options)
        self._say(reading, refusal, options)
        if refusal or not reading.possible:
            sys.exit(1)

    def _reading(self, forum: Forum, options: dict[str, Any]) -> Reading:
        file: Path = options["file"]
        try:
            data = file.read_bytes()
        except OSError:
            _wrong_use(_("The file %(file)s cannot be read: is the name right?") % {"file": file})
        asked = Options(
            **{name: options[name] for name in ("starts", "ends", "quarters", "prune", "publish")}
        )
        if asked.starts and asked.ends and asked.ends < asked.starts:
            _wrong_use(_("--ends lies before --starts."))
        return actions.read_file(forum, options["edition"], file.name, data, asked)

    def _bring_in(self, reading: Reading, options: dict[str, Any]) -> str:
        """Why it was refused, or nothing."""
        try:
            with transaction.atomic():
                actions.import_plan(reading, name=options["file"].name, by=None, now=timezone.now())
        except (PermissionDenied, ValidationError) as refused:
            return refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
        return ""

    def _say(self, reading: Reading, refusal: str, options: dict[str, Any]) -> None:
        if options["format"] == "json":
            told = as_json(reading.heard(refusal), reading.tally)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for problem in reading.heard(refusal).problems:
            self.stdout.write(" ".join(filter(None, [f"{problem.level}:", problem.where, problem.message])))
        self.stdout.write(_summary(reading, refusal, dry_run=options["dry_run"]))


def _summary(reading: Reading, refusal: str, *, dry_run: bool) -> str:
    if refusal or not reading.possible:
        return _("Refused: nothing was changed.")
    told = _("%(add)s actions new, %(change)s changed, %(keep)s as they were, %(absent)s not in the file.")
    done = _("A trial: nothing was changed.") if dry_run else _("Brought in.")
    return f"{told % reading.tally} {done}"


def _wrong_use(sentence: str) -> NoReturn:
    raise CommandError(sentence, returncode=2)

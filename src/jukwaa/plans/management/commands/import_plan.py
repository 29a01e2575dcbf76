from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans import actions
from jukwaa.plans.actions import Options, Reading
from jukwaa.plans.figures.sheets import area_labels
from jukwaa.plans.imports import LARGEST, Understood, as_json, refused
from jukwaa.plans.models import Action

NOTHING = {"add": 0, "change": 0, "keep": 0, "absent": 0}
REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    help = (
        "Bring in a plan from a Word or Excel matrix, our JSON or our XLSX. "
        "Exit 0: understood, 1: refused, 2: wrong use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--forum", required=True, help="the forum's name in the address, as in mombasa")
        parser.add_argument(
            "--edition", required=True, help="as in 2022-23; a missing one is made as a draft"
        )
        parser.add_argument("--starts", type=_day, metavar="YYYY-MM-DD", help="the plan's first day")
        parser.add_argument("--ends", type=_day, metavar="YYYY-MM-DD", help="the plan's last day")
        parser.add_argument(
            "--quarters",
            choices=["plan", "fy", "calendar"],
            help="from when Q1 counts: the plan's first month, the financial year's, January",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument("--prune", action="store_true", help="drop the actions that the file lacks")
        parser.add_argument("--publish", action="store_true", help="make the edition public, as a draft")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = _reading(options)
        except CommandError as wrong:
            if options["format"] == "json":
                self._print(refused(str(wrong)), NOTHING)
            raise
        refusal = "" if options["dry_run"] or not reading.possible else _brought_in(reading, options)
        failed = bool(refusal) or not reading.possible
        if options["format"] == "json":
            self._print(reading.heard(refusal), NOTHING if failed else reading.tally)
        else:
            for line in _told(reading, refusal, dry_run=options["dry_run"]):
                self.stdout.write(line)
        if failed:
            sys.exit(REFUSED)

    def _print(self, understood: Understood, changes: dict[str, int]) -> None:
        self.stdout.write(json.dumps(as_json(understood, changes), ensure_ascii=False, indent=2))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is no day: write it as 2022-06-01.") % {"text": text}
        ) from None


def _reading(options: dict[str, Any]) -> Reading:
    forum = Forum.objects.filter(slug=options["forum"]).first()
    if forum is None:
        sentence = _("There is no forum “%(slug)s” here. Make it with jukwaa new-forum.")
        raise CommandError(sentence % {"slug": options["forum"]}, returncode=WRONG_USE)
    asked = Options(**{name: options[name] for name in ("starts", "ends", "quarters", "prune", "publish")})
    if asked.starts and asked.ends and asked.ends < asked.starts:
        raise CommandError(_("--ends lies before --starts."), returncode=WRONG_USE)
    file: Path = options["file"]
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError:
        sentence = _("The file %(file)s cannot be read: is the name right?")
        raise CommandError(sentence % {"file": file}, returncode=WRONG_USE) from None
    return actions.read_file(forum, options["edition"], file.name, data, asked)


def _brought_in(reading: Reading, options: dict[str, Any]) -> str:
    """Why it was refused, or nothing."""
    try:
        with transaction.atomic():
            actions.import_plan(reading, name=options["file"].name, by=None, now=timezone.now())
    except (PermissionDenied, ValidationError) as reason:
        return reason.messages[0] if isinstance(reason, ValidationError) else str(reason)
    return ""


# --- as text -------------------------------------------------------------------------------------------------


def _told(reading: Reading, refusal: str, *, dry_run: bool) -> Iterator[str]:
    understood = reading.heard(refusal)
    areas = Area.objects.within(reading.forum.area_id).values_list("code", "name")
    places = area_labels(dict(areas)) if dry_run else {}
    for row in as_json(understood, NOTHING)["rows"] if dry_run else ():
        yield _row(row, places)
    for problem in understood.problems:
        yield " ".join(filter(None, [f"{problem.level}:", problem.where, problem.message]))
    if refusal or not reading.possible:
        yield _("Refused: nothing was changed.")
        return
    told = _("%(add)s actions new, %(change)s changed, %(keep)s as they were, %(absent)s not in the file.")
    done = _("A trial: nothing was changed.") if dry_run else _("Brought in.")
    yield f"{told % reading.tally} {done}"


def _row(row: dict[str, Any], places: Mapping[str, str]) -> str:
    """Where, in which section, what, who, when, how much."""
    time = " – ".join(day for day in (row["starts"], row["ends"]) if day)
    money = str(Action.Funding(row["funding"]).label)
    if row["estimate"]:
        money = f"{row['currency']} {number_format(row['estimate'], use_l10n=True)}"
    who = ", ".join(filter(None, [row["lead"], *row["support"]]))
    where = ", ".join(places.get(code, code) for code in row["areas"])
    said = [row["where"], " › ".join(row["section"]), row["title"], who, where, time, money]
    return " | ".join(said)

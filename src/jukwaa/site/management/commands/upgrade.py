from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import DatabaseError
from django.utils import timezone

from jukwaa.core.keeping import databases
from jukwaa.core.keeping.acts import back_up
from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.speaking import told
from jukwaa.site.figures.wholeness import not_as_sealed
from jukwaa.site.management.commands.backup import lock_from_environment
from jukwaa.site.management.commands.restore import check_record

BACK = """To go back: stop the server, install the version that you had, move {home} aside, and run
    jukwaa restore {file}
with an empty JUKWAA_HOME (and an empty database, where DATABASE_URL names one)."""


class Command(BaseCommand):
    help = (
        "After new code: back up, bring the database up to date, check it, and say how to go back. "
        "Stop the server first, start it afterwards."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", type=Path, metavar="FOLDER", help="for the backup; else JUKWAA_HOME/backups"
        )

    def handle(self, *args: Any, to: Path | None, **options: Any) -> None:
        try:
            databases.require_no_newer_data()
            steps = [] if databases.is_empty() else databases.pending()
            if not steps:
                self.stdout.write("There is nothing to upgrade: the data is as this code wants it.")
                self._verify()
                return
            self._upgrade(to or settings.HOME / "backups", steps)
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def _upgrade(self, folder: Path, steps: list[str]) -> None:
        file = folder / f"before-upgrade-{timezone.now():%Y%m%d-%H%M%S}.backup"
        self.stdout.write(
            told(f"Backed up to {file}", back_up(file, lock_from_environment(), now=timezone.now()))
        )
        back = BACK.format(home=settings.HOME, file=file)
        try:
            call_command("migrate", verbosity=0)
            self._verify()
        except SystemExit:  # verify-log has said why
            raise CommandError(f"The upgrade failed: the record does not hold.\n{back}") from None
        except (DatabaseError, CommandError, Refused) as fault:
            raise CommandError(f"The upgrade failed: {fault}\n{back}") from fault
        self.stdout.write(f"Upgraded in {len(steps)} steps, up to {steps[-1]}.\n{back}")

    def _verify(self) -> None:
        databases.prove_here()
        if changed := list(not_as_sealed()):
            raise Refused(f"Not as it was sealed: {', '.join(changed)}. Look before you let people in.")
        check_record(self)

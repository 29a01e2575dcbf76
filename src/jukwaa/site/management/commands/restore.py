from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management import BaseCommand, CommandError, CommandParser, call_command, get_commands

from jukwaa.core.keeping.acts import look_into, restore
from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.sealed import Unlock
from jukwaa.core.keeping.speaking import asked, told

PASSPHRASE = "JUKWAA_BACKUP_PASSPHRASE"  # noqa: S105 (a variable's name)


class Command(BaseCommand):
    help = (
        "Bring a backup back into an empty JUKWAA_HOME and an empty database, check it by hash, and check the record. "
        f"Opened with {PASSPHRASE}, or with the private key in --key."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--key", type=Path, metavar="KEYFILE", help="the private key that it was sealed for"
        )
        parser.add_argument(
            "--check", action="store_true", help="read it to its end and check it; write nothing"
        )

    def handle(self, *args: Any, file: Path, key: Path | None, check: bool, **options: Any) -> None:
        try:
            unlock = _unlock(key)
            if check:
                self.stdout.write(told(f"{file} can be restored", look_into(file, unlock)))
                return
            self.stdout.write(told(f"Restored from {file}", restore(file, unlock)))
        except Refused as refused:
            raise CommandError(str(refused)) from None
        call_command("migrate", verbosity=0)  # a backup of older code; and what guards the log stands again
        Session.objects.all().delete()  # one that was ended since the backup must not come back to life
        self.stdout.write("Everybody signs in again.")
        check_record(self)


def check_record(command: BaseCommand) -> None:
    """`verify-log` says in its own words whether the record holds, and fails where it does not."""
    if "verify_log" in get_commands():
        call_command("verify_log", stdout=command.stdout, stderr=command.stderr)


def _unlock(key: Path | None) -> Unlock:
    if key:
        try:
            return Unlock(private=key.read_text())
        except (OSError, UnicodeDecodeError):
            raise Refused(f"The key cannot be read from {key}.") from None
    passphrase = os.getenv(PASSPHRASE) or asked("Passphrase of the backup: ")
    if not passphrase:
        raise Refused(f"With what is it opened? Set {PASSPHRASE}, or name a private key with --key.")
    return Unlock(passphrase=passphrase)

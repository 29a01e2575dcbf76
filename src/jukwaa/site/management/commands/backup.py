from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jukwaa.core.keeping.acts import back_up, back_up_nightly
from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.sealed import Lock, new_pair
from jukwaa.core.keeping.speaking import asked_twice, told

PASSPHRASE = "JUKWAA_BACKUP_PASSPHRASE"  # noqa: S105 (a variable's name)
PUBLIC_KEY = "JUKWAA_BACKUP_PUBLIC_KEY"


class Command(BaseCommand):
    help = (
        "Write everything that this server holds into one sealed file: database, files, keys, secret key. "
        f"The server goes on serving. Sealed with {PASSPHRASE}, or for {PUBLIC_KEY}."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="is made; it must not be there yet. With --keep: a folder"
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="FILE is a folder: add one named after the moment, keep the newest N",
        )
        parser.add_argument(
            "--new-key",
            action="store_true",
            help="make FILE a new private key instead, to be kept elsewhere, and print the public one",
        )

    def handle(self, *args: Any, file: Path, keep: int | None, new_key: bool, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep takes a number from 1 on.", returncode=2)
        try:
            self._make_key(file) if new_key else self._back_up(file, keep)
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def _back_up(self, file: Path, keep: int | None) -> None:
        lock, now = lock_from_environment(), timezone.now()
        if keep is None:
            contents = back_up(file, lock, now=now)
        else:
            file, contents = back_up_nightly(file, lock, keep=keep, now=now)
        self.stdout.write(told(f"Backed up to {file}", contents))

    def _make_key(self, file: Path) -> None:
        private, public = new_pair()
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(private + "\n")
        except FileExistsError:
            raise Refused(f"{file} is there already: a key never takes another one's place.") from None
        self.stdout.write(
            f"{file} opens what is sealed for it: keep it away from this server, and never lose it."
        )
        self.stdout.write(f"{PUBLIC_KEY}={public}")


def lock_from_environment() -> Lock:
    if public := os.getenv(PUBLIC_KEY):
        return Lock(public=public)
    passphrase = os.getenv(PASSPHRASE) or asked_twice("Passphrase for the backup: ")
    if not passphrase:
        raise Refused(f"With what shall it be sealed? Set {PASSPHRASE}, or {PUBLIC_KEY} (see --new-key).")
    return Lock(passphrase=passphrase)

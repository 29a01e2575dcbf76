from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from jukwaa.core import keys
from jukwaa.core.log import renew_key
from jukwaa.core.models import Chain


class Command(BaseCommand):
    help = (
        "Make another key for a forum's record, in place of one that is lost for good or was stolen. What the old one "
        "signed still holds, and the record says that it was replaced."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forum", required=True, metavar="F", help="by its name in the address")
        parser.add_argument("--stolen", action="store_true", help="though the old key is still there")

    def handle(self, *args: Any, forum: str, stolen: bool, **options: Any) -> None:
        chain = Chain.objects.filter(name=forum).order_by("id").last()
        if chain is None or not keys.public_keys(chain.forum):
            raise CommandError(f"Nothing was ever signed for “{forum}”.", returncode=2)
        if not keys.problem_with(chain) and not stolen:
            raise CommandError(f"The key of “{forum}” is there, in {keys.file_of(forum)}. Was it --stolen?", returncode=2)  # fmt: skip
        renew_key(chain)
        self.stdout.write(f"A new key lies in {keys.file_of(forum)}. Back it up: jukwaa backup.")

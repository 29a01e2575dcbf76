from __future__ import annotations

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate

from jukwaa.core.keeping.databases import require_no_newer_data
from jukwaa.core.keeping.faults import Refused
from jukwaa.places.actions import load_areas
from jukwaa.strategies.actions import load_strategies


class Command(migrate.Command):
    """Django's own, after which what ships with the package stands in the database."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_no_newer_data()
        except Refused as refused:
            raise CommandError(str(refused)) from None
        super().handle(*args, **options)
        whole = (
            not options.get("app_label") and not options.get("plan") and not options.get("check_unapplied")
        )
        if whole:
            call_command("createcachetable", verbosity=0)
            load_areas()
            load_strategies()

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from jukwaa.site.actions.tidying import tidy


class Command(BaseCommand):
    help = "Forget what is over, as /data-protection/ promises. `jukwaa work` does the same every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        tidy(timezone.now())

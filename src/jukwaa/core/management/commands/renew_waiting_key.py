from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from jukwaa.core import keys, sealing


class Command(BaseCommand):
    help = (
        "Make another key to which phones seal what waits for a line. What was sealed to the one before can still be "
        "sent: its file stays beside the new one, and is deleted by hand once no phone can hold anything older."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sealing.renew()
        self.stdout.write(f"A new key lies in {keys.file_of(sealing.NAME)}. Back it up: jukwaa backup.")

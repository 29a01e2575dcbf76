from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.core import verifying
from jukwaa.core.checkpoints import Checkpoint, CheckpointError, read
from jukwaa.core.models import Chain


class Command(BaseCommand):
    help = (
        "Check the record of acts: every entry of every chain, the signed checkpoints, the keys, the triggers, and what "
        "was signed. Exit 0: it holds, 1: it does not, 2: wrong use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forum", metavar="F", help="one forum alone, by its name in the address")
        parser.add_argument(
            "--checkpoint",
            metavar="LINE",
            nargs="+",
            help="a checkpoint as printed: does today's record go on from it?",
        )
        parser.add_argument("--language", default="en", choices=["en", "sw"])

    def handle(
        self, *args: Any, forum: str | None, checkpoint: list[str] | str | None, language: str, **options: Any
    ) -> None:
        with override(language):
            _check_name(forum)
            typed = None if checkpoint is None else _typed(checkpoint)
            found = list(verifying.findings(forum))
            if typed:
                found.append(verifying.extends(typed))
            for each in found:
                self.stdout.write(f"{_('ok') if each.ok else _('NO')}  {each.sentence}")
            held = all(each.ok for each in found)
            self.stdout.write(_("The record holds.") if held else _("The record does not hold."))
        if not held:
            sys.exit(1)


def _check_name(forum: str | None) -> None:
    if forum is not None and not Chain.objects.filter(name=forum).exists():
        raise CommandError(_("There is no record of “%(name)s” here.") % {"name": forum}, returncode=2)


def _typed(line: list[str] | str) -> Checkpoint:
    """With quotation marks around it or without."""
    try:
        return read(line if isinstance(line, str) else " ".join(line))
    except CheckpointError as fault:
        if fault.group:
            sentence = _("The checkpoint is not as it was printed: look at group %(n)s after the day.")
        else:
            sentence = _("A checkpoint is the forum's name, a number, a day, and 18 groups of nine letters and figures.")  # fmt: skip
        raise CommandError(sentence % {"n": fault.group}, returncode=2) from None

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.accounts.actions import drop_second_factors
from jukwaa.accounts.models import User


class Command(BaseCommand):
    help = "For somebody who lost phone and spare codes: take their second factors away, and sign them out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(_("Nobody signs in with %(email)s.") % {"email": email})
        count = drop_second_factors(user, by=None)
        told = ngettext("%(n)s taken away.", "%(n)s taken away.", count) % {"n": count}
        self.stdout.write(f"{told} {_('They set one up anew at the next sign-in.')}")

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify
from django.utils.translation import gettext as _

from jukwaa.forums.actions import PILLAR, Charter
from jukwaa.forums.models import Seat
from jukwaa.forums.rules import SIGNERS
from jukwaa.places.models import Area
from jukwaa.site.actions.founding import found_with_secretary


class Command(BaseCommand):
    help = "Set up a forum for an area, and a seat for its secretary. Prints how the secretary signs in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="an area's code as in KE001; never a bare number")
        parser.add_argument(
            "--slug", help="its name in the address; from the area's name where it is not given"
        )
        parser.add_argument("--name", help="what the forum is called, in English")
        parser.add_argument("--name-sw", help="and in Swahili")
        parser.add_argument("--languages", nargs="+", default=["en", "sw"], metavar="CODE")
        parser.add_argument("--currency", default="KES")
        parser.add_argument("--fy-month", type=int, default=7, choices=range(1, 13), metavar="1-12")
        parser.add_argument(
            "--signers", nargs="+", default=list(SIGNERS), choices=Seat.Role.values, metavar="SEAT"
        )
        parser.add_argument(
            "--level",
            action="append",
            metavar="ONE/MANY[/MOJA/NYINGI]",
            help="what the plan's levels are called, outermost first: pillar/pillars/nguzo/nguzo",
        )
        parser.add_argument(
            "--secretary", metavar="EMAIL", help="gets the secretary's seat and a first password"
        )
        parser.add_argument("--secretary-name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        area = _area(options["area"])
        charter = _charter(area, options)
        try:
            made = found_with_secretary(
                charter, email=options["secretary"], name=options["secretary_name"], by=None
            )
        except ValidationError as refused:
            raise CommandError(refused.messages[0]) from None
        self.stdout.write(_("%(name)s stands at /%(slug)s/.") % {"name": made.forum, "slug": made.forum.slug})
        if made.password:
            told = _("The secretary signs in at /sign-in/ as %(email)s with the password %(password)s")
            self.stdout.write(told % {"email": made.email, "password": made.password})


def _area(code: str) -> Area:
    area = Area.objects.filter(code=code).first()
    if area is None:
        sentence = _(
            "“%(code)s” is no area's code. Counties are KE001 to KE047, sub-counties KE001001 and on."
        )
        _wrong_use(sentence % {"code": code})
    return area


def _charter(area: Area, options: dict[str, Any]) -> Charter:
    english = options["name"] or f"{area.name} County Engagement Forum"
    swahili = options["name_sw"] or f"Jukwaa la Ushirikishwaji la Kaunti ya {area.name}"
    names = {"en": english, "sw": swahili}
    return Charter(
        slug=options["slug"] or slugify(area.name),
        area=area,
        name={code: names[code] for code in options["languages"] if code in names} or {"en": english},
        languages=options["languages"],
        currency=options["currency"].upper()[:3],
        fy_month=options["fy_month"],
        signers=options["signers"],
        levels=[_level(words) for words in options["level"] or ()] or [PILLAR],
    )


def _level(words: str) -> dict[str, dict[str, str]]:
    parts = [part.strip() for part in words.split("/")]
    if len(parts) not in (2, 4) or not all(parts):
        _wrong_use(_("A level is named as one/many, or one/many/moja/nyingi: pillar/pillars/nguzo/nguzo."))
    languages = dict(zip(("en", "sw"), (parts[:2], parts[2:]), strict=True))
    said = {code: pair for code, pair in languages.items() if pair}
    return {"one": {c: pair[0] for c, pair in said.items()}, "many": {c: pair[1] for c, pair in said.items()}}


def _wrong_use(sentence: str) -> NoReturn:
    raise CommandError(sentence, returncode=2)

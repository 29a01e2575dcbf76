from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
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
        _check_email(options["secretary"])
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
    """By its code alone: three numberings of counties are in use, and many names stand for two places."""
    if area := Area.objects.filter(code=code).first():
        return area
    named = Area.objects.filter(name__iexact=code).order_by("code").values_list("code", flat=True)[:4]
    if code.isdigit():
        told = _(
            "“%(code)s” is a number, and counties are numbered in three ways: give the code, KE001 to KE047."
        )
    elif named:
        told = _("“%(code)s” is a name: give the code. Places of that name: %(codes)s.")
    else:
        told = _("“%(code)s” is no area's code. Counties are KE001 to KE047, sub-counties KE001001 and on.")
    return _wrong_use(told % {"code": code, "codes": ", ".join(named)})


def _check_email(address: str | None) -> None:
    if address:
        try:
            validate_email(address)
        except ValidationError:
            _wrong_use(_("“%(email)s” is no e-mail address.") % {"email": address})


def _charter(area: Area, options: dict[str, Any]) -> Charter:
    county = area.kind == Area.Kind.COUNTY
    english = f"{area.name} County Engagement Forum" if county else f"{area.name} Engagement Forum"
    swahili = f"Jukwaa la Ushirikishwaji la {'Kaunti ya ' if county else ''}{area.name}"
    names = {"en": options["name"] or english, "sw": options["name_sw"] or swahili}
    return Charter(
        slug=options["slug"] or slugify(area.name),
        area=area,
        name={code: names[code] for code in options["languages"] if code in names} or {"en": names["en"]},
        languages=options["languages"],
        currency=options["currency"].upper(),
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

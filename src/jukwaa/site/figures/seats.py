"""What is said of seats: the table of powers in plain words, and the paper that goes with a seat link."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Seat
from jukwaa.forums.rules import EVERY_SEAT, LINK_ACTS, POWERS, SECOND_FACTOR, Act

DOES: Mapping[Act, Promise] = {
    "see": _("See drafts, and what is meant for the forum alone"),
    "keep": _("Bring in files, keep the list of bodies, begin editions"),
    "seat": _("Say who sits where: invite, hand over, end"),
    "edit": _("Change words, indicators and leads of the plan"),
    "detail": _("Change dates, places, support and money of an action"),
    "answer": _("Accept what is asked of a body, offer otherwise, or decline"),
    "settle": _("Answer when a body offers otherwise"),
    "reasons": _("Read why a body declined"),
    "give": _("Say what a body can give, and what an action needs"),
    "move": _("Move a plan through its life: publish, consult, propose, close"),
    "amend": _("Open and close an amendment of a signed plan"),
    "sign": _("Sign the plan"),
    "scan": _("Enter a signature on paper, which the other co-chair confirms"),
    "mask": _("Take a body's name out of sight for its safety"),
    "report": _("Report what was done"),
    "check": _("Check the reports of others: verify, or send back with a question"),
    "audit": _("Draw a random sample of verified reports, to check them at their source"),
    "care": _("Ask of an indicator whether it can do harm; read what went wrong or could"),
}


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    label: str
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Power:
    act: str
    does: Promise
    cells: list[tuple[Column, str]]  # "all", "own" or ""
    by_link: bool


@dataclass(frozen=True, slots=True)
class Powers:
    columns: list[Column]
    rows: list[Power]


def powers() -> Powers:
    columns = [Column(role, str(Seat.Role(role).label), role in SECOND_FACTOR) for role in EVERY_SEAT]
    rows = [
        Power(act, DOES[act], [(column, roles.get(column.role, "")) for column in columns], act in LINK_ACTS)
        for act, roles in POWERS.items()
    ]
    return Powers(columns, rows)


@dataclass(frozen=True, slots=True)
class Page:
    """One language of the paper."""

    language: str
    forum: str
    seat: str
    body: str
    message: str
    steps: list[str]


@dataclass(frozen=True, slots=True)
class Paper:
    link: str  # in the language of who passes it on
    picture: str  # the same, as a phone's camera reads it
    pages: list[Page]


def paper_of(seat: Seat, token: str, address: str) -> Paper:
    """To paste into a message, and to print: in every language of the site, each with the link that speaks it."""
    link = _link(token, address)
    svg = get_adapter().build_totp_svg(link)
    picture = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return Paper(link, picture, [_page(seat, token, address, code) for code, _name in settings.LANGUAGES])


def _link(token: str, address: str) -> str:
    return f"{address}{reverse('site:seat-link', args=[token])}"


def _page(seat: Seat, token: str, address: str, language: str) -> Page:
    with override(language):
        steps = [
            gettext("Point the phone's camera at the picture, or open the link."),
            gettext("The first time, choose a PIN of six figures. Tell it to nobody."),
            gettext(
                "From then on the link and the PIN let you in: to read, to accept what is asked of your body, to answer and to report."
            ),
            gettext(
                "On a phone that others use, press “Clear this phone” when you are done. Lost the link? Tell the secretary, who stops it at once."
            ),
        ]
        forum, role = say(seat.forum.name, language).text, seat.get_role_display()
        message = gettext(
            "%(name)s, this is your seat in %(forum)s (%(seat)s). Open the link and choose a PIN that only you know: %(link)s"
        )
        told = message % {"name": seat.who, "forum": forum, "seat": role, "link": _link(token, address)}
        return Page(language, forum, role, str(seat.organisation or ""), told, steps)

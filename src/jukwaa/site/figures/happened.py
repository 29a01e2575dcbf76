"""What happened on an account, and on all accounts of this server: what stood at the door, beside what the record tells.

The record has seats, passwords and addresses already, so nothing of it is kept twice (`accounts.Happening`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.models import Happening, User
from jukwaa.core.models import Entry
from jukwaa.forums.models import Seat

if TYPE_CHECKING:
    from jukwaa.accounts.models import HappeningQuerySet
    from jukwaa.core.models import EntryQuerySet

AT_MOST = 200  # lines of a page: the newest
SAID: Mapping[str, Promise] = {
    "user.welcomed": _("The account was set up"),
    "user.arrived": _("The account was made, from an invitation's letter"),
    "user.password_changed": _("The password was changed"),
    "user.address_changed": _("The e-mail address was changed"),
    "user.second_factors_dropped": _("Whoever runs the server took all second proofs away"),
    "user.erased": _("An account was erased"),
    "seat.given": _("The seat was given"),
    "seat.invited": _("A letter went out for the seat"),
    "seat.invitation_withdrawn": _("The invitation to the seat was taken back"),
    "seat.taken": _("The seat was taken"),
    "seat.ended": _("The seat was given an end"),
    "seat.handed_over": _("The seat was handed over"),
    "seat.left": _("The seat was left, with the account"),
    "seat.linked": _("A link was made for the seat"),
    "seat.link_revoked": _("The link of the seat was stopped"),
    "seat.pin_reset": _("The PIN of the seat was cleared"),
}


@dataclass(frozen=True, slots=True)
class Line:
    day: date
    at: datetime | None  # of what the record tells, the day alone is shown
    sentence: str
    whose: str


def happened_to(user: User, now: datetime) -> list[Line]:
    """On this person's own account and seats."""
    seats = Seat.objects.filter(holder=user).select_related("forum")
    targets = [f"user:{user.pk}", *(f"seat:{seat.pk}" for seat in seats)]
    entries = _since(now).filter(target__in=targets)
    happened = Happening.objects.visible_to(user).filter(user=user).select_related("user")
    return _together(happened, entries, now)


def happened_here(user: User, now: datetime) -> list[Line]:
    """On all accounts, for whoever keeps the server."""
    return _together(Happening.objects.visible_to(user).select_related("user"), _since(now), now)


def _since(now: datetime) -> EntryQuerySet:
    first = localtime(now).date() - timedelta(days=Happening.DAYS)
    return Entry.objects.filter(verb__in=SAID, day__gte=first)


def _together(happened: HappeningQuerySet, entries: EntryQuerySet, now: datetime) -> list[Line]:
    found = list(entries[:AT_MOST])
    names = _names([entry.target for entry in found])
    lines = [Line(entry.day, None, str(SAID[entry.verb]), names.get(entry.target, "")) for entry in found]
    door = happened.filter(at__gte=now - timedelta(days=Happening.DAYS))[:AT_MOST]
    lines += [Line(localtime(one.at).date(), one.at, one.get_what_display(), str(one.user)) for one in door]
    untimed = datetime.min.replace(tzinfo=now.tzinfo)  # within its day, behind what has an hour
    return sorted(lines, key=lambda line: (line.day, line.at or untimed), reverse=True)[:AT_MOST]


def _names(targets: Iterable[str]) -> Mapping[str, str]:
    """Of the accounts and seats that are still there."""
    wanted: dict[str, set[int]] = {"user": set(), "seat": set()}
    for target in targets:
        kind, _colon, pk = target.partition(":")
        wanted[kind].add(int(pk))
    users = User.objects.filter(pk__in=wanted["user"])
    seats = Seat.objects.filter(pk__in=wanted["seat"]).select_related("forum", "organisation")
    return {f"user:{user.pk}": str(user) for user in users} | {
        f"seat:{seat.pk}": _seat(seat) for seat in seats
    }


def _seat(seat: Seat) -> str:
    return ", ".join(map(str, filter(None, [seat.get_role_display(), seat.organisation, seat.forum])))

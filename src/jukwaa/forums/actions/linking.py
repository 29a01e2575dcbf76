"""A seat link: made, shown once, opened with a PIN, locked, opened again, revoked."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.accounts.models import Happening
from jukwaa.accounts.models import User as Person
from jukwaa.core.log import record
from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums import permissions
from jukwaa.forums.models import Seat, SeatLink
from jukwaa.forums.rules import PIN_TRIES, pin_problem

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def make_link(seat: Seat, *, by: User | None, today: date) -> str:
    """The token of the link, which is told here and kept nowhere. One made before is revoked."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("forum", "holder").get(pk=seat.pk)
    permissions.can_link(by, seat).require()
    if seat.holder is None:
        seat.holder = Person.objects.create_by_link(seat.holder_name)
        seat.holder_name = ""
        seat.save(update_fields=["holder", "holder_name"])
    _revoke(seat, today)
    seat.invitations.filter(used=None, withdrawn=None).update(withdrawn=today, email="")
    token = secrets.token_urlsafe(18)
    SeatLink.objects.create(seat=seat, key=SeatLink.key_of(token), made=today)
    record("seat.linked", f"seat:{seat.pk}", by=by, forum=seat.forum_id)
    return token


@transaction.atomic
def revoke_link(seat: Seat, *, by: User | None, today: date) -> None:
    """At once: whoever is signed in through it is out."""
    permissions.can_seat(by, seat.forum).require()
    if _revoke(seat, today):
        record("seat.link_revoked", f"seat:{seat.pk}", by=by, forum=seat.forum_id)


@transaction.atomic
def reset_pin(seat: Seat, *, by: User | None) -> None:
    """The holder sets a new one when the link is next opened."""
    permissions.can_seat(by, seat.forum).require()
    if seat.links.live().update(pin="", wrong=0):
        _sign_out(seat)
        record("seat.pin_reset", f"seat:{seat.pk}", by=by, forum=seat.forum_id)


@transaction.atomic
def set_pin(link: SeatLink, pin: str, *, today: date) -> None:
    """By whoever opens the link first."""
    link = SeatLink.objects.select_for_update().get(pk=link.pk)
    if link.pin:
        raise ValidationError(
            _("A PIN was set meanwhile. If it was not you, tell the secretary of your forum.")
        )
    if problem := pin_problem(pin):
        raise ValidationError(
            _("A PIN has six figures.")
            if problem == "shape"
            else _("This PIN is the first that somebody would try. Choose another.")
        )
    link.pin, link.used = make_password(pin), link.used or today
    link.save(update_fields=["pin", "used"])


@transaction.atomic
def try_pin(link: SeatLink, pin: str) -> Verdict:
    """Whether the PIN opens. A wrong one is counted, and after five the link is locked."""
    link = SeatLink.objects.select_for_update().get(pk=link.pk)
    if link.is_locked:
        return NO(_("Too many wrong PINs: the link is locked. The secretary of your forum opens it again."))
    right = bool(link.pin) and check_password(pin, link.pin)
    link.wrong = 0 if right else link.wrong + 1
    link.save(update_fields=["wrong"])
    if right:
        return YES
    if link.seat.holder:
        Happening.objects.note(link.seat.holder, Happening.What.REFUSED)
    left = PIN_TRIES - link.wrong
    return NO(
        _("This is not the PIN. Tries left: %(n)s.") % {"n": left}
        if left
        else _("Too many wrong PINs: the link is locked. The secretary of your forum opens it again.")
    )


def _revoke(seat: Seat, today: date) -> bool:
    revoked = bool(seat.links.live().update(revoked=today, pin=""))
    if revoked:
        _sign_out(seat)
    return revoked


def _sign_out(seat: Seat) -> None:
    """Every session of this holder hangs on a password that nobody knows: with another one they end."""
    for holder in Person.objects.filter(seats=seat.pk, via_link=True):
        holder.set_unusable_password()
        holder.save(update_fields=["password"])

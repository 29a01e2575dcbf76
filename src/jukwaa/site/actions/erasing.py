"""An account goes; what it did stays, from the seat and on the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import transaction

from jukwaa.core.log import forget, record
from jukwaa.forums.models import Invitation, Seat
from jukwaa.site.permissions import can_erase

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def erase_account(user: User, *, by: User, today: date) -> None:
    """The person's rows go, their seats stay with nobody, the record loses hand and exact time; its chain holds."""
    can_erase(by, user).require()
    for seat in Seat.objects.select_for_update().filter(holder=user).order_by("forum_id", "pk"):
        seat.links.live().update(revoked=today, pin="")
        record("seat.left", f"seat:{seat.pk}", by=by, forum=seat.forum_id, seat=seat.pk)
    record("user.erased", f"user:{user.pk}", by=by, forum=None)
    if user.email:
        Invitation.objects.filter(email=user.email).update(email="")
    Session.objects.filter(session_key__in=user.devices.values("session_key")).delete()
    forget(user.pk)
    user.delete()

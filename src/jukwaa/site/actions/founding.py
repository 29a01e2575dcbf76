"""A forum and its first secretary, in one step."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from jukwaa.accounts.actions import welcome
from jukwaa.forums.actions import Charter, found, seat
from jukwaa.forums.models import Forum, Seat

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Founded:
    forum: Forum
    email: str
    password: str  # shown once, kept nowhere


@transaction.atomic
def found_with_secretary(charter: Charter, *, email: str | None, name: str, by: User | None) -> Founded:
    forum = found(charter, by=by)
    if not email:  # the operator seats somebody later
        return Founded(forum, "", "")
    password = secrets.token_urlsafe(12)
    user = welcome(email, name=name, password=password, by=by)
    seat(forum, Seat.Role.SECRETARY, holder=user, by=by)
    return Founded(forum, user.email or email, password if user.last_login is None else "")

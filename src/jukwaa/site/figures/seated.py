"""From which seats a person acts, and how far each act reaches from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from jukwaa.accounts.models import User
from jukwaa.forums.models import Seat
from jukwaa.forums.rules import LINK_ACTS, POWERS, Act

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person may do something: in whole forums, and for bodies."""

    forums: frozenset[int]
    bodies: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.forums or self.bodies)


KNOWN = "_seats_known"


@contextmanager
def seats_asked_once(user: Person) -> Iterator[None]:
    """While a page asks twenty questions of a person's seats, and changes none of them."""
    setattr(user, KNOWN, seats_of(user))
    try:
        yield
    finally:
        delattr(user, KNOWN)


def seats_of(user: Person) -> list[Seat]:
    if not user.is_authenticated:
        return []
    if known := getattr(user, KNOWN, None):
        return list(known)
    seats = Seat.objects.current().filter(holder_id=user.pk)
    return list(seats.select_related("forum__area", "organisation").order_by("forum_id", "role", "id"))


def reach_of(user: Person, act: Act, seats: Iterable[Seat] | None = None) -> Reach:
    if getattr(user, "via_link", False) and act not in LINK_ACTS:
        return Reach(frozenset(), frozenset())
    seats = seats_of(user) if seats is None else list(seats)
    whole = frozenset(seat.forum_id for seat in seats if POWERS[act].get(seat.role) == "all")
    own = (seat.organisation_id for seat in seats if POWERS[act].get(seat.role) == "own")
    return Reach(whole, frozenset(body for body in own if body))

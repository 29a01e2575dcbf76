"""What the floors above tell core of forums, which it knows by number only: registered in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable

from jukwaa.core.models import Chain

Seated = tuple[int | None, str]  # a seat's id, the permanent id of the body whose seat it is

_seats: list[Callable[[int, int], Seated]] = []
_names: list[Callable[[int], str | None]] = []


def seats_by(resolver: Callable[[int, int], Seated]) -> None:
    """`resolver(user, forum)`: in which seat a person acts in a forum."""
    _seats[:] = [resolver]


def names_by(resolver: Callable[[int], str | None]) -> None:
    """`resolver(forum)`: its name in the address."""
    _names[:] = [resolver]


def seat_of(user: int, forum: int) -> Seated:
    return _seats[0](user, forum) if _seats else (None, "")


def name_of(forum: int | None) -> str:
    if forum is None:
        return "_install"
    return (_names[0](forum) if _names else None) or f"forum-{forum}"


def chain_of(forum: int | None) -> Chain:
    """Locked until the act is done: who writes to the same chain waits."""
    locked = Chain.objects.select_for_update().filter(pk=forum or 0)
    if (chain := locked.first()) is None:
        Chain.objects.bulk_create([Chain(pk=forum or 0, name=name_of(forum))], ignore_conflicts=True)
        chain = locked.get()
    return chain

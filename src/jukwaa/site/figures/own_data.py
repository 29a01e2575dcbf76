"""What this server holds of one person: for the person alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator

from jukwaa.accounts.models import Device
from jukwaa.core.models import Hand
from jukwaa.forums.models import Invitation, Seat

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

Row = dict[str, Any]


def own_data(user: User) -> dict[str, Row | list[Row] | str | int]:
    """Everything but what would let somebody in: no hash of a password, no secret of a second proof."""
    hands = Hand.objects.filter(user=user.pk).select_related("entry").order_by("entry_id")
    return {
        "format": "jukwaa-own-data",
        "version": 1,
        "account": _row(user, "email name last_login is_active is_administrator via_link"),
        "seats": [
            _seat(seat) for seat in Seat.objects.filter(holder=user).select_related("forum", "organisation")
        ],
        "second_proofs": _rows(Authenticator.objects.filter(user=user), "type created_at last_used_at"),
        "happened": _rows(user.happenings.all(), "what at"),
        "devices": _rows(Device.objects.visible_to(user), "name since last"),
        "invitations": _rows(Invitation.objects.filter(email=user.email or None), "email language sent"),
        "acts": [
            {"at": hand.at, **_row(hand.entry, "verb target day seat organisation facts")} for hand in hands
        ],
    }


def _seat(seat: Seat) -> Row:
    body = seat.organisation.name if seat.organisation else None
    return {"forum": seat.forum.slug, "body": body, **_row(seat, "role starts ends")}


def _rows(rows: Iterable[object], fields: str) -> list[Row]:
    return [_row(row, fields) for row in rows]


def _row(row: object, fields: str) -> Row:
    return {field: getattr(row, field) for field in fields.split()}

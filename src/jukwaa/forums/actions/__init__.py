"""What happens to forums, their bodies and seats: check, change, record, in one transaction."""

from jukwaa.forums.actions.bodies import (
    Portrait,
    admit,
    count_change,
    describe,
    dismiss,
    join,
    leave,
    rename,
    wish_thanks,
)
from jukwaa.forums.actions.founding import PILLAR, Charter, found, lock_forum
from jukwaa.forums.actions.linking import make_link, reset_pin, revoke_link, set_pin, try_pin
from jukwaa.forums.actions.seating import (
    end_seat,
    hand_over,
    invite,
    seat,
    take,
    withdraw_invitation,
)

__all__ = [
    "PILLAR",
    "Charter",
    "Portrait",
    "admit",
    "count_change",
    "describe",
    "dismiss",
    "end_seat",
    "found",
    "hand_over",
    "invite",
    "join",
    "leave",
    "lock_forum",
    "make_link",
    "rename",
    "reset_pin",
    "revoke_link",
    "seat",
    "set_pin",
    "take",
    "try_pin",
    "wish_thanks",
    "withdraw_invitation",
]

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
)
from jukwaa.forums.actions.founding import PILLAR, Charter, found, lock_forum
from jukwaa.forums.actions.seating import seat

__all__ = [
    "PILLAR",
    "Charter",
    "Portrait",
    "admit",
    "count_change",
    "describe",
    "dismiss",
    "found",
    "join",
    "leave",
    "lock_forum",
    "rename",
    "seat",
]

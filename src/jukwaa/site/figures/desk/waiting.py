"""What waits for a person: a sentence and the way to where it is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    sentence: str
    url: str
    forum: int  # key: under which forum it stands on the desk

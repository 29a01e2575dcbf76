"""What a document says beside the plan itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jukwaa.core.texts import Texts
from jukwaa.plans.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Office:
    """One that signs: what was signed, by which body's seat, when and how; without a day it is still to sign."""

    office: str
    body: str
    version: int
    day: date | None = None
    means: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    forum_name: Texts
    areas: Mapping[str, str]  # code -> name, of the forum's own area and all inside it
    themes: Mapping[str, Texts]  # "NSCVE-2016/3" -> title
    manifest_sha256: str
    printed_on: date  # the day as at which the plan is shown
    area: str = ""  # the forum's own area
    address: str = ""  # of the plan's public page; empty where the install has none
    checkpoint: str = ""  # of the forum's record, the newest kept when the document is made (decision 14)
    standing: Mapping[str, tuple[Standing, str]] = field(
        default_factory=dict
    )  # action -> (standing, its label)
    of_others: str = ""  # how many are past their last day without being called late
    kept_back: Mapping[str, bool | None] = field(
        default_factory=dict
    )  # a body that is not named -> a public office?
    accepted: frozenset[tuple[str, str, str]] = frozenset()  # (action, body, kind of role)
    declined: Mapping[tuple[str, str, str], str] = field(default_factory=dict)  # by public offices, in words
    signed: tuple[Office, ...] = ()

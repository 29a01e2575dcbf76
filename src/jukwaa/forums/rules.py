"""What the law says about forums and those who sit in them. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

# Who signs a county's plan where nothing else is said: the two co-chairs (domain.md 3).
SIGNERS = ("co_chair_national", "co_chair_county")

LONGEST_SLUG = 60
LONGEST_NAME = 200  # of a body

# Names that are pages of the site, so no forum can be called by them.
RESERVED = frozenset(
    {
        "account",
        "api",
        "data-protection",
        "desk",
        "feeds",
        "forums",
        "healthz",
        "invitation",
        "password",
        "schemas",
        "seat",
        "strategies",
        "national",
        "sign-in",
        "sign-out",
        "static",
        "sw",
    }
)

STATE_KINDS = frozenset({"national_government", "county_government", "security_agency"})
CIVIL_KINDS = frozenset({"cso", "cbo", "faith_based", "women_led", "youth_led", "pwd_led"})


def slug_problem(slug: str, languages: Collection[str] = ()) -> str:
    """Why a forum cannot have this name in its address: "shape", "reserved", or "" where it can."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", slug) or len(slug) > LONGEST_SLUG:
        return "shape"
    return "reserved" if slug in RESERVED or slug in languages else ""


def charter_problem(
    languages: Collection[str],
    currency: str,
    fy_month: int,
    signers: Collection[str],
    levels: Collection[object],
) -> str:
    """What a forum cannot be founded with: the name of what is wrong, or ""."""
    wrong = {
        "languages": not languages or not all(re.fullmatch(r"[a-z]{2,3}", code) for code in languages),
        "currency": not re.fullmatch(r"[A-Z]{3}", currency),
        "fy_month": not 1 <= fy_month <= 12,
        "signers": not signers,
        "levels": not levels,
    }
    return next((name for name, is_wrong in wrong.items() if is_wrong), "")


def name_key(name: str) -> str:
    """Case and spacing make no other name."""
    return " ".join(name.casefold().split())


def is_state(kind: str, said: bool | None) -> bool | None:
    """Whether a body is a public office: what kind it is decides where it can."""
    if kind in STATE_KINDS:
        return True
    return False if kind in CIVIL_KINDS else said


def is_listed(state: bool | None, agreed: bool) -> bool:
    """State bodies always stand in public; any other only by its own yes, also one not yet classed."""
    return state is True or agreed


# --- who may do what ----------------------------------------------------------------------------------------

Act = Literal[
    "see", "keep", "seat", "edit", "detail", "answer", "settle", "reasons", "give", "move", "amend", "sign", "scan", "mask",
    "report", "check", "audit", "care",
]  # fmt: skip
Reach = Literal["all", "own"]  # of the whole forum, or only where the seat's own body leads or is named

CHAIRS: Mapping[str, Reach] = {"co_chair_national": "all", "co_chair_county": "all"}
KEEPERS: Mapping[str, Reach] = {"secretary": "all", "administrator": "all"}
MEMBERS: Mapping[str, Reach] = {"co_chair_national": "own", "co_chair_county": "own", "focal_person": "own"}
EVERY_SEAT = (
    "co_chair_national",
    "co_chair_county",
    "secretary",
    "focal_person",
    "liaison",
    "observer",
    "auditor",
    "screener",
    "handler",
    "administrator",
)

# The one table of what each seat may do (`/desk/<forum>/powers/` shows it to everybody who sits in the forum).
POWERS: Mapping[Act, Mapping[str, Reach]] = {
    "see": dict.fromkeys(EVERY_SEAT, "all"),  # drafts, and what is meant for the forum
    "keep": KEEPERS,  # files brought in, bodies, editions
    "seat": KEEPERS,  # who sits where: invite, hand over, end
    "edit": {**MEMBERS, **KEEPERS},  # words, indicators, leads: own = in the sections that one's body leads
    "detail": {**MEMBERS, **KEEPERS},  # dates, places, support, money: own = of the actions that it leads
    "answer": {**MEMBERS, "secretary": "own"},  # an offer to one's own body
    "settle": {**MEMBERS, "secretary": "all"},  # another offer that came back: own = where one's body leads
    "reasons": {**MEMBERS, "secretary": "all"},  # why a body declined: own = where one's body leads
    "give": {**MEMBERS, "secretary": "all"},  # what a body can give, what an action asks for
    "move": {**CHAIRS, "secretary": "all"},  # a plan through its life
    "amend": {**CHAIRS, "secretary": "all"},  # open and close an amendment
    "sign": CHAIRS,
    "scan": {"secretary": "all"},  # a signature on paper; the other co-chair confirms it
    "mask": {**MEMBERS, **CHAIRS, "secretary": "all"},  # take a body's name out of sight for its safety
    "report": {**MEMBERS, "secretary": "all"},  # what was done: own = by one's own body
    "check": {
        **CHAIRS,
        "focal_person": "own",
        "secretary": "all",
    },  # reports of others: own = in sections that one's body leads
    "audit": {"auditor": "all", "secretary": "all"},  # draw a random sample of what was verified
    "care": {
        **CHAIRS,
        "focal_person": "own",
        "secretary": "all",
    },  # ask whether an indicator does harm, read what went wrong: own = of a body that looks after rights
}

# Through a seat link, with a PIN: what a phone that may be shared is trusted with.
LINK_ACTS: frozenset[Act] = frozenset({"see", "answer", "report"})

# Whoever holds one of these seats signs in with a second factor.
SECOND_FACTOR = frozenset({"co_chair_national", "co_chair_county", "secretary", "administrator"})


def seats_that(act: Act, reach: Reach) -> tuple[str, ...]:
    """The seats that may do it, as far as that."""
    return tuple(role for role, far in POWERS[act].items() if far == reach)


def reach_of(
    act: Act, seats: Iterable[tuple[str, int | None]], bodies: Collection[int], *, by_link: bool = False
) -> int | None:
    """The place among `seats` (role, body) of the first from which the act is allowed; None: from none.

    A seat that reaches all comes before one that acts for its own body, if that is among `bodies`.
    """
    if by_link and act not in LINK_ACTS:
        return None
    sitting = list(seats)
    for n, (role, _body) in enumerate(sitting):
        if POWERS[act].get(role) == "all":
            return n
    for n, (role, body) in enumerate(sitting):
        if POWERS[act].get(role) == "own" and body is not None and body in bodies:
            return n
    return None


# --- seats, invitations and links ---------------------------------------------------------------------------

INVITATION_DAYS = 14
PIN_DIGITS = 6
PIN_TRIES = 5  # wrong ones in a row, then the link is locked until the secretary opens it again
LINK_HOURS = 12  # for which a link and its PIN let in

SIGNING = frozenset({"co_chair_national", "co_chair_county"})


def pin_problem(pin: str) -> str:
    """Why this is no PIN: "shape", "easy", or "" where it is one."""
    if not (len(pin) == PIN_DIGITS and pin.isascii() and pin.isdigit()):
        return "shape"
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return "easy" if steps in ({0}, {1}, {9}) or pin[:3] == pin[3:] else ""


def last_day_before(starts: date | None, day: date) -> tuple[date, bool]:
    """The last day of a seat that is another's, or nobody's, from `day` on; and whether that day ends at once.

    A seat that was given only that day keeps the day as its own and ends at once.
    """
    eve = day - timedelta(days=1)
    return (starts, True) if starts is not None and eve < starts else (eve, False)

"""What the law says about forums and those who sit in them. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Collection

# Who signs a county's plan where nothing else is said: the two co-chairs (domain.md 3).
SIGNERS = ("co_chair_national", "co_chair_county")

LONGEST_SLUG = 60
LONGEST_NAME = 200  # of a body

# Names that are pages of the site, so no forum can be called by them.
RESERVED = frozenset(
    {
        "api",
        "desk",
        "feeds",
        "forums",
        "healthz",
        "schemas",
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

"""What the law says about forums and those who sit in them. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Collection

# Who signs a county's plan where nothing else is said: the two co-chairs (domain.md 3).
SIGNERS = ("co_chair_national", "co_chair_county")

LONGEST_SLUG = 60

# Names that are pages of the site, so no forum can be called by them.
RESERVED = frozenset(
    {
        "api",
        "desk",
        "feeds",
        "forums",
        "healthz",
        "strategies",
        "national",
        "sign-in",
        "sign-out",
        "static",
        "sw",
    }
)

STATE_KINDS = frozenset({"national_government", "county_government", "security_agency"})


def slug_problem(slug: str, languages: Collection[str] = ()) -> str:
    """Why a forum cannot have this name in its address: "shape", "reserved", or "" where it can."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", slug) or len(slug) > LONGEST_SLUG:
        return "shape"
    return "reserved" if slug in RESERVED or slug in languages else ""


def is_listed(state: bool | None, agreed: bool) -> bool:
    """State bodies always stand in public; any other only by its own yes, also one not yet classed."""
    return state is True or agreed

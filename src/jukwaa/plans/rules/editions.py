"""Editions: what a label may look like, and what dates it stands for where nobody says them."""

from __future__ import annotations

import re

LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,39}")

# Names that are pages below /<forum>/plan/.
RESERVED = frozenset({"compare", "new"})


def edition_problem(label: str) -> str:
    """Why an edition cannot have this label: "shape", "reserved", or "" where it can."""
    if not LABEL.fullmatch(label):
        return "shape"
    return "reserved" if label in RESERVED else ""

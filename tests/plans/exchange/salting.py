"""Salts for a document without a database: another for each item, the same each time."""

from __future__ import annotations

import hashlib

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.promise import needed_salts


def salts_for(doc: PlanDoc) -> dict[tuple[str, str], str]:
    return {key: hashlib.md5("/".join(key).encode()).hexdigest() for key in needed_salts(doc)}  # noqa: S324

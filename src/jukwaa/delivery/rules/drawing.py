"""A random sample that anybody can draw again: the same seed gives the same reports, whoever draws and when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

MOST = 200
SEED = re.compile(r"[A-Za-z0-9-]{1,40}")


def drawn(pids: Iterable[str], seed: str, n: int) -> list[str]:
    """`n` of them (or all, if there are fewer), in the order in which they were drawn.

    Each is given the number SHA-256("seed:id"); the lowest are drawn. A report that is verified later changes nothing
    among those before it but its own place.
    """
    numbered = sorted(set(pids), key=lambda pid: hashlib.sha256(f"{seed}:{pid}".encode()).hexdigest())
    return numbered[:n]


def problem(seed: str, n: int) -> str:
    """Why nothing can be drawn with these: "seed", "number", or ""."""
    if not SEED.fullmatch(seed):
        return "seed"
    return "" if 1 <= n <= MOST else "number"

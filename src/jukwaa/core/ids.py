"""Permanent ids: short, readable aloud, never reused; the letter says what they name (`a-` action, `b-` body …)."""

from __future__ import annotations

import base64
import secrets
from typing import Literal

Letter = Literal["s", "a", "i", "p", "b", "d"]
LENGTH = 12  # as stored: letter, hyphen, ten characters (50 random bits)
PATTERN = r"^[saipbd]-[a-z2-7]{10}$"


def new_id(letter: Letter) -> str:
    return f"{letter}-{base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]}"

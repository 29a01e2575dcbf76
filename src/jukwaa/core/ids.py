"""Permanent ids: short, never reused; the letter says what they name (`a-` an action, `b-` a body …)."""

from __future__ import annotations

import base64
import secrets

LENGTH = 12  # as stored: letter, hyphen, ten characters (50 random bits)
PATTERN = r"^[saipbdr]-[a-z2-7]{10}$"


def new_id(letter: str) -> str:
    return f"{letter}-{base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]}"

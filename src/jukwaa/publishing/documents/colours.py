"""The look's colours, read from where they are settled: core/static/core/tokens.css."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jukwaa.core

TOKENS = Path(jukwaa.core.__file__).parent / "static" / "core" / "tokens.css"
NAMED = re.compile(r"--([a-z][\w-]*):\s*(#[0-9a-f]{3,6})\b")
IN_BORDER = re.compile(r"fill='%23([0-9a-f]{6})'")


@cache
def colours() -> dict[str, str]:
    """Name -> "#0b3a53"; with "spark", the bright one that only the kanga border has."""
    text = TOKENS.read_text(encoding="utf-8")
    named = {name: _six(value) for name, value in NAMED.findall(text)}
    border = [f"#{value}" for value in IN_BORDER.findall(text)]
    spark = next(value for value in border if value not in named.values())
    return named | {"spark": spark}


def _six(value: str) -> str:
    return value if len(value) == 7 else "#" + "".join(letter * 2 for letter in value[1:])

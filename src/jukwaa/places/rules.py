"""What an area's code says. Three numberings of Kenya's counties are in use, so a bare number names none."""

from __future__ import annotations

import re

CODE = re.compile(r"[A-Z]{2}[0-9]{3}([0-9]{3}(-[0-9]{4})?)?")


def is_code(text: str) -> bool:
    """`KE001` county, `KE001005` sub-county, `KE001005-0024` ward."""
    return bool(CODE.fullmatch(text))

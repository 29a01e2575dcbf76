"""What in a report looks as if it named a person. It is told to the writer, and held back until somebody has looked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jukwaa.plans.rules.personal import marks

TITLES = "Mr|Mrs|Ms|Miss|Dr|Bw|Bwana|Bi|Bibi|Mzee|Mama|Sheikh|Shekhe|Ustadh|Pastor|Mchungaji|Padre|Hon|Mhe"
TITLED = re.compile(rf"\b(?:{TITLES})\b\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?")
CALLED = re.compile(
    r"\b(?:named|called|anaitwa|aitwaye|waitwao|kwa jina la)\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
)


def persons_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Each piece that looks so, once, as it stands there."""
    return tuple(dict.fromkeys(mark for text in texts for mark in _marks(text)))


def _marks(text: str) -> Iterator[str]:
    yield from marks(text)
    for shape in (TITLED, CALLED):
        yield from (found[0] for found in shape.finditer(text))

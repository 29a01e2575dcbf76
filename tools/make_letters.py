"""Writes publishing/documents/embedded.py: which letters the fonts inside typst have. Run it when typst changes.

typst does not tell, but its fonts lie whole in its library: each is found by its table directory and read with fontTools.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

TARGET = Path(__file__).parents[1] / "src/jukwaa/publishing/documents/embedded.py"
# In the order in which they step in where Source Sans has no letter. No slanted cut: those have fewer letters.
FALLBACKS = {
    "DejaVu Sans Mono": ("DejaVu Sans Mono", "DejaVu Sans Mono Bold"),
    "Libertinus Serif": ("Libertinus Serif Regular", "Libertinus Serif Semibold", "Libertinus Serif Bold"),
}
DIRECTORY = re.compile(rb"OTTO|\x00\x01\x00\x00")
LARGEST = 20_000_000

HEAD = '''"""Which letters the fonts inside typst have that step in for Source Sans. Written by tools/make_letters.py."""

# Family -> code points as "first-last", hexadecimal: what every weight of it has.
LETTERS = {
'''


def fonts_inside(library: bytes) -> Iterator[tuple[str, set[int]]]:
    for found in DIRECTORY.finditer(library):
        try:
            font = TTFont(
                io.BytesIO(library[found.start() : found.start() + _size(library, found.start())]), lazy=True
            )
            name = font["name"].getDebugName(4)
            yield name, set(font.getBestCmap() or ())
        except (TTLibError, struct.error, KeyError, ValueError, AssertionError, EOFError):
            continue  # four bytes that only look like the head of a font


def _size(library: bytes, start: int) -> int:
    (tables,) = struct.unpack_from(">H", library, start + 4)
    if not 8 <= tables <= 40:
        raise ValueError
    ends = [sum(struct.unpack_from(">LL", library, start + 20 + 16 * table)) for table in range(tables)]
    if max(ends) > LARGEST:
        raise ValueError
    return max(ends)


def ranges(points: Iterable[int]) -> Iterator[str]:
    ordered = sorted(points)
    while ordered:
        run = next((n for n, point in enumerate(ordered) if point != ordered[0] + n), len(ordered))
        yield f"{ordered[0]:x}" if run == 1 else f"{ordered[0]:x}-{ordered[run - 1]:x}"
        ordered = ordered[run:]


def main() -> None:
    library = next(Path(typst.__file__).parent.glob("_typst*")).read_bytes()
    found = dict(fonts_inside(library))
    lines = []
    for family, cuts in FALLBACKS.items():
        letters = set.intersection(*(found[cut] for cut in cuts))
        words = " ".join(ranges(letters)).split()
        lines.append(f'    "{family}": (\n')
        lines += [f'        "{" ".join(words[n : n + 12])} "\n' for n in range(0, len(words), 12)]
        lines.append("    ),\n")
    TARGET.write_text(HEAD + "".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Files stay short enough to read, and are called by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.checks import finish, our_files, text_of

CEILING = 400
WRITTEN = {".css", ".html", ".js", ".py", ".typ"}
NOT_WRITTEN_BY_US = {"migrations", "vendor"}
SAYS_NOTHING = {"helpers", "services", "utils"}


def too_long(sizes: Iterable[tuple[Path, int]]) -> Iterator[str]:
    for path, lines in sizes:
        if lines > CEILING:
            yield f"{path}: {lines} lines, the ceiling is {CEILING}. Make it a package of the same name."


def badly_named(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        if SAYS_NOTHING & {path.stem, *path.parent.parts}:
            yield f"{path}: the name does not say what it holds."


def complaints() -> list[str]:
    written = [path for path in our_files() if path.suffix in WRITTEN]
    ours = [path for path in written if not NOT_WRITTEN_BY_US & set(path.parts)]
    return [*too_long((path, len(text_of(path).splitlines())) for path in ours), *badly_named(ours)]


if __name__ == "__main__":
    finish(complaints())

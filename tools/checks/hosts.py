"""No file names a package registry (the machine decides where packages come from), and no page reaches
another host (a reader of a county's plan is known to that county only)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.checks import finish, our_files, text_of

# Each is written in two halves, so that this file does not name one either.
REGISTRIES = (
    ("pypi", ".org"), ("pythonho", "sted.org"), ("anaconda", ".org"), ("conda", ".io"),
    ("npmjs", ".org"), ("npmjs", ".com"), ("yarnpkg", ".com"), ("unpkg", ".com"), ("jsdelivr", ".net"),
    ("cdnjs", ".cloudflare"), ("crates", ".io"), ("rubygems", ".org"), ("proxy.golang", ".org"),
    ("packagist", ".org"), ("maven", ".org"), ("docker", ".io"), ("ghcr", ".io"), ("quay", ".io"),
    ("pkg", ".dev"),
    ("deb.", "debian.org"), ("archive.ubuntu", ".com"), ("googleapis", ".com"), ("gstatic", ".com"),
    ("artifact", "ory"), ("--index", "-url"), ("--extra-index", "-url"), ("--find", "-links"),
)  # fmt: skip
REGISTRY = re.compile(
    "|".join(rf"(?<![\w]){re.escape(''.join(halves))}\b" for halves in REGISTRIES), re.IGNORECASE
)

NEVER = re.compile(r"(?!)")
ELSEWHERE = r"""["'`]?\s*(?:https?:|wss?:)?//(?!www\.w3\.org/)\w"""
NOT_A_LINK = (
    r"<(?!a\s)[a-z][\w-]*\s[^>]*?"  # the reader decides to follow a link; all else is fetched at once
)
FETCHING = r"\b(?:src|href|srcset|action|poster|data|hx-\w+)\s*="
FETCHED = {
    ".html": re.compile(rf"{NOT_A_LINK}{FETCHING}\s*{ELSEWHERE}"),
    ".css": re.compile(rf"(?:url\(|@import)\s*{ELSEWHERE}"),
    ".js": re.compile(rf"(?:from|import|import\(|fetch\(|EventSource\(|WebSocket\(|src\s*=)\s*{ELSEWHERE}"),
}


def registries(texts: Iterable[tuple[Path, str]]) -> Iterator[str]:
    for path, text in texts:
        for where, found in _hits(path, text, REGISTRY):
            yield f"{where} names a package registry: {found}"


def reached(texts: Iterable[tuple[Path, str]]) -> Iterator[str]:
    for path, text in texts:
        for where, found in _hits(path, text, FETCHED.get(path.suffix, NEVER)):
            yield f"{where} reaches another host: {found}"


def complaints() -> list[str]:
    texts = [(path, text_of(path)) for path in our_files()]
    return [*registries(texts), *reached((path, text) for path, text in texts if path.parts[0] == "src")]


def _hits(path: Path, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for hit in pattern.finditer(text):
        yield f"{path}:{text.count(chr(10), 0, hit.start()) + 1}", hit[0]


if __name__ == "__main__":
    finish(complaints())

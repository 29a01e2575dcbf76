"""No secret in the repository: no private key, no token, no password that looks like one of a real service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.checks import finish, our_files, text_of

# Each is written in pieces, so that this file does not look like what it looks for.
SHAPES = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----",
    "a private backup key": "jukwaa-" + r"private-[0-9a-f]{64}",
    "an access key of a cloud": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of a code host": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_" + r"pat_\w{40,}|glpat-[\w-]{20})",
    "a token of a chat": r"\bxox[abprs]-[0-9A-Za-z-]{20,}",
    "a token of a web service": r"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}",
    "an address with a password": r"\b(?:postgres(?:ql)?|smtps?|https?)://[^\s:/@{<\"'`]+:(?!password@|\w*\{)[^\s/@{<\"'`]{6,}@",
    "a secret set in code": r"""(?i)\b(?:secret_?key|api_?key|auth_?token)\b["']?\s*[:=]\s*["'][A-Za-z0-9+/_-]{24,}["']""",
}
PATTERNS = {name: re.compile(shape) for name, shape in SHAPES.items()}
HASHES = re.compile(r"^requirements.*\.txt$")  # nothing but names and hashes; `locks` looks at them


def secrets_in(texts: Iterable[tuple[Path, str]]) -> Iterator[str]:
    for path, text in texts:
        for name, pattern in PATTERNS.items():
            for hit in pattern.finditer(text):
                yield f"{path}:{text.count(chr(10), 0, hit.start()) + 1} holds {name}: {hit[0][:12]}…"


def complaints() -> list[str]:
    return list(secrets_in((path, text_of(path)) for path in our_files() if not HASHES.match(path.name)))


if __name__ == "__main__":
    finish(complaints())

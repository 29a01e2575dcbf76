"""Checks of our own. Each module is a program, of functions that yield complaints: a sentence each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def our_files(*patterns: str) -> list[Path]:
    """Everything git tracks or would track, relative to the root of the repository."""
    trusted = ["-c", f"safe.directory={ROOT}"]  # the clone may belong to another user than the one who tests
    asked = ["--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    command = ["git", *trusted, "ls-files", *asked]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [
        path for name in sorted(filter(None, listed.split("\0"))) if (ROOT / (path := Path(name))).is_file()
    ]


def text_of(path: Path) -> str:
    """A binary file reads as its ASCII parts."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def finish(complaints: Iterable[str]) -> None:
    found = list(complaints)
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))

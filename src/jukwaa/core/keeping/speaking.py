"""What is said at the command line, and what is asked there, where somebody sits there to answer."""

from __future__ import annotations

import getpass
import sys

from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.packing import Contents


def told(outcome: str, contents: Contents) -> str:
    size = f"{contents.bytes / 1_000_000:.1f} MB in {len(contents.files)} parts"
    return f"{outcome}: {contents.engine}, {size}, as at {contents.made}. Every part agrees with its hash."


def asked(question: str) -> str:
    """Nothing where no terminal is there: a nightly job must never wait for an answer."""
    return getpass.getpass(question) if sys.stdin is not None and sys.stdin.isatty() else ""


def asked_twice(question: str) -> str:
    first = asked(question)
    if first and asked("Once more: ") != first:
        raise Refused("The two passphrases differ.")
    return first

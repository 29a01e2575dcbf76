from __future__ import annotations


class Refused(Exception):  # noqa: N818 (what it says is for people: a sentence)
    """What was asked cannot be done, and why; nothing has been changed."""

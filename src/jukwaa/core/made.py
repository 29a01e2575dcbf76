"""Files made of what is in the database, in JUKWAA_HOME: each may be deleted at any time, and is made anew when asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings


def made_for(forum: int) -> Path:
    """The folder of everything made for a forum."""
    folder: Path = settings.HOME / "made" / f"{forum}"
    return folder


def forget_made(forum: int) -> None:
    shutil.rmtree(made_for(forum), ignore_errors=True)

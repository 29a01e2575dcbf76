"""How soon it is there: the command, and the server with its sample."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.measure import Measured, benchmark, program_seconds

BIN = Path(sys.executable).parent


@benchmark("command: `jukwaa check`, CPU; beside: `django-admin check`", "s", limit=2.5)
def command() -> Measured:
    bare = "import bench.bare; from django.core.management import call_command as call; call('check')"
    return Measured(
        program_seconds([str(BIN / "jukwaa"), "check"]), beside=program_seconds([sys.executable, "-c", bare])
    )

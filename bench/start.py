"""How soon it is there: the command, and the server with its sample."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.measure import Measured, benchmark, free_port, program_seconds, serving

BIN = Path(sys.executable).parent


@benchmark("command: `jukwaa check`, CPU; beside: bare Django", "s", limit=2.5)
def command() -> Measured:
    bare = "import bench.bare; from django.core.management import call_command as call; call('check')"
    return Measured(
        program_seconds([str(BIN / "jukwaa"), "check"]), beside=program_seconds([sys.executable, "-c", bare])
    )


@benchmark("server: second `jukwaa serve --sample` until /healthz; beside: bare Django", "s", limit=5)
def server() -> Measured:
    port = free_port()
    ours = [str(BIN / "jukwaa"), "serve", "--sample", "--bind", f"127.0.0.1:{port}"]
    with tempfile.TemporaryDirectory(prefix="jukwaa-bench-") as home:
        state = {"JUKWAA_HOME": home, "DATABASE_URL": f"sqlite:///{home}/jukwaa.sqlite3"}
        seconds = [_until_it_answers(ours, port, **state) for _ in range(2)]
    bare = [str(BIN / "granian"), "--interface", "wsgi", "--port", str(port), "bench.bare:application"]
    return Measured(seconds[1], beside=_until_it_answers(bare, port))


def _until_it_answers(command: list[str], port: int, **environment: str) -> float:
    with serving(command, f"http://127.0.0.1:{port}/healthz", **environment) as seconds:
        return seconds

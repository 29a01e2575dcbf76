"""Run every check: one line for each, and all that a failing one says. Exit code 1 if one fails.

python tools/check.py              every check
python tools/check.py types lint   only these
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
CODE = ("src", "tests", "bench", "tools")
OURS = [sys.executable, "-m"]
TEMPLATES = [str(path) for path in sorted(ROOT.glob("src/**/templates/**/*.html"))]

# the slow ones first, so that the others fill the second core meanwhile
CHECKS = {
    "types": [BIN / "mypy"],
    "dependencies": [BIN / "deptry", ".", "--no-ansi", "--config", "tools/deptry.toml"],
    "imports": [BIN / "lint-imports"],
    "migrations": [BIN / "jukwaa", "makemigrations", "--check", "--dry-run"],
    "django": [BIN / "jukwaa", "check", "--fail-level", "WARNING"],
    "floors": [*OURS, "tools.checks.floors"],
    "translations": [*OURS, "tools.checks.translations"],
    "format": [BIN / "ruff", "format", "--check", *CODE],
    "lint": [BIN / "ruff", "check", *CODE],
    "templates": [BIN / "djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "shape": [*OURS, "tools.checks.shape"],
    "locks": [*OURS, "tools.checks.locks"],
    "hosts": [*OURS, "tools.checks.hosts"],
    "colours": [*OURS, "tools.checks.colours"],
    "secrets": [*OURS, "tools.checks.secrets"],
    # ruff asks for a reason at each line for what is left out here (its S308, S608)
    "security": [BIN / "bandit", "-q", "-ll", "-r", "src", "--skip", "B308,B608,B703"],
}


class Outcome(NamedTuple):
    name: str
    passed: bool
    seconds: float
    said: str


def run(name: str, home: str) -> Outcome:
    environment = os.environ | {"JUKWAA_HOME": home, "DATABASE_URL": f"sqlite:///{home}/jukwaa.sqlite3"}
    began = time.monotonic()
    done = subprocess.run(
        CHECKS[name], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    return Outcome(name, done.returncode == 0, time.monotonic() - began, done.stdout)


def main(names: list[str]) -> int:
    if unknown := set(names) - set(CHECKS):
        raise SystemExit(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.")
    failed = []
    with (
        tempfile.TemporaryDirectory(prefix="jukwaa-check-") as home,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        for outcome in pool.map(lambda name: run(name, home), names or CHECKS):
            print(
                f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.name:<14}{outcome.seconds:5.1f} s",
                flush=True,
            )
            if not outcome.passed:
                failed.append(outcome.name)
                print(outcome.said.rstrip() + "\n", flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

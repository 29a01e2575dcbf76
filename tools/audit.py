"""Known holes in what we depend on, locked version by version. Reports; blocks nothing: exit code 0 always.

It asks the advisory service that pip-audit asks. Where there is no network, or no pip-audit, it says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-check.txt", "requirements-e2e.txt")


def main() -> None:
    for lock in LOCKS:
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--disable-pip",
            "--require-hashes",
            "-r",
            lock,
            "--progress-spinner",
            "off",
        ]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
        except subprocess.TimeoutExpired:
            print(f"{lock}: the advisory service did not answer in two minutes.")
            continue
        print(f"{lock}: {told(done.returncode, done.stdout, done.stderr)}")


def told(code: int, out: str, err: str) -> str:
    if "No module named pip_audit" in err:
        return "not looked at: pip-audit is not installed (make check installs it)."
    if "No known vulnerabilities found" in err + out:
        return "no known hole."
    if code == 1 and out.strip():
        return f"known holes\n{out.strip()}"
    last = (err.strip().splitlines() or ["it said nothing"])[-1]
    return f"not looked at: the advisory service could not be asked ({last[:200]})."


if __name__ == "__main__":
    main()

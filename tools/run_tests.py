"""Run the tests once per engine, all engines at the same time:

    python tools/run_tests.py sqlite postgresql
    python tools/run_tests.py postgresql -k import -x      (anything else is handed to pytest)

With several engines what an engine can do otherwise runs on each: queries, triggers, locks. The files that open pages
or bring documents in (tests/conftest.py: DEALT) run on one each, and the tests that touch no database once, beside them. With one
engine named, everything runs on it. `--swapped` runs those files alone, each where it did not run.
PostgreSQL is a throw-away cluster (tools/postgres.py). Exit code 1 if the tests fail on any engine.
"""

from __future__ import annotations

import itertools
import os
import queue
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from postgres import throwaway_cluster

ROOT = Path(__file__).parents[1]
MOST_WORKERS = 4  # every worker builds a database of its own: more of them cost more than they win


class Engine(NamedTuple):
    name: str
    source: str
    url: str


@contextmanager
def _sqlite() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="jukwaa-sqlite-") as folder:
        yield Engine(
            f"SQLite {sqlite3.sqlite_version}", "the one within Python", f"sqlite:///{folder}/jukwaa.sqlite3"
        )


@contextmanager
def _postgresql() -> Iterator[Engine]:
    with throwaway_cluster() as cluster:
        yield Engine(
            f"PostgreSQL {cluster.version}", f"a throw-away cluster, {cluster.source} binaries", cluster.url
        )


ENGINES = {"sqlite": _sqlite, "postgresql": _postgresql}
# What is dealt out: SQLite takes two of three, since what runs on both takes PostgreSQL longer.
HANDS = {"sqlite": "0,2/3", "postgresql": "1/3"}
NOTHING_RAN = 5  # pytest: no test was left by what it was handed


class Run:
    """pytest on one engine, in a process of its own; its lines wait until it is its turn to speak."""

    def __init__(self, engine: Engine, home: str, arguments: list[str]) -> None:
        self.engine = engine
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.closing = "did not finish"
        environment = os.environ | {"DATABASE_URL": engine.url, "JUKWAA_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once for all engines
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)
        self.lines.put(None)

    def show(self) -> bool:
        print(f"\n##### {self.engine.name} ({self.engine.source}) #####", flush=True)
        for line in iter(self.lines.get, None):
            print(line, end="", flush=True)
            if closing := re.search(r"(\d+ \w+.*) in ([\d.]+)s\b", line):
                self.closing = f"{_plain(closing[1])} in {float(closing[2]):.0f} s"
        return self.process.wait() in (0, NOTHING_RAN)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


def _plain(coloured: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", coloured)


def _workers(engines: int) -> list[str]:
    each = min((os.cpu_count() or 1) // engines, MOST_WORKERS)
    return ["-n", str(each)] if each > 1 else []


def _start(engine: Engine, arguments: list[str], until_the_end: ExitStack) -> Run:
    home = until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="jukwaa-home-"))
    run = Run(engine, home, arguments)
    until_the_end.callback(run.end)
    return run


def main(words: list[str]) -> int:
    names = list(itertools.takewhile(ENGINES.__contains__, words))
    rest = words[len(names) :]
    if not names:
        raise SystemExit(f"Name the engines: {' '.join(ENGINES)}")
    swapped = "--swapped" in rest
    rest = [word for word in rest if word != "--swapped"]
    arguments = [*_workers(len(names)), "--color=yes" if sys.stdout.isatty() else "--color=no", *rest]
    several = len(names) > 1
    with ExitStack() as until_the_end:
        started: list[Run] = []
        without: list[Run] = []
        for n, name in enumerate(names):  # each begins as soon as its engine stands
            engine = until_the_end.enter_context(ENGINES[name]())
            share = [f"--database={'pages' if swapped else 'only'}", f"--pages={HANDS[names[n - swapped]]}"]
            started.append(_start(engine, [*arguments, *(share if several else [])], until_the_end))
            if several and not swapped and not without:
                same = Engine("No database", "what is the same on every engine", engine.url)
                without.append(_start(same, [*arguments, "--database=without"], until_the_end))
        started += without
        passed = [run.show() for run in started]
    print()
    for run, good in zip(started, passed, strict=True):
        print(f"{run.engine.name}: {run.closing}{'' if good else '   <-- FAILED'}")
    return 0 if all(passed) and any(run.process.returncode == 0 for run in started) else 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that the cluster is removed then too
    signal.signal(signal.SIGHUP, lambda *_: sys.exit("Stopped."))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped.")

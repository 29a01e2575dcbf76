"""How things are measured: as CPU time where we can, because other work on the machine distorts it least."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Work = Callable[[], object]
PATIENCE = 240.0  # seconds until a server that does not answer is given up


@dataclass(frozen=True, slots=True)
class Measured:
    value: float
    beside: float | None = None  # the bare equivalent, run beside it on the same machine


@dataclass(frozen=True, slots=True)
class Benchmark:
    name: str
    unit: str
    limit: float  # an upper bound
    run: Callable[[], Measured]


BENCHMARKS: list[Benchmark] = []


def benchmark(
    name: str, unit: str, limit: float
) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    def register(run: Callable[[], Measured]) -> Callable[[], Measured]:
        BENCHMARKS.append(Benchmark(name, unit, limit, run))
        return run

    return register


def cpu_seconds(work: Work, times: int = 7) -> float:
    """The median of several runs, after one that fills the caches."""
    return _median(work, times, time.process_time)


def wall_seconds(work: Work, times: int = 3) -> float:
    return _median(work, times, time.perf_counter)


def side_by_side(work: Work, bare: Work, times: int = 9) -> tuple[float, float]:
    """Both in turn, so that what else the machine does weighs on both alike: the medians of each."""
    took = [(wall_seconds(work, 1), wall_seconds(bare, 1)) for _ in range(times)]
    return statistics.median(ours for ours, _bare in took), statistics.median(bare for _ours, bare in took)


def query_count(work: Work) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def program_seconds(command: Sequence[str], times: int = 5) -> float:
    """From the start of a program to its end, its CPU time."""

    def cpu_of_children() -> float:
        spent = os.times()
        return spent.children_user + spent.children_system

    return _median(
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), times, cpu_of_children
    )


@contextmanager
def serving(command: Sequence[str], address: str, **environment: str) -> Iterator[float]:
    """Seconds until a server answers 200 at an address; at the end all that it started is stopped."""
    with tempfile.TemporaryFile("w+") as said:
        began = time.perf_counter()
        server = subprocess.Popen(
            command, env=os.environ | environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
        try:
            while not _answers(address):
                if server.poll() is not None or time.perf_counter() - began > PATIENCE:
                    said.seek(0)
                    raise RuntimeError(f"{' '.join(command)} never answered at {address}:\n{said.read()}")
                time.sleep(0.02)
            yield time.perf_counter() - began
        finally:
            _stop(server)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _median(work: Work, times: int, clock: Callable[[], float]) -> float:
    work()
    spent = []
    for _ in range(times):
        before = clock()
        work()
        spent.append(clock() - before)
    return statistics.median(spent)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 (our own server)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()

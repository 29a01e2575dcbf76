"""What we ask for (requirements/*.in) and what is locked (requirements*.txt) agree; every file has a hash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tools.checks import ROOT, finish

MOST_DIRECT = 30
PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)")


class Locked(NamedTuple):
    version: str
    hashes: int


def asked_for(text: str) -> list[str]:
    """The names in a requirements/*.in."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    return [_name(line) for line in lines if line and not line.startswith("-")]


def locked(text: str) -> dict[str, list[Locked]]:
    """name -> its versions; there are several where the version depends on the machine."""
    found: dict[str, list[Locked]] = {}
    for line in _entries(text):
        if pin := PIN.match(line):
            found.setdefault(_name(line), []).append(Locked(pin[2], line.count("--hash=sha256:")))
    return found


def not_pinned(lock: str, text: str) -> Iterator[str]:
    for line in _entries(text):
        if not PIN.match(line):
            yield f"{lock}: '{line}' is not a pinned package."


def in_one(lock: str, asked: list[str], pins: Mapping[str, list[Locked]]) -> Iterator[str]:
    for name in asked:
        if name not in pins:
            yield f"{lock}: {name} is asked for and not locked. Run `make lock`."
    for name, versions in pins.items():
        if not all(version.hashes for version in versions):
            yield f"{lock}: {name} has no hash. Run `make lock`."


def between(locks: Mapping[str, Mapping[str, list[Locked]]]) -> Iterator[str]:
    """Locks are installed together, so they must name the same versions."""
    first_seen: dict[str, tuple[str, set[str]]] = {}
    for lock, pins in locks.items():
        for name, found in pins.items():
            versions = {version.version for version in found}
            where, before = first_seen.setdefault(name, (lock, versions))
            if not versions & before:
                yield f"{lock}: {name} is {_list(versions)}, but {_list(before)} in {where}. Run `make lock`."


def too_many(direct: list[str]) -> Iterator[str]:
    if len(direct) > MOST_DIRECT:
        yield f"requirements/run.in: {len(direct)} direct dependencies, at most {MOST_DIRECT}."


def complaints() -> list[str]:
    found: list[str] = []
    locks: dict[str, dict[str, list[Locked]]] = {}
    for source in sorted((ROOT / "requirements").glob("*.in"), key=lambda path: path.stem != "run"):
        asked, lock = asked_for(source.read_text()), _lock_of(source)
        locks[lock.name] = locked(lock.read_text())
        found += [*not_pinned(lock.name, lock.read_text()), *in_one(lock.name, asked, locks[lock.name])]
        found += too_many(asked) if source.stem == "run" else []
    return [*found, *between(locks)]


def _lock_of(source: Path) -> Path:
    return ROOT / ("requirements.txt" if source.stem == "run" else f"requirements-{source.stem}.txt")


def _entries(text: str) -> list[str]:
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _name(requirement: str) -> str:
    named = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", named[0]).lower() if named else requirement


def _list(versions: set[str]) -> str:
    return " or ".join(sorted(versions))


if __name__ == "__main__":
    finish(complaints())

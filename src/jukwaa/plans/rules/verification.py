"""Is this package what it says? Everything is looked at without the database, and nothing in it is trusted."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jukwaa.plans.rules.promise import canonical

KINDS = frozenset({"plan", "section", "paragraph", "action", "indicator", "body"})
ITEM = re.compile(r"items/([a-z]-[a-z2-7]{10}|plan)\.json")
BODY = re.compile(r"bodies/(b-[a-z2-7]{10})\.json")
LINE = re.compile(r"([0-9a-f]{64})  (items/[a-z0-9-]+\.json)")
LARGEST, MOST_FILES = 100 * 1024 * 1024, 50_000  # bytes unpacked, files


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` with its `params` is worded by whoever shows it."""

    ok: bool
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    findings: tuple[Finding, ...]
    manifest_sha256: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.findings) and all(finding.ok for finding in self.findings)


def verify(data: bytes) -> Report:
    """Never raises: what cannot be read is a finding."""
    try:
        files = _files(data)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as fault:
        return Report((Finding(False, "package.unreadable", {"why": str(fault)[:120]}),))
    if "manifest.sha256" not in files:
        return Report((Finding(False, "manifest.missing"),))
    return Report(tuple(_findings(files)), hashlib.sha256(files["manifest.sha256"]).hexdigest())


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        names = [part.filename for part in parts]
        if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST:
            raise ValueError("it unpacks to far more than a plan")
        if len(set(names)) < len(names):
            raise ValueError("a file stands in it twice")
        if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
            raise ValueError("a file would unpack outside its folder")
        return {part.filename: package.read(part) for part in parts if not part.is_dir()}


def _findings(files: Mapping[str, bytes]) -> Iterator[Finding]:
    lines, malformed = _manifest(files["manifest.sha256"])
    if malformed:
        yield Finding(False, "manifest.malformed", {"line": malformed})
        return
    yield from _listed(lines, files)
    items = {name: _parsed(files[name]) for name in lines if name in files}
    yield from _shapes(items, files)
    known = {item["id"]: item for item in items.values() if isinstance(item, dict) and "id" in item}
    yield from _references(known)
    yield from _bodies(known, files)


def _manifest(data: bytes) -> tuple[dict[str, str], str]:
    """(file -> hash), and the first line that is not as `sha256sum` writes it."""
    lines: dict[str, str] = {}
    text = data.decode("utf-8", "replace")
    for line in text.splitlines():
        found = LINE.fullmatch(line)
        if not found or found[2] in lines:
            return {}, line[:100] or "(empty)"
        lines[found[2]] = found[1]
    if list(lines) != sorted(lines) or not text.endswith("\n"):
        return {}, "(order)"
    return lines, ""


def _listed(lines: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Finding]:
    wrong = [n for n in lines if n in files and hashlib.sha256(files[n]).hexdigest() != lines[n]]
    missing = [name for name in lines if name not in files]
    allowed = {"manifest.sha256", "README.txt", *lines}
    extra = [
        name
        for name in files
        if name not in allowed and not BODY.fullmatch(name) and not name.startswith("signatures/")
    ]
    for code, names in (("item.changed", wrong), ("item.missing", missing), ("item.extra", extra)):
        yield from (Finding(False, code, {"file": name}) for name in names)
    if not wrong and not missing and lines:
        yield Finding(True, "items.match", {"n": str(len(lines))})


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _shapes(items: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Finding]:
    for name, item in items.items():
        named = ITEM.fullmatch(name)
        if (
            not isinstance(item, dict)
            or not named
            or item.get("id") != named[1]
            or item.get("kind") not in KINDS
        ):
            yield Finding(False, "item.strange", {"file": name})
        elif not _is_canonical(item, files[name]):
            yield Finding(False, "item.not_canonical", {"file": name})
        elif not re.fullmatch(r"[0-9a-f]{32}", str(item.get("salt", ""))):
            yield Finding(False, "item.no_salt", {"file": name})
    kinds = [item.get("kind") for item in items.values() if isinstance(item, dict)]
    if kinds.count("plan") != 1:
        yield Finding(False, "plan.not_one")


def _is_canonical(item: Any, data: bytes) -> bool:
    try:
        return canonical(item) == data
    except (ValueError, TypeError):
        return False


def _references(known: Mapping[str, dict[str, Any]]) -> Iterator[Finding]:
    for pid, item in known.items():
        owner = item.get("in")
        if owner is not None and owner not in known:
            yield Finding(False, "item.lost", {"file": pid, "other": str(owner)})
        for offer in [*item.get("offers", []), *item.get("leads", [])]:
            if offer.get("body") not in known:
                yield Finding(False, "item.lost", {"file": pid, "other": str(offer.get("body"))})


def _bodies(known: Mapping[str, dict[str, Any]], files: Mapping[str, bytes]) -> Iterator[Finding]:
    bodies = {pid: item for pid, item in known.items() if item.get("kind") == "body"}
    there = {found[1]: data for name, data in files.items() if (found := BODY.fullmatch(name))}
    for pid, data in there.items():
        said = _parsed(data)
        matches = pid in bodies and bodies[pid].get("sha256") == hashlib.sha256(data).hexdigest()
        if not matches or not isinstance(said, dict) or said.get("id") != pid:
            yield Finding(False, "body.changed", {"file": f"bodies/{pid}.json"})
    yield Finding(
        True, "bodies.named", {"n": str(len(there)), "withheld": str(len(set(bodies) - set(there)))}
    )

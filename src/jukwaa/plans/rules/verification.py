"""Is this package what it says? Everything is looked at without the database, and nothing in it is trusted."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jukwaa.plans.rules.countersigned import KEY, SIGNATURE, look
from jukwaa.plans.rules.promise import canonical
from jukwaa.plans.rules.withheld import WITHHELD, Withheld, read_note

# Kind of item -> the kinds that it may lie in; a plan and a body lie in nothing.
OWNERS: Mapping[str, frozenset[str]] = {
    "plan": frozenset(),
    "body": frozenset(),
    "section": frozenset({"plan", "section"}),
    "paragraph": frozenset({"plan", "section"}),
    "action": frozenset({"section"}),
    "indicator": frozenset({"section", "action"}),
}
MANIFEST, README = "manifest.sha256", "README.txt"
ITEM = re.compile(r"items/([a-z]-[a-z2-7]{10}|plan)\.json")
BODY = re.compile(r"bodies/(b-[a-z2-7]{10})\.json")
LINE = re.compile(r"([0-9a-f]{64})  (items/[a-z0-9-]+\.json)")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
SALT = re.compile(r"[0-9a-f]{32}")
LARGEST, MOST_FILES = 100 * 1024 * 1024, 50_000  # bytes unpacked, files
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

Item = Mapping[str, Any]


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


class _Unfit(Exception):  # noqa: N818  # it is an answer, not an error
    """Why a package is not even unpacked."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.finding = Finding(False, code, params)


def verify(data: bytes, keys: Sequence[bytes] = ()) -> Report:
    """Never raises: what cannot be read is a finding. `keys`: those that signatures must hold against."""
    try:
        files = _files(data)
    except _Unfit as unfit:
        return Report((unfit.finding,))
    except UNREADABLE:
        return Report((Finding(False, "package.unreadable"),))
    if MANIFEST not in files:
        return Report((Finding(False, "manifest.missing"),))
    return Report(tuple(_findings(files, keys)), _sha256(files[MANIFEST]))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _no(code: str, **params: str) -> Finding:
    return Finding(False, code, {name: text[:200] for name, text in params.items()})


# --- unpacking -----------------------------------------------------------------------------------------------


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST:
            raise _Unfit("package.too_large")
        seen: set[str] = set()
        for part in parts:
            name = part.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or ":" in name:
                raise _Unfit("package.outside", file=part.filename[:200])
            if name in seen:
                raise _Unfit("package.doubled", file=part.filename[:200])
            seen.add(name)
        return {part.filename: package.read(part) for part in parts if not part.is_dir()}


# --- looking -------------------------------------------------------------------------------------------------


def _findings(files: Mapping[str, bytes], keys: Sequence[bytes]) -> Iterator[Finding]:
    lines, malformed = _manifest(files[MANIFEST])
    if malformed:
        yield _no("manifest.malformed", line=malformed)
        return
    withheld = read_note(files.get(WITHHELD), _sha256(files[MANIFEST]), keys)
    yield from _withheld(withheld, lines, files)
    yield from _listed(lines, files, withheld.ids)
    yield from _readme(files)
    items: dict[str, Item] = {}
    for name in lines:
        if name in files:
            item = _parsed(files[name])
            fault = _shape(name, item, files[name])
            if fault:
                yield _no(fault, file=name)
            else:
                items[item["id"]] = item
    if [item["kind"] for item in items.values()].count("plan") != (0 if "plan" in withheld.ids else 1):
        yield _no("plan.not_one")
    yield from _references(items, withheld.ids)
    yield from _bodies(items, files)
    found = look(files, _sha256(files[MANIFEST]), items.get("plan", {}), keys)
    yield from (_no(code, **said) if not ok else Finding(True, code, said) for ok, code, said in found)


def _manifest(data: bytes) -> tuple[dict[str, str], str]:
    """(file -> hash), and the first line that is not as `sha256sum` writes it."""
    lines: dict[str, str] = {}
    *written, last = data.decode("utf-8", "replace").split("\n")
    for line in written:
        found = LINE.fullmatch(line)
        if not found or found[2] in lines:
            return {}, line[:100] or "(empty)"
        if lines and found[2] < next(reversed(lines)):
            return {}, f"{line[:100]} (not in order)"
        lines[found[2]] = found[1]
    return ({}, last[:100]) if last else (lines, "")


def _withheld(withheld: Withheld, lines: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Finding]:
    """What is left out for a body's safety; a note that lists what is there, or was never listed, is no such note."""
    if withheld.fault:
        yield _no(withheld.fault)
    for pid in sorted(withheld.ids):
        if (name := f"items/{pid}.json") in files or name not in lines:
            yield _no("withheld.not_so", file=name)
    if withheld.ids:
        yield Finding(True, "items.withheld", {"n": str(len(withheld.ids)), "key": withheld.key})


def _listed(
    lines: Mapping[str, str], files: Mapping[str, bytes], withheld: Collection[str]
) -> Iterator[Finding]:
    wrong = [name for name in lines if name in files and _sha256(files[name]) != lines[name]]
    left_out = {f"items/{pid}.json" for pid in withheld}
    missing = [name for name in lines if name not in files and name not in left_out]
    known = {MANIFEST, README, KEY, WITHHELD, *lines}
    beside = (BODY, SIGNATURE)
    extra = [name for name in files if name not in known and not any(kind.fullmatch(name) for kind in beside)]
    for code, names in (("item.changed", wrong), ("item.missing", missing), ("item.extra", extra)):
        yield from (_no(code, file=name) for name in names)
    if not wrong and not missing and lines:
        yield Finding(True, "items.match", {"n": str(len(lines.keys() & files.keys()))})


def _readme(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """It is in no list, but the number that it gives must be the manifest's."""
    said = HASH.findall(files.get(README, b"").decode("utf-8", "replace"))
    if any(number != _sha256(files[MANIFEST]) for number in said):
        yield _no("readme.other")


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _shape(name: str, item: Any, data: bytes) -> str:
    """What is wrong with an item by itself, or nothing."""
    named = ITEM.fullmatch(name)
    if not isinstance(item, dict) or not named or item.get("id") != named[1] or not _is_formed(item):
        return "item.strange"
    if not _is_canonical(item, data):
        return "item.not_canonical"
    return "" if SALT.fullmatch(str(item.get("salt", ""))) else "item.no_salt"


def _is_formed(item: Item) -> bool:
    """Of a known kind, and what it points to is named by texts."""
    kind, owner = item.get("kind"), item.get("in")
    if not isinstance(kind, str) or kind not in OWNERS or isinstance(owner, str) != bool(OWNERS[kind]):
        return False
    offers = [item.get(key, []) for key in ("offers", "leads")]
    return all(
        isinstance(offer, dict) and isinstance(offer.get("body"), str)
        for listed in offers
        for offer in (listed if isinstance(listed, list) else [None])
    )


def _is_canonical(item: Any, data: bytes) -> bool:
    try:
        return canonical(item) == data
    except (ValueError, TypeError, RecursionError):
        return False


def _references(items: Mapping[str, Item], withheld: Collection[str]) -> Iterator[Finding]:
    for pid, item in items.items():
        owner = item.get("in")
        if (
            owner is not None
            and owner not in withheld
            and items.get(owner, {}).get("kind") not in OWNERS[item["kind"]]
        ):
            yield _no("item.lost", file=pid, other=owner)
        for offer in [*item.get("offers", []), *item.get("leads", [])]:
            if items.get(offer["body"], {}).get("kind") != "body":
                yield _no("item.lost", file=pid, other=offer["body"])


def _bodies(items: Mapping[str, Item], files: Mapping[str, bytes]) -> Iterator[Finding]:
    bodies = {pid: item.get("sha256") for pid, item in items.items() if item["kind"] == "body"}
    there = {found[1]: data for name, data in files.items() if (found := BODY.fullmatch(name))}
    wrong = [pid for pid, data in there.items() if not _is_body(pid, data, bodies.get(pid))]
    yield from (_no("body.changed", file=f"bodies/{pid}.json") for pid in wrong)
    if not wrong:
        withheld = len(set(bodies) - set(there))
        yield Finding(True, "bodies.named", {"n": str(len(there)), "withheld": str(withheld)})


def _is_body(pid: str, data: bytes, wanted: object) -> bool:
    said = _parsed(data)
    return isinstance(said, dict) and said.get("id") == pid and _sha256(data) == wanted

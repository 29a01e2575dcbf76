"""What lies inside the seal: a gzipped tar, whose last member tells what all others must be, by hash."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol, cast

from jukwaa.core.keeping.faults import Refused

CONTENTS = "contents.json"
PIECE = 1024 * 1024
NOT_THE_SAME = "The backup does not hold what it says it holds: {path} is not as it was written."


@dataclass(slots=True)
class Contents:
    """What a backup says of itself."""

    made: str  # the moment, ISO 8601
    engine: str  # sqlite, postgresql
    migrations: list[list[str]]  # that the database had taken, as [app, name]
    tables: dict[str, list[str]] = field(
        default_factory=dict
    )  # name -> columns, in the order they were copied
    counters: dict[str, int | None] = field(default_factory=dict)  # sequence -> last number given out
    files: dict[str, str] = field(default_factory=dict)  # path inside the backup -> SHA-256
    bytes: int = 0


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Packing:
    def __init__(self, into: io.RawIOBase, contents: Contents) -> None:
        self.contents = contents
        self._tar = tarfile.open(fileobj=cast(IO[bytes], into), mode="w|gz", format=tarfile.PAX_FORMAT)  # noqa: SIM115 (closed in `finish`)

    def add(self, path: str, of: IO[bytes], size: int) -> None:
        hashed = _Hashed(of)
        self._tar.addfile(_member(path, size), hashed)
        self.contents.files[path] = hashed.digest
        self.contents.bytes += size

    def add_file(self, path: str, file: Path) -> None:
        with file.open("rb") as of:
            self.add(path, of, os.fstat(of.fileno()).st_size)

    def finish(self) -> None:
        said = json.dumps(asdict(self.contents), indent=1, ensure_ascii=False).encode()
        self._tar.addfile(_member(CONTENTS, len(said)), io.BytesIO(said))
        self._tar.close()


def unpack(of: io.RawIOBase, into: Path | None) -> Contents:
    """Every member into the folder, or nowhere where it is only checked; what is told at the end is compared."""
    found: dict[str, str] = {}
    told: dict[str, Any] = {}
    for path, member in _members(of):
        if path == CONTENTS:
            told = json.loads(member.read())
            continue
        hashed = _Hashed(member)
        _write(hashed, into / path if into else None)
        found[path] = hashed.digest
    if not told:
        raise Refused("The backup does not tell what it holds: it was not written to its end.")
    contents = Contents(**told)
    for path in found.keys() | contents.files.keys():
        if found.get(path) != contents.files.get(path):
            raise Refused(NOT_THE_SAME.format(path=path))
    return contents


def _members(of: io.RawIOBase) -> Iterator[tuple[str, IO[bytes]]]:
    try:
        with tarfile.open(fileobj=cast(IO[bytes], of), mode="r|gz") as tar:
            for member in tar:
                path = PurePosixPath(member.name)
                inside = tar.extractfile(member) if member.isreg() else None
                if inside is None or path.is_absolute() or ".." in path.parts:
                    raise Refused(f"The backup holds “{member.name}”, which is no file of ours.")
                yield str(path), inside
    except (tarfile.TarError, EOFError) as fault:
        raise Refused(f"The backup cannot be read: {fault}.") from None


def _write(of: Readable, path: Path | None) -> None:
    if path is None:
        while of.read(PIECE):
            pass
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as out:
        path.chmod(0o600)
        while piece := of.read(PIECE):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())


def _member(path: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(path)
    member.size = size
    member.mode = 0o600
    return member


class _Hashed(io.RawIOBase):
    """Reads through to another file, and knows the hash of what it gave out."""

    def __init__(self, of: IO[bytes]) -> None:
        self._of = of
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def read(self, size: int = -1, /) -> bytes:
        piece = self._of.read(size)
        self._hash.update(piece)
        return piece

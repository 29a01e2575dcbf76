"""Backing up and restoring: all or nothing, and a sentence where it is nothing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError

from jukwaa.core.keeping import databases
from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.packing import Contents, Packing, unpack
from jukwaa.core.keeping.sealed import Lock, Opening, Sealing, Unlock
from jukwaa.core.keys import folder

HOME, KEYS = "home", "keys"  # where the files of JUKWAA_HOME and the forums' keys lie inside a backup
MADE_ANEW = {"static", "made"}  # whoever restores gets them again from code and database
SECRET = "secret-key"  # noqa: S105 (a file's name)
UNFINISHED = ".restoring"
NIGHTLY = "jukwaa-????????-??????.backup"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EROFS, errno.ENOTDIR, errno.EEXIST}


def back_up(into: Path, lock: Lock, *, now: datetime) -> Contents:
    """Everything of this server into one sealed file, while it goes on serving."""
    with _enough_room("Nothing was backed up"):
        if into.exists():
            raise Refused(f"{into} is there already: a backup never takes another one's place.")
        if databases.is_empty():
            raise Refused(f"There is nothing to back up: no Jukwaa is set up in {settings.HOME}.")
        into.parent.mkdir(parents=True, exist_ok=True)
    part = into.with_name(f"{into.name}.part")
    with _enough_room("Nothing was backed up"), _gone_again(part), _work_folder(settings.HOME) as work:
        contents = Contents(now.isoformat(timespec="seconds"), databases.engine(), [])
        with part.open("xb") as out:
            part.chmod(0o600)
            _write(Sealing(out, lock), contents, work, {into, part})
            out.flush()
            os.fsync(out.fileno())
        if lock.passphrase and not lock.public:  # whoever seals for a key cannot open it
            look_into(part, Unlock(passphrase=lock.passphrase))
        part.rename(into)
    return contents


def back_up_nightly(folder: Path, lock: Lock, *, keep: int, now: datetime) -> tuple[Path, Contents]:
    """One more in the folder, named after the moment; of older ones the newest `keep` stay."""
    file = folder / f"jukwaa-{now:%Y%m%d-%H%M%S}.backup"
    contents = back_up(file, lock, now=now)
    for old in sorted(folder.glob(NIGHTLY))[:-keep]:
        old.unlink()
    return file, contents


def _write(seal: Sealing, contents: Contents, work: Path, leave_out: set[Path]) -> None:
    packing = Packing(seal, contents)
    databases.copy_out(packing, work)
    for path in _files(folder()):  # wherever the keys are kept
        packing.add_file(f"{KEYS}/{path.relative_to(folder())}", path)
    for path in home_files(leave_out):
        packing.add_file(f"{HOME}/{path.relative_to(settings.HOME)}", path)
    packing.finish()
    seal.finish()


def home_files(leave_out: set[Path]) -> list[Path]:
    """What lies in JUKWAA_HOME beside database and keys: files, the secret key. Read after the database, so that
    each file that it names is there."""
    home: Path = settings.HOME
    passed = {path.resolve() for path in [*leave_out, *_files(folder())]}
    kept = [path for path in _files(home) if not _is_derived(path.relative_to(home))]
    return [path for path in kept if path.resolve() not in passed and not _is_backup(path)]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def _is_derived(path: Path) -> bool:
    """The database is copied in its own way; what is made of it is made again."""
    top = path.parts[0]
    is_database = databases.engine() == "sqlite" and top.startswith(databases.sqlite_path().name)
    return is_database or top in MADE_ANEW or top.startswith(".")


def look_into(file: Path, unlock: Unlock) -> Contents:
    """Read a backup to its end and check all that it holds; nothing is written."""
    return _opened(file, unlock, None)


def restore(file: Path, unlock: Unlock) -> Contents:
    """Into an empty home and an empty database only; a restore that was cut short is begun anew."""
    home: Path = settings.HOME
    staging = home / UNFINISHED
    _require_empty(home)
    with _enough_room("Nothing was restored"):
        try:
            staging.mkdir(parents=True, mode=0o700)
            contents = _opened(file, unlock, staging)
            _require_ours(contents)
            databases.copy_in(contents, staging, lambda: _files_in(staging, home))
        except BaseException:
            _clear(home)
            raise
    shutil.rmtree(staging)
    return contents


def is_unfinished() -> bool:
    """A restore that was killed: what stands here is not whole."""
    return (settings.HOME / UNFINISHED).exists()


def _opened(file: Path, unlock: Unlock, into: Path | None) -> Contents:
    try:
        with file.open("rb") as of:
            sealed = Opening(of, unlock)
            contents = unpack(sealed, into)
            while sealed.read(65536):  # to the seal's own end
                pass
            return contents
    except (FileNotFoundError, IsADirectoryError):
        raise Refused(f"There is no file {file}.") from None


def _require_empty(home: Path) -> None:
    if not folder().is_relative_to(home) and _files(folder()):
        raise Refused(f"There are keys in {folder()}. A backup is restored where no other keys are.")
    if is_unfinished():
        if not databases.is_empty():  # the database comes last: all had arrived but for the last tidying up
            shutil.rmtree(home / UNFINISHED)
            raise Refused(
                "An earlier restore had come to its end here and was cut short while tidying up. It is whole."
            )
        _clear(home)
    there = sorted(path.name for path in home.iterdir()) if home.exists() else []
    if others := [name for name in there if name != SECRET]:  # which each start draws, this one too
        raise Refused(
            f"{home} is not empty: it holds {', '.join(others[:5])}. A backup is restored into an empty home only."
        )
    if not databases.is_empty():
        raise Refused("The database is not empty. A backup is restored into an empty database only.")


def _require_ours(contents: Contents) -> None:
    if contents.engine != databases.engine():
        raise Refused(
            f"The backup is one of {contents.engine}, and DATABASE_URL names {databases.engine()}. Restore it there."
        )
    if newer := databases.unknown(contents.migrations):
        raise Refused(
            f"The backup was made by a newer Jukwaa: this one does not know {', '.join(newer[:3])}."
        )


def _files_in(unpacked: Path, home: Path) -> None:
    for source, target in ((unpacked / HOME, home), (unpacked / KEYS, folder())):
        for path in sorted(source.iterdir()) if source.exists() else []:
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            if (target / path.name).is_file():
                (target / path.name).unlink()  # the secret key that this very command drew
            shutil.move(path, target / path.name)  # keys may be kept on another disk


def _clear(home: Path) -> None:
    """The home was empty before: all that lies in it came with the restore."""
    for path in home.iterdir() if home.exists() else ():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != SECRET:
            path.unlink()


def _is_backup(path: Path) -> bool:
    """Backups kept inside JUKWAA_HOME would hold one another."""
    with path.open("rb") as of:
        return of.read(14) == b"jukwaa-backup "


@contextmanager
def _enough_room(outcome: str) -> Iterator[None]:
    """No room, no permission, a database that went away: a sentence. Our own mistakes stay what they are."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            raise
        raise Refused(f"{outcome}: {fault.strerror} ({fault.filename or settings.HOME}).") from fault
    except (sqlite3.OperationalError, DatabaseError, psycopg.OperationalError) as fault:
        raise Refused(f"{outcome}: {str(fault).strip()}.") from fault


@contextmanager
def _gone_again(part: Path) -> Iterator[None]:
    """A backup that did not come to its end leaves nothing that looks like one."""
    part.unlink(missing_ok=True)
    try:
        yield
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _work_folder(home: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=home, prefix=".backing-up-") as folder:
        yield Path(folder)

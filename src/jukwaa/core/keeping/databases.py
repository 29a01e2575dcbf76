"""A database as it stands at one moment, out of an engine and into an empty one, while others read and write.

Nothing beside Python is needed: SQLite has its own backup, and of PostgreSQL every table is copied in one
snapshot. Of PostgreSQL the tables' shape is not in the backup: the migrations, which are in the code, make it.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from jukwaa.core.keeping.faults import Refused
from jukwaa.core.keeping.packing import Contents, Packing

if TYPE_CHECKING:
    from psycopg import Cursor

FOLDER = "database"
SQLITE_FILE = f"{FOLDER}/jukwaa.sqlite3"
PART = 8 * 1024 * 1024  # a table is cut into parts, so that no part need be held in memory or on disk
COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
COUNTERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"


def engine() -> str:
    return connection.vendor


def sqlite_path() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def is_empty() -> bool:
    """No tables: a fresh database, or none yet. A SQLite file that is not there is not made by asking."""
    if engine() == "sqlite" and not sqlite_path().exists():
        return True
    with connection.cursor() as cursor:
        empty = not connection.introspection.table_names(cursor)
    connection.close()
    return empty


def migrations_taken() -> list[list[str]]:
    return [list(key) for key in sorted(MigrationRecorder(connection).applied_migrations())]


def unknown(migrations: list[list[str]]) -> list[str]:
    """Those that this code does not have: the data is newer than the code."""
    known = MigrationLoader(None, ignore_no_migrations=True)
    ours = {config.label for config in apps.get_app_configs()}
    taken = {(app, name) for app, name in migrations}
    replaced = {key for migration in known.disk_migrations.values() for key in migration.replaces}
    return sorted(
        f"{app}.{name}" for app, name in taken - known.disk_migrations.keys() - replaced if app in ours
    )


def pending() -> list[str]:
    """Migrations that the code has and the database has not taken yet."""
    executor = MigrationExecutor(connection)
    return [
        f"{step.app_label}.{step.name}"
        for step, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def require_no_newer_data() -> None:
    """Code that does not know the data's shape would write it wrongly."""
    if is_empty():
        return
    if newer := unknown(migrations_taken()):
        raise Refused(
            f"The data was written by a newer Jukwaa: this one does not know {', '.join(newer[:3])}. "
            "Install that version again; nothing has been changed."
        )


# --- out ---------------------------------------------------------------------------------------------------


def copy_out(packing: Packing, work: Path) -> None:
    if engine() == "sqlite":
        _sqlite_out(packing, work)
    else:
        _postgresql_out(packing)


def _sqlite_out(packing: Packing, work: Path) -> None:
    copy = work / "copy.sqlite3"
    copy.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"file:{sqlite_path()}?mode=ro", uri=True, timeout=20)) as source,
        closing(sqlite3.connect(copy, isolation_level=None)) as target,
    ):
        source.backup(target)  # in one step: a snapshot, while others write
        target.execute("PRAGMA journal_mode=DELETE")  # one file, no second one beside it
    prove(copy)
    packing.contents.migrations = _migrations_in(copy)
    packing.add_file(SQLITE_FILE, copy)
    copy.unlink()


def prove_here() -> None:
    if engine() == "sqlite":
        prove(sqlite_path())
    else:
        connection.check_constraints()


def prove(file: Path) -> None:
    """SQLite's own check, and that every reference finds its row."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            said = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
            loose = database.execute("PRAGMA foreign_key_check").fetchmany(1)
    except sqlite3.DatabaseError as fault:
        said, loose = [str(fault)], []
    if said != ["ok"] or loose:
        raise Refused(f"The database is damaged: {'; '.join(said)}{f'; {loose[0]}' if loose else ''}.")


def _migrations_in(file: Path) -> list[list[str]]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return [
            list(row)
            for row in database.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        ]


def _postgresql_out(packing: Packing) -> None:
    with _snapshot() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        packing.contents.migrations = [list(row) for row in cursor.fetchall()]
        for table in _tables(cursor):
            cursor.execute(COLUMNS, [table])
            columns = packing.contents.tables[table] = [name for (name,) in cursor.fetchall()]
            with cursor.copy(_copy(table, columns, "TO STDOUT")) as rows:
                for n, part in enumerate(_parts(rows)):
                    packing.add(f"{FOLDER}/{table}/{n:06}", io.BytesIO(part), len(part))
        cursor.execute(COUNTERS)  # they know no snapshot: read last, they are at worst ahead of the rows
        packing.contents.counters = dict(cursor.fetchall())


@contextmanager
def _snapshot() -> Iterator[Cursor[Any]]:
    """On a connection of its own, which sees the database as at one moment and writes nothing."""
    own = connection.copy()
    try:
        own.ensure_connection()
        own.set_autocommit(False)
        cursor = own.connection.cursor()
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor
        own.rollback()
    finally:
        own.close()


def _tables(cursor: Cursor[Any]) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    caches = cast("dict[str, dict[str, str]]", settings.CACHES)
    passing = {cache.get("LOCATION") for cache in caches.values()}  # what is only remembered for a while
    return [name for (name,) in cursor.fetchall() if name not in passing]


def _copy(table: str, columns: list[str], way: str) -> str:
    quote = connection.ops.quote_name
    return f"COPY {quote(table)} ({', '.join(quote(column) for column in columns)}) {way}"


def _parts(rows: Any) -> Iterator[bytes]:
    waiting = bytearray()
    for piece in rows:
        waiting += piece
        if len(waiting) >= PART:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


# --- in ----------------------------------------------------------------------------------------------------


def copy_in(contents: Contents, unpacked: Path, files_first: Callable[[], None]) -> None:
    """The database arrives last and at one blow: until then `files_first` is as good as not done."""
    if engine() == "sqlite":
        _sqlite_in(unpacked, files_first)
    else:
        _postgresql_in(contents, unpacked, files_first)


def _sqlite_in(unpacked: Path, files_first: Callable[[], None]) -> None:
    prove(unpacked / SQLITE_FILE)
    connection.close()
    files_first()
    target = sqlite_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restoring-") as beside:
        arriving = Path(beside) / "database"
        with (unpacked / SQLITE_FILE).open("rb") as of, arriving.open("xb") as out:
            arriving.chmod(0o600)
            while piece := of.read(PART):
                out.write(piece)
        arriving.replace(target)


@transaction.atomic
def _postgresql_in(contents: Contents, unpacked: Path, files_first: Callable[[], None]) -> None:
    _shape(contents)
    with connection.cursor() as cursor:
        tables = [name for name in contents.tables if name in connection.introspection.table_names(cursor)]
        if missing := contents.tables.keys() - set(tables):
            raise Refused(
                f"The code has no place for {', '.join(sorted(missing))}. Use the version that made it."
            )
        quote = connection.ops.quote_name
        for table in tables:  # rows of the log come in as they were, past what guards it
            cursor.execute(f"ALTER TABLE {quote(table)} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(map(quote, tables))}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables come in the order of their names
        for table in tables:
            _rows_in(cursor, table, contents.tables[table], unpacked)
        for name, last in contents.counters.items():
            if last is not None:
                cursor.execute("SELECT setval(%s, %s)", [quote(name), last])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # every reference finds its row, or nothing comes in
        for table in tables:
            cursor.execute(f"ALTER TABLE {quote(table)} ENABLE TRIGGER USER")
    files_first()


def _shape(contents: Contents) -> None:
    """The tables as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    taken = {(app, name) for app, name in contents.migrations}
    nodes = executor.loader.graph.node_map
    last = [key for key in nodes if key in taken and not taken & {child.key for child in nodes[key].children}]
    executor.migrate(last)


def _rows_in(cursor: Any, table: str, columns: list[str], unpacked: Path) -> None:
    with cursor.copy(_copy(table, columns, "FROM STDIN")) as rows:
        for part in sorted((unpacked / FOLDER / table).glob("*")):
            rows.write(part.read_bytes())

"""Tables that only grow: the database itself refuses UPDATE and DELETE, and on PostgreSQL TRUNCATE, whoever asks.

An app names its table once, in `AppConfig.ready`:

    guards.guard("core_entry")
    guards.guard("plans_version", but_samples="sample")      # rows of a sample may be deleted again
    guards.guard("plans_paper", free=("state",))             # that column may change, nothing else

The triggers are made after every `migrate` (SQLite drops them when a table is rebuilt). `fallen()` names the tables
where they do not stand as they should; `verify-log` asks it. A refused statement is a `django.db.IntegrityError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION = "jukwaa_guard"  # on PostgreSQL, behind every trigger


@dataclass(frozen=True, slots=True)
class Guard:
    table: str
    free: tuple[str, ...] = ()  # columns that may change
    but_samples: str = ""  # a column that is true for rows that may be deleted


_guards: dict[str, Guard] = {}


def guard(table: str, *, free: Iterable[str] = (), but_samples: str = "") -> None:
    """From the next migrate on, `table` only grows."""
    _guards[table] = Guard(table, tuple(free), but_samples)


def guarded() -> tuple[str, ...]:
    return tuple(_guards)


def stand(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Make the triggers that are missing or other than they should be: the receiver of post_migrate."""
    connection = connections[using]
    with transaction.atomic(using):
        for table in fallen(using):
            _make(connection, _guards[table])


def fallen(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The guarded tables whose triggers do not stand exactly as they were made."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    found = _triggers(connection)
    return [
        name
        for name, each in _guards.items()
        if name in there and not _wanted(connection, each).items() <= found.items()
    ]


def fall(*tables: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the triggers away, from every guarded table unless some are named: see `lifted`."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    for table in tables or guarded():
        if table in there:
            _drop(connection, _guards[table])


@contextmanager
def lifted(*tables: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Without the triggers, within one transaction. For a data migration and a test, never for an act."""
    with transaction.atomic(using):
        fall(*tables, using=using)
        yield
        stand(using)


def _make(connection: BaseDatabaseWrapper, each: Guard) -> None:
    _drop(connection, each)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # a table that still waits for a check is not altered
            cursor.execute(f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$")  # fmt: skip
        for name, text in _wanted(connection, each).items():
            if name != FUNCTION:
                cursor.execute(text)
                if connection.vendor == "postgresql":  # also where a session calls itself a replica
                    cursor.execute(f"ALTER TABLE {each.table} ENABLE ALWAYS TRIGGER {name}")


def _drop(connection: BaseDatabaseWrapper, each: Guard) -> None:
    on = f" ON {each.table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _wanted(connection, each):
            if name != FUNCTION:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _wanted(connection: BaseDatabaseWrapper, each: Guard) -> dict[str, str]:
    """Name of each trigger -> the statement that makes it, to the letter as the database tells it again."""
    return _on_postgresql(each) if connection.vendor == "postgresql" else _on_sqlite(connection, each)


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What stands: the same as `_wanted`, read from the database."""
    with connection.cursor() as cursor:
        cursor.execute(READ[connection.vendor])
        return dict(cursor.fetchall())


# --- PostgreSQL: one function, which its triggers tell what may change and go ------------------------------------

BODY = """
BEGIN
  IF TG_OP = 'DELETE' AND TG_ARGV[0] <> '' AND (to_jsonb(OLD) ->> TG_ARGV[0])::boolean THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - TG_ARGV[1:] = to_jsonb(NEW) - TG_ARGV[1:] AND TG_NARGS > 1 THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
"""


def _on_postgresql(each: Guard) -> dict[str, str]:
    said = ", ".join(f"'{word}'" for word in (each.but_samples, *each.free))
    made = {FUNCTION: BODY}
    for verb, rows in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{FUNCTION}_{each.table}_{verb.lower()}"
        made[name] = f"CREATE TRIGGER {name} BEFORE {verb} ON {each.table} FOR EACH {rows} EXECUTE FUNCTION {FUNCTION}({said})"  # fmt: skip
    return made


# --- SQLite ------------------------------------------------------------------------------------------------------


def _on_sqlite(connection: BaseDatabaseWrapper, each: Guard) -> dict[str, str]:
    when = {"update": _changed(connection, each), "delete": ""}
    if each.but_samples:
        when["delete"] = f" WHEN NOT OLD.{each.but_samples}"
    return {
        (name := f"{FUNCTION}_{each.table}_{verb}"): (
            f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {each.table}{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{each.table} only grows: {verb.upper()} is refused'); END"
        )
        for verb, condition in when.items()
    }


def _changed(connection: BaseDatabaseWrapper, each: Guard) -> str:
    if not each.free:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pragma_table_info(%s)", [each.table]
        )  # one query; introspection asks a dozen
        columns = [name for (name,) in cursor.fetchall()]
    kept = (f'OLD."{name}" IS NOT NEW."{name}"' for name in columns if name not in each.free)
    return f" WHEN {' OR '.join(kept)}"


READ = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    # tgenabled 'A': made ALWAYS. A function's own text stands under its name.
    "postgresql": f"""
        SELECT tgname::text, pg_get_triggerdef(oid, true) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'
        UNION ALL SELECT proname::text, prosrc FROM pg_proc
        WHERE proname = '{FUNCTION}' AND pronamespace = current_schema()::regnamespace""",  # noqa: S608 (our own word)
}

"""A guarded table only grows, on both engines, whoever asks; and what was taken away is noticed and made again."""

# ruff: noqa: S608 (tables of the test's own)
from __future__ import annotations

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, transaction

from jukwaa.core import guards
from jukwaa.core.guards import FUNCTION

PLAIN, SAMPLES, PARTLY = "kept_whole", "kept_but_samples", "kept_partly"


@pytest.fixture
def kept(db, monkeypatch):
    """Three tables under guard, with a row of a sample and a row that is real."""
    monkeypatch.setattr(guards, "_guards", {})
    guards.guard(PLAIN)
    guards.guard(SAMPLES, but_samples="sample")
    guards.guard(PARTLY, free=("state",))
    with connection.cursor() as cursor:
        for table in (PLAIN, SAMPLES, PARTLY):
            cursor.execute(f"CREATE TABLE {table} (id integer, said text, state text, sample boolean)")
            cursor.execute(
                f"INSERT INTO {table} VALUES (1, 'real', 'new', false), (2, 'sample', 'new', true)"
            )
    guards.stand()


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        for each in statement.split(";\n"):
            cursor.execute(each)
        return cursor.rowcount


@pytest.mark.parametrize("table", [PLAIN, SAMPLES, PARTLY])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET said = 'other'", "UPDATE {} SET id = 9 WHERE id = 1", "DELETE FROM {} WHERE id = 1"],
)
def test_what_stands_in_it_stays_as_it_is(kept, table, statement):
    with pytest.raises(IntegrityError, match=f"{table} only grows"):
        run(statement.format(table))


def test_it_grows(kept):
    assert run(f"INSERT INTO {PLAIN} VALUES (3, 'more', 'new', false)") == 1


def test_rows_of_a_sample_may_go_where_that_was_said(kept):
    assert run(f"DELETE FROM {SAMPLES} WHERE id = 2") == 1
    with pytest.raises(IntegrityError):
        run(f"DELETE FROM {PLAIN} WHERE id = 2")


def test_a_real_row_is_not_called_a_sample_in_order_to_go(kept):
    with pytest.raises(IntegrityError):
        run(f"UPDATE {SAMPLES} SET sample = true")


def test_a_free_column_changes_alone(kept):
    assert run(f"UPDATE {PARTLY} SET state = 'confirmed'") == 2
    with pytest.raises(IntegrityError):
        run(f"UPDATE {PARTLY} SET state = 'refused', said = 'other'")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_it_is_not_emptied_at_one_stroke(kept):
    with pytest.raises(IntegrityError, match="TRUNCATE is refused"):
        run(f"TRUNCATE {SAMPLES}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replicas")
def test_nor_by_a_session_that_calls_itself_a_replica(kept):
    with pytest.raises(IntegrityError):
        run(f"SET LOCAL session_replication_role = replica;\nDELETE FROM {PLAIN}")


def ways_to_fell():
    on = f" ON {SAMPLES}" if connection.vendor == "postgresql" else ""
    yield f"DROP TRIGGER {FUNCTION}_{SAMPLES}_delete{on}"
    if connection.vendor == "postgresql":
        yield f"ALTER TABLE {SAMPLES} DISABLE TRIGGER ALL"
        yield f"DROP TRIGGER {FUNCTION}_{SAMPLES}_update{on};\nCREATE TRIGGER {FUNCTION}_{SAMPLES}_update BEFORE UPDATE{on} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}('', 'said')"
    else:
        yield f"DROP TRIGGER {FUNCTION}_{SAMPLES}_update;\nCREATE TRIGGER {FUNCTION}_{SAMPLES}_update BEFORE UPDATE ON {SAMPLES} WHEN 0 BEGIN SELECT 1; END"


def test_a_trigger_that_was_taken_away_or_altered_is_noticed_and_made_again(kept):
    assert guards.fallen() == []
    for statement in ways_to_fell():
        run(statement)
        assert guards.fallen() == [SAMPLES], statement
        guards.stand()
        assert guards.fallen() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's triggers need no function")
def test_a_function_that_lets_everything_pass_is_noticed(kept):
    run(
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$"
    )
    assert guards.fallen() == [PLAIN, SAMPLES, PARTLY]
    guards.stand()
    assert guards.fallen() == []


def test_lifted_for_one_piece_of_work_they_stand_again(kept):
    with guards.lifted(PLAIN):
        run(f"DELETE FROM {PLAIN} WHERE id = 1")
    assert guards.fallen() == []


def test_the_log_is_guarded_after_migrate(db):
    with connection.cursor() as cursor:
        on = " ON core_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {FUNCTION}_core_entry_delete{on}")
    assert guards.fallen() == ["core_entry"]
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert guards.fallen() == []


@pytest.mark.django_db(transaction=True)
def test_a_test_that_empties_the_tables_afterwards_leaves_the_guards_standing():
    assert guards.fallen() == []

from __future__ import annotations

from jukwaa.site.figures.register import declared, in_the_database


def test_every_field_that_is_kept_has_its_line_and_every_line_its_field():
    """A new field fails here until `site.figures.register` says what it is for, how long, and who reads it."""
    told, there = declared(), in_the_database()
    assert {f"{label}.{field}" for label in there for field in there[label] - told.get(label, set())} == set()
    assert {f"{label}.{field}" for label in told for field in told[label] - there.get(label, set())} == set()

"""Rows brought to what is wanted of them: deleted, updated, created in a few statements."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from jukwaa.plans.models import Action, Section

Row = TypeVar("Row", bound=models.Model)
Key = Hashable
Values = dict[str, Any]

AT_ONCE = 500


def sync(
    model: type[Row],
    existing: Mapping[Any, Row],
    wanted: Mapping[Any, Values],
    named: Callable[[Any], Values],
    *,
    delete: bool = True,
) -> dict[Any, Row]:
    """All wanted rows by key, each with the wanted values. `named(key)` gives the fields that make up the key."""
    rows = model._default_manager  # noqa: SLF001
    if delete and (gone := [row.pk for key, row in existing.items() if key not in wanted]):
        rows.filter(pk__in=gone).delete()
    stale = [row for key, row in existing.items() if key in wanted and apply(row, wanted[key])]
    if stale:
        # An upsert by primary key: a thousand rows in 0.2 s, where bulk_update's CASE … WHEN takes 2 s.
        fields = {name.removesuffix("_id") for name in next(iter(wanted.values()))}
        rows.bulk_create(
            stale, AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(fields)
        )
    new = {key: model(**named(key), **values) for key, values in wanted.items() if key not in existing}
    rows.bulk_create(new.values(), batch_size=AT_ONCE)
    return {key: new.get(key) or existing[key] for key in wanted}


def apply(row: models.Model, values: Values) -> bool:
    """Set the values; whether any of them is new."""
    differ = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differ:
        setattr(row, name, values[name])
    return bool(differ)


def free_codes(
    rows: models.QuerySet[Any], existing: Iterable[Section | Action], wanted: Mapping[Key, Values]
) -> None:
    """Rows may swap their codes, which no single UPDATE does past a unique index: the old ones are parked."""
    moving = [row.pk for row in existing if row.pid not in wanted or wanted[row.pid]["code"] != row.code]
    if moving:
        rows.filter(pk__in=moving).update(code=Concat(Value("~"), "pid"))

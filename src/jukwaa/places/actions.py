from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from jukwaa.places.models import Area

SHIPPED = Path(__file__).parent / "data" / "areas.csv"


FIELDS = ("name", "kind", "parent_id", "iso", "lon", "lat", "column", "row")


@dataclass(frozen=True, slots=True)
class Loaded:
    counties: int
    sub_counties: int
    wards: int
    changed: int  # new, or other than in the release before


@transaction.atomic
def load_areas() -> Loaded:
    """Bring the shipped areas into the database: what is new or was corrected; a second time changes nothing."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        areas = [_area(row) for row in csv.DictReader(file)]
    standing = {row[0]: row[1:] for row in Area.objects.values_list("code", *FIELDS)}
    changed = [area for area in areas if standing.get(area.code) != _said(area)]
    Area.objects.bulk_create(
        changed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name.removesuffix("_id") for name in FIELDS],
    )
    kinds = [area.kind for area in areas]
    return Loaded(kinds.count("county"), kinds.count("sub_county"), kinds.count("ward"), len(changed))


def _said(area: Area) -> tuple[object, ...]:
    return tuple(getattr(area, name) for name in FIELDS)


def _area(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent_id=row["parent"] or None,
        iso=row["iso"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        column=int(row["column"]) if row["column"] else None,
        row=int(row["row"]) if row["row"] else None,
    )

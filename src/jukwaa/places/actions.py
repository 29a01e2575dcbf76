from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from jukwaa.places.models import Area

SHIPPED = Path(__file__).parent / "data" / "areas.csv"


@dataclass(frozen=True, slots=True)
class Loaded:
    counties: int
    sub_counties: int
    wards: int


@transaction.atomic
def load_areas() -> Loaded:
    """Bring the shipped areas into the database; a second time changes nothing."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        areas = [_area(row) for row in csv.DictReader(file)]
    if Area.objects.filter(hierarchy=Area.Hierarchy.DEVOLVED).count() < len(areas):
        Area.objects.bulk_create(
            areas,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "kind", "parent", "iso", "lon", "lat", "column", "row"],
        )
    kinds = [area.kind for area in areas]
    return Loaded(kinds.count("county"), kinds.count("sub_county"), kinds.count("ward"))


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

"""How long a secretary waits for a large file, and an operator for the country's areas."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
from django.db import transaction
from django.utils import timezone

from bench.measure import Measured, benchmark, wall_seconds
from bench.plans import document, forum_of, matrix
from jukwaa.forums.models import Forum
from jukwaa.places.actions import load_areas
from jukwaa.places.models import Area
from jukwaa.plans.actions import Options, import_plan, read_file
from jukwaa.plans.models import Plan

ROWS = 1_000


@benchmark("import of a matrix of 1,000 rows, read and written; beside: openpyxl reads it", "s", limit=5)
def import_rows() -> Measured:
    forum = forum_of("bench-import")
    data = matrix(document(forum, "2022-23", ROWS, sections=12))
    options = Options(starts=date(2022, 6, 1), ends=date(2023, 5, 31))

    def bring_in() -> None:
        with transaction.atomic():
            reading = read_file(forum, "2022-23", "matrix.xlsx", data, options)
            assert reading.counts.add == ROWS, reading.counts
            import_plan(reading, name="matrix.xlsx", by=None, now=timezone.now())
            transaction.set_rollback(True)

    return Measured(wall_seconds(bring_in), beside=wall_seconds(lambda: _cells(data)))


def _cells(data: bytes) -> int:
    return sum(1 for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows() for _ in row)


@benchmark("areas of the country, loaded into an empty table", "s", limit=5)
def areas() -> Measured:
    def load() -> None:
        with transaction.atomic():
            Plan.objects.all().delete()  # of other benchmarks: their forums stand on areas
            Forum.objects.all().delete()
            Area.objects.update(parent=None)
            Area.objects.all().delete()
            load_areas()
            transaction.set_rollback(True)

    return Measured(wall_seconds(load))

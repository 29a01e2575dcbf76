"""Make src/jukwaa/places/data/areas.csv from a table of wards (see that folder's README for its origin).

    python tools/make_areas.py WARDS.csv > src/jukwaa/places/data/areas.csv

Besides codes, names and centre points it works out an equal-area tile for each ward inside its county and for
each county inside the country: every place gets one square, as near as can be to where it lies.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Cell = tuple[int, int]
MOST_COLUMNS = 8  # a tile on a cheap phone still holds a name


def tiles(points: dict[str, Point], room: float) -> dict[str, Cell]:
    """A grid cell (column, row from the north) for each point: the nearest free one, then improved by swaps.

    `room` times as many cells as points: the empty ones let the outline of the whole be seen.
    """
    at, columns, rows = _on_grid(points, room)
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    placed = _nearest(at, cells)

    def cost(key: str | None, cell: Cell) -> float:
        return 0 if key is None else _distance(at[key], cell)

    better = True
    while better:
        better = False
        for i, one in enumerate(cells):
            for two in cells[i + 1 :]:
                now = cost(placed[one], one) + cost(placed[two], two)
                if cost(placed[two], one) + cost(placed[one], two) < now - 1e-9:
                    placed[one], placed[two] = placed[two], placed[one]
                    better = True
    return _without_margins({key: cell for cell, key in placed.items() if key})


def _on_grid(points: dict[str, Point], room: float) -> tuple[dict[str, Point], int, int]:
    """Each point in units of cells, and how many columns and rows there are."""
    lons, lats = [p[0] for p in points.values()], [p[1] for p in points.values()]
    width, height = max(lons) - min(lons) or 1, max(lats) - min(lats) or 1
    wanted = math.ceil(len(points) * room)
    columns = max(1, min(MOST_COLUMNS, round(math.sqrt(wanted * width / height)), len(points)))
    rows = math.ceil(wanted / columns)
    at = {
        key: ((x - min(lons)) / width * (columns - 1), (max(lats) - y) / height * (rows - 1))
        for key, (x, y) in points.items()
    }
    return at, columns, rows


def _nearest(at: dict[str, Point], cells: list[Cell]) -> dict[Cell, str | None]:
    """From the middle outwards, so that a crowd spreads evenly."""
    middle = centre(list(at.values()))
    placed: dict[Cell, str | None] = dict.fromkeys(cells)
    for key in sorted(at, key=lambda key: _distance(at[key], middle)):
        free = (cell for cell in cells if placed[cell] is None)
        placed[min(free, key=lambda cell: _distance(at[key], cell))] = key
    return placed


def _distance(one: Point, two: Point) -> float:
    return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2


def _without_margins(placed: dict[str, Cell]) -> dict[str, Cell]:
    """Columns and rows that nobody stands in are left out."""
    columns, rows = (sorted({cell[n] for cell in placed.values()}) for n in (0, 1))
    return {key: (columns.index(column), rows.index(row)) for key, (column, row) in placed.items()}


def centre(points: list[Point]) -> Point:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def main(source: str) -> None:
    with Path(source).open(encoding="utf-8", newline="") as file:
        wards = list(csv.DictReader(file))
    points = {
        f"{w['subcounty_pcode']}-{w['ward_code']}": (float(w["centre_lon"]), float(w["centre_lat"]))
        for w in wards
    }
    inside: dict[str, list[str]] = defaultdict(list)
    for code in points:
        inside[code[:8]].append(code)
        inside[code[:5]].append(code)
    counties = {c: centre([points[w] for w in ws]) for c, ws in inside.items() if len(c) == 5}
    cell = tiles(counties, room=1.7)
    for county in counties:
        cell |= tiles({w: points[w] for w in inside[county]}, room=1.3)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["code", "name", "kind", "parent", "iso", "lon", "lat", "column", "row"])

    def write(code: str, name: str, kind: str, parent: str, iso: str, at: Point) -> None:
        column, row = cell.get(code, ("", ""))
        out.writerow([code, name, kind, parent, iso, round(at[0], 5), round(at[1], 5), column, row])

    for before, w in pairwise([{"county_pcode": "", "subcounty_pcode": ""}, *wards]):
        county, sub = w["county_pcode"], w["subcounty_pcode"]
        if county != before["county_pcode"]:
            write(county, w["county"], "county", "", w["county_iso"], counties[county])
        if sub != before["subcounty_pcode"]:
            write(sub, w["subcounty"], "sub_county", county, "", centre([points[c] for c in inside[sub]]))
        code = f"{sub}-{w['ward_code']}"
        write(code, w["ward"], "ward", sub, "", points[code])


if __name__ == "__main__":
    main(sys.argv[1])

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

Point = tuple[float, float]
Cell = tuple[int, int]


def tiles(points: dict[str, Point]) -> dict[str, Cell]:
    """A grid cell (column, row from the north) for each point, by assigning rows, then improving by swaps."""
    lons, lats = [p[0] for p in points.values()], [p[1] for p in points.values()]
    width, height = max(lons) - min(lons) or 1, max(lats) - min(lats) or 1
    columns = max(1, min(9, round(math.sqrt(len(points) * width / height)), len(points)))
    rows = math.ceil(len(points) / columns)
    cells = [(c, r) for r in range(rows) for c in range(columns)]
    at = {
        k: ((x - min(lons)) / width * (columns - 1), (max(lats) - y) / height * (rows - 1))
        for k, (x, y) in points.items()
    }
    north_to_south = sorted(at, key=lambda k: at[k][1])
    placed: dict[Cell, str | None] = dict.fromkeys(cells)
    for row in range(rows):
        for column, key in enumerate(
            sorted(north_to_south[row * columns : (row + 1) * columns], key=lambda k: at[k][0])
        ):
            placed[column, row] = key

    def cost(key: str | None, cell: Cell) -> float:
        return 0 if key is None else (at[key][0] - cell[0]) ** 2 + (at[key][1] - cell[1]) ** 2

    better = True
    while better:
        better = False
        for i, one in enumerate(cells):
            for two in cells[i + 1 :]:
                now = cost(placed[one], one) + cost(placed[two], two)
                if cost(placed[two], one) + cost(placed[one], two) < now - 1e-9:
                    placed[one], placed[two] = placed[two], placed[one]
                    better = True
    return {key: cell for cell, key in placed.items() if key}


def centre(points: list[Point]) -> Point:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def main(source: str) -> None:
    with open(source, encoding="utf-8", newline="") as file:
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
    cell = tiles(counties)
    for county in counties:
        cell |= tiles({w: points[w] for w in inside[county]})
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

"""What a file is understood to say, as the command prints it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jukwaa.places.actions import SHIPPED
from jukwaa.plans.imports import Known, KnownBody, Understood, as_json, read
from jukwaa.plans.rules.cells.areas import AreaName

SHORT_BODIES = (
    KnownBody("b-00000001", "Coast Interfaith Clerics Trust (sample)", "CICT"),
    KnownBody("b-00000002", "Department of Peace, Love and Unity (sample)", ""),
)


@cache
def areas(root: str) -> tuple[AreaName, ...]:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"].startswith(root)]
    return tuple(AreaName(row["code"], row["name"], row["kind"], row["parent"]) for row in rows)


def known(**asked: Any) -> Known:
    """Mombasa's forum, for a plan from June 2022 to May 2023."""
    area = asked.pop("area", "KE001")
    said = {
        "forum": "mombasa",
        "edition": "2022-23",
        "bodies": (),
        "starts": date(2022, 6, 1),
        "ends": date(2023, 5, 31),
        "quarters": None,
        "fy_month": 7,
        "currency": "KES",
        "languages": ("en", "sw"),
        "levels": (),
    }
    return Known(**said | asked, area=area, areas=areas(area))


@dataclass(frozen=True)
class Told:
    """The object that the command prints, with its parts at hand."""

    said: dict[str, Any]
    understood: Understood

    @property
    def ok(self) -> bool:
        return self.said["understood"]

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.said["rows"]

    @property
    def row(self) -> dict[str, Any]:
        (row,) = self.rows
        return row

    @property
    def titles(self) -> list[str]:
        return [row["title"] for row in self.rows]

    @property
    def sections(self) -> list[tuple[str, ...]]:
        return [tuple(row["section"]) for row in self.rows]

    def every(self, name: str) -> list[Any]:
        return [row[name] for row in self.rows]

    def messages(self, *levels: str) -> list[str]:
        return [p["message"] for p in self.said["problems"] if not levels or p["level"] in levels]

    def doubts(self, where: str | None = None) -> list[str]:
        problems = [p for p in self.said["problems"] if p["level"] == "doubt"]
        return [p["message"] for p in problems if where is None or p["where"].endswith(where)]

    @property
    def refusal(self) -> str:
        assert not self.ok
        (only,) = [p for p in self.said["problems"] if p["level"] == "error"]
        return only["message"]


def understand(data: bytes, name: str = "plan.xlsx", **asked: Any) -> Told:
    found = read(name, data, known(**asked))
    return Told(as_json(found, {"add": 0, "change": 0, "keep": 0, "absent": 0}), found)

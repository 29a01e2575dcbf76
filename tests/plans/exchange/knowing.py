"""What a forum knows, and a file read by it, without a database."""

from __future__ import annotations

import csv
from dataclasses import replace

from jukwaa.places.actions import SHIPPED
from jukwaa.plans import imports
from jukwaa.plans.imports import Known, KnownBody, Understood
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.cells.areas import AreaName
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.publishing.sheets import write_workbook

with SHIPPED.open(encoding="utf-8", newline="") as file:
    PLACES = [row for row in csv.DictReader(file) if row["code"].startswith("KE001")]
AREA_NAMES = {row["code"]: row["name"] for row in PLACES}


def known_by(doc: PlanDoc, **changes) -> Known:
    """The forum whose plan this is, before the file is opened."""
    bodies = {body.id: KnownBody(body.id, body.name, "") for body in bodies_of(doc) if body.id and body.name}
    known = Known(
        forum=doc.forum,
        edition=doc.edition,
        area="KE001",
        areas=tuple(AreaName(row["code"], row["name"], row["kind"], row["parent"]) for row in PLACES),
        bodies=tuple(bodies.values()),
        starts=doc.starts,
        ends=doc.ends,
        quarters=None,
        fy_month=doc.fy_month,
        currency=doc.currency,
        languages=doc.languages,
        levels=doc.levels,
    )
    return replace(known, **changes)


def read(data: bytes, known: Known) -> Understood:
    return imports.read("plan", data, known)


def workbook(doc: PlanDoc, language: str = "en") -> bytes:
    return write_workbook(doc, AREA_NAMES, language)


def without_where(doc: PlanDoc) -> PlanDoc:
    """But for where it was read from, which is no part of a plan."""

    def section(part):
        actions = tuple(replace(action, where="") for action in part.actions)
        return replace(part, where="", actions=actions, sections=tuple(map(section, part.sections)))

    return replace(doc, sections=tuple(map(section, doc.sections)))

"""Our own JSON of a whole plan: everything that a plan says, re-importable without loss.

Its shape is published as `plan.schema.json`. No salts and no acceptance stand in it (decisions 6 and 7).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.promise import plain
from jukwaa.plans.rules.storing import pack, unpack
from jukwaa.plans.rules.whole import whole

FORMAT = "jukwaa-plan"
VERSION = 1
SCHEMA_FILE = Path(__file__).with_name("plan.schema.json")
ITEMS = frozenset({"sections", "actions", "indicators", "text"})  # lists of things that have a permanent id
SCHEMA_NAME = "urn:jukwaa:plan:1"  # a name, not an address: every install serves it itself (decision 9)


def to_json(doc: PlanDoc) -> dict[str, Any]:
    """Plain JSON values; `from_json` gives the same document back, except where it was read from."""
    body = pack(replace(doc, complete=True))
    del body["complete"]
    return {"$schema": SCHEMA_NAME, "format": FORMAT, "version": VERSION, **_without_where(body)}


def from_json(said: Mapping[str, Any]) -> PlanDoc:
    """A complete document: what the file leaves out is empty. `said` fits the schema."""
    body = {key: value for key, value in said.items() if key not in ("$schema", "format", "version")}
    doc = unpack(PlanDoc, {"forum": "", "starts": None, "ends": None, **_identified(body), "complete": True})
    return whole(replace(doc, fy_month=int(doc.fy_month)))


def dumps(doc: PlanDoc) -> bytes:
    """The same document always gives the same bytes."""
    return (json.dumps(to_json(doc), ensure_ascii=False, indent=2) + "\n").encode()


def schema_bytes() -> bytes:
    """The published JSON Schema, as it is served."""
    return SCHEMA_FILE.read_bytes()


@cache
def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(schema_bytes())
    return read


def _identified(value: Any) -> Any:
    """What is new has no permanent id yet, and a body may stand by its name or its id alone."""
    if isinstance(value, list):
        return [_identified(item) for item in value]
    if not isinstance(value, dict):
        return value
    said = {key: _identified(item) for key, item in value.items()}
    for key in ITEMS & said.keys():
        if isinstance(said[key], list):  # the text of a section is paragraphs, that of an action is a text
            said[key] = [{"id": None, **item} for item in said[key]]
    if "body" in said:
        said["body"] = {"id": None, "name": None, **said["body"]}
    return said


def _without_where(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_where(item) for key, item in value.items() if key != "where"}
    if isinstance(value, list):
        return [_without_where(item) for item in value]
    return value


__all__ = [
    "FORMAT",
    "SCHEMA_FILE",
    "SCHEMA_NAME",
    "VERSION",
    "dumps",
    "from_json",
    "plain",
    "schema",
    "schema_bytes",
    "to_json",
]

"""Our own JSON of a whole plan: everything that a plan says, re-importable without loss.

Its shape is published as `plan.schema.json`. No salts and no acceptance stand in it (decisions 6 and 7).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.promise import plain
from jukwaa.plans.rules.storing import pack, unpack

FORMAT = "jukwaa-plan"
VERSION = 1
SCHEMA_FILE = Path(__file__).with_name("plan.schema.json")
SCHEMA_NAME = "https://jukwaa.example/schemas/plan-1.json"


def to_json(doc: PlanDoc) -> dict[str, Any]:
    """Plain JSON values; `from_json` gives the same document back, except where it was read from."""
    body = pack(_tidied(doc))
    del body["complete"]
    return {"$schema": SCHEMA_NAME, "format": FORMAT, "version": VERSION, **_without_where(body)}


def from_json(said: Mapping[str, Any]) -> PlanDoc:
    body = {key: value for key, value in said.items() if key not in ("$schema", "format", "version")}
    return unpack(PlanDoc, {**body, "complete": True})


def dumps(doc: PlanDoc) -> bytes:
    """The same document always gives the same bytes."""
    return (json.dumps(to_json(doc), ensure_ascii=False, indent=2) + "\n").encode()


def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return read


def _tidied(doc: PlanDoc) -> PlanDoc:
    return replace(doc, complete=True)


def _without_where(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_where(item) for key, item in value.items() if key != "where"}
    if isinstance(value, list):
        return [_without_where(item) for item in value]
    return value


__all__ = ["FORMAT", "SCHEMA_FILE", "VERSION", "dumps", "from_json", "plain", "schema", "to_json"]

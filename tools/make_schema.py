"""Make plan.schema.json (JSON Schema 2020-12) from the dataclasses of a plan as a document.

    python tools/make_schema.py > src/jukwaa/plans/rules/plan.schema.json

A test fails when the file and the dataclasses disagree.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from jukwaa.plans.rules import document, interchange

SHAPES = (
    document.PlanDoc,
    document.LevelDoc,
    document.SectionDoc,
    document.ParagraphDoc,
    document.LeadDoc,
    document.ActionDoc,
    document.RoleDoc,
    document.BodyRef,
    document.IndicatorDoc,
    document.Ancestor,
)
LEFT_OUT = {"complete", "where"}
TEXTS = {
    "description": "A text by language. A language without a text is absent.",
    "type": "object",
    "propertyNames": {"pattern": "^[a-z]{2,3}$"},
    "additionalProperties": {"type": "string"},
}
NEEDED = {"$ref": "#/$defs/NeededTexts"}


def _id(letter: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "pattern": f"^{letter}-[a-z2-7]{{10}}$"}


# Where a field holds less than its type allows.
NARROWER: dict[str, dict[str, Any]] = {
    "BodyRef.id": _id("b") | {"description": "The body's permanent id; null for a body new to the forum."},
    "BodyRef.name": {
        "type": ["string", "null"],
        "maxLength": 200,
        "pattern": r"^[^\u0000-\u001f]*\S[^\u0000-\u001f]*$",
        "description": "On one line. null: withheld from the public.",
    },
    "SectionDoc.id": _id("s"),
    "SectionDoc.title": NEEDED,
    "ActionDoc.id": _id("a"),
    "ActionDoc.title": NEEDED,
    "IndicatorDoc.id": _id("i"),
    "IndicatorDoc.definition": _id("d"),
    "IndicatorDoc.baseline": {"type": "string", "maxLength": 200},
    "IndicatorDoc.target": {"type": "string", "maxLength": 200},
    "ParagraphDoc.id": _id("p"),
    "RoleDoc.share": {"type": "string", "maxLength": 300},
    "PlanDoc.status": {
        "enum": [
            "draft",
            "published_draft",
            "consultation",
            "for_adoption",
            "in_force",
            "closed",
            "superseded",
        ],
        "description": "Not changed by bringing the file in.",
    },
    "PlanDoc.languages": {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "pattern": "^[a-z]{2,3}$"},
    },
    "PlanDoc.fy_month": {"type": "integer", "minimum": 1, "maximum": 12},
    "PlanDoc.currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "PlanDoc.edition": {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9.\-]{0,39}$"},
    "Ancestor.id": {"type": "string", "pattern": "^a-[a-z2-7]{10}$"},
    "ActionDoc.areas": {
        "description": "Area codes: KE001 a county, KE001005 a sub-county, KE001005-0024 a ward.",
        "type": ["array", "null"],
        "items": {"type": "string", "maxLength": 40},
    },
    "ActionDoc.estimate": {
        "description": "What it needs, in the plan's currency, as a decimal.",
        "type": ["string", "null"],
        "pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$",
    },
}


def schema() -> dict[str, Any]:
    plan = _object(document.PlanDoc)
    head = {
        "$schema": {"type": "string"},
        "format": {"const": interchange.FORMAT},
        "version": {"const": interchange.VERSION},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": interchange.SCHEMA_NAME,
        "title": "A plan as Jukwaa writes and reads it",
        "description": "Everything a plan promises, with permanent ids. Import it again and nothing is lost.",
        **plan,
        "properties": head | plan["properties"],
        "required": ["format", "version", "edition", "title", "sections"],
        "$defs": {"Texts": TEXTS, "NeededTexts": TEXTS | {"minProperties": 1}}
        | {shape.__name__: _object(shape) for shape in SHAPES[1:]},
    }


def _object(shape: type) -> dict[str, Any]:
    hints = get_type_hints(shape)
    named = [field for field in fields(shape) if field.name not in LEFT_OUT]
    said = (shape.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()
    described = {"description": " ".join(said.split())} if not said.startswith(f"{shape.__name__}(") else {}
    return {
        **described,
        "type": "object",
        "properties": {field.name: _of(shape, field.name, hints[field.name]) for field in named},
        "required": [field.name for field in named if _is_needed(shape, field)],
        "additionalProperties": False,
    }


def _is_needed(shape: type, field: Any) -> bool:
    """What has no default. Ids may be left out: of what is new, and of bodies that stand by their name."""
    optional = field.name == "id" or shape is document.BodyRef
    return field.default is MISSING and field.default_factory is MISSING and not optional


def _of(shape: type, name: str, hint: Any) -> dict[str, Any]:
    if narrower := NARROWER.get(f"{shape.__name__}.{name}"):
        return narrower
    return _typed(hint)


def _typed(hint: Any) -> dict[str, Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_typed(arg) for arg in inner if arg is not type(None)] + [{"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _typed(inner[0])}
    if origin is Literal:
        return {"enum": list(inner)}
    return _plain(hint, origin)


def _plain(hint: Any, origin: Any) -> dict[str, Any]:
    if origin is not None and issubclass(origin, Mapping):
        return {"$ref": "#/$defs/Texts"}
    known: dict[Any, dict[str, Any]] = {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        Decimal: {"type": "string"},
    }
    return known.get(hint, {"$ref": f"#/$defs/{hint.__name__}"})


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")

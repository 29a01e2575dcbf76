"""The promise of a plan as items that anyone can check (design.md 4).

Each item is one JSON file in canonical form (RFC 8785) with its permanent id and a random salt; the manifest
lists them as `sha256sum` writes it, and the SHA-256 of the manifest is what is signed. Not in it: acceptance,
status, visibility, files, signatures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import rfc8785

from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.document import (
    ActionDoc,
    IndicatorDoc,
    LevelDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)

FORMAT = "jukwaa-promise/1"
Need = tuple[str, str]  # permanent id, digest of the content
Salts = Mapping[tuple[str, str], str]  # (permanent id, digest of the content) -> 32 hexadecimal digits


@dataclass(frozen=True, slots=True)
class Content:
    """One item before its salt."""

    id: str
    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    items: Mapping[str, bytes]  # id -> items/<id>.json
    bodies: Mapping[str, bytes]  # id -> bodies/<id>.json, not in the manifest
    manifest: bytes
    manifest_sha256: str


def canonical(value: Any) -> bytes:
    return rfc8785.dumps(value)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def contents(doc: PlanDoc) -> tuple[Content, ...]:
    """Every item of the promise but the bodies', in reading order."""
    return (_plan(doc), *_paragraphs(doc.text, "plan"), *_sections(doc.sections, "plan"))


def names(doc: PlanDoc) -> dict[str, str]:
    """Permanent id -> name of each body that the plan names."""
    return {body.id: body.name for body in bodies_of(doc) if body.id and body.name is not None}


def needed_salts(doc: PlanDoc, only: Container[str] | None = None) -> tuple[Need, ...]:
    """What a salt is drawn for, once: of each item, or `only` of these, and of each body."""
    items = [(item.id, content_digest(item.payload)) for item in _chosen(doc, only)]
    bodies = [
        (f"{letter}{pid}", content_digest({"name": name}))
        for pid, name in names(doc).items()
        for letter in ("", "body:")
    ]
    return (*items, *bodies)


def content_digest(payload: Mapping[str, Any]) -> str:
    return digest(canonical(payload))


def seal(doc: PlanDoc, salts: Salts) -> Sealed:
    """`doc` with every body's real name; a salt that is missing is a KeyError."""
    told, bodies = sealed_bodies(doc, salts)
    items = {**sealed_items(doc, salts), **told}
    manifest = manifest_of({}, items)
    return Sealed(items, bodies, manifest, digest(manifest))


def sealed_items(doc: PlanDoc, salts: Salts, only: Container[str] | None = None) -> dict[str, bytes]:
    return {item.id: _item(item, salts) for item in _chosen(doc, only)}


def sealed_bodies(doc: PlanDoc, salts: Salts) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Of each body its item, and the file with its name, which is not in the manifest."""
    files = {pid: _body_file(pid, name, salts) for pid, name in names(doc).items()}
    return {pid: _body_item(pid, name, files[pid], salts) for pid, name in names(doc).items()}, files


def _chosen(doc: PlanDoc, only: Container[str] | None) -> Iterable[Content]:
    return (item for item in contents(doc) if only is None or item.id in only)


def manifest_of(lines: Mapping[str, str], items: Mapping[str, bytes]) -> bytes:
    """These lines, with those of the items in place of what they said before, sorted by id."""
    every = {**lines, **{pid: f"{digest(data)}  items/{pid}.json\n" for pid, data in items.items()}}
    return "".join(every[pid] for pid in sorted(every)).encode()


def lines_of(manifest: str) -> dict[str, str]:
    """Permanent id -> its line."""
    return {line[72:-6]: line for line in manifest.splitlines(keepends=True)}


def _item(item: Content, salts: Salts) -> bytes:
    salt = salts[item.id, content_digest(item.payload)]
    return canonical({"id": item.id, "kind": item.kind, "salt": salt, **item.payload})


def _body_file(pid: str, name: str, salts: Salts) -> bytes:
    """The name lies in a file of its own, with a salt of its own, so that it can be left out."""
    return canonical({"id": pid, "name": name, "salt": salts[f"body:{pid}", content_digest({"name": name})]})


def _body_item(pid: str, name: str, file: bytes, salts: Salts) -> bytes:
    salt = salts[pid, content_digest({"name": name})]
    return canonical({"id": pid, "kind": "body", "salt": salt, "sha256": digest(file)})


# --- what is promised -----------------------------------------------------------------------------------------


def _plan(doc: PlanDoc) -> Content:
    payload = {
        "format": FORMAT,
        "forum": doc.forum,
        "edition": doc.edition,
        "title": _texts(doc.title),
        "starts": _day(doc.starts),
        "ends": _day(doc.ends),
        "languages": list(doc.languages),
        "currency": doc.currency,
        "fy_month": doc.fy_month,
        "levels": [_level(level) for level in doc.levels],
        "follows": doc.follows,
        "sample": doc.sample,
    }
    return Content("plan", "plan", payload)


def _level(level: LevelDoc) -> dict[str, Any]:
    return {"one": _texts(level.one), "many": _texts(level.many)}


def _sections(sections: tuple[SectionDoc, ...], parent: str) -> Iterator[Content]:
    for position, section in enumerate(sections):
        pid = section.id or ""
        payload = {
            "in": parent,
            "position": position,
            "code": section.code,
            "title": _texts(section.title),
            "outcome": _texts(section.outcome),
            "leads": [{"body": lead.body.id, "kind": lead.kind} for lead in section.leads or ()],
            "themes": list(section.themes or ()),
        }
        yield Content(pid, "section", payload)
        yield from _paragraphs(section.text, pid)
        yield from _indicators(section.indicators, pid)
        for n, action in enumerate(section.actions):
            yield _action(action, pid, n)
            yield from _indicators(action.indicators, action.id or "")
        yield from _sections(section.sections, pid)


def _action(action: ActionDoc, section: str, position: int) -> Content:
    before = action.carried_from
    payload = {
        "in": section,
        "position": position,
        "code": action.code,
        "title": _texts(action.title),
        "text": _texts(action.text),
        "audience": _texts(action.audience),
        "remarks": _texts(action.remarks),
        "tags": list(action.tags or ()),
        "starts": _day(action.starts),
        "ends": _day(action.ends),
        "funding": action.funding,
        "estimate": plain(action.estimate),
        "areas": list(action.areas or ()),
        "offers": [_offer(role) for role in action.roles or ()],
        "themes": list(action.themes or ()),
        "carried_from": {"edition": before.edition, "id": before.id} if before else None,
    }
    return Content(action.id or "", "action", payload)


def _offer(role: RoleDoc) -> dict[str, Any]:
    return {"body": role.body.id, "kind": role.kind, "share": role.share}


def _paragraphs(paragraphs: tuple[ParagraphDoc, ...] | None, owner: str) -> Iterator[Content]:
    for position, paragraph in enumerate(paragraphs or ()):
        payload = {
            "in": owner,
            "position": position,
            "heading": paragraph.heading,
            "text": _texts(paragraph.text),
        }
        yield Content(paragraph.id or "", "paragraph", payload)


def _indicators(indicators: tuple[IndicatorDoc, ...] | None, owner: str) -> Iterator[Content]:
    for position, indicator in enumerate(indicators or ()):
        payload = {
            "in": owner,
            "position": position,
            "definition": indicator.definition,
            "text": _texts(indicator.text),
            "unit": _texts(indicator.unit),
            "measure": indicator.measure,
            "direction": indicator.direction,
            "over_places": indicator.over_places,
            "over_time": indicator.over_time,
            "baseline": indicator.baseline,
            "target": indicator.target,
            "verification": _texts(indicator.verification),
        }
        yield Content(indicator.id or "", "indicator", payload)


def plain(number: Decimal | None) -> str | None:
    """A decimal as text, without exponent or needless noughts: 480000, 1200.5."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _texts(texts: Mapping[str, str] | None) -> dict[str, str]:
    return {language: text for language, text in (texts or {}).items() if text}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None

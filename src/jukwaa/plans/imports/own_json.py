"""Our own JSON, on its way back in: checked against the published schema, refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator

from jukwaa.plans.imports.contract import Known, Problem, Understood, refused
from jukwaa.plans.rules import interchange
from jukwaa.plans.rules.document import PlanDoc, SectionDoc

SHOWN = 20  # faults listed before "and more"
DEEPEST = 40


def read_json(data: bytes, known: Known) -> Understood:
    try:
        said = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        return refused(_("This is not well-formed JSON: %(fault)s") % {"fault": str(fault)[:120]})
    if not isinstance(said, dict) or said.get("format") != interchange.FORMAT:
        return refused(_('This JSON is not a plan of ours: it does not say "format": "jukwaa-plan".'))
    if said.get("version") != interchange.VERSION:
        return refused(
            _("This plan was written by a newer Jukwaa than this one. Bring Jukwaa up to date first.")
        )
    faults = tuple(_faults(said))
    if faults:
        return Understood(None, faults, "plan", own=True)
    return understood_of(interchange.from_json(said), known)


def understood_of(doc: PlanDoc, known: Known) -> Understood:
    """A document of our own, held against the places that the forum knows."""
    problems: list[Problem] = []
    codes = {area.code for area in known.areas}
    sections = tuple(_placed(section, codes, problems) for section in doc.sections)
    if (doc.forum, doc.edition) != (known.forum, known.edition):
        problems.append(
            Problem(
                "note",
                "",
                "",
                _("The file is of %(forum)s, edition %(edition)s.")
                % {"forum": doc.forum, "edition": doc.edition},
            )
        )
    starts, ends = known_span(doc, known)
    if starts is None or ends is None:
        return refused(_("The plan's first and last day are missing: give them with --starts and --ends."))
    return Understood(
        replace(doc, sections=sections, starts=starts, ends=ends), tuple(problems), "plan", own=True
    )


def known_span(doc: PlanDoc, known: Known) -> tuple[Any, Any]:
    return doc.starts or known.starts, doc.ends or known.ends


def _placed(section: SectionDoc, codes: set[str], problems: list[Problem]) -> SectionDoc:
    actions = []
    for action in section.actions:
        unknown = [code for code in action.areas or () if code not in codes]
        problems += [
            Problem(
                "doubt",
                action.code or action.where,
                "",
                _("“%(code)s” is no place of this forum, and was left out.") % {"code": code},
            )
            for code in unknown
        ]
        areas = tuple(code for code in action.areas or () if code in codes)
        actions.append(replace(action, areas=areas, where=action.where or action.code or ""))
    inner = tuple(_placed(part, codes, problems) for part in section.sections)
    return replace(section, actions=tuple(actions), sections=inner)


def _faults(said: Any) -> Iterable[Problem]:
    errors = sorted(
        Draft202012Validator(interchange.schema()).iter_errors(said),
        key=lambda e: list(map(str, e.absolute_path)),
    )
    for error in errors[:SHOWN]:
        where = "/" + "/".join(map(str, error.absolute_path))
        yield Problem(
            "error",
            where,
            "",
            _("This does not fit the published schema: %(fault)s") % {"fault": error.message[:200]},
        )
    if len(errors) > SHOWN:
        yield Problem("error", "", "", _("And %(n)s more of the kind.") % {"n": len(errors) - SHOWN})
    yield from _twice(said) if not errors else ()


def _twice(said: dict[str, Any]) -> Iterable[Problem]:
    """A permanent id names one thing."""
    seen: set[str] = set()
    for pid in _ids(said):
        if pid in seen:
            yield Problem("error", pid, "", _("The permanent id %(id)s stands twice.") % {"id": pid})
        seen.add(pid)


def _ids(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        for item in value:
            yield from _ids(item)
    elif isinstance(value, dict):
        if (isinstance(value.get("id"), str) and "title" in value) or (
            "text" in value and isinstance(value.get("id"), str)
        ):
            yield value["id"]
        for key, item in value.items():
            if key not in ("body", "carried_from"):
                yield from _ids(item)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _value in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")

"""Our own JSON, on its way back in: checked against the published schema, refused with sentences that name the place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from jukwaa.plans.imports.contract import Known, Problem, Understood, refused
from jukwaa.plans.imports.own_document import understood_of
from jukwaa.plans.rules import interchange
from jukwaa.plans.rules.document import PlanDoc

SHOWN = 20  # faults listed before "and more"
DEEPEST = (
    12  # levels of JSON inside each other that a plan needs twice over, once its sections are counted out
)
LEVELS = 10  # of sections
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")  # what no database takes
OWNERS = ("sections", "actions", "indicators", "text")  # lists of things that have an id of their own

Faults = tuple[Problem, ...]


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
    doc, faults = checked(said)
    return Understood(None, faults, "plan", own=True) if doc is None else understood_of(doc, known)


def checked(said: Mapping[str, Any]) -> tuple[PlanDoc | None, Faults]:
    """The plan that the JSON holds, or what is wrong with it and where."""
    faults = tuple(_faults(said))
    return (None, faults) if faults else (interchange.from_json(said), ())


def _faults(said: Mapping[str, Any]) -> Iterator[Problem]:
    for check in (_too_deep, _unfit, _unkeepable, _twice):
        found = list(check(said))
        yield from found[:SHOWN]
        if len(found) > SHOWN:
            yield _error("", _("And %(n)s more of the kind.") % {"n": len(found) - SHOWN})
        if found:
            return


def _error(where: str, message: str) -> Problem:
    return Problem("error", where, "", message)


def _at(path: Iterable[object]) -> str:
    """As a JSON Pointer: /sections/0/actions/2/title."""
    return "".join(f"/{step}" for step in path)


def _too_deep(said: Any, path: tuple[object, ...] = ()) -> Iterator[Problem]:
    """Before anything walks through it."""
    if len(path) - 2 * path.count("sections") > DEEPEST or path.count("sections") > LEVELS:
        yield _error(_at(path), _("Sections lie deeper in each other here than in any plan."))
    elif isinstance(said, list):
        for n, item in enumerate(said):
            yield from _too_deep(item, (*path, n))
    elif isinstance(said, dict):
        for key, item in said.items():
            yield from _too_deep(item, (*path, key))


# --- the schema ------------------------------------------------------------------------------------------------


def _unfit(said: Mapping[str, Any]) -> Iterator[Problem]:
    checker = Draft202012Validator.FORMAT_CHECKER
    errors = Draft202012Validator(interchange.schema(), format_checker=checker).iter_errors(said)
    places: dict[str, ValidationError] = {}
    for error in sorted(errors, key=lambda fault: [str(step) for step in fault.absolute_path]):
        places.setdefault(f"{_at(error.absolute_path)} {error.validator}", _innermost(error))
    yield from (_error(_at(error.absolute_path), _worded(error)) for error in places.values())


def _innermost(error: ValidationError) -> ValidationError:
    """Of "this or null", what is wrong with this."""
    if error.validator != "anyOf" or not error.context:
        return error
    said = [inner for inner in error.context if inner.validator != "type" or inner.validator_value != "null"]
    return min(said, key=lambda inner: inner.validator != "format", default=error)


def _worded(error: ValidationError) -> str:
    shown = json.dumps(error.instance, ensure_ascii=False)
    shown = shown if len(shown) <= 80 else f"{shown[:79]}…"
    sentence = {
        "type": _("%(shown)s cannot stand here: %(wanted)s is wanted."),
        "enum": _("%(shown)s is none of the choices: %(wanted)s."),
        "const": _("%(shown)s must be %(wanted)s."),
        "format": _("%(shown)s is no day of the calendar, written like 2022-06-30."),
        "pattern": _("%(shown)s is not written as it should be (%(wanted)s)."),
        "maxLength": _("%(shown)s is longer than %(wanted)s characters."),
        "required": _("%(missing)s is missing here."),
        "additionalProperties": _("The schema knows no %(unknown)s here: is it spelt right?"),
        "minProperties": _("A text in one language at least is wanted here."),
    }.get(str(error.validator), _("This does not fit the published schema: %(fault)s"))
    return sentence % {
        "shown": shown,
        "wanted": _wanted(error.validator_value),
        "missing": ", ".join(_missing(error)),
        "unknown": ", ".join(_unknown(error)),
        "fault": error.message[:200],
    }


def _wanted(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _missing(error: ValidationError) -> list[str]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else []
    return [f"“{name}”" for name in wanted if isinstance(error.instance, dict) and name not in error.instance]


def _unknown(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    names = error.instance if isinstance(error.instance, dict) else {}
    return [f"“{name[:40]}”" for name in names if name not in known]


# --- what a schema cannot say ------------------------------------------------------------------------------------


def _unkeepable(said: Any, path: tuple[object, ...] = ()) -> Iterator[Problem]:
    if isinstance(said, str):
        if found := UNKEEPABLE.search(said):
            told = _("There is a character in this text that cannot be kept (U+%(code)s): take it out.")
            yield _error(_at(path), told % {"code": f"{ord(found[0]):04X}"})
        return
    parts = enumerate(said) if isinstance(said, list) else said.items() if isinstance(said, dict) else ()
    for key, item in parts:
        yield from _unkeepable(item, (*path, key))


def _twice(said: Any) -> Iterator[Problem]:
    """A permanent id names one thing."""
    seen: dict[str, str] = {}
    for pid, where in _ids(said, ()):
        if pid in seen:
            told = _("The permanent id %(id)s already stands at %(where)s.")
            yield _error(where, told % {"id": pid, "where": seen[pid]})
        seen.setdefault(pid, where)


def _ids(said: Mapping[str, Any], path: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    for key in OWNERS:
        items = said.get(key)
        for n, item in enumerate(items if isinstance(items, list) else ()):
            if item.get("id"):
                yield item["id"], _at((*path, key, n))
            yield from _ids(item, (*path, key, n))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [key for key, _value in pairs]
        raise ValueError(
            f"“{next(key for key in names if names.count(key) > 1)[:60]}” stands twice in one object"
        )
    return said


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")

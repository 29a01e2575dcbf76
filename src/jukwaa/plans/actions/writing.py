"""Bring a plan's rows to what a document says: a few set-based statements, whatever the size.

Rows keep their place in the database as long as their permanent id stays, so that what hangs on them
(replies, reports, values) stays too. Called inside an act's transaction, after its check.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from jukwaa.forums.models import Organisation
from jukwaa.places.models import Area
from jukwaa.plans.actions.defining import define
from jukwaa.plans.models import (
    Action,
    Alignment,
    Indicator,
    Leadership,
    Paragraph,
    Plan,
    Role,
    Section,
)
from jukwaa.plans.rules.cells.indicators import number
from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, ParagraphDoc, PlanDoc, SectionDoc, Texts
from jukwaa.strategies.models import Theme

Row = TypeVar("Row", bound=models.Model)
Key = Hashable
Values = dict[str, Any]


def write_document(plan: Plan, doc: PlanDoc) -> None:
    """`doc` has an id on every item and on every body."""
    _write_head(plan, doc)
    sections = _write_sections(plan, doc)
    actions = _write_actions(plan, doc, sections)
    bodies = dict(Organisation.objects.filter(forum=plan.forum_id).values_list("pid", "pk"))
    _write_paragraphs(plan, doc, sections)
    _write_leaderships(plan, doc, sections, bodies)
    _write_roles(plan, doc, actions, bodies)
    _write_areas(plan, doc, actions)
    _write_indicators(plan, doc, sections, actions)
    _write_alignments(plan, doc, sections, actions)


def _write_head(plan: Plan, doc: PlanDoc) -> None:
    plan.title, plan.languages = dict(doc.title), list(doc.languages)
    if doc.starts and doc.ends:
        plan.starts, plan.ends = doc.starts, doc.ends
    plan.currency, plan.fy_month = doc.currency, doc.fy_month
    plan.levels = [{"one": dict(level.one), "many": dict(level.many)} for level in doc.levels]
    plan.sample, plan.as_at = doc.sample, doc.as_at
    plan.follows = (
        Plan.objects.filter(forum=plan.forum_id, edition=doc.follows).first() if doc.follows else None
    )
    plan.save()


# --- kinds of rows ----------------------------------------------------------------------------------------


def _write_sections(plan: Plan, doc: PlanDoc) -> dict[str, int]:
    existing = {row.pid: row for row in plan.sections.all()}
    path = {section.id: outer[-1].id if outer else None for outer, section in doc.walk()}
    wanted: dict[Key, Values] = {
        section.id: {
            "code": section.code,
            "position": position,
            "title": _plain(section.title),
            "outcome": _plain(section.outcome),
        }
        for position, (_outer, section) in enumerate(doc.walk())
    }
    _free_codes(plan.sections.all(), existing.values(), wanted)
    Section.objects.filter(plan=plan, pid__in=existing).update(parent=None)  # a part outlives its old whole
    rows = sync(Section, existing, wanted, lambda key: {"plan": plan, "pid": key})
    for row in rows.values():
        row.parent = rows.get(path[row.pid])
    Section.objects.bulk_update(rows.values(), ["parent"], batch_size=200)
    return {row.pid: row.pk for row in rows.values()}


def _write_actions(plan: Plan, doc: PlanDoc, sections: Mapping[str, int]) -> dict[str, int]:
    existing = {row.pid: row for row in plan.actions.all()}
    ancestors = _ancestors(plan, doc)
    wanted: dict[Key, Values] = {
        action.id: {
            "section_id": sections[path[-1].id or ""],
            "position": position,
            "carried_from_id": ancestors.get(_ancestor_key(action)),
            **_action_values(action),
        }
        for position, (path, action) in enumerate(doc.actions())
    }
    _free_codes(plan.actions.all(), existing.values(), wanted)
    rows = sync(Action, existing, wanted, lambda key: {"plan": plan, "pid": key})
    return {row.pid: row.pk for row in rows.values()}


def _action_values(action: ActionDoc) -> Values:
    backwards = action.starts and action.ends and action.ends < action.starts
    return {
        "code": action.code,
        "title": _plain(action.title),
        "text": _plain(action.text),
        "audience": _plain(action.audience),
        "remarks": _plain(action.remarks),
        "tags": list(action.tags or ()),
        "starts": action.starts,
        "ends": None if backwards else action.ends,
        "funding": action.funding or Action.Funding.UNKNOWN,
        "estimate": action.estimate,
        "status": action.status or Action.Status.NOT_STARTED,
        "reason": _plain(action.reason),
    }


def _ancestors(plan: Plan, doc: PlanDoc) -> dict[tuple[str, str] | None, int]:
    editions = {action.carried_from.edition for _path, action in doc.actions() if action.carried_from}
    rows = Action.objects.filter(plan__forum=plan.forum_id, plan__edition__in=editions).exclude(plan=plan)
    return {(edition, pid): pk for edition, pid, pk in rows.values_list("plan__edition", "pid", "pk")}


def _ancestor_key(action: ActionDoc) -> tuple[str, str] | None:
    return (action.carried_from.edition, action.carried_from.id) if action.carried_from else None


def _write_paragraphs(plan: Plan, doc: PlanDoc, sections: Mapping[str, int]) -> None:
    texts: list[tuple[int | None, ParagraphDoc]] = [(None, paragraph) for paragraph in doc.text or ()]
    for _outer, section in doc.walk():
        texts += [(sections[section.id or ""], paragraph) for paragraph in section.text or ()]
    wanted: dict[Key, Values] = {
        paragraph.id: {
            "section_id": section,
            "position": position,
            "heading": paragraph.heading,
            "text": _plain(paragraph.text),
        }
        for position, (section, paragraph) in enumerate(texts)
    }
    existing = {row.pid: row for row in plan.paragraphs.all()}
    sync(Paragraph, existing, wanted, lambda key: {"plan": plan, "pid": key})


def _write_leaderships(
    plan: Plan, doc: PlanDoc, sections: Mapping[str, int], bodies: Mapping[str, int]
) -> None:
    rows = Leadership.objects.filter(section__plan=plan)
    wanted: dict[Key, Values] = {
        (sections[section.id or ""], bodies[lead.body.id or ""]): {"kind": lead.kind, "position": position}
        for _outer, section in doc.walk()
        for position, lead in enumerate(section.leads or ())
    }
    existing = {(row.section_id, row.organisation_id): row for row in rows}
    sync(Leadership, existing, wanted, lambda key: {"section_id": key[0], "organisation_id": key[1]})


def _write_roles(plan: Plan, doc: PlanDoc, actions: Mapping[str, int], bodies: Mapping[str, int]) -> None:
    wanted: dict[Key, Values] = {
        (actions[action.id or ""], bodies[role.body.id or ""], role.kind): {
            "share": role.share[:300],
            "position": position,
        }
        for _path, action in doc.actions()
        for position, role in enumerate(action.roles or ())
    }
    rows = Role.objects.filter(action__plan=plan)
    existing = {(row.action_id, row.organisation_id, row.kind): row for row in rows}
    sync(
        Role,
        existing,
        wanted,
        lambda key: {"action_id": key[0], "organisation_id": key[1], "kind": key[2]},
    )


def _write_areas(plan: Plan, doc: PlanDoc, actions: Mapping[str, int]) -> None:
    """The order of the areas is the order of the rows, so an action whose areas changed is written anew."""
    through = Action.areas.through
    now: dict[int, list[str]] = {}
    for action, area in (
        through.objects.filter(action__plan=plan).order_by("id").values_list("action_id", "area_id")
    ):
        now.setdefault(action, []).append(area)
    known = set(Area.objects.values_list("code", flat=True))
    wanted = {
        actions[action.id or ""]: [code for code in dict.fromkeys(action.areas or ()) if code in known]
        for _path, action in doc.actions()
    }
    stale = [action for action, codes in wanted.items() if now.get(action, []) != codes]
    through.objects.filter(action_id__in=stale).delete()
    through.objects.bulk_create(
        [through(action_id=action, area_id=code) for action in stale for code in wanted[action]]
    )


def _write_indicators(
    plan: Plan, doc: PlanDoc, sections: Mapping[str, int], actions: Mapping[str, int]
) -> None:
    placed: list[tuple[Values, IndicatorDoc]] = []
    for owner, item in _owners(doc, sections, actions):
        placed += [(owner, indicator) for indicator in item.indicators or ()]
    definitions = define(plan.forum, [indicator for _owner, indicator in placed])
    wanted: dict[Key, Values] = {
        indicator.id: {
            **owner,
            "position": position,
            "definition_id": definitions[indicator.id or ""],
            "baseline": indicator.baseline[:200],
            "target": indicator.target[:200],
            "baseline_value": number(indicator.baseline),
            "target_value": number(indicator.target),
            "verification": _plain(indicator.verification),
        }
        for position, (owner, indicator) in enumerate(placed)
    }
    existing = {row.pid: row for row in plan.indicators.all()}
    sync(Indicator, existing, wanted, lambda key: {"plan": plan, "pid": key})


def _write_alignments(
    plan: Plan, doc: PlanDoc, sections: Mapping[str, int], actions: Mapping[str, int]
) -> None:
    themes = {
        f"{strategy}/{code}": pk
        for strategy, code, pk in Theme.objects.filter(strategy__in=_strategies(plan)).values_list(
            "strategy__code", "code", "pk"
        )
    }
    wanted: dict[Key, Values] = {
        (owner["section_id"], owner["action_id"], themes[code]): {"position": position}
        for owner, item in _owners(doc, sections, actions)
        for position, code in enumerate(item.themes or ())
        if code in themes
    }
    existing = {(row.section_id, row.action_id, row.theme_id): row for row in plan.alignments.all()}
    sync(
        Alignment,
        existing,
        wanted,
        lambda key: {"plan": plan, "section_id": key[0], "action_id": key[1], "theme_id": key[2]},
    )


def _strategies(plan: Plan) -> models.QuerySet[Any]:
    from jukwaa.strategies.models import Strategy

    return Strategy.objects.open_to(plan.forum)


def _owners(
    doc: PlanDoc, sections: Mapping[str, int], actions: Mapping[str, int]
) -> Iterator[tuple[Values, SectionDoc | ActionDoc]]:
    for _outer, section in doc.walk():
        yield {"section_id": sections[section.id or ""], "action_id": None}, section
    for _path, action in doc.actions():
        yield {"section_id": None, "action_id": actions[action.id or ""]}, action


# --- the one mechanism ------------------------------------------------------------------------------------


def sync(
    model: type[Row], existing: Mapping[Any, Row], wanted: Mapping[Any, Values], named: Any
) -> dict[Any, Row]:
    """Delete the rows that are not wanted, update those that differ, create the missing; all rows by key.

    `named(key)` gives the fields that make up the key.
    """
    rows = model.objects  # type: ignore[attr-defined]
    rows.filter(pk__in=[row.pk for key, row in existing.items() if key not in wanted]).delete()
    stale = [
        existing[key] for key, values in wanted.items() if key in existing and _apply(existing[key], values)
    ]
    if stale:
        fields = {name.removesuffix("_id") for values in wanted.values() for name in values}
        rows.bulk_update(stale, sorted(fields), batch_size=200)
    new = {key: model(**named(key), **values) for key, values in wanted.items() if key not in existing}
    rows.bulk_create(new.values(), batch_size=500)
    return {key: new.get(key) or existing[key] for key in wanted}


def _apply(row: models.Model, values: Values) -> bool:
    """Set the values; whether any of them is new."""
    differ = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differ:
        setattr(row, name, values[name])
    return bool(differ)


def _free_codes(
    rows: models.QuerySet[Any], existing: Iterable[Section | Action], wanted: Mapping[Key, Values]
) -> None:
    """Two rows may swap their codes, which no single UPDATE does past a unique index: park the old ones."""
    moving = [row.pk for row in existing if row.pid in wanted and wanted[row.pid]["code"] != row.code]
    if moving:
        rows.filter(pk__in=moving).update(code=Concat(Value("~"), "pid"))


def _plain(texts: Texts | None) -> dict[str, str]:
    return {language: text for language, text in (texts or {}).items() if text}

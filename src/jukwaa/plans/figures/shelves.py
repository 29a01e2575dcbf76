"""One plan's rows, each kind read once: whatever is made of a plan, it costs these queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db import models

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

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All rows of a plan; dictionaries are keyed by the row that they belong to (None: the plan itself)."""

    plan: Plan
    sections: list[Section]
    actions: dict[int, list[Action]]  # by section
    paragraphs: dict[int | None, list[Paragraph]]
    leaderships: dict[int, list[Leadership]]  # by section
    roles: dict[int, list[Role]]  # by action
    areas: dict[int, list[str]]  # codes, by action
    section_indicators: dict[int, list[Indicator]]
    action_indicators: dict[int, list[Indicator]]
    section_themes: dict[int, list[str]]
    action_themes: dict[int, list[str]]
    replies: dict[tuple[str, str, str], str]  # (action pid, body pid, kind) -> reply


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which rows are read."""

    sections: Iterable[Section]
    actions: Iterable[Action]
    paragraphs: Iterable[Paragraph]
    leaderships: Iterable[Leadership]
    roles: Iterable[Role]
    areas: Iterable[tuple[int, str]]
    indicators: Iterable[Indicator]
    alignments: Iterable[Alignment]


def shelve(plan: Plan) -> Shelf:
    """Eight queries, whatever the size of the plan."""
    return _shelf(
        plan,
        _Rows(
            sections=plan.sections.all(),
            actions=plan.actions.all(),
            paragraphs=plan.paragraphs.all(),
            leaderships=_named(Leadership.objects.filter(section__plan=plan)),
            roles=_named(Role.objects.filter(action__plan=plan)),
            areas=_places(Action.areas.through.objects.filter(action__plan=plan)),
            indicators=plan.indicators.select_related("definition"),
            alignments=_themed(plan.alignments.all()),
        ),
    )


def empty_shelf(plan: Plan, paragraphs: Iterable[Paragraph] = ()) -> Shelf:
    """The plan's head, with these paragraphs."""
    return _shelf(plan, replace(_nothing(), paragraphs=paragraphs))


def shelve_section(plan: Plan, section: Section) -> Shelf:
    """The section alone, as if it stood in no other and held none."""
    alone = Section(
        pk=section.pk,
        plan=plan,
        pid=section.pid,
        code=section.code,
        title=section.title,
        outcome=section.outcome,
    )
    rows = replace(
        _nothing(),
        sections=[alone],
        paragraphs=section.paragraphs.all(),
        leaderships=_named(section.leaderships.all()),
        indicators=section.indicators.select_related("definition"),
        alignments=_themed(section.alignments.all()),
    )
    return _shelf(plan, rows)


def shelve_action(plan: Plan, action: Action) -> Shelf:
    """The action alone, in a section of which nothing is said."""
    rows = replace(
        _nothing(),
        sections=[Section(pk=action.section_id, plan=plan, pid="", code="", title={}, outcome={})],
        actions=[action],
        roles=_named(action.roles.all()),
        areas=_places(Action.areas.through.objects.filter(action=action)),
        indicators=action.indicators.select_related("definition"),
        alignments=_themed(action.alignments.all()),
    )
    return _shelf(plan, rows)


def _named(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    return rows.select_related("organisation")


def _themed(rows: models.QuerySet[Alignment]) -> models.QuerySet[Alignment]:
    return rows.select_related("theme", "theme__strategy")


def _places(rows: models.QuerySet[Any]) -> Iterable[tuple[int, str]]:
    """In the order in which they were said."""
    return rows.order_by("id").values_list("action_id", "area_id")


def _nothing() -> _Rows:
    return _Rows((), (), (), (), (), (), (), ())


def _shelf(plan: Plan, rows: _Rows) -> Shelf:
    actions = list(rows.actions)
    roles = list(rows.roles)
    pids = {action.pk: action.pid for action in actions}
    indicators, alignments = list(rows.indicators), list(rows.alignments)
    return Shelf(
        plan=plan,
        sections=list(rows.sections),
        actions=_by(actions, "section_id"),
        paragraphs=_by(rows.paragraphs, "section_id"),
        leaderships=_by(rows.leaderships, "section_id"),
        roles=_by(roles, "action_id"),
        areas=_codes(rows.areas),
        section_indicators=_by((i for i in indicators if i.section_id), "section_id"),
        action_indicators=_by((i for i in indicators if i.action_id), "action_id"),
        section_themes=_codes((a.section_id, _theme(a)) for a in alignments if a.section_id),
        action_themes=_codes((a.action_id, _theme(a)) for a in alignments if a.action_id),
        replies={(pids[r.action_id], r.organisation.pid, r.kind): r.reply for r in roles},
    )


def _by(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    kept: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        kept[getattr(row, key)].append(row)
    return kept


def _codes(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    kept: dict[int, list[str]] = defaultdict(list)
    for key, code in pairs:
        kept[key].append(code)
    return kept


def _theme(alignment: Alignment) -> str:
    return f"{alignment.theme.strategy.code}/{alignment.theme.code}"

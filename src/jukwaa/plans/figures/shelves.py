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
    leaderships: models.QuerySet[Leadership]
    roles: models.QuerySet[Role]
    areas: models.QuerySet[Any]
    indicators: models.QuerySet[Indicator]
    alignments: models.QuerySet[Alignment]


def shelve(plan: Plan) -> Shelf:
    """Eight queries, whatever the size of the plan."""
    return _shelf(
        plan,
        _Rows(
            sections=plan.sections.all(),
            actions=plan.actions.all(),
            paragraphs=plan.paragraphs.all(),
            leaderships=Leadership.objects.filter(section__plan=plan),
            roles=Role.objects.filter(action__plan=plan),
            areas=Action.areas.through.objects.filter(action__plan=plan),
            indicators=plan.indicators.all(),
            alignments=plan.alignments.all(),
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
        leaderships=section.leaderships.all(),
        indicators=section.indicators.all(),
        alignments=section.alignments.all(),
    )
    return _shelf(plan, rows)


def shelve_action(plan: Plan, action: Action) -> Shelf:
    """The action alone, in a section of which nothing is said."""
    rows = replace(
        _nothing(),
        sections=[Section(pk=action.section_id, plan=plan, pid="", code="", title={}, outcome={})],
        actions=[action],
        roles=action.roles.all(),
        areas=Action.areas.through.objects.filter(action=action),
        indicators=action.indicators.all(),
        alignments=action.alignments.all(),
    )
    return _shelf(plan, rows)


def _nothing() -> _Rows:
    return _Rows(
        sections=(),
        actions=(),
        paragraphs=(),
        leaderships=Leadership.objects.none(),
        roles=Role.objects.none(),
        areas=Action.areas.through.objects.none(),
        indicators=Indicator.objects.none(),
        alignments=Alignment.objects.none(),
    )


def _shelf(plan: Plan, rows: _Rows) -> Shelf:
    actions = list(rows.actions)
    roles = list(rows.roles.select_related("organisation"))
    pids = {action.pk: action.pid for action in actions}
    indicators = list(rows.indicators.select_related("definition"))
    alignments = list(rows.alignments.select_related("theme", "theme__strategy"))
    places = rows.areas.order_by("id")
    return Shelf(
        plan=plan,
        sections=list(rows.sections),
        actions=_by(actions, "section_id"),
        paragraphs=_by(rows.paragraphs, "section_id"),
        leaderships=_by(rows.leaderships.select_related("organisation"), "section_id"),
        roles=_by(roles, "action_id"),
        areas=_codes(places.values_list("action_id", "area_id")),
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

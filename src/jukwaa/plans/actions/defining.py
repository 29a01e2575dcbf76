from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from jukwaa.forums.models import Forum
from jukwaa.plans.models import IndicatorDefinition
from jukwaa.plans.rules.document import IndicatorDoc

CONTENT = ("text", "unit", "measure", "direction", "over_places", "over_time")


def define(forum: Forum, indicators: Iterable[IndicatorDoc]) -> dict[str, int]:
    """Each indicator's id -> its definition's key. A definition never changes: other words, next version."""
    indicators = list(indicators)
    versions: dict[str, list[IndicatorDefinition]] = defaultdict(list)
    wanted = {indicator.definition for indicator in indicators}
    for row in IndicatorDefinition.objects.filter(forum=forum, pid__in=wanted).order_by("version"):
        versions[row.pid].append(row)
    new: list[IndicatorDefinition] = []
    found: dict[str, IndicatorDefinition] = {}
    for indicator in indicators:
        definition = _same(indicator, versions[indicator.definition or ""])
        if definition is None:
            definition = _next(forum, indicator, versions[indicator.definition or ""])
            new.append(definition)
        found[indicator.id or ""] = definition
    IndicatorDefinition.objects.bulk_create(new, batch_size=500)
    return {key: row.pk for key, row in found.items()}


def _content(indicator: IndicatorDoc) -> dict[str, Any]:
    said = {name: getattr(indicator, name) for name in CONTENT}
    return said | {name: {k: v for k, v in said[name].items() if v} for name in ("text", "unit")}


def _same(indicator: IndicatorDoc, versions: list[IndicatorDefinition]) -> IndicatorDefinition | None:
    content = _content(indicator)
    return next((v for v in versions if all(getattr(v, name) == content[name] for name in CONTENT)), None)


def _next(forum: Forum, indicator: IndicatorDoc, versions: list[IndicatorDefinition]) -> IndicatorDefinition:
    number = versions[-1].version + 1 if versions else 1
    made = IndicatorDefinition(
        forum=forum, pid=indicator.definition or "", version=number, **_content(indicator)
    )
    versions.append(made)
    return made

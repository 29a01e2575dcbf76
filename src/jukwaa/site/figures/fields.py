"""What the fields of a plan are called, and how their values read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum
from jukwaa.plans.models import Action, IndicatorDefinition, Role
from jukwaa.strategies.models import Strategy

Names = Mapping[str, Mapping[str, str]]  # field -> code -> what it is called

LANGUAGE_NAMES = {"en": lazy("English"), "sw": lazy("Swahili")}

LABELS: Mapping[str, Any] = {
    "title": lazy("Title"),
    "outcome": lazy("Outcome"),
    "text": lazy("Text"),
    "audience": lazy("For whom"),
    "remarks": lazy("Remarks"),
    "tags": lazy("Tags"),
    "starts": lazy("First day"),
    "ends": lazy("Last day"),
    "currency": lazy("Currency"),
    "fy_month": lazy("First month of the financial year"),
    "who": lazy("Bodies"),
    "themes": lazy("Aligned to"),
    "code": lazy("Number or code"),
    "areas": lazy("Where"),
    "funding": lazy("Money"),
    "estimate": lazy("How much is needed"),
    "status": lazy("Where it stands"),
    "reason": lazy("What stands behind it"),
    "baseline": lazy("Baseline"),
    "target": lazy("Target"),
    "verification": lazy("How it is verified"),
    "unit": lazy("Unit"),
    "measure": lazy("How it is measured"),
    "direction": lazy("Which way is better"),
    "over_places": lazy("How places add up"),
    "over_time": lazy("How periods add up"),
    "heading": lazy("This is a heading"),
}
CHOICES: Mapping[str, Any] = {
    "funding": Action.Funding.choices,
    "status": Action.Status.choices,
    "measure": IndicatorDefinition.Measure.choices,
    "direction": IndicatorDefinition.Direction.choices,
    "over_places": IndicatorDefinition.OverPlaces.choices,
    "over_time": IndicatorDefinition.OverTime.choices,
    "fy_month": [(str(number), name) for number, name in MONTHS.items()],
}
KINDS = {kind.value: kind.label for kind in Role.Kind}


def as_read(name: str, value: Any, names: Names | None = None) -> str:
    """A field's value as people read it, on as many lines as it has rows."""
    if name == "who":
        return "\n".join(_offer(*row) for row in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        known = (names or {}).get(name, {})
        return "\n".join(known.get(each, each) for each in value)
    return _plainly(name, str(value))


def _plainly(name: str, value: str) -> str:
    if name in ("starts", "ends") and (day := parse_date(value) if value else None):
        return date_format(day, "DATE_FORMAT")
    if name == "estimate" and value:
        return number_format(value, force_grouping=True)
    known = {str(code): str(label) for code, label in CHOICES.get(name, ())}
    return known.get(value, value)


def _offer(kind: str, body: str, share: str) -> str:
    return " · ".join(str(word) for word in (KINDS[kind], body, share) if word)


def theme_choices(forum: Forum) -> list[tuple[str, list[tuple[str, str]]]]:
    """The themes of every strategy that the forum may align to, under its strategy."""
    return [
        (
            say(strategy.title).text,
            [(f"{strategy.code}/{t.code}", f"{t.code} {say(t.title).text}") for t in strategy.themes.all()],
        )
        for strategy in Strategy.objects.open_to(forum).prefetch_related("themes")
    ]

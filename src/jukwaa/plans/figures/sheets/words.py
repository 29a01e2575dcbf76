"""What people call the sheets and the values that they choose from, in the language that is on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jukwaa.plans.models import Action, IndicatorDefinition

CHOICES = {
    "funding": Action.Funding,
    "status": Action.Status,
    "measure": IndicatorDefinition.Measure,
    "direction": IndicatorDefinition.Direction,
    "over_places": IndicatorDefinition.OverPlaces,
    "over_time": IndicatorDefinition.OverTime,
}


def labels() -> dict[str, dict[str, str]]:
    """field -> value -> its name."""
    chosen = {field: {value: str(name) for value, name in made.choices} for field, made in CHOICES.items()}
    return chosen | {"yes_no": {"yes": _("Yes"), "no": _("No")}}


def language_name(code: str) -> str:
    return {"en": _("English"), "sw": _("Kiswahili")}.get(code, code)


def sheet_titles() -> dict[str, str]:
    return {
        "action": _("Matrix"),
        "section": _("Sections"),
        "indicator": _("Indicators"),
        "paragraph": _("Text"),
        "body": _("Bodies"),
        "plan": _("Plan"),
        "lists": _("Lists"),
        "help": _("How to use"),
        "example": _("Example"),
    }

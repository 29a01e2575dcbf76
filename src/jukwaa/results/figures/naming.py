"""Quarters and values as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jukwaa.plans.figures.reading import month_names
from jukwaa.plans.models import IndicatorDefinition
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.results.figures.surveys import Survey

Measure = IndicatorDefinition.Measure


def quarter_name(quarter: Quarter) -> str:
    """Jul – Sep 2022."""
    months, first, last = month_names(), quarter.starts, quarter.ends
    begins = months[first.month] if first.year == last.year else f"{months[first.month]} {first.year}"
    return f"{begins} – {months[last.month]} {last.year}"


def value_text(value: Decimal, measure: str, places: int = 1) -> str:
    """120; 37.5 %; step 3; yes."""
    if measure == Measure.YES_NO:
        return _("yes") if value else _("no")
    number = plain(value, places)
    if measure == Measure.RUBRIC:
        return _("step %(n)s") % {"n": number}
    return f"{number} %" if measure == Measure.PERCENTAGE else number


def plain(value: Decimal, places: int = 1) -> str:
    """With as many places as it needs, and not more than asked for."""
    short = round(value, places)
    return number_format(short.normalize() if short % 1 else int(short), force_grouping=True)


def survey_text(survey: Survey) -> str:
    """a survey of 300, give or take 5.5 points"""
    asked = number_format(survey.n, force_grouping=True)
    if survey.margin is None:
        return _("a survey of %(n)s") % {"n": asked}
    return _("a survey of %(n)s, give or take %(points)s points") % {
        "n": asked,
        "points": plain(survey.margin, 2),
    }


def percent(part: Decimal) -> int:
    """0.525 -> 53"""
    return round(part * 100)

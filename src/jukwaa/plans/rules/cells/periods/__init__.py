"""When: what a cell, a column of ticks or a title says of time."""

from jukwaa.plans.rules.cells.periods.months import MONTHS, Frame, Quarters, Span
from jukwaa.plans.rules.cells.periods.plans import (
    first_month_said,
    says_financial_years,
    span_said,
    years_said,
)
from jukwaa.plans.rules.cells.periods.quarters import quarter_of
from jukwaa.plans.rules.cells.periods.reading import Period, names_a_time, read_period
from jukwaa.plans.rules.cells.periods.ticks import is_tick, is_ticked, read_ticks

__all__ = [
    "MONTHS",
    "Frame",
    "Period",
    "Quarters",
    "Span",
    "first_month_said",
    "is_tick",
    "is_ticked",
    "names_a_time",
    "quarter_of",
    "read_period",
    "read_ticks",
    "says_financial_years",
    "span_said",
    "years_said",
]

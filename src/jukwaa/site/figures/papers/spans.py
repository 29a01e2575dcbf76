"""Of what time a report is: a quarter that has begun, or a year of the plan with all its quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jukwaa.plans.models import Plan
from jukwaa.plans.rules.quarters import Quarter, quarters, years
from jukwaa.results.figures.naming import quarter_name


@dataclass(frozen=True, slots=True)
class Span:
    key: str  # as it stands in the address: 2022-07, year-1
    label: str
    quarters: tuple[Quarter, ...]

    @property
    def is_year(self) -> bool:
        return self.key.startswith("year-")

    @property
    def starts(self) -> date:
        return self.quarters[0].starts

    @property
    def ends(self) -> date:
        return self.quarters[-1].ends

    @property
    def days(self) -> tuple[date, ...]:
        """The first day of each of its quarters."""
        return tuple(each.starts for each in self.quarters)


def spans(plan: Plan) -> list[Span]:
    """Those that have begun, the newest quarter first, then the years."""
    begun = [each for each in quarters(plan.starts, plan.ends, plan.fy_month) if each.starts <= plan.day]
    found = [Span(each.name, quarter_name(each), (each,)) for each in reversed(begun)]
    for n, of_year in enumerate(years(plan.starts, plan.ends, plan.fy_month), 1):
        if of_year[0].starts <= plan.day:
            found.append(Span(f"year-{n}", _year(plan, n, of_year), of_year))
    return found


def _year(plan: Plan, n: int, of_year: tuple[Quarter, ...]) -> str:
    whole = of_year == quarters(plan.starts, plan.ends, plan.fy_month)
    if whole:
        return _("the whole plan, %(edition)s") % {"edition": plan.edition}
    first, last = of_year[0], of_year[-1]
    told = {"n": n, "first": quarter_name(first), "last": quarter_name(last)}
    return _("year %(n)s of the plan (%(first)s to %(last)s)") % told


def span_named(plan: Plan, key: str) -> Span | None:
    return next((each for each in spans(plan) if each.key == key), None)


def usual(plan: Plan) -> Span | None:
    """The newest quarter that is over; else the one that runs."""
    told = [each for each in spans(plan) if not each.is_year]
    return next((each for each in told if each.ends <= plan.day), told[0] if told else None)

"""The sample's nine months: reports and values in the order in which they came, and what was published on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jukwaa.accounts.models import User
from jukwaa.plans.models import Plan
from jukwaa.results.actions import freeze_score
from jukwaa.site.actions.sample_reports import checked_on, report
from jukwaa.site.actions.sample_values import tell_values, told_on

Stories = Sequence[Mapping[str, Any]]
PUBLISHED = (date(2022, 10, 31), date(2023, 1, 31))


def carry_out(plan: Plan, stories: Stories, values: Stories, *, by: User) -> None:
    """`by`: the secretary, who publishes once the numbers of a quarter are checked."""
    since = date.min
    for until in (*PUBLISHED, date.max):
        report(plan, [each for each in stories if since < checked_on(each) <= until], by=by)
        tell_values(plan, [each for each in values if since < told_on(plan, each) <= until])
        if until in PUBLISHED:
            freeze_score(plan, by=by, today=until)
        since = until

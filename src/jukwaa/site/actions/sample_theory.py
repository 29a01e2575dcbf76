"""How the sample's plan is meant to work: drawn by its secretary, link by link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jukwaa.accounts.models import User
from jukwaa.plans.models import Plan
from jukwaa.results.actions import add_factor, draw_link, judge_link


def draw(plan: Plan, factors: Iterable[Mapping[str, Any]], *, by: User) -> None:
    """`to` of a link: the code of an action, or of a section."""
    pids = dict(plan.sections.values_list("code", "pid")) | dict(plan.actions.values_list("code", "pid"))
    for one in factors:
        factor = add_factor(plan, one["text"], by=by)
        for each in one["links"]:
            assumed = each.get("assumption", {})
            link = draw_link(factor, pids[each["to"]], assumed, by=by)
            if "standing" in each:
                judge_link(link, each["standing"], assumed, by=by)

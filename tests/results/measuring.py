from __future__ import annotations

from datetime import date
from decimal import Decimal

from jukwaa.core.ids import new_id
from jukwaa.plans.models import Indicator, IndicatorDefinition
from jukwaa.results.models import Review


def found_safe(*definitions):
    """Asked, by whomever, whether they can do harm: no."""
    Review.objects.bulk_create(
        Review(definition=each, outcome="safe", day=date(2022, 6, 1)) for each in definitions
    )


def indicator_of(owner, measure="number", places="sum", time="sum", marks=("0", "12"), **said):
    """Of an action, or of a section. `marks`: baseline and target, as written. Found safe, unless `safe=False`."""
    baseline, target = marks
    forum = owner.plan.forum
    defined = IndicatorDefinition.objects.create(
        forum=forum, pid=said.get("definition") or new_id("d"), text={"en": "Dialogues held", "sw": "Mazungumzo"},
        measure=measure, over_places=places, over_time=time,
    )  # fmt: skip
    if said.get("safe", True):
        found_safe(defined)
    numbers = {
        f"{name}_value": Decimal(mark.rstrip("%")) if mark.rstrip("%").isdigit() else None
        for name, mark in (("baseline", baseline), ("target", target))
    }
    kind = "action" if hasattr(owner, "funding") else "section"
    place = Indicator.objects.filter(plan=owner.plan).count()
    return Indicator.objects.create(
        plan=owner.plan, pid=new_id("i"), position=place, definition=defined, baseline=baseline, target=target,
        **numbers, **{kind: owner},
    )  # fmt: skip

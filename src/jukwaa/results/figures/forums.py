"""What an indicator comes to over many forums: every quarter of every definition, in three statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jukwaa.plans.models import Indicator
from jukwaa.results.figures.heaping import heaps
from jukwaa.results.models import Period, Review, ValueQuerySet
from jukwaa.results.rules.adding import Figure, Heap, Rule, by_quarter, over_time, together


@dataclass(frozen=True, slots=True)
class Rolled:
    """One definition over all forums that use it. Coverage: `reported` of the forums have a value."""

    definition: str  # permanent id
    rule: Rule
    figure: Figure  # over all quarters
    by_quarter: Mapping[date, Figure]
    reported: frozenset[int]  # forums
    of: frozenset[int]

    @property
    def missing(self) -> frozenset[int]:
        return self.of - self.reported


def roll_up(
    values: ValueQuerySet, plans: Iterable[int], states: Iterable[str] = ("approved",)
) -> list[Rolled]:
    """`values`: those that may be counted. Definitions are the same where their permanent id is; where forums have
    them add up by different rules, they do not add up."""
    plans = list(plans)
    named = _named(plans)
    periods = {
        pk: (plan, starts)
        for pk, plan, starts in Period.objects.filter(plan__in=plans).values_list("pk", "plan", "starts")
    }
    weighing = any(rule.places == "weighted_mean" for _definition, _forum, rule in named.values())
    found: dict[str, dict[date, list[Heap]]] = defaultdict(lambda: defaultdict(list))
    reported: dict[str, set[int]] = defaultdict(set)
    for key, heap in heaps(values.filter(state__in=list(states)), weighing=weighing).items():
        plan, starts = periods.get(key.period, (0, date.min))
        if (plan, key.indicator) not in named:
            continue  # of another plan, or dropped from its own
        definition, forum, _rule = named[plan, key.indicator]
        found[definition][starts].append(heap)
        reported[definition].add(forum)
    return [
        _rolled(definition, rule, found[definition], frozenset(reported[definition]), of)
        for definition, (rule, of) in sorted(_shared(named.values()).items())
    ]


def _named(plans: list[int]) -> dict[tuple[int, str], tuple[str, int, Rule]]:
    """(plan, indicator) -> (its definition, the forum, the rule), of those that were found to do no harm."""
    safe = Review.objects.safe().values("definition")
    rows = Indicator.objects.filter(plan__in=plans, definition__in=safe).values_list(
        "plan", "pid", "definition__pid", "plan__forum", "definition__over_places", "definition__over_time"
    )
    return {
        (plan, pid): (shared, forum, Rule(places, time))  # type: ignore[arg-type]
        for plan, pid, shared, forum, places, time in rows
    }


def _shared(named: Iterable[tuple[str, int, Rule]]) -> dict[str, tuple[Rule, frozenset[int]]]:
    rules: dict[str, set[Rule]] = defaultdict(set)
    forums: dict[str, set[int]] = defaultdict(set)
    for definition, forum, rule in named:
        rules[definition].add(rule)
        forums[definition].add(forum)
    return {
        definition: (min(said) if len(said) == 1 else Rule(), frozenset(forums[definition]))
        for definition, said in rules.items()
    }


def _rolled(
    definition: str,
    rule: Rule,
    found: Mapping[date, list[Heap]],
    reported: frozenset[int],
    of: frozenset[int],
) -> Rolled:
    quarters = {starts: together(heaps) for starts, heaps in sorted(found.items())}
    each = by_quarter(quarters, rule)
    return Rolled(definition, rule, over_time(quarters, rule, each), each, reported, of)

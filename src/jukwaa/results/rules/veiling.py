"""Small numbers of people are hidden, and with them whatever would give them away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jukwaa.delivery.rules.reach import FEW
from jukwaa.results.rules.adding import POOLED, ZERO, Heap, Rule, together


def is_few(heap: Heap, rule: Rule) -> bool:
    """Whether it tells of so few people that it is not shown: of those counted, or of the others among those asked."""
    if not heap.people:
        return False
    told = [(heap.highest or ZERO) if rule.places == "max" else heap.total]
    if heap.denominator:
        told = [heap.numerator, heap.denominator - heap.numerator]
    return any(0 < number < FEW for number in told)


def veiled(quarters: Mapping[date, Heap], rule: Rule) -> tuple[dict[date, Heap], bool]:
    """What may be shown of the quarters, and whether the whole may be.

    A quarter that is few could be found again as the whole without the others: where one is hidden, all are. The whole
    is hidden too where it is itself few, or could be that quarter's own figure.
    """
    if not any(is_few(heap, rule) for heap in quarters.values()):
        return dict(quarters), True
    pooled = rule.time == "sum" or (rule.time == "mean" and rule.places in POOLED)
    return {}, pooled and not is_few(together(quarters.values()), rule)

"""Values thrown on heaps by the database, in one statement; what heaps come to is said by the rules."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, DecimalField, F, Max, Q, Sum
from django.db.models.functions import Coalesce

from jukwaa.results.models import ValueQuerySet
from jukwaa.results.rules.adding import ZERO, Heap

DECIMAL: DecimalField[Decimal, Decimal] = DecimalField(max_digits=38, decimal_places=4)


class Key(NamedTuple):
    """One heap: all values of a state that were told of an indicator in a quarter, at any place, of any cell."""

    period: int
    indicator: str
    state: str


def heaps(values: ValueQuerySet, *, weighing: bool = True) -> dict[Key, Heap]:
    """However many values there are: one statement, and a row for each indicator, quarter and state.

    Not `weighing`: where no definition asks for a weighted mean, the weights need not be multiplied.
    """
    asked = [
        Count("pk"),
        Max("value"),
        Count("pk", filter=Q(people=True)),
        Sum("value"),
        Sum("numerator"),
        Sum("denominator"),
    ]
    if weighing:
        weight = Coalesce(F("denominator"), F("n"), output_field=DECIMAL)
        asked += [Sum(F("value") * weight, output_field=DECIMAL), Sum(weight, output_field=DECIMAL)]
    named = {f"h{n}": each for n, each in enumerate(asked)}
    rows = values.order_by().values_list("period", "indicator", "state").annotate(**named)
    return {Key(*row[:3]): _heap(*row[3:]) for row in rows.iterator(chunk_size=5000)}


def _heap(count: int, highest: Decimal | None, people: int, *sums: Decimal | None) -> Heap:
    total, numerator, denominator, *weights = [each or ZERO for each in sums]
    weighted, weight = weights or (ZERO, ZERO)
    return Heap(count, total, highest, numerator, denominator, weighted, weight, people)

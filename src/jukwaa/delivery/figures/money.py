"""What money comes to: two statements, however much was told; the database adds, the rules decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, DecimalField, Exists, OuterRef, Q, Sum

from jukwaa.delivery.models import Money, MoneyQuerySet, ReportQuerySet
from jukwaa.delivery.rules import money as rules
from jukwaa.plans.models import Action

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

DECIMAL: DecimalField[Decimal, Decimal] = DecimalField(max_digits=24, decimal_places=2)
CENT = Decimal("0.01")


class Key(NamedTuple):
    """One heap."""

    action: str
    quarter: date
    kind: str
    source: str  # body, county, own, other
    funder: int | None  # whose money it is: of own means, the body that told it
    other: str


@dataclass(frozen=True, slots=True)
class Heap:
    key: Key
    sum: rules.Sum


def heaps(rows: MoneyQuerySet) -> list[Heap]:
    """Amounts by action, quarter, kind and source, in one statement."""
    named = rows.order_by().values_list(
        "action", "quarter", "kind", "source", "funder", "organisation", "other", "form"
    )
    known = Q(state="known")
    told = named.annotate(
        h0=Sum("amount", output_field=DECIMAL),
        h1=Sum("amount", output_field=DECIMAL, filter=Q(checked__isnull=False)),
        h2=Count("pk", filter=~known & Q(state="unknown")),
        h3=Count("pk", filter=Q(state="none")),
    )
    return [_heap(row) for row in told]


def _heap(row: tuple[Any, ...]) -> Heap:
    action, quarter, kind, source, funder, teller, other, form, amount, checked, unknown, free = row
    total = _cents(amount)
    valued = total if form == "in_kind" else None
    key = Key(action, quarter, kind, source, teller if source == "own" else funder, other)
    return Heap(key, rules.Sum(total, valued, _cents(checked), unknown, free))


def _cents(amount: Decimal | None) -> Decimal | None:
    """SQLite adds up in floating point: what comes back is whole cents again."""
    return None if amount is None else Decimal(amount).quantize(CENT)


def by_kind(found: Iterable[Heap]) -> dict[str, rules.Sum]:
    sums: dict[str, rules.Sum] = defaultdict(rules.Sum)
    for heap in found:
        sums[heap.key.kind] = sums[heap.key.kind] + heap.sum
    return sums


def said_in_reports(reports: ReportQuerySet) -> dict[str, Decimal]:
    """Action -> what its reports say was spent. Beside what is entered as money, never added to it."""
    rows = reports.exclude(spent=None).order_by().values_list("action")
    return {
        action: Decimal(spent).quantize(CENT)
        for action, spent in rows.annotate(h=Sum("spent", output_field=DECIMAL))
    }


def purses(
    estimates: dict[str, Decimal | None], found: Iterable[Heap], reported: dict[str, Decimal]
) -> dict[str, rules.Purse]:
    """Action -> its money, for every action that is asked for."""
    of: dict[str, list[Heap]] = defaultdict(list)
    for heap in found:
        of[heap.key.action].append(heap)
    made = {}
    for pid, estimate in estimates.items():
        sums = by_kind(of.get(pid, ()))
        committed, received, spent = (sums.get(kind, rules.Sum()) for kind in rules.KINDS)
        made[pid] = rules.Purse(estimate, committed, received, spent, reported.get(pid))
    return made


def money_to_check(
    user: User, forums: Collection[int], bodies: Collection[int], own: Collection[int]
) -> MoneyQuerySet:
    """What a person may have to check. `forums`: in which they check all; `bodies`: that lead a section; `own`: for which
    they sit, and which somebody else checks."""
    named = Action.objects.filter(plan=OuterRef("plan"), pid=OuterRef("action"))
    led = named.filter(section__leaderships__organisation__in=bodies)
    found = Money.objects.visible_to(user).to_check().filter(Q(forum__in=forums) | Exists(led))
    return found.exclude(organisation__in=own).exclude(seat__holder=user)

"""The money of a plan as pages tell it: by section, kind, quarter and source; each figure with how much it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from jukwaa.core.texts import Said
from jukwaa.delivery.figures.money import Heap, by_kind, heaps, purses, said_in_reports
from jukwaa.delivery.models import MoneyQuerySet, ReportQuerySet
from jukwaa.delivery.rules.money import KINDS, Balance, Purse, Sum, balance
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.reading import Names
from jukwaa.plans.models import Action
from jukwaa.plans.rules.quarters import quarters
from jukwaa.results.figures.naming import quarter_name
from jukwaa.site.figures.reading import Book

PARTNER = "partner"  # a body that is not named in public; all of them are one
SOURCES: Mapping[str, Promise] = {
    "county": lazy("The county budget"),
    "other": lazy("Another source"),
    PARTNER: lazy("A partner that is not named"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount, or "" where none is known, and what must be said beside it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A section, an action, a quarter or a source."""

    code: str
    title: Said | str
    cells: dict[
        str, Cell
    ]  # estimate, committed, received, spent, reported, gap; as far as they are told of it
    coverage: str = ""
    key: str = ""  # of a source, as it stands in the address
    actions: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Money:
    total: dict[str, Cell]
    coverage: str
    is_told: bool  # any amount at all, also in the plan
    free: int  # actions that the plan says cost nothing
    sections: list[Row]
    quarters: list[Row]
    sources: list[Row]
    choices: list[Choice]
    source: str  # whose money is shown; "" for all
    named: str  # the same in words


def money(book: Book, rows: MoneyQuerySet, reports: ReportQuerySet, source: str = "") -> Money | None:
    """`rows` and `reports`: those that this reader may know of. None: there is no such source."""
    found = heaps(rows)
    keyed = _keys(book, found)
    names = dict(keyed.values())
    if source and source not in names:
        return None
    shown = [heap for heap in found if not source or keyed[heap.key.funder, heap.key.source][0] == source]
    counted = {row.pid: row for row in book.actions if row.stated != Action.Status.DROPPED}
    estimates = {pid: None if source else row.estimate for pid, row in counted.items()}
    purse_of = purses(estimates, shown, {} if source else said_in_reports(reports))
    whole = balance(purse_of.values())
    return Money(
        total=_cells(whole),
        coverage=_coverage(whole),
        is_told=whole.with_amount > 0 or any(heap.sum.is_told for heap in shown),
        free=_free(book),
        sections=_sections(book, purse_of),
        quarters=_quarters(book, shown),
        sources=_sources(found, keyed),
        choices=[Choice(key, names[key], key == source) for key in sorted(names, key=lambda key: names[key])],
        source=source,
        named=names.get(source, ""),
    )


def _keys(book: Book, found: Iterable[Heap]) -> dict[tuple[int | None, str], tuple[str, str]]:
    """(whose money, kind of source) -> how it stands in the address and is called before this reader."""
    asked = {(heap.key.funder, heap.key.source) for heap in found}
    bodies = Organisation.objects.in_bulk([body for body, _source in asked if body is not None])
    return {(body, source): _key(book, bodies.get(body or 0), source) for body, source in asked}


def _key(book: Book, body: Organisation | None, source: str) -> tuple[str, str]:
    if source in ("county", "other"):
        return source, str(SOURCES[source])
    if body is None or not (book.insider or body.listed):
        return PARTNER, str(SOURCES[PARTNER])
    return body.pid, Names(book.insider, book.mask).read(body.name)


def _free(book: Book) -> int:
    """Of how many actions the plan says that they cost nothing."""
    free = Action.objects.filter(plan=book.plan, funding=Action.Funding.NO_COST)
    return free.exclude(status=Action.Status.DROPPED).count()


# --- rows --------------------------------------------------------------------------------------------------------


def _sections(book: Book, purse_of: Mapping[str, Purse]) -> list[Row]:
    told = []
    for section in book.sections:
        if section.depth:
            continue
        inside = [row for row in book.within(section) if row.pid in purse_of]
        found = balance(purse_of[row.pid] for row in inside)
        lines = tuple(
            Row(row.code, row.title, _cells(balance([purse_of[row.pid]])))
            for row in inside
            if purse_of[row.pid].has_amount or _mentions(purse_of[row.pid])
        )
        told.append(Row(section.code, section.title, _cells(found), _coverage(found), "", lines))
    return told


def _mentions(purse: Purse) -> bool:
    """Something was told, though without an amount."""
    return any(each.is_told for each in (purse.committed, purse.received, purse.spent))


def _quarters(book: Book, shown: Iterable[Heap]) -> list[Row]:
    """Those that have begun, and later ones for which something is told."""
    plan, of = book.plan, defaultdict(list)
    for heap in shown:
        of[heap.key.quarter].append(heap)
    return [
        Row("", quarter_name(each), _of_kinds(of.get(each.starts, [])))
        for each in quarters(plan.starts, plan.ends, plan.fy_month)
        if each.starts <= plan.day or each.starts in of
    ]


def _sources(found: Iterable[Heap], keyed: Mapping[tuple[int | None, str], tuple[str, str]]) -> list[Row]:
    of: dict[tuple[str, str], list[Heap]] = defaultdict(list)
    for heap in found:
        of[keyed[heap.key.funder, heap.key.source]].append(heap)
    return [
        Row("", label, _of_kinds(heaps_of), _of_actions(heaps_of), key)
        for (key, label), heaps_of in sorted(of.items(), key=lambda each: each[0][1])
    ]


def _of_actions(found: Iterable[Heap]) -> str:
    n = len({heap.key.action for heap in found})
    return ngettext("%(n)s action", "%(n)s actions", n) % {"n": n}


def _of_kinds(found: list[Heap]) -> dict[str, Cell]:
    sums = by_kind(found)
    return {kind: _cell(sums.get(kind, Sum())) for kind in KINDS}


# --- figures as people read them --------------------------------------------------------------------------------


def _cells(found: Balance) -> dict[str, Cell]:
    purse = found.purse
    return {
        "estimate": Cell(amount(purse.estimate), _of_estimated(found)),
        "committed": _cell(purse.committed),
        "received": _cell(purse.received),
        "spent": _cell(purse.spent),
        "reported": Cell(amount(purse.reported)),
        "gap": Cell(amount(found.gap), _of_gaps(found)),
    }


def _of_estimated(found: Balance) -> str:
    return "" if found.of == 1 or not found.estimated else _actions_of(found.estimated, found.of)


def _of_gaps(found: Balance) -> str:
    return "" if found.of == 1 or not found.gaps else _actions_of(found.gaps, found.of)


def _actions_of(n: int, of: int) -> str:
    return _("%(n)s of %(of)s actions") % {"n": n, "of": of}


def _cell(told: Sum) -> Cell:
    notes: list[str] = []
    if told.in_kind:
        notes.append(_("of it in kind: %(amount)s") % {"amount": amount(told.in_kind)})
    if told.unknown:
        notes.append(
            ngettext("one more without an amount", "%(n)s more without an amount", told.unknown)
            % {"n": told.unknown}
        )
    if told.free and told.amount is None:
        notes.append(_("at no cost"))
    if told.amount is not None and told.checked != told.amount:
        notes.append(_("checked of it: %(amount)s") % {"amount": amount(told.checked) or _("nothing")})
    return Cell(amount(told.amount), "; ".join(notes))


def _coverage(found: Balance) -> str:
    return _("%(n)s of %(of)s actions have an amount") % {"n": found.with_amount, "of": found.of}


def amount(number: Decimal | None) -> str:
    """In the plan's currency, which is named once beside it; "" where it is not known."""
    if number is None:
        return ""
    whole = number == number.to_integral_value()
    return number_format(int(number) if whole else number, 0 if whole else 2, force_grouping=True)

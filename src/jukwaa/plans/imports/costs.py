"""What a row's action costs: in one column, by year, by who pays, or not at all."""

from __future__ import annotations

import re

from jukwaa.plans.imports.headings import Column
from jukwaa.plans.imports.rows import Row
from jukwaa.plans.rules.cells.money import Money, Terms, read_money, sum_of_columns, unit_of_heading
from jukwaa.plans.rules.cells.notes import doubt

TOTAL = re.compile(r"\b(?:total|jumla|overall|grand)\b", re.IGNORECASE)


def read_costs(row: Row) -> Money:
    """A stated total counts; what it is made of is kept. Without one, the columns are added up."""
    currency = row.setting.lexicon.known.currency
    columns = [c for c in row.of("budget", "year_cost") if row.cell(c)]
    shared = [c for c in columns if row.line.is_below(c.at)]
    if shared:
        row.tell(shared[0].said, [doubt("money.shared")])
    read = [(c, _money(row, c)) for c in columns if c not in shared]
    if not read:
        return Money("unknown" if shared else None, None, currency)
    totals = [
        (c, money) for c, money in read if TOTAL.search(c.whole or c.heading) and money.amount is not None
    ]
    if totals and len(read) > 1:
        return _with_parts(row, totals[-1], [pair for pair in read if pair != totals[-1]])
    if len(read) == 1:
        return _only(row, *read[0])
    return _told(row, read[0][0], sum_of_columns([(c.said, money) for c, money in read], currency))


def read_cost_lines(row: Row, count: int) -> list[Money]:
    """One amount for each of several activities, where the cell has a line for each."""
    columns = [c for c in row.of("budget", "year_cost") if row.cell(c)]
    lines = row.cell(columns[0]).splitlines() if len(columns) == 1 else []
    if len(lines) != count or row.line.is_below(columns[0].at):
        return []
    read = [_money(row, columns[0], line) for line in lines]
    return [] if any(money.rest for money in read) else read


def _money(row: Row, column: Column, line: str = "") -> Money:
    """In a column headed "(KES '000)" a bare 480 is 480,000; in one headed "USD" it is dollars."""
    home = row.setting.lexicon.known.currency
    stated, unit = unit_of_heading(column.whole or column.heading, home)
    unit = row.setting.unit if unit == 1 else unit
    text = line or row.cell(column)
    if stated != home and re.search(r"\d", text) and not re.search(r"[^\W\d]{3}|\$|€|£", text):
        text = f"{stated} {text}"
    plan = row.setting.frame.plan
    years = max(1, round((plan.ends - plan.starts).days / 365.25))
    return read_money(text, Terms(home, 1 if column.field == "year_cost" else years, unit))


def _only(row: Row, column: Column, money: Money) -> Money:
    row.tell(column.said, money.notes)
    row.keep(column.said, money.rest)
    return money


def _told(row: Row, column: Column, money: Money) -> Money:
    row.tell(column.said, money.notes)
    row.keep("", money.rest)
    return money


def _with_parts(row: Row, total: tuple[Column, Money], parts: list[tuple[Column, Money]]) -> Money:
    column, money = total
    _only(row, column, money)
    for part, read in parts:
        row.keep(part.said, row.cell(part))
        row.tell(part.said, (n for n in read.notes if n.level == "doubt"))
    added = sum(
        (read.amount for _part, read in parts if read.amount is not None),
        start=type(money.amount)(0) if money.amount else 0,
    )
    if money.amount and added and added != money.amount:
        row.tell(column.said, [doubt("money.total_differs", amount=f"{money.amount:,}", parts=f"{added:,}")])
    return money

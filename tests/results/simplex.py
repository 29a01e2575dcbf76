"""A small exact linear programme: the attack of somebody who reads every table that was published.

Nothing of `results.rules.hiding` is used: equations in fractions, Bland's rule, two phases.
"""

from __future__ import annotations

from fractions import Fraction


def bounds(equations, lowest, wanted):
    """Between what `wanted` (unknown -> factor) lies, if all `equations` (unknown -> factor, sum) hold and each unknown is
    at least its `lowest`. None: without end."""
    names = list(lowest)
    rows, sums = [], []
    for factors, total in equations:
        moved = Fraction(total) - sum(factor * Fraction(lowest[name]) for name, factor in factors.items())
        sign = -1 if moved < 0 else 1
        rows.append([Fraction(sign * factors.get(name, 0)) for name in names])
        sums.append(sign * moved)
    aim = [Fraction(wanted.get(name, 0)) for name in names]
    base = sum(factor * Fraction(lowest[name]) for name, factor in wanted.items())
    least = _least(rows, sums, aim)
    most = _least(rows, sums, [-each for each in aim])
    return None if least is None else base + least, None if most is None else base - most


def _least(rows, sums, aim):
    m, n = len(rows), len(aim)
    table = [[*row, *(Fraction(int(i == j)) for j in range(m)), total] for i, (row, total) in enumerate(zip(rows, sums, strict=True))]  # fmt: skip
    basis = [n + i for i in range(m)]
    first = [Fraction(0)] * n + [Fraction(1)] * m
    assert _solve(table, basis, first, n + m) == 0, "the published tables contradict each other"
    for i in range(len(table) - 1, -1, -1):  # what only helped leaves
        if basis[i] >= n:
            column = next((j for j in range(n) if table[i][j]), None)
            if column is None:
                del table[i], basis[i]
            else:
                _pivot(table, basis, i, column)
    return _solve(table, basis, [*aim, *[Fraction(0)] * m], n)


def _solve(table, basis, aim, width):
    while True:
        column = next((j for j in range(width) if aim[j] - sum(aim[basis[i]] * row[j] for i, row in enumerate(table)) < 0), None)  # fmt: skip
        if column is None:
            return sum((aim[basis[i]] * row[-1] for i, row in enumerate(table)), Fraction(0))
        ratios = [(row[-1] / row[column], basis[i], i) for i, row in enumerate(table) if row[column] > 0]
        if not ratios:
            return None
        _pivot(table, basis, min(ratios)[2], column)


def _pivot(table, basis, at, column):
    by = table[at][column]
    table[at] = [each / by for each in table[at]]
    for i, row in enumerate(table):
        if i != at and row[column]:
            factor = row[column]
            table[i] = [each - factor * mine for each, mine in zip(row, table[at], strict=True)]
    basis[at] = column

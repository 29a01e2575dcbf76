"""Which cells of a table of people are not told, so that no few people can be found in it.

A table is rows by columns with all its sums. Seen as a circulation (sum of a row -> its cells -> sum of the column -> the
whole -> sum of a row), what a reader can find out of a hidden cell is how much more or less could flow through it: exact,
in whole numbers. Hidden are the few; then, as cheaply as it can be, others, until of no hidden cell less is open than
`FEW` numbers lie apart, and of a few everything from 1 to `FEW` - 1 could be so.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from jukwaa.delivery.rules.reach import FEW

ALL = ""  # the key of a sum
ENDLESS = 10**12

Key = tuple[str, str]  # (row, column); ALL: over all of them
Node = Hashable
Net = dict[Node, dict[Node, int]]  # from -> to -> how much more can flow


@dataclass(frozen=True, slots=True)
class Table:
    """`cells`: of every row and column. `fixed`: sums that stand in public elsewhere, and cannot be hidden. `lowest`: of
    cells that may have become less since the last time."""

    cells: Mapping[Key, int]
    fixed: frozenset[Key] = frozenset()
    lowest: Mapping[Key, int] = field(default_factory=dict)

    @property
    def rows(self) -> list[str]:
        return list(dict.fromkeys(row for row, _column in self.cells))

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(column for _row, column in self.cells))

    def whole(self) -> dict[Key, int]:
        """With every sum."""
        found = dict(self.cells)
        for (row, column), count in self.cells.items():
            for key in ((row, ALL), (ALL, column), (ALL, ALL)):
                found[key] = found.get(key, 0) + count
        return found

    def floor(self, key: Key) -> int:
        return self.lowest.get(key, 0)


def is_few(count: int) -> bool:
    """Also of what changed: so many more, or fewer."""
    return 0 < abs(count) < FEW


def hide(table: Table, before: Collection[Key] = ()) -> frozenset[Key]:
    """`before`: what was not told the last time is not told again."""
    whole = table.whole()
    few = {key for key, count in whole.items() if is_few(count) and key not in table.fixed}
    hidden = few | (set(before) & whole.keys())
    while True:
        loose = [key for key in sorted(hidden) if not _is_safe(table, whole, hidden, key)]
        if not loose:
            return frozenset(hidden)
        more = _beside(table, whole, hidden, loose[0])
        if not more:  # nothing beside it helps: the whole table is not told
            return frozenset(whole.keys() - table.fixed)
        hidden |= more


def open_range(table: Table, hidden: Collection[Key], key: Key) -> tuple[int, int]:
    """Between what a reader of the rest knows this number to lie."""
    whole = table.whole()
    more, less = (_flow(table, whole, hidden, key, up=up)[0] for up in (True, False))
    return max(whole[key] - less, table.floor(key)), whole[key] + more


def needed(table: Table, key: Key, count: int) -> tuple[int, int]:
    """How far up and down it must be able to go: a few, to all that are few; any other, as far either way."""
    if is_few(count) and not table.floor(key):
        return FEW - 1 - count, count - 1
    return 0, 0


def _is_safe(table: Table, whole: Mapping[Key, int], hidden: Collection[Key], key: Key) -> bool:
    lowest, highest = open_range(table, hidden, key)
    up, down = needed(table, key, whole[key])
    wide = highest - lowest >= FEW - 1
    return wide and highest >= whole[key] + up and lowest <= whole[key] - down


def _beside(table: Table, whole: Mapping[Key, int], hidden: set[Key], key: Key) -> set[Key]:
    """What is hidden next for it: the cheapest way around through what is told; first so that it could be more."""
    for up, wanted in ((True, FEW - 1), (False, min(FEW - 1, whole[key] - table.floor(key)))):
        reached, net = _flow(table, whole, hidden, key, up=up)
        if reached < wanted and (found := _cheapest(table, whole, hidden, key, net, up=up)):
            return found
    return set()


# --- the circulation --------------------------------------------------------------------------------------------


def ends(key: Key) -> tuple[Node, Node]:
    """Of its arc."""
    row, column = key
    if row and column:
        return ("row", row), ("column", column)
    if row:
        return "rows", ("row", row)
    return (("column", column), "columns") if column else ("columns", "rows")


def _slack(table: Table, whole: Mapping[Key, int], keys: Iterable[Key]) -> Net:
    """How much each of these can change: more without end, less down to its floor."""
    net: Net = {}
    for key in keys:
        tail, head = ends(key)
        for source, sink, room in ((tail, head, ENDLESS), (head, tail, whole[key] - table.floor(key))):
            there = net.setdefault(source, {})
            there[sink] = there.get(sink, 0) + max(room, 0)
    return net


def _flow(
    table: Table, whole: Mapping[Key, int], hidden: Collection[Key], key: Key, *, up: bool
) -> tuple[int, Net]:
    """How much more (or less) of it the other hidden cells can make up for; and what room is left in them then."""
    net = _slack(table, whole, (other for other in sorted(hidden) if other != key))
    tail, head = ends(key)
    source, sink = (head, tail) if up else (tail, head)
    total = 0
    while total < ENDLESS and (path := _way(net, source, sink)):
        room = min(net[start][end] for start, end in path)
        for start, end in path:
            net[start][end] -= room
            back = net.setdefault(end, {})
            back[start] = back.get(start, 0) + room
        total += room
    return min(total, ENDLESS), net


def _way(net: Net, source: Node, sink: Node) -> list[tuple[Node, Node]]:
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        here = waiting.popleft()
        for there, room in net.get(here, {}).items():
            if room > 0 and there not in came:
                came[there] = here
                waiting.append(there)
    return _walked(came, source, sink)


def _walked(came: Mapping[Node, Node], source: Node, sink: Node) -> list[tuple[Node, Node]]:
    path: list[tuple[Node, Node]] = []
    while sink in came and sink != source:
        path.append((came[sink], sink))
        sink = came[sink]
    return path


def _cheapest(
    table: Table, whole: Mapping[Key, int], hidden: set[Key], key: Key, net: Net, *, up: bool
) -> set[Key]:
    """The cells to hide on the way that costs fewest people; what cannot bear enough costs more, a sum most."""
    steps: dict[tuple[Node, Node], tuple[int, Key | None]] = {
        (start, end): (0, None) for start, there in net.items() for end, room in there.items() if room > 0
    }
    for other in sorted(whole.keys() - hidden - table.fixed):
        tail, head = ends(other)
        _offer(steps, tail, head, _cost(other, whole), other)
        if (room := whole[other] - table.floor(other)) > 0:
            _offer(steps, head, tail, _cost(other, whole) + (0 if room >= FEW else 10**6), other)
    tail, head = ends(key)
    return _dijkstra(steps, *((head, tail) if up else (tail, head)))


def _cost(key: Key, whole: Mapping[Key, int]) -> int:
    nobody = 10**5 if not whole[key] else 0  # that there was nobody is rather said
    return 1 + abs(whole[key]) + nobody + (10**4 if ALL in key else 0)


def _offer(
    steps: dict[tuple[Node, Node], tuple[int, Key | None]], start: Node, end: Node, cost: int, key: Key
) -> None:
    if (start, end) not in steps or steps[start, end][0] > cost:
        steps[start, end] = (cost, key)


def _dijkstra(
    steps: Mapping[tuple[Node, Node], tuple[int, Key | None]], source: Node, sink: Node
) -> set[Key]:
    beside: dict[Node, list[Node]] = {}
    for start, end in steps:
        beside.setdefault(start, []).append(end)
    best: dict[Node, int] = {source: 0}
    came: dict[Node, Node] = {source: source}
    waiting: list[tuple[int, str, Node]] = [(0, str(source), source)]
    while waiting:
        cost, _name, here = heapq.heappop(waiting)
        for there in beside.get(here, ()):
            after = cost + steps[here, there][0]
            if there not in best or after < best[there]:
                best[there], came[there] = after, here
                heapq.heappush(waiting, (after, str(there), there))
    return {key for step in _walked(came, source, sink) if (key := steps[step][1]) is not None}

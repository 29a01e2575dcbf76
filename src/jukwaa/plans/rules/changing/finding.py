"""An item of a document by its permanent id: found, replaced, dropped, shifted among its neighbours, added, moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal, TypeVar

from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, ParagraphDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.numbering import numbered

Row = SectionDoc | ActionDoc | IndicatorDoc | ParagraphDoc
Item = PlanDoc | Row
Holder = TypeVar("Holder", PlanDoc, SectionDoc, ActionDoc)
Kind = Literal["plan", "section", "action", "indicator", "paragraph"]
Rows = tuple[Any, ...]
Change = Callable[[Rows, int], Rows]  # the list in which the item stands, and where -> the list

HEAD = "plan"  # the plan itself, among permanent ids
LETTERS: dict[str, Kind] = {"s-": "section", "a-": "action", "i-": "indicator", "p-": "paragraph"}
LISTS: dict[Kind, str] = {
    "section": "sections",
    "action": "actions",
    "indicator": "indicators",
    "paragraph": "text",
}


def kind_of(pid: str) -> Kind | None:
    return "plan" if pid == HEAD else LETTERS.get(pid[:2])


def find(doc: PlanDoc, pid: str) -> Item | None:
    if pid == HEAD:
        return doc
    return next((row for _holder, row in _rows(doc) if row.id == pid), None)


def holder_of(doc: PlanDoc, pid: str) -> PlanDoc | SectionDoc | ActionDoc | None:
    """What the item stands in."""
    return next((holder for holder, row in _rows(doc) if row.id == pid), None)


def _rows(holder: Any) -> Iterator[tuple[Any, Row]]:
    for name in LISTS.values():
        for row in _list(holder, name):
            yield holder, row
            yield from _rows(row) if isinstance(row, (SectionDoc, ActionDoc)) else ()


def replaced(doc: PlanDoc, pid: str, item: Item) -> PlanDoc:
    if isinstance(item, PlanDoc):
        return item
    return _rearranged(doc, pid, lambda rows, n: (*rows[:n], item, *rows[n + 1 :]))


def dropped(doc: PlanDoc, pid: str) -> PlanDoc:
    return _rearranged(doc, pid, lambda rows, n: (*rows[:n], *rows[n + 1 :]))


def shifted(doc: PlanDoc, pid: str, by: int) -> PlanDoc:
    """Among its neighbours; at either end it stays."""

    def shift(rows: Rows, n: int) -> Rows:
        rest = [*rows[:n], *rows[n + 1 :]]
        rest.insert(max(0, n + by), rows[n])
        return tuple(rest)

    return _rearranged(doc, pid, shift)


def added(doc: PlanDoc, holder: str, item: Row) -> PlanDoc:
    """At the end of what `holder` has of its kind, with a code where the kind has one."""
    kind = kind_of(item.id or "") or "section"

    def hold(target: Any) -> Any:
        return replace(target, **{LISTS[kind]: (*_list(target, LISTS[kind]), item)})

    if holder == HEAD:
        return add_code(hold(doc))
    return add_code(_rearranged(doc, holder, lambda rows, n: (*rows[:n], hold(rows[n]), *rows[n + 1 :])))


def moved_to(doc: PlanDoc, pid: str, section: str) -> PlanDoc:
    """An action at the end of another section; its code stays, for it is cited."""
    action, there = find(doc, pid), find(doc, section)
    if not isinstance(action, ActionDoc) or not isinstance(there, SectionDoc):
        return doc
    if any(row.id == pid for row in there.actions):
        return doc
    return added(dropped(doc, pid), section, action)


def add_code(doc: PlanDoc) -> PlanDoc:
    """What has no code yet is numbered; every code that stands is kept."""
    fixed = [section.id for _path, section in doc.walk()] + [action.id for _path, action in doc.actions()]
    return replace(doc, sections=numbered(doc.sections, fixed))


def _list(holder: Any, name: str) -> Rows:
    """What it holds under that name; a plan's `actions` is a walk over all of them, no list of its own."""
    rows = getattr(holder, name, None)
    return rows if isinstance(rows, tuple) else ()


def _with(holder: Holder, name: str, rows: Rows) -> Holder:
    changed: Any = {name: rows}
    return replace(holder, **changed)


def _rearranged(holder: Holder, pid: str, change: Change) -> Holder:
    for name in LISTS.values():
        rows = _list(holder, name)
        at = next((n for n, row in enumerate(rows) if row.id == pid), None)
        if at is not None:
            return _with(holder, name, change(rows, at))
    for name in ("sections", "actions"):
        rows = _list(holder, name)
        done = tuple(_rearranged(row, pid, change) for row in rows)
        if any(new is not old for new, old in zip(done, rows, strict=True)):
            return _with(holder, name, done)
    return holder


def leading_in(doc: PlanDoc, pid: str) -> set[str]:
    """The ids of the bodies that lead the section in which the item stands, or one around it."""
    for path, section in doc.walk():
        within = (section.id, *(row.id for holder, row in _rows(replace(section, sections=()))))
        if pid in within:
            return {lead.body.id or "" for part in (*path, section) for lead in part.leads or ()}
    return set()

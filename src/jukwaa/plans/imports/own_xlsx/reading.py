"""The whole workbook as a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl import Workbook

from jukwaa.plans.figures.sheets import Snapshot, sheets_of, view_of
from jukwaa.plans.imports.contract import Known, Problem, Understood, refused
from jukwaa.plans.imports.own_document import understood_of
from jukwaa.plans.imports.own_json import checked
from jukwaa.plans.imports.own_xlsx.actions import Held, names_of, read_actions
from jukwaa.plans.imports.own_xlsx.bodies import known_bodies
from jukwaa.plans.imports.own_xlsx.cells import Row
from jukwaa.plans.imports.own_xlsx.finding import Found, find_sheets, snapshot_of
from jukwaa.plans.imports.own_xlsx.indicators import Item, beside, read_indicator
from jukwaa.plans.imports.own_xlsx.plan import read_head
from jukwaa.plans.imports.own_xlsx.rows import Base, Rows
from jukwaa.plans.imports.own_xlsx.tree import Node, Tree, plant, read_sections
from jukwaa.plans.imports.own_xlsx.values import Context, read_texts, read_yes
from jukwaa.plans.imports.spans import frame_of
from jukwaa.plans.rules.cells.periods import Span
from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, ParagraphDoc, PlanDoc
from jukwaa.plans.rules.matching import fold

Owner = Held | Node


def read_workbook(book: Workbook, known: Known) -> Understood:
    found = find_sheets(book)
    problems = list(found.problems)
    base = _base(snapshot_of(book), found, problems)
    rows = Rows(found, base, problems)
    head = read_head(rows.fields(), base.doc if base else _begun(known))
    doc = _Reader(rows, _context(head, known, base, problems)).plan(head)
    if not doc.sections and not base:
        return refused(_("The matrix is empty: write one action on each row, then bring it again."))
    return understood_of(doc, known, problems)


def _base(snapshot: Snapshot | None, found: Found, problems: list[Problem]) -> Base | None:
    doc, faults = checked(snapshot.plan) if snapshot else (None, ())
    if snapshot and doc:
        view = view_of(doc, snapshot.areas, snapshot.language)
        return Base(doc, view, sheets_of(doc, view))
    if snapshot or faults or any(line.cells.get("id") for line in found.sheets.get("action", ())):
        told = gettext_noop(
            "The hidden sheet “jukwaa” is missing or damaged, so everything was read from the cells."
        )
        problems.append(Problem("doubt", "", "", told))
    return None


def _begun(known: Known) -> PlanDoc:
    """Of a workbook that says only what stands in its cells."""
    return PlanDoc(
        known.forum,
        known.edition,
        {},
        None,
        None,
        languages=known.languages,
        currency=known.currency,
        fy_month=known.fy_month,
        levels=known.levels,
        complete=False,
    )


def _context(head: PlanDoc, known: Known, base: Base | None, problems: list[Problem]) -> Context:
    starts, ends = head.starts or known.starts, head.ends or known.ends
    if starts is None or ends is None:
        frame = frame_of(replace(known, starts=starts, ends=ends), list(head.title.values()), ())
        problems += frame.problems
        starts, ends = frame.span.starts, frame.span.ends
    language = next(iter(head.languages), "en")
    bodies = known_bodies(known, base.doc if base else None)
    return Context(
        replace(known, currency=head.currency), language, Span(starts, max(starts, ends)), bodies, problems
    )


@dataclass(slots=True)
class _Reader:
    rows: Rows
    context: Context
    tree: Tree = field(init=False)
    held: list[Held] = field(init=False)

    def plan(self, head: PlanDoc) -> PlanDoc:
        """`head`: the plan without what its other sheets say."""
        base = self.rows.base
        spoken = (
            base.view.language if base and base.view.language in head.languages else self.context.language
        )
        self.tree = Tree(spoken, complete=base is not None)
        if base:
            plant(self.tree, base.doc.sections, dict(base.view.sections))
        if self.rows.has("section"):
            read_sections(self.tree, self.rows.of("section"), self.context)
        else:
            for node in self.tree.nodes:
                node.there = True
        self.held = read_actions(self.rows.of("action"), self._before(), self.tree, self.context)
        self._measure()
        text = self._texts()
        span = self.context.span
        starts, ends = head.starts or span.starts, head.ends or span.ends
        return replace(head, text=text, sections=self.tree.sections(), starts=starts, ends=ends)

    def _before(self) -> dict[str, tuple[str, ActionDoc]]:
        doc = self.rows.base.doc if self.rows.base else None
        return {a.id or "": (path[-1].id or "", a) for path, a in doc.actions()} if doc else {}

    # --- indicators ------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """Give every action and every section its indicators."""
        items = self._items()
        for held in self.held:
            before = (held.was.indicators if held.was else None) or ()
            found = beside(held.row, before, items.get(id(held), []), self.context)
            indicators = found if found or self.tree.complete else None
            held.node.actions.append(replace(held.doc, indicators=indicators))
        for node in self.tree.nodes:
            found = tuple(item.now for item in items.get(id(node), []) if item.now.text)
            node.indicators = list(found) if found or self.tree.complete else None

    def _items(self) -> dict[int, list[Item]]:
        items: dict[int, list[Item]] = defaultdict(list)
        owners = self._owners()
        if not self.rows.has("indicator"):
            for whose, item in owners.values():
                items[id(whose)].append(Item(item, item))
            return items
        names = names_of(self.held, dict(self.rows.base.view.actions) if self.rows.base else {})
        owner: Owner | None
        was: IndicatorDoc | None
        for row, pid in self.rows.of("indicator"):
            known = owners.get(pid or "")
            owner, was = known or (None, None)
            read = read_indicator(row, self.context, was)
            now = read if was else replace(read, id=pid)
            found = self._owner(row, names, owner)
            if found:
                items[id(found)].append(Item(was, now))
            elif not row.was:
                row.doubt(
                    "action", gettext_noop("This indicator names no action and no section, and was left out.")
                )
        return items

    def _owner(self, row: Row, names: dict[str, Held], was: Owner | None) -> Owner | None:
        if row.was and not row.changed("action") and not row.changed("section"):
            return was
        if action := row.text("action"):
            return names.get(fold(action)) or was
        return self.tree.find(row.text("section")) or was

    def _owners(self) -> dict[str, tuple[Owner, IndicatorDoc]]:
        """Indicator's id -> whose it was, and how it was; only of actions and sections that are still there."""
        found: dict[str, tuple[Owner, IndicatorDoc]] = {}
        for held in self.held:
            found |= {
                item.id or "": (held, item) for item in (held.was.indicators if held.was else None) or ()
            }
        for node in self.tree.nodes:
            found |= {item.id or "": (node, item) for item in node.doc.indicators or ()}
        return found

    # --- paragraphs ------------------------------------------------------------------------------------------

    def _texts(self) -> tuple[ParagraphDoc, ...] | None:
        """The plan's own paragraphs; those of sections go to their sections."""
        base = self.rows.base
        if not self.rows.has("paragraph"):
            return base.doc.text if base else None
        written = dict(self._written())
        for node in self.tree.nodes:
            node.text = [] if self.tree.complete else None
        own: list[ParagraphDoc] = []
        for row, pid in self.rows.of("paragraph"):
            found = written.get(pid or "")
            at: Node | None = found[0] if found else None
            was = found[1] if found else ParagraphDoc(pid, {})
            heading = read_yes(row, "heading", self.context, was.heading)
            now = replace(was, text=read_texts(row, "text", was.text) or {}, heading=heading)
            if row.changed("section"):
                at = self.tree.find(row.text("section"))
            if now.text:
                _put(own, at, now)
        return tuple(own) if own or self.tree.complete else None

    def _written(self) -> Iterator[tuple[str, tuple[Node | None, ParagraphDoc]]]:
        for paragraph in (self.rows.base.doc.text if self.rows.base else None) or ():
            yield paragraph.id or "", (None, paragraph)
        for node in self.tree.nodes:
            yield from ((paragraph.id or "", (node, paragraph)) for paragraph in node.doc.text or ())


def _put(own: list[ParagraphDoc], node: Node | None, paragraph: ParagraphDoc) -> None:
    if node is None:
        own.append(paragraph)
    elif node.text is None:
        node.text = [paragraph]
    else:
        node.text.append(paragraph)

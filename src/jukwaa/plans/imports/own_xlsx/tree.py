"""Sections: from their own sheet, and from what the matrix says that its actions stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jukwaa.plans.figures.sheets.columns import label
from jukwaa.plans.imports.own_xlsx.bodies import read_leads
from jukwaa.plans.imports.own_xlsx.cells import Row
from jukwaa.plans.imports.own_xlsx.values import Context, read_code, read_texts, read_themes
from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, ParagraphDoc, SectionDoc, Texts
from jukwaa.plans.rules.matching import fold

LABEL = re.compile(
    r"(?!(?:19|20)\d\d\s)(\S{0,3}\d\S{0,8}?)[.):]?\s+(\S.*)", re.DOTALL
)  # "3 Media", "P4.A: Schools"


@dataclass(slots=True, eq=False)
class Node:
    """A section while the rows that belong to it are gathered."""

    doc: SectionDoc
    outer: Node | None = None
    there: bool = True  # in its own sheet; one that is not stays only if something stands in it
    actions: list[ActionDoc] = field(default_factory=list)
    text: list[ParagraphDoc] | None = None
    indicators: list[IndicatorDoc] | None = None


@dataclass(slots=True)
class Tree:
    """Every section by whatever a cell may call it."""

    language: str
    complete: bool
    nodes: list[Node] = field(default_factory=list)
    names: dict[str, Node] = field(default_factory=dict)
    by_id: dict[str, Node] = field(default_factory=dict)

    def add(self, node: Node, known_as: Iterable[str] = ()) -> Node:
        self.nodes.append(node)
        doc = node.doc
        if doc.id:
            self.by_id[doc.id] = node
        titles = [label(doc.code, doc.title, language) for language in doc.title or {self.language: ""}]
        for name in (*known_as, *titles, doc.code or "", *doc.title.values()):
            if fold(name):
                self.names.setdefault(fold(name), node)
        return node

    def find(self, text: str) -> Node | None:
        return self.names.get(fold(text)) if fold(text) else None

    def begin(self, text: str, outer: Node | None, where: str) -> Node:
        """A section that only the matrix names."""
        found = LABEL.fullmatch(text)
        code, title = (found[1], found[2]) if found else (None, text)
        empty: tuple[()] | None = () if self.complete else None
        texts: Texts | None = {} if self.complete else None
        doc = SectionDoc(
            None, {self.language: title[:300]}, code, texts, empty, empty, empty, empty, where=where
        )
        return self.add(Node(doc, outer), [text])

    def sections(self) -> tuple[SectionDoc, ...]:
        needed = {id(part) for node in self.nodes if node.there or node.actions for part in _outwards(node)}
        return tuple(self._within(None, needed))

    def _within(self, outer: Node | None, needed: set[int]) -> Iterator[SectionDoc]:
        for node in self.nodes:
            if node.outer is outer and id(node) in needed:
                yield replace(
                    node.doc,
                    text=node.doc.text if node.text is None else tuple(node.text),
                    indicators=node.doc.indicators if node.indicators is None else tuple(node.indicators),
                    sections=tuple(self._within(node, needed)),
                    actions=tuple(node.actions),
                )


def _outwards(node: Node | None) -> Iterator[Node]:
    while node:
        yield node
        node = node.outer


def plant(tree: Tree, base: tuple[SectionDoc, ...], labels: dict[str, str]) -> None:
    """The sections as they were."""

    def add(sections: tuple[SectionDoc, ...], outer: Node | None) -> None:
        for section in sections:
            add(section.sections, tree.add(Node(section, outer, there=False), [labels[section.id or ""]]))

    add(base, None)


def read_sections(tree: Tree, rows: Iterable[tuple[Row, str | None]], context: Context) -> None:
    """The sheet of sections: changed, added, put elsewhere, in its order."""
    placed: list[tuple[Node, Row]] = []
    before = tree.nodes
    tree.nodes = []
    for row, pid in rows:
        node = tree.by_id.get(pid or "") or Node(replace(_blank(tree), id=pid))
        node.doc, node.there = _section(row, node.doc, context), True
        if not node.doc.title:
            row.doubt("title", gettext_noop("This section has no title, and was left out."))
            continue
        tree.add(node)
        placed.append((node, row))
    tree.nodes += [node for node in before if node not in tree.nodes]
    for node, row in placed:
        _put(tree, node, row)


def _blank(tree: Tree) -> SectionDoc:
    if tree.complete:
        return SectionDoc(None, {}, None, {}, (), (), (), ())
    return SectionDoc(None, {})


def _section(row: Row, was: SectionDoc, context: Context) -> SectionDoc:
    return replace(
        was,
        title=read_texts(row, "title", was.title) or {},
        code=read_code(row, was.code),
        outcome=read_texts(row, "outcome", was.outcome),
        leads=read_leads(row, context, was.leads),
        themes=read_themes(row, was.themes),
        where=row.line.where,
    )


def _put(tree: Tree, node: Node, row: Row) -> None:
    """Into the section that the cell names."""
    if not row.changed("in"):
        return
    text = row.text("in")
    outer = tree.find(text)
    if text and (outer is None or node in _outwards(outer)):
        row.doubt("in", gettext_noop("“%(text)s” is no section that this one can lie in."), text=text)
        return
    node.outer = outer


def section_of(tree: Tree, row: Row, was: Node | None, above: Node | None) -> Node:
    """Where an action stands: as before, else as its cells say, else where the row above stands."""
    keys = sorted(key for key in row.line.cells if key.startswith("section."))
    changed = [key for key in keys if row.changed(key)]
    if was and not any(row.text(key) for key in changed):
        return was
    named = [(key, row.text(key)) for key in keys if row.text(key)]
    if was:  # a deeper cell that nobody touched still names the old place
        named = [
            pair for pair in named if pair[0] <= changed[-1] or _lies_in(tree, pair[1], row.text(changed[-1]))
        ]
    if not named:
        return above or tree.find(_("Actions")) or tree.begin(_("Actions"), None, row.line.where)
    return _along(tree, row, named)


def _lies_in(tree: Tree, inner: str, outer: str) -> bool:
    found, wanted = tree.find(inner), tree.find(outer)
    return wanted is not None and found is not None and wanted in _outwards(found)


def _along(tree: Tree, row: Row, named: list[tuple[str, str]]) -> Node:
    node: Node | None = None
    for key, text in named:
        found = tree.find(text)
        if found is None or (node is not None and found.outer is not node and found is not node):
            inside = next((n for n in tree.nodes if n.outer is node and fold(text) in _names(n)), None)
            if inside is None and row.was:
                row.note(key, gettext_noop("“%(text)s” is a new section."), text=text)
            found = inside or tree.begin(text, node, row.line.where)
        node = found
    if node is None:
        raise ValueError("a path names a section")
    return node


def _names(node: Node) -> set[str]:
    titles = node.doc.title.values()
    return {fold(title) for title in titles} | {fold(f"{node.doc.code or ''} {title}") for title in titles}

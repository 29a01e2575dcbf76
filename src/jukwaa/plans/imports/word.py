"""A Word document's tables, with the headings above them: read from its XML, since tracked changes, content controls
and dragged borders are the rule in drafts that go round, and since cell by cell is too slow for a long matrix."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from jukwaa.plans.imports.opening import Refused
from jukwaa.plans.imports.tables import MOST_COLUMNS, MOST_ROWS, Above, Grid, Line, Tables, tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DROPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})  # fmt: skip
HOLDERS = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
)
SYMBOLS = {"F0FC": "✓", "F0FE": "☒", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0FB": "✗", "F0D8": "➢", "F0B7": "•", "F0A7": "▪", "F076": "•"}  # fmt: skip
SNAP = 0.012  # of a table's width: borders that lie nearer are one, dragged a little
BODY = 9  # the level of a line that only looks like a heading
LONGEST_HEADING = 120


def read_document(data: bytes, main: str) -> Tables:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = _parsed(package.read(main)).find(f"{W}body")
        styles = main.rpartition("/")[0] + "/styles.xml"
        known = _styles(_parsed(package.read(styles))) if styles in package.namelist() else {}
    reader = _Reader(known)
    for block in _blocks(body):
        reader.read(block)
    return reader.tables


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also inside content controls."""
    for child in parent if parent is not None else ():
        if child.tag in HOLDERS:
            yield from _blocks(child)
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child


@dataclass(frozen=True, slots=True)
class Style:
    level: int | None = None
    listed: bool = False


def _styles(xml: Any) -> dict[str, Style]:
    raw = {style.get(f"{W}styleId", ""): style for style in xml.iter(f"{W}style")}
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: dict[str, Any]) -> Style:
    """What a style is, or the one that it is based on."""
    for _step in range(6):
        element = raw.get(name)
        if element is None:
            break
        called = _value(element.find(f"{W}name")) or name
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if found := re.match(r"(?:heading|kichwa)\s*(\d)", called, re.IGNORECASE):
            return Style(int(found[1]))
        if outline is not None and (_value(outline) or "9").isdigit() and int(_value(outline) or 9) < 9:
            return Style(int(_value(outline)) + 1)
        if re.match(r"list (?:bullet|number)", called, re.IGNORECASE):
            return Style(listed=True)
        name = _value(element.find(f"{W}basedOn"))
    return Style()


def _value(element: Any) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


@dataclass(slots=True)
class _Reader:
    styles: dict[str, Style]
    tables: Tables = field(default_factory=Tables)
    headings: list[Above] = field(default_factory=list)
    since: list[Above] = field(default_factory=list)

    def read(self, block: Any) -> None:
        if block.tag == f"{W}p":
            self._paragraph(block)
            return
        inner = _only_table_in(block)
        rows = _rows(inner if inner is not None else block)
        name = f"Table {len(self.tables.grids) + 1}"
        lines = tuple(self._lines(inner if inner is not None else block, rows))
        in_force = [
            Above(h.text, h.level, near=False)
            for h in self.headings
            if not any(h is line for line in self.since)
        ]
        self.tables.grids.append(Grid(name, lines, (*in_force, *self.since)))
        self.since = []

    def _paragraph(self, paragraph: Any) -> None:
        text = tidy(text_of(paragraph))
        if not text:
            return
        line = Above(" ".join(text.split()), self._level(paragraph, text))
        self.tables.texts.append(line.text)
        if line.level is not None:
            self.headings = [h for h in self.headings if (h.level or 0) < (line.level or 0)] + [line]
            self.since.append(line)
        else:
            self.since += [Above(part) for part in text.split("\n") if part]

    def _level(self, paragraph: Any, text: str) -> int | None:
        style = self.styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), Style())
        outline = _value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if style.level or (outline.isdigit() and int(outline) < BODY):
            return style.level or int(outline) + 1
        looks = len(text) < LONGEST_HEADING and "\n" not in text and (text.isupper() or _is_bold(paragraph))
        return BODY if looks else None

    # --- a table ---

    def _lines(self, table: Any, rows: list[Any]) -> Iterator[Line]:
        if len(rows) > MOST_ROWS:
            raise Refused(_("A table has more rows or columns than any plan."))
        shapes = _columns(table, rows)
        above: dict[int, str] = {}
        for number, cells in enumerate(shapes, 1):
            yield self._line(number, cells, above)

    def _line(self, number: int, cells: list[_Cell], above: dict[int, str]) -> Line:
        width = max((cell.end for cell in cells), default=0)
        texts, own, below, shaded = [""] * width, [True] * width, [False] * width, [False] * width
        for cell in cells:
            continues = cell.merge == "continue" and cell.start in above
            text = above[cell.start] if continues else self._text(cell.element)
            for at in range(cell.start, cell.end):
                texts[at], own[at] = text, at == cell.start and not continues
                below[at], shaded[at] = continues, cell.shaded
            above.pop(cell.start, None)
            if cell.merge:
                above[cell.start] = text
        first = next((cell for cell in cells if texts[cell.start]), None)
        bold = first is not None and any(_is_bold(p) for p in first.element.iter(f"{W}p"))
        return Line(number, tuple(texts), tuple(own), tuple(below), tuple(shaded), bold)

    def _text(self, cell: Any) -> str:
        """Paragraphs of a cell, a list's items with a bullet before them, and a table inside it as lines."""
        parts = []
        for block in _blocks(cell):
            if block.tag == f"{W}tbl":
                parts += [" ".join(tidy(text_of(c)) for c in row.iter(f"{W}tc")) for row in _rows(block)]
            elif text := tidy(text_of(block)):
                parts.append(f"• {text}" if self._listed(block) else text)
        return "\n".join(part for part in parts if part)

    def _listed(self, paragraph: Any) -> bool:
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        style = self.styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), Style())
        return style.listed if number is None else _value(number) != "0"


def text_of(element: Any) -> str:
    return "".join(_said(element))


def _said(element: Any) -> Iterator[str]:
    """The text as it stands once every tracked change is accepted."""
    for child in element:
        tag = child.tag
        if tag in DROPPED:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}tab":
            yield " "
        elif tag in (f"{W}noBreakHyphen", f"{W}softHyphen"):
            yield "-" if tag == f"{W}noBreakHyphen" else ""
        elif tag == f"{W}sym":
            yield SYMBOLS.get((child.get(f"{W}char") or "").upper(), "")
        else:
            yield from _said(child)
            yield "\n" if tag == f"{W}p" else ""


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and _value(mark) not in ("0", "false") for mark in marks)


# --- the columns of a table --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cell:
    element: Any
    start: int
    end: int
    merge: str  # "restart", "continue" or ""
    shaded: bool


def _rows(table: Any) -> list[Any]:
    rows: list[Any] = []
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            rows.append(child)
        elif child.tag in HOLDERS:
            rows += _rows(child)
    return rows


def _only_table_in(table: Any) -> Any:
    """The matrix where somebody put it whole into a frame of one cell."""
    cells = [cell for row in _rows(table) for cell in _cells_of(row)]
    inner = [block for block in _blocks(cells[0]) if block.tag == f"{W}tbl"] if len(cells) == 1 else []
    return inner[0] if inner else None


def _cells_of(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in HOLDERS:
            yield from _cells_of(child)


def _columns(table: Any, rows: list[Any]) -> list[list[_Cell]]:
    """Each row's cells with the columns that they cover. Rows with as many cells as the fullest one share its columns."""
    shapes = [_shape(row) for row in rows]
    fullest = max(shapes, key=len, default=[])
    usual = [(cell.start, cell.end) for cell in fullest]
    for shape in shapes:
        if len(shape) == len(usual):
            for cell, (start, end) in zip(shape, usual, strict=True):
                cell.start, cell.end = start, end
    places = _places(table, shapes)
    for cell in (cell for shape in shapes for cell in shape):
        cell.start, cell.end = places[cell.start], max(places[cell.end], places[cell.start] + 1)
        if cell.end > MOST_COLUMNS:
            raise Refused(_("A table has more rows or columns than any plan."))
    return shapes


def _shape(row: Any) -> list[_Cell]:
    at = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    shape = []
    for element in _cells_of(row):
        properties = element.find(f"{W}tcPr")
        span = max(1, _number(properties.find(f"{W}gridSpan") if properties is not None else None, 1))
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        merge = "" if merged is None else _value(merged) or "continue"
        shape.append(_Cell(element, at, at + span, merge, _is_shaded(properties)))
        at += span
    return shape


def _number(element: Any, other: int) -> int:
    text = _value(element)
    return min(int(text), MOST_COLUMNS + 1) if text.isdigit() else other


def _is_shaded(properties: Any) -> bool:
    shade = properties.find(f"{W}shd") if properties is not None else None
    fill = (shade.get(f"{W}fill") or "auto").casefold() if shade is not None else "auto"
    return fill not in ("auto", "ffffff", "")


def _places(table: Any, shapes: list[list[_Cell]]) -> dict[int, int]:
    """A border's place in the file's own grid -> the column that begins there."""
    borders = sorted({at for shape in shapes for cell in shape for at in (cell.start, cell.end)})
    widths = [_width(column) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    if len(widths) < (borders[-1] if borders else 0) or not all(widths):
        widths = [1000] * (borders[-1] if borders else 0)
    along = [0, *accumulate(widths)]
    places: dict[int, int] = {}
    column, last = -1, None
    for border in borders:
        if last is None or along[border] - last > SNAP * along[-1]:
            column, last = column + 1, along[border]
        places[border] = column
    return places


def _width(column: Any) -> int:
    text = column.get(f"{W}w") or ""
    return int(text) if text.isdigit() else 0

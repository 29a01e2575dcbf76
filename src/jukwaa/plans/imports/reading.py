"""From a file's tables to a plan: find the matrix, walk its lines, gather sections and actions."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml.etree import XMLSyntaxError
from openpyxl.utils.exceptions import InvalidFileException

from jukwaa.plans.imports import own_json, own_xlsx
from jukwaa.plans.imports.cells import Lexicon, Row, read_actions
from jukwaa.plans.imports.contract import Known, Problem, Understood, refused
from jukwaa.plans.imports.headings import LOOKED_FOR, Column, Header, find_header
from jukwaa.plans.imports.opening import Refused, open_file
from jukwaa.plans.imports.spans import Frame, frame_of, quarters_told
from jukwaa.plans.imports.structure import (
    banner_depths,
    banner_of,
    is_footnote,
    is_repeat,
    is_total,
    levels_of,
    named_by_sheet,
    path_of_above,
    title_of,
)
from jukwaa.plans.imports.tables import Grid, Line, Tables, read_document, read_workbook
from jukwaa.plans.rules.cells.bodies import match_body, read_bodies
from jukwaa.plans.rules.document import ActionDoc, BodyRef, LeadDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.matching import fold

BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, RuntimeError, zipfile.BadZipFile,
          ParseError, XMLSyntaxError, InvalidFileException, RecursionError)  # fmt: skip
SWAHILI = re.compile(
    r"\b(na|ya|wa|kwa|za|la|katika|ni|kuhusu|vya|cha|jinsi|watu|vijana|wanawake|mafunzo|kutoa)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(the|of|and|for|to|in|on|with|by|from|at|train|youth|women|hold)\b", re.IGNORECASE)


def read(name: str, data: bytes, known: Known) -> Understood:
    """Bad input gives a sentence, never an exception."""
    try:
        opened = open_file(data)
        if opened.kind == "json":
            return own_json.read_json(data, known)
        if opened.kind == "docx":
            return _matrix(read_document(data), known)
        book, tables = read_workbook(data)
        return own_xlsx.read_workbook(book, known) if own_xlsx.is_ours(book) else _matrix(tables, known)
    except Refused as reason:
        return refused(str(reason))
    except BROKEN:
        return refused(_("The file is damaged and cannot be read. Save it anew and bring it again."))


@dataclass(slots=True)
class _Node:
    """A section while its rows are gathered."""

    title: str
    code: str | None
    where: str
    outcome: str = ""
    leads: list[LeadDoc] = field(default_factory=list)
    parts: dict[str, _Node] = field(default_factory=dict)
    actions: list[ActionDoc] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    known: Known
    frame: Frame
    lexicon: Lexicon
    root: _Node
    problems: list[Problem]
    skipped: int = 0
    quarters_used: bool = False


def _matrix(tables: Tables, known: Known) -> Understood:
    grids = [grid for grid in tables.grids if grid.lines]
    if not grids:
        return refused(
            _("There is no table in this file. The matrix must be a table, not a picture or running text.")
        )
    found = list(_with_headers(grids))
    if not found:
        return refused(
            _("No table here has headings that we know. We look for headings like: %(words)s.")
            % {"words": LOOKED_FOR}
        )
    texts = [*tables.texts, *_titles(grids, found)]
    frame = frame_of(known, texts, _periods(found))
    language = _language(found, known)
    reading = _Reading(
        known, frame, Lexicon(known, language), _Node("", None, ""), [*tables.problems, *frame.problems]
    )
    reading.problems += _others(grids, found)
    for grid, header in found:
        _walk(reading, grid, header, several=len(found) > 1)
    return _understood(reading, texts)


def _with_headers(grids: list[Grid]) -> Iterator[tuple[Grid, Header]]:
    """Each matrix with its headings; a Word table that only goes on has those of the table before it."""
    before: tuple[Grid, Header] | None = None
    for grid in grids:
        header = find_header(grid)
        if header is None and before and _goes_on(grid, before[0]):
            header = replace(before[1], first_row=0)
        if header is not None:
            before = (grid, header)
            yield grid, header


def _goes_on(grid: Grid, before: Grid) -> bool:
    return not grid.sheet and len(grid.lines[0].cells) == len(before.lines[0].cells)


def _titles(grids: list[Grid], found: list[tuple[Grid, Header]]) -> Iterator[str]:
    """Whatever stands above the headings, or in sheets that are no matrix."""
    headers = {grid.name: header.first_row for grid, header in found}
    for grid in grids:
        for line in grid.lines[: headers.get(grid.name, 40)]:
            yield from line.said
    for grid, header in found:
        yield from (column.heading for column in header.columns)
        yield from (cell for line in grid.lines[-6:] for cell in line.said if is_footnote(cell))


def _periods(found: list[tuple[Grid, Header]]) -> Iterator[str]:
    for grid, header in found:
        columns = [c for name in ("when", "starts", "ends") for c in header.of(name)]
        yield from (c.heading for name in ("tick", "year_cost") for c in header.of(name))
        for line in grid.lines[header.first_row :]:
            yield from (line.cells[c.at] for c in columns if c.at < len(line.cells))


def _language(found: list[tuple[Grid, Header]], known: Known) -> str:
    if len(known.languages) == 1 or "sw" not in known.languages:
        return known.languages[0] if known.languages else "en"
    words = " ".join(
        line.cells[column.at]
        for grid, header in found
        for line in grid.lines[header.first_row :]
        for column in header.of("action")
        if column.at < len(line.cells)
    )
    swahili = len(SWAHILI.findall(words)) > len(ENGLISH.findall(words))
    return "sw" if swahili else "en" if "en" in known.languages else known.languages[0]


def _others(grids: list[Grid], found: list[tuple[Grid, Header]]) -> Iterator[Problem]:
    """Sheets that are no matrix, and columns that the file hides."""
    taken = {grid.name for grid, _header in found}
    for grid in grids:
        if grid.name not in taken:
            sentence = _("“%(name)s” is no matrix and was left out.")
            yield Problem("note", grid.name, "", sentence % {"name": grid.name})
    for grid, header in found:
        yield from _hidden(grid, header)


def _hidden(grid: Grid, header: Header) -> Iterator[Problem]:
    for column in header.columns:
        if column.at in grid.hidden_columns and column.heading:
            read = _read_though_hidden(column, grid, header)
            sentence = (
                _("The column “%(column)s” is hidden in the file; it was read.")
                if read
                else _("The column “%(column)s” is hidden in the file and was left out.")
            )
            yield Problem("doubt", grid.name, column.heading, sentence % {"column": column.heading})


def _read_though_hidden(column: Column, grid: Grid, header: Header) -> bool:
    """What a hidden column says counts only where no visible one says it."""
    if column.field in ("", "remarks", "again"):
        return False
    return not any(c.field == column.field and c.at not in grid.hidden_columns for c in header.columns)


def _visible(grid: Grid, header: Header) -> Header:
    kept = (
        c for c in header.columns if c.at not in grid.hidden_columns or _read_though_hidden(c, grid, header)
    )
    return replace(header, columns=tuple(kept))


# --- one table -------------------------------------------------------------------------------------------------


def _walk(reading: _Reading, grid: Grid, header: Header, *, several: bool) -> None:
    header = _visible(grid, header)
    lines = list(_lines(reading, grid, header))
    kinds = [_kind(line, header) for line in lines]
    levels = levels_of(header, [line for line, kind in zip(lines, kinds, strict=True) if kind == "row"])
    base, said = _base(grid, header, levels, several=several)
    _say_of(reading, grid, base, said)
    depths = banner_depths(kinds)
    last = max((n for n, kind in enumerate(kinds) if kind == "row"), default=-1)
    banners: list[tuple[int, str]] = []
    filled = [""] * len(levels)
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if n > last and kind != "row":
            reading.skipped += 1
        elif kind == "banner":
            banners = [b for b in banners if b[0] < depths[n]] + [(depths[n], banner_of(line, header))]
        elif kind == "row":
            path = [*base, *(text for _depth, text in banners), *_filled(line, levels, filled)]
            _take(reading, Row(grid, line, header, reading.lexicon, reading.frame), path)


def _lines(reading: _Reading, grid: Grid, header: Header) -> Iterator[Line]:
    hidden = 0
    for line in grid.lines[header.first_row :]:
        if line.hidden:
            hidden += 1
        elif not any(line.cells):
            continue
        elif is_total(line) or is_repeat(line, header) or (len(line.said) == 1 and is_footnote(line.said[0])):
            reading.skipped += 1
        else:
            yield line
    if hidden:
        sentence = ngettext("%(n)s hidden row was left out.", "%(n)s hidden rows were left out.", hidden)
        reading.problems.append(Problem("doubt", grid.name, "", sentence % {"n": hidden}))


def _kind(line: Line, header: Header) -> str:
    actions = [line.cells[c.at] for c in header.of("action") if c.at < len(line.cells)]
    if banner_of(line, header):
        others = {c.at for c in header.columns if c.field not in ("action", "section", "objective", "code")}
        beside = any(line.cells[at] and line.own[at] for at in others if at < len(line.cells))
        lone_action = actions and actions[0] and not beside and sum(1 for cell in line.cells if cell) == 1
        if not (lone_action and any(c.at == _first(line) for c in header.of("action"))):
            return "banner"
    return "row"


def _first(line: Line) -> int:
    return next((at for at, cell in enumerate(line.cells) if cell), -1)


def _base(
    grid: Grid, header: Header, levels: tuple[Column, ...], *, several: bool
) -> tuple[list[str], dict[str, str]]:
    """The sections that stand over the whole table."""
    path, said = path_of_above(grid.above)
    if levels and not grid.sheet:
        return [], said  # a column names them better than the title above
    if not levels and grid.sheet and several:
        return [named_by_sheet(grid, header)], said
    if not levels and grid.sheet:
        name = named_by_sheet(grid, header)
        return ([name] if name != grid.name else []), said
    return path, said


def _filled(line: Line, levels: tuple[Column, ...], filled: list[str]) -> list[str]:
    """A section named once and blank below; a new outer one empties the inner."""
    for n, column in enumerate(levels):
        text = line.cells[column.at] if column.at < len(line.cells) else ""
        if text and text != filled[n]:
            filled[n] = text
            for inner in range(n + 1, len(filled)):
                filled[inner] = ""
    return [text for text in filled if text]


def _take(reading: _Reading, row: Row, path: Sequence[str]) -> None:
    node = _node(reading, path, row)
    levels = {c.at for c in row.header.of("action")}
    repeated = all(not row.line.own[at] for at in levels if at < len(row.line.own)) and bool(
        row.text("action")
    )
    if not row.text("action") or repeated:
        _go_on(reading, node, row)
        return
    outcome = " ".join(row.text("outcome").split())
    node.outcome = node.outcome or outcome
    objective = [c for c in row.header.of("objective") if row.cell(c) and row.cell(c) not in path]
    for column in objective:
        row.keep(column.heading, row.cell(column))
    if outcome and node.outcome != outcome:
        row.keep(row.heading("outcome"), outcome)
    actions = read_actions(row)
    reading.quarters_used = reading.quarters_used or _uses_quarters(row)
    node.actions += actions
    reading.problems += row.problems


def _go_on(reading: _Reading, node: _Node, row: Row) -> None:
    """A line without an action of its own: more indicators of the one above, or more words about it."""
    last = _last(node) or _last(reading.root)
    if last is None or not any(row.line.own[at] and cell for at, cell in enumerate(row.line.cells)):
        reading.skipped += 1
        return
    owner, action = last
    fresh = replace(
        row.line, cells=tuple(c if own else "" for c, own in zip(row.line.cells, row.line.own, strict=True))
    )
    more = Row(row.grid, fresh, row.header, row.lexicon, row.frame)
    said = read_actions(replace_action(more))
    owner.actions[-1] = _joined(action, said[0]) if said else action
    reading.problems += [p for p in more.problems if p.level == "doubt" and "lead" not in p.message]


def replace_action(row: Row) -> Row:
    """The same line as if it named an action, so that its other cells are read."""
    at = next((c.at for c in row.header.of("action")), 0)
    cells = list(row.line.cells)
    cells[at] = cells[at] or "…"
    return replace(
        row, line=replace(row.line, cells=tuple(cells)), problems=row.problems, remarks=row.remarks
    )


def _joined(action: ActionDoc, more: ActionDoc) -> ActionDoc:
    known = {(role.kind, fold(role.body.name or "")) for role in action.roles or ()}
    roles = tuple(
        role if role.kind != "lead" or not known else replace(role, kind="support")
        for role in more.roles or ()
        if (role.kind, fold(role.body.name or "")) not in known
    )
    remarks = {
        k: "\n".join(filter(None, [(action.remarks or {}).get(k, ""), v]))
        for k, v in (more.remarks or {}).items()
    }
    return replace(
        action,
        indicators=(*(action.indicators or ()), *(more.indicators or ())) or None,
        roles=(*(action.roles or ()), *roles) if action.roles is not None or roles else None,
        remarks={**(action.remarks or {}), **remarks} or None,
        areas=tuple(dict.fromkeys((*(action.areas or ()), *(more.areas or ())))) or None,
    )


def _last(node: _Node) -> tuple[_Node, ActionDoc] | None:
    if node.actions:
        return node, node.actions[-1]
    for part in reversed(node.parts.values()):
        if found := _last(part):
            return found
    return None


def _uses_quarters(row: Row) -> bool:
    cells = [row.text("when"), *(c.heading for c in row.header.of("tick") if row.cell(c))]
    return any(
        re.search(r"\bq(?:uarter|tr)?\.?\s*[1-4]\b|\bquarter\b|\brobo\b", cell, re.IGNORECASE)
        and not re.search(r"every quarter|kila robo", cell, re.IGNORECASE)
        for cell in cells
    )


def _node(reading: _Reading, path: Sequence[str], row: Row) -> _Node:
    node = reading.root
    for text in path or [_("Actions")]:
        title = title_of(text)
        key = fold(title.text)
        if key not in node.parts:
            node.parts[key] = _Node(title.text[:300], title.code, row.where)
        node = node.parts[key]
    return node


def _say_of(reading: _Reading, grid: Grid, base: Sequence[str], said: dict[str, str]) -> None:
    """ "Outcome: …" and "Lead: …" between a heading and its table."""
    if not base or not said:
        return
    row = Row(grid, grid.lines[0], Header((), 0), reading.lexicon, reading.frame)
    node = _node(reading, base, row)
    node.outcome = (
        node.outcome
        or said.get("outcome")
        or said.get("matokeo")
        or said.get("objective")
        or said.get("madhumuni", "")
    )
    for what in ("lead", "led by", "kiongozi", "co-lead", "colead", "kiongozi mwenza"):
        read = read_bodies(said.get(what, ""))
        names = [*read.leads, *read.co_leads, *read.supports]
        for n, name in enumerate(names):
            match = match_body(name, reading.lexicon.bodies).exact
            body = BodyRef(match, reading.lexicon.names[match]) if match else BodyRef(None, name)
            node.leads.append(LeadDoc(body, "co_lead" if n or node.leads else "lead"))


# --- the whole ---------------------------------------------------------------------------------------------------


def _understood(reading: _Reading, texts: Iterable[str]) -> Understood:
    sections = tuple(_section(node, reading.lexicon.language) for node in _not_empty(reading.root))
    if not sections:
        return refused(_("The headings were found, but no row below them names an action."))
    if reading.skipped:
        sentence = ngettext(
            "%(n)s row was left out: a total, a footnote or a repeated heading.",
            "%(n)s rows were left out: totals, footnotes or repeated headings.",
            reading.skipped,
        )
        reading.problems.append(Problem("note", "", "", sentence % {"n": reading.skipped}))
    if reading.quarters_used:
        reading.problems.append(quarters_told(reading.frame, reading.known))
    title = _title(texts)
    doc = PlanDoc(
        forum=reading.known.forum,
        edition=reading.known.edition,
        title={reading.lexicon.language: title} if title else {},
        starts=reading.frame.span.starts,
        ends=reading.frame.span.ends,
        languages=reading.known.languages,
        currency=reading.known.currency,
        fy_month=reading.known.fy_month,
        levels=reading.known.levels,
        sections=sections,
        sample=any(re.search(r"sample content|maudhui ya mfano", text, re.IGNORECASE) for text in texts),
        complete=False,
    )
    return Understood(doc, tuple(dict.fromkeys(reading.problems)), reading.frame.quarters)


def _not_empty(node: _Node) -> list[_Node]:
    return [part for part in node.parts.values() if part.actions or _not_empty(part)]


def _section(node: _Node, language: str) -> SectionDoc:
    return SectionDoc(
        id=None,
        title={language: node.title},
        code=node.code,
        outcome={language: node.outcome} if node.outcome else None,
        leads=tuple(node.leads) or None,
        sections=tuple(_section(part, language) for part in _not_empty(node)),
        actions=tuple(node.actions),
        where=node.where,
    )


def _title(texts: Iterable[str]) -> str:
    """The first line that reads like a plan's title."""
    for text in texts:
        if re.search(r"\b(action plan|mpango)\b", text, re.IGNORECASE) and len(text) < 200:
            line = " ".join(text.split())
            return line.title() if line.isupper() else line
    return ""

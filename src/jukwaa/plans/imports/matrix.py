"""From a file's tables to a plan: find the matrices, see what stands over each, walk them, put it all together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jukwaa.plans.imports.contract import Known, Problem, Understood, refused
from jukwaa.plans.imports.gathering import Node
from jukwaa.plans.imports.headings import LOOKED_FOR, Column, Header, find_headers
from jukwaa.plans.imports.lexicon import Lexicon
from jukwaa.plans.imports.paths import (
    Over,
    common_to_all,
    headings_over,
    last_line_before,
    levels_of,
    named_in_sheet,
)
from jukwaa.plans.imports.settling import settled
from jukwaa.plans.imports.spans import frame_of, quarters_told
from jukwaa.plans.imports.structure import FOOTNOTE, banner_of, habit_of, kind_of
from jukwaa.plans.imports.tables import Grid, Line, Tables
from jukwaa.plans.imports.titles import (
    NUMBERED_FROM,
    PILLAR,
    SAID,
    SAMPLE,
    is_generic,
    plain_case,
    rank_of,
    says_who_leads,
    title_of,
)
from jukwaa.plans.imports.walking import Matrix, Walk, spanning_outcomes
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.matching import fold

SWAHILI = re.compile(r"\b(?:na|ya|wa|kwa|za|la|katika|ni|kuhusu|vya|cha|jinsi|watu|vijana|wanawake|mafunzo|kutoa|kufanya|kuandaa|viongozi)\b", re.IGNORECASE)  # fmt: skip
ENGLISH = re.compile(r"\b(?:the|of|and|for|to|in|on|with|by|from|at|train|training|youth|women|hold|conduct|develop)\b", re.IGNORECASE)  # fmt: skip
TITLES = (
    re.compile(r"\b(?:action plan|mpango wa utekelezaji|mpango kazi)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:mpango|work ?plan|okrs?|cap|p?cve)\b.*\S|\S.*\b(?:plan|matrix|framework|cap)\b", re.IGNORECASE
    ),
)
CORE = frozenset({"lead", "when", "starts", "ends", "tick", "budget", "year_cost", "indicator", "place"})


@dataclass(frozen=True, slots=True)
class Found:
    """A table with its headings: from which line it begins, and which lines are its rows."""

    grid: Grid
    header: Header
    first: int  # the line after the headings of the table before it in the same sheet
    lines: tuple[Line, ...]
    after: int = 0  # the line after the rows of that table


def read_matrices(tables: Tables, known: Known) -> Understood:
    grids = [grid for grid in tables.grids if grid.lines]
    if not grids:
        return refused(
            _("There is no table in this file. The matrix must be a table, not a picture or running text.")
        )
    lexicon = Lexicon(known, _first_language(known))
    found, others = _chosen(list(_with_headers(grids, lexicon.is_place)))
    if not found:
        sentence = _("No table here has headings that we know. We look for headings like: %(words)s.")
        return refused(sentence % {"words": LOOKED_FOR})
    texts = [*tables.texts, *_around(grids, found)]
    framed = frame_of(known, texts, _times(found))
    overs = _overs(found)
    found = _by_outcome(found, overs)
    lexicon.language = _language(found, known)
    lexicon.learn_names(_who_said(found, overs))
    walk = Walk(lexicon, framed.frame)
    walk.problems += [*tables.problems, *framed.problems, *_left_out(grids, found, others)]
    for one, over in zip(found, overs, strict=True):
        walk.through(Matrix(one.grid, _visible(one), one.lines, over, _written_over(one)))
    return _understood(walk, known, texts)


# --- which tables --------------------------------------------------------------------------------------------


def _with_headers(grids: Sequence[Grid], is_place: Callable[[str], bool]) -> Iterator[Found]:
    """Each matrix with its headings; a Word table that only goes on has those of the table before it."""
    before: Found | None = None
    for grid in grids:
        headers = find_headers(grid)
        if not headers and before and _goes_on(grid, before):
            headers = [replace(before.header, first_row=0, top=0)]
        for n, header in enumerate(headers):
            end = headers[n + 1].top if n + 1 < len(headers) else len(grid.lines)
            end = _without_title(grid, header, end) if n + 1 < len(headers) else end
            first = headers[n - 1].first_row if n else 0
            lines = grid.lines[header.first_row : end]
            after = before.header.first_row + len(before.lines) if n and before else 0
            before = Found(grid, settled(header, lines, is_place), first, lines, after)
            yield before


def _goes_on(grid: Grid, before: Found) -> bool:
    named = any(line.near for line in grid.above)
    return not grid.sheet and len(grid.lines[0].cells) == len(before.grid.lines[0].cells) and not named


def _without_title(grid: Grid, header: Header, end: int) -> int:
    """The lines that stand right above further headings belong to those."""
    while end > header.first_row and len(grid.lines[end - 1].said) == 1:
        end -= 1
    return end


def _chosen(found: list[Found]) -> tuple[list[Found], list[Found]]:
    """A sheet of contacts or of risks may have headings too: those unlike the fullest matrix are left out."""
    if not found:
        return [], []
    fullest = max(found, key=lambda one: len(one.header.fields & CORE))
    alike = [one for one in found if _is_alike(one, fullest)]
    return alike, [one for one in found if one not in alike]


def _is_alike(one: Found, fullest: Found) -> bool:
    fields, wanted = one.header.fields & CORE, fullest.header.fields & CORE
    whole = "lead" in fields and bool(fields & {"when", "tick", "starts", "ends"})
    return one.grid is fullest.grid or whole or len(fields & wanted) * 2 >= len(wanted)


def _left_out(grids: Sequence[Grid], found: Sequence[Found], others: Sequence[Found]) -> Iterator[Problem]:
    taken = {one.grid.name for one in found}
    for grid in grids:
        if grid.name not in taken:
            doubtful = any(one.grid is grid for one in others)
            sentence = gettext_noop("“%(name)s” is no matrix and was left out.")
            if doubtful:
                sentence = gettext_noop("“%(name)s” has other columns than the matrix and was left out. If it holds actions too, bring it as a file of its own.")  # fmt: skip
            yield Problem("doubt" if doubtful else "note", grid.name, "", sentence, {"name": grid.name})
    for one in found:
        yield from _hidden(one)


def _hidden(one: Found) -> Iterator[Problem]:
    for column in one.header.columns:
        if column.at in one.grid.hidden_columns and column.said:
            sentence = gettext_noop("The column “%(column)s” is hidden in the file and was left out.")
            if _read_though_hidden(column, one):
                sentence = gettext_noop("The column “%(column)s” is hidden in the file; it was read.")
            yield Problem("doubt", one.grid.name, column.said, sentence, {"column": column.said})


def _read_though_hidden(column: Column, one: Found) -> bool:
    """What a hidden column says counts only where no visible one says it."""
    if column.field in ("", "remarks"):
        return False
    return not any(
        c.field == column.field and c.at not in one.grid.hidden_columns for c in one.header.columns
    )


def _visible(one: Found) -> Header:
    hidden = one.grid.hidden_columns
    kept = (c for c in one.header.columns if c.at not in hidden or _read_though_hidden(c, one))
    return replace(one.header, columns=tuple(kept))


# --- what stands over them ---------------------------------------------------------------------------------------


def _written_over(one: Found) -> tuple[str, ...]:
    lines = one.grid.lines[: one.header.top]
    return (*(line.text for line in one.grid.above), *(text for line in lines for text in line.said))


def _overs(found: Sequence[Found]) -> list[Over]:
    """The sections that each table lies in."""
    names = [one.grid.name for one in found]
    overs = [_over(one, sheets=len(set(names)), tables=names.count(one.grid.name)) for one in found]
    words = [over for over, one in zip(overs, found, strict=True) if not one.grid.sheet]
    if len(words) > 1:
        shared = common_to_all([over.path for over in words])
        keep = 0 if any(len(over.path) > shared for over in words) else shared
        for over in () if keep else words:
            over.keep(lambda n, _name: n >= shared)
    return overs


def _over(one: Found, *, sheets: int, tables: int) -> Over:
    """`tables`: how many stand in the same sheet, each perhaps under a title of its own."""
    within = _named_within(one)
    if not one.grid.sheet:
        over = headings_over(one.grid, own_sections=bool(within))
        over.keep(lambda _n, name: _lies_over(name, within))
        return over
    over = named_in_sheet(one.grid, one.header, one.first, one.after)
    over.keep(lambda _n, name: _lies_over(name, within))
    names_pillars = any(not PILLAR < rank < NUMBERED_FROM for rank, _name in within)
    if over.path or (names_pillars and tables == 1):
        return over
    title = last_line_before(one.grid, one.header, one.first)
    tab = "" if is_generic(one.grid.name) else one.grid.name
    name = (title or tab) if tables > 1 else (tab or title) if sheets > 1 else ""
    if name:
        over.name(name)
    return over


def _by_outcome(found: list[Found], overs: Sequence[Over]) -> list[Found]:
    """Where nothing else groups the actions, an outcome that stands before several of them does."""
    if any(over.path for over in overs) or any(_named_within(one) for one in found):
        return found
    return [replace(one, header=_grouped_by_outcome(one)) for one in found]


def _grouped_by_outcome(one: Found) -> Header:
    first = min((c.at for c in one.header.of("action")), default=0)
    outcomes = {c.at for c in spanning_outcomes(one.header, one.lines) if c.at < first}
    columns = (replace(c, field="section") if c.at in outcomes else c for c in one.header.columns)
    return replace(one.header, columns=tuple(columns))


def _named_within(one: Found) -> list[tuple[float, str]]:
    """The sections that the table names itself, in columns and on banners: how deep each lies, and its name."""
    habit = habit_of(one.lines, one.header)
    levels = [column for level in levels_of(one.header, one.lines) for column in level.columns]
    columns = [
        (float(PILLAR if column.field == "section" else PILLAR + 1), text)
        for column in levels
        for text in dict.fromkeys(line.at(column.at) for line in one.lines)
        if text
    ]
    banners = [line for line in one.lines[:-1] if kind_of(line, one.header, habit) == "banner"]
    return columns + [
        (rank_of(name), name) for line in banners if (name := banner_of(line, one.header, habit))
    ]


def _lies_over(name: str, within: Sequence[tuple[float, str]]) -> bool:
    """ "Theme: Together" over a column of pillars is the plan's motto; "Priority area 1" over themes is a section."""
    deepest = min((rank for rank, _name in within if 0 < rank < NUMBERED_FROM), default=NUMBERED_FROM)
    title = title_of(name)
    again = fold(title.text) in {fold(title_of(inner).text) for _rank, inner in within}
    return not again and (rank_of(name) < deepest or title.code is not None)


def _around(grids: Sequence[Grid], found: Sequence[Found]) -> Iterator[str]:
    """Whatever stands above the headings, in sheets that are no matrix, in footnotes, and in headings of time."""
    tops = {one.grid.name: one.header.top for one in reversed(found)}
    for grid in grids:
        for line in grid.lines[: tops.get(grid.name, 40)]:
            yield from line.said
    for one in found:
        yield from (c.whole or c.heading for name in ("when", "tick") for c in one.header.of(name))
        yield from (cell for line in one.grid.lines[-8:] for cell in line.said if FOOTNOTE.match(cell))


def _who_said(found: Sequence[Found], overs: Sequence[Over]) -> Iterator[str]:
    """All cells that may name bodies, and lines that say who leads."""
    for one, over in zip(found, overs, strict=True):
        columns = [c for name in ("lead", "co_lead", "support") for c in one.header.of(name)]
        yield from (text for line in one.lines for c in columns if (text := line.at(c.at)))
        lines = (*over.texts, *(text for line in one.lines for text in line.said if SAID.match(text)))
        yield from (told["text"] for text in lines if (told := SAID.match(text)) and says_who_leads(told))


def _times(found: Sequence[Found]) -> Iterator[str]:
    for one in found:
        columns = [c for name in ("when", "starts", "ends") for c in one.header.of(name)]
        yield from (c.time or c.heading for name in ("tick", "year_cost") for c in one.header.of(name))
        yield from (cell for line in one.lines for c in columns if (cell := line.at(c.at)))


# --- the whole ---------------------------------------------------------------------------------------------------


def _first_language(known: Known) -> str:
    return known.languages[0] if known.languages else "en"


def _language(found: Sequence[Found], known: Known) -> str:
    """Of the activities, where the forum writes in several languages."""
    first = _first_language(known)
    if len(known.languages) < 2 or "sw" not in known.languages:
        return first
    words = " ".join(
        line.at(c.at)
        for one in found
        for line in one.lines
        for c in one.header.of("action")
        if not c.language
    )
    swahili, english = len(SWAHILI.findall(words)), len(ENGLISH.findall(words))
    if swahili == english:
        return first
    return "sw" if swahili > english else "en" if "en" in known.languages else first


def _understood(walk: Walk, known: Known, texts: Sequence[str]) -> Understood:
    sections = walk.root.sections()
    if not sections:
        return refused(_("The headings were found, but no row below them names an action."))
    if walk.used_quarters:
        walk.problems.append(quarters_told(walk.frame))
    walk.problems += [_without_actions(node) for node in walk.root.empty()]
    title = _title(texts)
    doc = PlanDoc(
        forum=known.forum,
        edition=known.edition,
        title={walk.lexicon.language: title} if title else {},
        starts=walk.frame.plan.starts,
        ends=walk.frame.plan.ends,
        languages=known.languages,
        currency=known.currency,
        fy_month=known.fy_month,
        levels=known.levels,
        sections=sections,
        sample=any(SAMPLE.search(text) for text in texts),
        complete=False,
    )
    return Understood(doc, tuple(dict.fromkeys(walk.problems)), walk.frame.quarters)


def _without_actions(node: Node) -> Problem:
    sentence = gettext_noop(
        "“%(title)s” stands like a section, but no action stands below it; it was left out."
    )
    said = " / ".join(dict.fromkeys(node.texts()))
    return Problem("doubt", node.where, "", sentence, {"title": said})


def _title(texts: Sequence[str]) -> str:
    """The first line that reads like a plan's title; an action plan before any other plan."""
    titles = [text for text in texts if len(text) < 200 and "\n" not in text]
    for pattern in TITLES:
        if found := next((text for text in titles if pattern.search(text)), ""):
            return plain_case(found)
    return ""

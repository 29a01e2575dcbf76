"""Which column holds what: the many words that matrices head their columns with, in English and Swahili."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from jukwaa.plans.imports.tables import Grid, Line
from jukwaa.plans.rules.cells.periods import is_period_header
from jukwaa.plans.rules.matching import fold

LOOKED_FOR = "Activity, Responsible, When, Where, Indicator, Budget"  # as told to people
SEARCHED = 30  # lines from the top in which the headings must stand
NEAR = 88

WORDS: Mapping[str, tuple[str, ...]] = {
    "code": ("no", "number", "s no", "sno", "ref", "ref no", "code", "na", "namba", "nambari", "activity no", "activity code", "item", "id", "s n"),
    "section": ("pillar", "pillars", "pillar name", "thematic area", "thematic pillar", "theme", "themes", "priority area", "focus area", "area of focus", "key result area", "strategic pillar", "working group", "component", "programme", "nguzo", "eneo la kipaumbele", "mada", "sehemu", "goal", "strategic area", "priority"),
    "objective": ("objective", "objectives", "strategic objective", "specific objective", "specific objectives", "sub pillar", "sub theme", "strategy", "strategies", "madhumuni", "lengo mahususi", "malengo", "kusudi", "result area", "intervention area"),
    "outcome": ("outcome", "outcomes", "expected outcome", "expected outcomes", "intended outcome", "matokeo", "matokeo yanayotarajiwa", "expected results", "expected result"),
    "action": ("activity", "activities", "action", "actions", "key activity", "key activities", "priority activity", "priority activities", "intervention", "interventions", "key intervention", "priority action", "key actions", "planned activity", "planned activities", "proposed activity", "initiative", "initiatives", "shughuli", "shughuli za kipaumbele", "hatua", "hatua za utekelezaji", "kazi", "task", "tasks", "what", "what will be done", "action point", "nini", "activity description", "description of activity"),
    "key_result": ("key result", "key results", "kr", "krs"),
    "output": ("output", "outputs", "expected output", "expected outputs", "deliverable", "deliverables", "mazao"),
    "lead": ("lead", "lead agency", "lead agencies", "lead actor", "lead institution", "lead organisation", "lead organization", "lead person", "lead partner", "responsible", "responsible actor", "responsible actors", "responsible agency", "responsible institution", "responsible organisation", "responsible organization", "responsible party", "responsible person", "responsible office", "responsibility", "owner", "who", "who is responsible", "who will do it", "by whom", "implementer", "implementers", "implementing agency", "implementing partner", "implementing organisation", "actor", "actors", "mhusika", "wahusika", "mhusika mkuu", "kiongozi", "taasisi kiongozi", "taasisi", "nani", "anayehusika", "wanaohusika", "msimamizi", "key actors"),
    "support": ("support", "supporting", "supporting agency", "supporting agencies", "supporting actors", "support actors", "support agency", "partner", "partners", "co lead", "co leads", "collaborator", "collaborators", "collaborating partners", "stakeholders", "other actors", "other partners", "key partners", "with whom", "washirika", "wasaidizi", "msaidizi", "wadau", "kiongozi mwenza", "supported by", "kwa kushirikiana na"),
    "audience": ("target group", "target groups", "target audience", "target population", "audience", "beneficiary", "beneficiaries", "for whom", "walengwa", "wanufaika", "kundi lengwa", "participants", "washiriki"),
    "place": ("place", "location", "locations", "where", "area", "areas", "geographical area", "geographic area", "geographic scope", "ward", "wards", "sub county", "sub counties", "sub county ward", "venue", "coverage", "site", "target area", "target location", "mahali", "eneo", "maeneo", "wapi", "wadi", "kaunti ndogo", "geographical coverage"),
    "when": ("when", "timeframe", "time frame", "timeline", "timelines", "time", "period", "duration", "schedule", "timing", "date", "dates", "implementation period", "muda", "lini", "kipindi", "wakati", "muda wa utekelezaji", "year", "quarter", "quarters"),
    "starts": ("start", "starts", "start date", "begin", "beginning", "from", "planned start", "mwanzo", "kuanza", "tarehe ya kuanza", "kuanzia"),
    "ends": ("end", "ends", "end date", "finish", "to", "due", "due date", "deadline", "by when", "planned end", "completion date", "target date", "mwisho", "kumaliza", "tarehe ya mwisho", "hadi"),
    "indicator": ("indicator", "indicators", "kpi", "kpis", "key performance indicator", "key performance indicators", "performance indicator", "performance indicators", "how we will know", "how will we know", "measure", "measures", "measure of success", "success measure", "output indicator", "output indicators", "outcome indicator", "objectively verifiable indicators", "ovi", "kiashiria", "viashiria", "kipimo", "vipimo", "tutajuaje"),
    "baseline": ("baseline", "base line", "baseline value", "current status", "hali ya mwanzo", "hali ya sasa", "msingi", "where we are"),
    "target": ("target", "targets", "annual target", "target value", "milestone", "milestones", "shabaha", "kiwango kinacholengwa", "end target"),
    "verification": ("means of verification", "mov", "movs", "source of verification", "verification", "evidence", "sources of verification", "data source", "njia ya uthibitisho", "uthibitisho", "ushahidi", "njia za uthibitisho"),
    "budget": ("budget", "cost", "costs", "costing", "estimate", "estimated cost", "estimated budget", "indicative budget", "budget estimate", "amount", "kes", "ksh", "kshs", "total cost", "total budget", "budget kes", "cost kes", "financial resources", "resources required", "resources", "bajeti", "gharama", "makadirio", "kiasi", "fedha", "money", "total"),
    "funder": ("source of funds", "source of funding", "funding source", "sources of funds", "sources of funding", "funder", "funders", "donor", "financier", "funding", "budget source", "chanzo cha fedha", "vyanzo vya fedha", "mfadhili", "wafadhili", "funded by", "source"),
    "status": ("status", "progress", "implementation status", "current progress", "hali", "hali ya utekelezaji", "maendeleo", "rag"),
    "remarks": ("remarks", "remark", "comments", "comment", "notes", "note", "assumptions", "risks", "challenges", "maoni", "maelezo", "observations", "risks and assumptions"),
    "tags": ("tags", "tag", "keywords"),
}  # fmt: skip
BY_WORDS = {fold(words): name for name, said in WORDS.items() for words in said}
UNIT = re.compile(r"\(([^)]*)\)|\bin (kes|ksh|kshs|millions?|thousands?)\b|'000s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    at: int
    field: str  # a key of WORDS, "tick", "year_cost", or "" for one that is not known
    heading: str  # as people see it


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, and with which line its rows begin."""

    columns: tuple[Column, ...]
    first_row: int  # index into the grid's lines
    texts: tuple[str, ...] = ()  # of the heading line, to know it again further down

    def of(self, field: str) -> list[Column]:
        return [column for column in self.columns if column.field == field]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}


def field_of(heading: str) -> str:
    """The field that a heading names, or nothing."""
    plain = fold(UNIT.sub(" ", heading))
    if not plain or len(plain) > 70:
        return ""
    if exact := BY_WORDS.get(plain) or BY_WORDS.get(re.sub(r"^(the|key|main|proposed|planned) ", "", plain)):
        return exact
    return _inside(plain) or _near(plain)


def _inside(plain: str) -> str:
    """The longest known phrase that the heading begins or ends with."""
    parts = [part for part in re.split(r" (?:and|or|na|au) ", plain) if part]
    if len(parts) > 1 and (first := BY_WORDS.get(parts[0])):
        return first
    best = max(
        (
            words
            for words in BY_WORDS
            if len(words) > 3 and (plain.startswith(words + " ") or plain.endswith(" " + words))
        ),
        key=len,
        default="",
    )
    return BY_WORDS.get(best, "")


def _near(plain: str) -> str:
    if len(plain) < 5:
        return ""
    score, words = max((fuzz.ratio(plain, words), words) for words in BY_WORDS)
    return BY_WORDS[words] if score >= NEAR else ""


def find_header(grid: Grid) -> Header | None:
    """The first line that names a table of actions, over one line or two."""
    for n, line in enumerate(grid.lines[:SEARCHED]):
        header = _header_at(grid, n, line)
        if header is not None and _names_actions(header):
            return header
    return None


def _names_actions(header: Header) -> bool:
    fields = header.fields - {"code", "tick", "year_cost"}
    has_what = bool(fields & {"action", "key_result", "objective", "output"})
    return (has_what and len(fields) >= 2) or len(fields) >= 4


def _header_at(grid: Grid, n: int, line: Line) -> Header | None:
    filled = [cell for cell in line.cells if cell]
    if len(set(filled)) < 2 or max(len(cell) for cell in filled) > 120:
        return None
    known = sum(1 for cell in set(filled) if field_of(cell))
    if known < 2:
        return None
    below = grid.lines[n + 1] if n + 1 < len(grid.lines) else None
    if below is not None and _is_second_line(line, below):
        texts = [_joined(line, below, at) for at in range(max(len(line.cells), len(below.cells)))]
        return Header(_columns(texts), n + 2, line.cells)
    return Header(_columns([(cell, cell) for cell in line.cells]), n + 1, line.cells)


def _is_second_line(line: Line, below: Line) -> bool:
    """A heading may run over two lines: below a merged one stand its parts."""
    own = [(at, cell) for at, cell in enumerate(below.cells) if cell and below.own[at]]
    if not own or any(len(cell) > 60 for _at, cell in own):
        return False
    parts = [
        cell
        for at, cell in own
        if at < len(line.cells) and (not line.own[at] or not line.cells[at] or _spans(line, at))
    ]
    named = sum(
        1 for _at, cell in own if field_of(cell) or is_period_header(cell) or UNIT.fullmatch(cell.strip())
    )
    spread_down = any(cell and not below.own[at] for at, cell in enumerate(below.cells))
    return (
        named == len(own)
        or (bool(parts) and spread_down and named * 2 >= len(own))
        or (named >= 2 and named * 2 > len(own))
    )


def _spans(line: Line, at: int) -> bool:
    return at + 1 < len(line.cells) and not line.own[at + 1] and line.cells[at + 1] == line.cells[at]


def _joined(line: Line, below: Line, at: int) -> tuple[str, str]:
    """(what the column itself says, with what stands above it)."""
    upper = line.cells[at] if at < len(line.cells) else ""
    lower = below.cells[at] if at < len(below.cells) else ""
    if not lower or lower == upper:
        return upper, upper
    if UNIT.fullmatch(lower.strip()) or not upper:
        return (upper or lower), f"{upper} {lower}".strip()
    return lower, f"{upper} {lower}"


def _columns(texts: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for at, (own, whole) in enumerate(texts):
        if not whole or (at and texts[at - 1][1] == whole and field_of(own) not in ("lead", "support")):
            columns += [Column(at, "", "")] if not whole else [Column(at, "again", whole)]
            continue
        columns.append(Column(at, _field(own, whole), " ".join(whole.split())))
    return tuple(_settled(columns))


def _field(own: str, whole: str) -> str:
    upper = field_of(whole.removesuffix(own)) if whole != own else ""
    if is_period_header(own):
        return "year_cost" if upper == "budget" else "tick"
    return field_of(own) or field_of(whole) or upper


def _settled(columns: list[Column]) -> list[Column]:
    """A word may mean two things: its neighbours decide. And what a table lacks may go by another name."""
    fields = [column.field for column in columns]
    settled = list(columns)
    for n, column in enumerate(columns):
        if fold(column.heading) in ("lengo", "malengo"):
            field = "target" if {"indicator", "baseline"} & set(fields[:n]) else "objective"
            settled[n] = Column(column.at, field, column.heading)
    present = {column.field for column in settled}
    if "action" not in present:
        for other in ("key_result", "output", "objective"):
            if other in present:
                return [Column(c.at, "action", c.heading) if c.field == other else c for c in settled]
    return settled

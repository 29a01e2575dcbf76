"""A matrix walked line by line: which section each row lies in, and what each row says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from jukwaa.plans.imports.actions import joined, read_actions
from jukwaa.plans.imports.contract import Problem, Severity
from jukwaa.plans.imports.gathering import Node
from jukwaa.plans.imports.headings import Column, Header, is_repeat
from jukwaa.plans.imports.lexicon import Lexicon
from jukwaa.plans.imports.paths import Level, Over, Told, levels_of
from jukwaa.plans.imports.rows import Row, Setting
from jukwaa.plans.imports.saying import add_outcome, is_read_elsewhere, tell_node
from jukwaa.plans.imports.settling import under_a_lead
from jukwaa.plans.imports.structure import LineKind, banner_of, depths_of, habit_of, kind_of
from jukwaa.plans.imports.tables import Grid, Line
from jukwaa.plans.imports.titles import SAID, name_in
from jukwaa.plans.rules.cells.money import unit_said
from jukwaa.plans.rules.cells.notes import doubt
from jukwaa.plans.rules.cells.periods import Frame

DITTO = re.compile(r"^(?:[\"”“〃]+|''|,,|-?\s?do\.?\s?-?|ditto|(?:the )?same(?: as above)?|as above|kama (?:hapo )?juu)$", re.IGNORECASE)  # fmt: skip
QUARTERS = re.compile(r"\bq(?:uarter|tr)?\.?\s*(?:[1-4]|i{1,3}|iv)\b|\bquarter\b|\brobo\b", re.IGNORECASE)
EVERY = re.compile(r"(?:every|each|per) quarter|kila robo|quarterly", re.IGNORECASE)
LONGEST_SHOWN = 120
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table or a part of one, with its headings settled and what stands over it."""

    grid: Grid
    header: Header
    lines: tuple[Line, ...]
    over: Over
    above: tuple[str, ...] = ()  # what is written over it


def spanning_outcomes(header: Header, lines: Sequence[Line]) -> tuple[Column, ...]:
    """The outcome columns whose cells speak for several rows; none where nearly each row has one of its own."""
    columns = header.of("outcome")
    cells = [line.at(c.at) for c in columns for line in lines if line.is_own(c.at) and line.at(c.at)]
    rows = sum(1 for line in lines if any(line.at(c.at) for c in header.of("action")))
    each_its_own = len(cells) * 4 > rows * 3 and len(set(cells)) * 4 > rows * 3
    return () if each_its_own else tuple(columns)


@dataclass(slots=True)
class Walk:
    """What was gathered so far, over all tables of the file."""

    lexicon: Lexicon
    frame: Frame
    root: Node = field(default_factory=Node)
    problems: list[Problem] = field(default_factory=list)
    used_quarters: bool = False

    def through(self, matrix: Matrix) -> None:
        _Table(self, matrix).walk()


@dataclass(slots=True)
class _Table:
    walk_: Walk
    matrix: Matrix
    setting: Setting = field(init=False)
    levels: tuple[Level, ...] = field(init=False)
    banners: list[tuple[int, str]] = field(default_factory=list)
    filled: list[Texts] = field(default_factory=list)
    out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    code_before: str = ""
    outcomes: tuple[Column, ...] = field(init=False)

    def walk(self) -> None:
        walk, matrix = self.walk_, self.matrix
        self.outcomes = spanning_outcomes(matrix.header, matrix.lines)
        shaded = _ticks_by_shade(matrix)
        unit = next(
            (u for text in matrix.above if (u := unit_said(text, walk.lexicon.known.currency)) != 1),
            Decimal(1),
        )
        self.setting = Setting(matrix.grid, matrix.header, walk.lexicon, walk.frame, shaded, unit)
        lines = list(self._lines())
        habit = habit_of(lines, matrix.header)
        kinds = [kind_of(line, matrix.header, habit) for line in lines]
        last = max((n for n, kind in enumerate(kinds) if kind == "row"), default=-1)
        lines, kinds = self._up_to(last, lines, kinds)
        self.levels = levels_of(
            matrix.header, [line for line, kind in zip(lines, kinds, strict=True) if kind == "row"]
        )
        self.filled = [{} for _level in self.levels]
        self._say_over()
        names = [
            banner_of(line, matrix.header, habit) if kind == "banner" else None
            for line, kind in zip(lines, kinds, strict=True)
        ]
        telling = [n for n, kind in enumerate(kinds) if kind in ("banner", "row")]
        depths = dict(
            zip(
                telling,
                depths_of(
                    [names[n] for n in telling], [(lines[n].bold, any(lines[n].shaded)) for n in telling]
                ),
                strict=True,
            )
        )
        for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
            self._take(line, kind, names[n] or banner_of(line, matrix.header, habit), depths.get(n, 0))
        self._tell_of_left_out()

    # --- lines ---

    def _lines(self) -> Iterator[Line]:
        """What is shown and no heading, with the marks for "the same" replaced by what they stand for."""
        above: dict[int, str] = {}
        hidden = 0
        for line in self.matrix.lines:
            if line.hidden:
                hidden += any(line.cells)
            elif is_repeat(line, self.matrix.header):
                self.out["heading"].append("")
            elif any(line.cells):
                whole = _without_ditto(line, above)
                above = {at: cell or above.get(at, "") for at, cell in enumerate(whole.cells)}
                yield whole
        if hidden:
            sentence = gettext_noop("Hidden rows that were left out: %(n)s.")
            self.walk_.problems.append(
                Problem("doubt", self.matrix.grid.name, "", sentence, {"n": str(hidden)})
            )

    def _up_to(
        self, last: int, lines: list[Line], kinds: list[LineKind]
    ) -> tuple[list[Line], list[LineKind]]:
        """What stands below the last row, as notes and signatures do, is no section."""
        for line, kind in zip(lines[last + 1 :], kinds[last + 1 :], strict=True):
            self.out["total" if kind == "total" else "footnote"].append(" ".join(line.said))
        return lines[: last + 1], kinds[: last + 1]

    def _take(self, line: Line, kind: LineKind, name: str, depth: int) -> None:
        if kind == "banner":
            titled = name_in(name)
            self.banners = [b for b in self.banners if b[0] < depth] + [(depth, titled.name)]
            self.filled = [{} for _level in self.levels]
            self.walk_.root.inner(self._path(None), self.matrix.grid.where(line))
            for text in titled.said:
                self._say(text, self.matrix.grid.where(line))
        elif kind == "said":
            self._say(name, self.matrix.grid.where(line))
        elif kind == "row":
            self._row(line)
        else:
            self.out[kind].append(" ".join(line.said))

    # --- sections ---

    def _path(self, line: Line | None) -> list[Texts]:
        language = self.walk_.lexicon.language
        over = [*self.matrix.over.path, *(text for _depth, text in self.banners)]
        path: list[Texts] = [{language: text} for text in over]
        for n, level in enumerate(self.levels if line else ()):
            texts = self._level_texts(line, level) if line else {}
            if texts and texts != self.filled[n]:
                self.filled[n:] = [texts, *({} for _inner in self.levels[n + 1 :])]
        return [*path, *(texts for texts in self.filled if texts)] or [{language: _unnamed(language)}]

    def _level_texts(self, line: Line, level: Level) -> Texts:
        language = self.walk_.lexicon.language
        return {c.language or language: text for c in level.columns if (text := name_in(line.at(c.at)).name)}

    def _say_in_levels(self, line: Line, where: str) -> None:
        """A cell that names a section may say its outcome or its lead below the name."""
        for level in self.levels:
            for text in (
                text for c in level.columns if line.is_own(c.at) for text in name_in(line.at(c.at)).said
            ):
                self._say(text, where)

    def _say_over(self) -> None:
        """What stands between the names of the sections and the table."""
        over, language = self.matrix.over, self.walk_.lexicon.language
        for n, step in enumerate(over.steps):
            node = self.walk_.root.inner([{language: name} for name in over.path[: n + 1]], "")
            for told in step.said:
                self.walk_.problems += tell_node(node, told, self.setting, "")
        self.out["above"] += [told.text for told in over.loose if not is_read_elsewhere(told.text)]

    def _say(self, text: str, where: str) -> None:
        """ "Outcome: …" and "Lead: …" of the section that they stand in; other prose is told of."""
        lies_in_none = not self.matrix.over.path and not self.banners and not any(self.filled)
        if lies_in_none or not SAID.match(text):
            self.out["prose"].append(text)
            return
        node = self.walk_.root.inner(self._path(None), where)
        self.walk_.problems += tell_node(node, Told(text), self.setting, where)

    # --- rows ---

    def _row(self, line: Line) -> None:
        row = Row(self._coded(line), self.setting)
        node = self.walk_.root.inner(self._path(line), row.where)
        self._say_in_levels(line, row.where)
        if node.leads:
            row.setting = replace(self.setting, header=under_a_lead(self.setting.header))
            row.section_lead = node.leads[0].body.name or ""
        actions = [c for c in self.matrix.header.of("action") if line.at(c.at)]
        if not actions or all(line.is_below(c.at) for c in actions):
            self._go_on(row, node, merged=bool(actions))
            return
        levels = frozenset(c.at for level in self.levels for c in level.columns)
        levels |= self._take_outcome(row, node)
        made = read_actions(row, levels=levels)
        self.walk_.used_quarters = self.walk_.used_quarters or _uses_quarters(row)
        node.actions += made
        self.walk_.problems += row.problems

    def _take_outcome(self, row: Row, node: Node) -> frozenset[int]:
        """An outcome that spans rows is its section's; one for each row is a remark of it."""
        for column in self.outcomes:
            if text := " ".join(row.cell(column).split()):
                add_outcome(node, {column.language or self.walk_.lexicon.language: text})
        return frozenset(c.at for c in self.outcomes)

    def _coded(self, line: Line) -> Line:
        """A code 1.10 that Excel holds as the number 1.1 comes after 1.9."""
        column = next(iter(self.matrix.header.of("code")), None)
        if column is None or not self.matrix.grid.sheet:
            return line
        code = line.at(column.at)
        outer, _dot, inner = code.rpartition(".")
        before_outer, _dot, before = self.code_before.rpartition(".")
        if (
            outer
            and outer == before_outer
            and before.isdigit()
            and inner == str(int(before) + 1).rstrip("0") != str(int(before) + 1)
        ):
            code = f"{outer}.{int(before) + 1}"
            line = replace(line, cells=(*line.cells[: column.at], code, *line.cells[column.at + 1 :]))
        self.code_before = code or self.code_before
        return line

    def _go_on(self, row: Row, node: Node, *, merged: bool) -> None:
        """A line without an action of its own: more indicators of the one above, or more words about it."""
        levels = {c.at for level in self.levels for c in level.columns}
        own = {
            at
            for at, cell in enumerate(row.line.cells)
            if cell and not row.line.is_below(at) and at not in levels
        }
        last = node.last()
        if not own:
            return
        if last is None:
            self.out["prose"].append(" ".join(row.line.said))
            return
        owner, action = last
        more = Row(_only(row.line, own, self.matrix.header), self.setting, goes_on=True)
        more.keep(more.heading("code"), more.text("code"))  # the action keeps the code that it has
        made = read_actions(more, levels=frozenset(levels))
        owner.actions[-1], changed = joined(action, made[0])
        if changed or not merged:
            more.tell("", [doubt("rows.joined", title=next(iter(action.title.values()), ""))])
        self.walk_.problems += more.problems

    # --- what is left out ---

    def _tell_of_left_out(self) -> None:
        sentences = {
            "total": gettext_noop("Left out as totals: %(texts)s."),
            "footnote": gettext_noop("Left out as notes: %(texts)s."),
            "prose": gettext_noop("Left out, since it names no action: %(texts)s."),
            "above": gettext_noop("Left out, since it stands above the table but in no section: %(texts)s."),
        }
        for kind, sentence in sentences.items():
            texts = [f"“{text}”" for text in self.out[kind] if text]
            if texts:
                level: Severity = "doubt" if kind == "prose" else "note"
                named = {"texts": ", ".join(dict.fromkeys(texts))}
                self.walk_.problems.append(Problem(level, self.matrix.grid.name, "", sentence, named))


def _unnamed(language: str) -> str:
    """The section of a plan that names none, in the file's language: whoever brings it in, it is the same."""
    with override(language):
        return _("Actions")


def _without_ditto(line: Line, above: Mapping[int, str]) -> Line:
    marks = [at for at, cell in enumerate(line.cells) if cell and DITTO.match(cell) and above.get(at)]
    if not marks:
        return line
    return replace(
        line, cells=tuple(above[at] if at in marks else cell for at, cell in enumerate(line.cells))
    )


def _only(line: Line, own: set[int], header: Header) -> Line:
    """The cells of its own, under a stand-in for the action, so that they are read as a row's."""
    actions = [c.at for c in header.of("action")]
    cells = [cell if at in own else "" for at, cell in enumerate(line.cells)]
    for at in actions[:1]:
        cells[at] = cells[at] or "…"
    return replace(line, cells=tuple(cells), below=())


def _uses_quarters(row: Row) -> bool:
    cells = [
        row.text("when"),
        row.text("starts"),
        row.text("ends"),
        *(c.time or c.said for c in row.of("tick") if row.cell(c)),
    ]
    return any(QUARTERS.search(cell) and not EVERY.search(cell) for cell in cells)


def _ticks_by_shade(matrix: Matrix) -> frozenset[int]:
    """In a chart of bars nothing is written: some cells of the columns of time are shaded, others not."""
    columns: Sequence[Column] = matrix.header.of("tick")
    rows = [line for line in matrix.lines if any(line.at(c.at) for c in matrix.header.of("action"))]
    written = any(line.at(c.at) for line in rows for c in columns)
    shaded = sum(line.is_shaded(c.at) for line in rows for c in columns)
    drawn = 0 < shaded < len(rows) * len(columns) * 0.9
    return frozenset(c.at for c in columns) if columns and not written and drawn else frozenset()

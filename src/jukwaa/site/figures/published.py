"""A publication as people read it: the whole, one section, one place. Everything comes from its own document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from jukwaa.core.texts import Said, say
from jukwaa.plans.rules.quarters import named
from jukwaa.results.figures.naming import percent, quarter_name, survey_text, value_text
from jukwaa.results.figures.surveys import Survey
from jukwaa.results.models import Publication
from jukwaa.results.rules import publishing
from jukwaa.results.rules.caring import UNREVIEWED
from jukwaa.results.rules.reaching import FEW, SEVERAL, together
from jukwaa.site.figures.grouped import GroupTable, group_tables

BAR, LINE = 300, 34  # of a picture: how long a full bar is, how high a line


@dataclass(frozen=True, slots=True)
class Cell:
    """Of the table of places: blank where no number may be told, which is not nought."""

    people: str
    count: int | None
    reports: int = 0
    few: int = 0
    unsaid: int = 0

    @property
    def note(self) -> str:
        """Which reports are in no sum."""
        small = ngettext("%(n)s report of fewer than %(few)s people", "%(n)s reports of fewer than %(few)s people", self.few)  # fmt: skip
        silent = ngettext("%(n)s report without a number", "%(n)s reports without a number", self.unsaid)
        said = [small % {"n": self.few, "few": FEW}] if self.few else []
        return "; ".join([*said, silent % {"n": self.unsaid}] if self.unsaid else said)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    code: str
    name: str
    cells: list[Cell]  # by quarter, then together

    @property
    def total(self) -> Cell:
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    text: str
    y: int
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator."""

    pid: str
    owner: str
    of_action: bool
    what: Said
    unit: Said
    baseline: str
    target: str
    now: str
    way: int | None
    why: str
    count: int
    survey: str  # "a survey of 300"
    quarters: list[str]
    y: int
    length: int


@dataclass(frozen=True, slots=True)
class Section:
    pid: str
    code: str
    title: Said
    way: int | None
    reported: int
    of: int
    y: int
    length: int
    rows: list[Line]

    @property
    def height(self) -> int:
        return LINE * len(self.rows)


@dataclass(frozen=True, slots=True)
class Told:
    """One change, as a line: indicator, quarter, before and now."""

    what: Said
    quarter: str
    kind: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """A section, then and now."""

    code: str
    title: Said
    before: int | None
    now: int | None
    new: list[Told]
    other: list[Told]  # corrected, or no longer told

    @property
    def is_other(self) -> bool:
        return bool(self.new or self.other or self.before != self.now)


@dataclass(frozen=True, slots=True)
class Frozen:
    publication: Publication
    day: date
    way: int | None
    gone: int
    reported: int
    of: int
    sections: list[Section]
    quarters: list[str]
    height: int
    reach: list[PlaceRow]
    whole: PlaceRow
    over: list[str]  # the quarters of the tables
    tables_of: date  # since when the tables stand so
    groups: list[GroupTable]
    few: int = FEW

    @property
    def places(self) -> list[PlaceRow]:
        return [row for row in self.reach if row.code != SEVERAL]


def frozen(publication: Publication) -> Frozen:
    doc = publication.document
    names = [name_of(each) for each in doc["quarters"]]
    sections = [_section(n, each, doc["quarters"]) for n, each in enumerate(doc["sections"])]
    reach = doc["reach"]
    rows = place_rows(reach)
    return Frozen(
        publication=publication,
        day=publication.day,
        way=_percent(doc["score"]),
        gone=doc["gone"],
        reported=doc["reported"],
        of=doc["indicators_in_all"],
        sections=sections,
        quarters=names,
        height=LINE * len(sections),
        reach=rows,
        whole=_whole(reach),
        over=[name_of(each) for each in reach["quarters"]],
        tables_of=date.fromisoformat(reach["as_at"]),
        groups=group_tables(reach),
    )


def name_of(quarter: str) -> str:
    found = named(quarter)
    return quarter_name(found) if found else quarter


def _percent(written: str | None) -> int | None:
    return None if written is None else percent(Decimal(written))


# --- sections ---------------------------------------------------------------------------------------------------


def _section(n: int, section: Mapping[str, Any], quarters: Iterable[str]) -> Section:
    way = _percent(section["score"])
    return Section(
        pid=section["pid"],
        code=section["code"],
        title=say(section["title"]),
        way=way,
        reported=section["reported"],
        of=section["indicators_in_all"],
        y=n * LINE,
        length=BAR * (way or 0) // 100,
        rows=[_line(at, row, list(quarters)) for at, row in enumerate(section["indicators"])],
    )


def _line(n: int, row: Mapping[str, Any], quarters: list[str]) -> Line:
    way = _percent(row["attainment"])
    return Line(
        pid=row["pid"],
        owner=row["owner"],
        of_action=row["of_action"],
        what=say(row["text"]),
        unit=say(row["unit"]),
        baseline=row["baseline"],
        target=row["target"],
        now=_value(row["value"], row["measure"]),
        way=way,
        why=_why(row),
        count=row["count"],
        survey=_survey(row.get("survey")),
        quarters=[_value(row["quarters"].get(each), row["measure"]) for each in quarters],
        y=n * LINE,
        length=BAR * (way or 0) // 100,
    )


def _survey(kept: Mapping[str, Any] | None) -> str:
    return survey_text(Survey(kept["n"], Decimal(kept["margin"]) if kept["margin"] else None)) if kept else ""


def _value(written: str | None, measure: str) -> str:
    return value_text(Decimal(written), measure) if written else ""


WHY: Mapping[str, Promise] = {
    "places": lazy("told of several places, and does not add up"),
    "time": lazy("told of several quarters, and does not add up"),
    "weight": lazy("nobody said of how many it is"),
    "missing": lazy("could not be measured"),
    "not_applicable": lazy("does not apply so far"),
    "unpublished": lazy("a number of people: told with the next publication"),
    UNREVIEWED: lazy("not found safe to show yet"),
}


def _why(row: Mapping[str, Any]) -> str:
    if row["hidden"]:
        return _("fewer than %(n)s people: hidden") % {"n": FEW}
    if row["value"] is not None:
        return "" if row["attainment"] else _("the plan gives no number to measure it against")
    known = next((WHY[each] for each in (row["why"], *row["says"]) if each in WHY), None)
    return str(known or _("nothing told and checked yet"))


# --- people -----------------------------------------------------------------------------------------------------


def place_rows(reach: Mapping[str, Any]) -> list[PlaceRow]:
    """Every sub-county, also where nothing was told; then what was in several, or of the whole county."""
    named_ = sorted(reach["names"].items(), key=lambda each: each[1])
    rows = [_row(code, name, reach["places"].get(code, {}), reach["quarters"]) for code, name in named_]
    several = reach["places"].get(SEVERAL, {})
    return [*rows, _row(SEVERAL, _("Several, or the whole county"), several, reach["quarters"])]


def _whole(reach: Mapping[str, Any]) -> PlaceRow:
    rows = reach["places"].values()
    every = {
        quarter: together(row[quarter] for row in rows if quarter in row) for quarter in reach["quarters"]
    }
    return _row(
        "", _("Together"), {quarter: cell for quarter, cell in every.items() if cell}, reach["quarters"]
    )


def _row(code: str, name: str, cells: Mapping[str, Mapping[str, int]], quarters: Iterable[str]) -> PlaceRow:
    told = [_cell(cells.get(each, {})) for each in quarters]
    return PlaceRow(code, name, [*told, _cell(together(cells.values()))])


def _cell(cell: Mapping[str, int]) -> Cell:
    people = cell.get("people")
    return Cell(
        people="" if people is None else number_format(people, force_grouping=True),
        count=people,
        reports=cell.get("reports", 0),
        few=cell.get("few", 0),
        unsaid=cell.get("unsaid", 0),
    )


def bars_of(row: PlaceRow, quarters: list[str]) -> list[Bar]:
    most = max((cell.count or 0 for cell in row.cells[:-1]), default=0)
    return [
        Bar(name, cell.people, n * LINE, BAR * (cell.count or 0) // most if most else 0)
        for n, (name, cell) in enumerate(zip(quarters, row.cells, strict=False))
    ]


# --- what changed -----------------------------------------------------------------------------------------------


def since(document: Mapping[str, Any], moved: Iterable[publishing.Moved]) -> list[Since]:
    """`document`: of which the sections and indicators are named."""
    sections = {section["pid"]: section for section in document["sections"]}
    rows = publishing.indicators_of(document)
    found = [_since(sections[each.pid], each, rows) for each in moved if each.pid in sections]
    return [each for each in found if each.is_other]


def _since(section: Mapping[str, Any], moved: publishing.Moved, rows: Mapping[str, Any]) -> Since:
    told = [_told(change, rows[change.pid]) for change in moved.changes]
    return Since(
        code=section["code"],
        title=say(section["title"]),
        before=_percent(moved.before),
        now=_percent(moved.now),
        new=[each for each in told if each.kind == "new"],
        other=[each for each in told if each.kind != "new"],
    )


def _told(change: publishing.Change, row: Mapping[str, Any]) -> Told:
    return Told(
        what=say(row["text"]),
        quarter=name_of(change.quarter),
        kind=change.kind,
        before=_value(change.before, row["measure"]),
        now=_value(change.now, row["measure"]),
    )


@dataclass(frozen=True, slots=True)
class Recount:
    place: str
    quarter: str
    before: str
    now: str


def recounts(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[Recount]:
    """Quarters that had been published, and whose people are counted otherwise now."""
    names = now["reach"]["names"] | {SEVERAL: _("Several, or the whole county")}
    return [
        Recount(
            names.get(each.place, each.place),
            name_of(each.quarter),
            number_format(each.before, force_grouping=True),
            number_format(each.now, force_grouping=True),
        )
        for each in publishing.recounted(now, before)
    ]

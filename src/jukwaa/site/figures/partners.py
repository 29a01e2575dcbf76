"""Who does what where: organisations and places by section, with gaps, and with those who should talk.

Rows stand by name and by place, never by number: nobody is ranked. Bodies that are not named in public share
one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from jukwaa.places.models import Area
from jukwaa.plans.figures.reading import ActionRow, SectionRow, Who, when
from jukwaa.plans.rules.coverage import Deed, Side, missing_side, overlaps, touching, untouched
from jukwaa.plans.rules.matching import fold
from jukwaa.site.figures.places import place_names
from jukwaa.site.figures.reading import Book

UNNAMED = ""  # the key of every body that this reader may not know: one for all of them
SHOWN = 20  # pairs that a page tells; whoever has more chooses a place


@dataclass(frozen=True, slots=True)
class Cell:
    section: str
    count: int
    address: str  # of exactly these actions in the plan; "" where the plan has no such view


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    name: str
    note: str
    inner: bool  # a ward, under its sub-county
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True, slots=True)
class Here:
    """A body at the place that was asked for, with what it does there."""

    name: str
    pid: str
    actions: list[ActionRow]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actions whose bodies may not know of each other."""

    section: str
    places: str
    when: str
    one: ActionRow
    two: ActionRow
    bodies: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gaps:
    wards: list[Area]  # that nothing names
    wards_of: int
    empty: list[SectionRow]
    unled: list[tuple[SectionRow, tuple[Side, ...]]]
    leaderless: list[ActionRow]

    def __bool__(self) -> bool:
        return bool(self.wards or self.empty or self.unled or self.leaderless)


@dataclass(frozen=True, slots=True)
class Partners:
    """`place` is None for the whole area; else only what names the place, what it lies in or a part of it."""

    place: Area | None
    name: str  # of the place
    columns: list[SectionRow]
    bodies: list[Line]
    places: list[Line]
    here: list[Here]
    actions: int
    everywhere: int  # actions for the whole area
    state: int
    others: int
    gaps: Gaps
    pairs: list[Pair]
    more: bool  # pairs than are shown


def partners(book: Book, place: Area | None) -> Partners:
    root = book.plan.forum.area_id
    devolved = [area for area in book.places if area.kind in (Area.Kind.SUB_COUNTY, Area.Kind.WARD)]
    reach = touching([area.code for area in devolved], root)
    actions = [row for row in book.actions if place is None or _names(row, place.code, reach)]
    columns = [section for section in book.sections if section.depth == 0]
    tops = _tops(book.sections)
    taking_part = {part.body: part for row in actions for part in row.who}.values()
    pairs = list(islice(_pairs(book, actions), SHOWN + 1))
    return Partners(
        place=place,
        name=place_names(book.places, root)[place.code] if place else "",
        columns=columns,
        bodies=_body_lines(columns, tops, actions, {"place": place.code, "named": "1"} if place else {}),
        places=[] if place else _place_lines(book, devolved, reach, columns, tops),
        here=_here(actions) if place else [],
        actions=len(actions),
        everywhere=sum(1 for row in book.actions if root in row.areas),
        state=sum(1 for part in taking_part if part.state),
        others=sum(1 for part in taking_part if not part.state),
        gaps=_gaps(book, devolved, actions, place),
        pairs=pairs[:SHOWN],
        more=len(pairs) > SHOWN,
    )


def _names(row: ActionRow, place: str, reach: Mapping[str, tuple[str, ...]]) -> bool:
    return not set(reach.get(place, (place,))).isdisjoint(row.areas)


def _tops(sections: Iterable[SectionRow]) -> dict[int, int]:
    """Each section's outermost one; sections come outer before inner."""
    tops: dict[int, int] = {}
    for section in sections:
        tops[section.pk] = tops[section.parent] if section.parent else section.pk
    return tops


def _plural(
    sections: list[SectionRow], counts: Mapping[int, set[int]], said: Mapping[str, str]
) -> list[Cell]:
    return [
        Cell(s.title.text, len(counts.get(s.pk, ())), _address({**said, "section": s.code}) if said else "")
        for s in sections
    ]


def _address(said: Mapping[str, str]) -> str:
    return f"?{urlencode(said)}"


# --- organisations ----------------------------------------------------------------------------------------


def _body_lines(
    columns: list[SectionRow], tops: Mapping[int, int], actions: list[ActionRow], asked: Mapping[str, str]
) -> list[Line]:
    known: dict[str, Who] = {}
    counts: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in actions:
        for part in row.who:
            known.setdefault(part.pid, part)
            counts[part.pid][tops[row.section]].add(row.pk)
    ordered = sorted(known, key=lambda pid: (pid == UNNAMED, fold(known[pid].name)))
    return [_body_line(known[pid], columns, counts[pid], asked) for pid in ordered]


def _body_line(
    body: Who, columns: list[SectionRow], counts: Mapping[int, set[int]], asked: Mapping[str, str]
) -> Line:
    said = {**asked, "body": body.pid} if body.pid else {}
    name = body.name if body.pid else _("Civil-society bodies that are not named in public")
    total = Cell("", len(set().union(*counts.values())), _address(said) if said else "")
    return Line(body.pid, name, _kind(body), False, _plural(columns, counts, said), total)


def _kind(body: Who) -> str:
    if not body.pid:
        return ""
    told = {True: _("public office"), False: _("non-state body"), None: _("not yet said what it is")}
    return f"{told[body.state]}, {_('not named in public')}" if body.hidden else told[body.state]


def _here(actions: list[ActionRow]) -> list[Here]:
    """Each body with its actions, those that may not be named together and last."""
    names: dict[str, str] = {}
    found: dict[str, dict[int, ActionRow]] = defaultdict(dict)
    for row in actions:
        for part in row.who:
            names.setdefault(
                part.pid, part.name if part.pid else _("Civil-society bodies that are not named in public")
            )
            found[part.pid][row.pk] = row
    ordered = sorted(names, key=lambda pid: (pid == UNNAMED, fold(names[pid])))
    return [Here(names[pid], pid, list(found[pid].values())) for pid in ordered]


# --- places -----------------------------------------------------------------------------------------------


def _place_lines(
    book: Book,
    devolved: list[Area],
    reach: Mapping[str, tuple[str, ...]],
    columns: list[SectionRow],
    tops: Mapping[int, int],
) -> list[Line]:
    """The whole area by itself, then each sub-county with its wards: what names them, or what they lie in."""
    counts: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in book.actions:
        for code in {place for area in row.areas for place in reach.get(area, ())}:
            counts[code][tops[row.section]].add(row.pk)
    root = book.plan.forum.area
    rows = [(root.code, _("All of %(place)s") % {"place": root.name}, False)]
    rows += [(area.code, area.name, area.kind == Area.Kind.WARD) for area in _nested(devolved)]
    return [_place_line(*row, columns, counts.get(row[0], {})) for row in rows]


def _nested(devolved: list[Area]) -> list[Area]:
    """Sub-counties by name, each with its wards by name behind it."""
    names = {area.code: fold(area.name) for area in devolved}

    def key(area: Area) -> tuple[str, str, bool, str]:
        outer = area.parent_id if area.parent_id in names else area.code
        inner = outer != area.code
        return names[outer or ""], outer or "", inner, names[area.code]

    return sorted(devolved, key=key)


def _place_line(
    code: str, name: str, inner: bool, columns: list[SectionRow], counts: Mapping[int, set[int]]
) -> Line:
    said = {"place": code, "named": "1"}
    total = Cell("", len(set().union(*counts.values())), _address(said))
    return Line(code, name, "", inner, _plural(columns, counts, said), total)


def place_choices(book: Book) -> list[tuple[Area, list[Area]]]:
    """Sub-counties, each with its wards."""
    found: list[tuple[Area, list[Area]]] = []
    for area in _nested([a for a in book.places if a.kind in (Area.Kind.SUB_COUNTY, Area.Kind.WARD)]):
        if area.kind == Area.Kind.WARD and found:
            found[-1][1].append(area)
        else:
            found.append((area, []))
    return found


# --- gaps and overlaps ------------------------------------------------------------------------------------


def _gaps(book: Book, devolved: list[Area], actions: list[ActionRow], place: Area | None) -> Gaps:
    root = book.plan.forum.area_id
    inside = [
        a for a in devolved if a.kind == Area.Kind.WARD and (place is None or a.code.startswith(place.code))
    ]
    missing = set(untouched([ward.code for ward in inside], map(_deed, _alive(actions)), root))
    leaderless = [
        row for row in _alive(actions) if not any(part.kind in ("lead", "co_lead") for part in row.who)
    ]
    if place:
        return Gaps([ward for ward in inside if ward.code in missing], len(inside), [], [], leaderless)
    outer = [section for section in book.sections if section.depth == 0]
    empty = [section for section in outer if not _alive(book.within(section))]
    sides = [(s, missing_side(_sides(book, s))) for s in outer if s not in empty]
    wards = [ward for ward in _nested(devolved) if ward.code in missing]
    return Gaps(wards, len(inside), empty, [(s, side) for s, side in sides if side], leaderless)


def _alive(actions: Iterable[ActionRow]) -> list[ActionRow]:
    return [row for row in actions if row.stated != "dropped"]


def _sides(book: Book, section: SectionRow) -> set[bool | None]:
    """Of those who lead the section; where nobody is said to, of those who lead its actions."""
    own = {lead.state for lead in section.leads}
    return own or {part.state for row in _alive(book.within(section)) for part in row.leads}


def _deed(row: ActionRow) -> Deed:
    """Bodies that may not be told apart in public are not told apart here either."""
    parts = {part.pid for part in row.who if part.kind != "funder"}
    bodies = frozenset(parts - {UNNAMED} or parts)
    return Deed(row.pk, row.section, row.areas, row.starts, row.ends, bodies)


def _pairs(book: Book, actions: list[ActionRow]) -> Iterable[Pair]:
    rows = {row.pk: row for row in actions}
    sections = {section.pk: section.title.text for section in book.sections}
    names = place_names(book.places, book.plan.forum.area_id)
    for overlap in overlaps(map(_deed, _alive(actions))):
        one, two = rows[overlap.one], rows[overlap.two]
        yield Pair(
            section=sections[one.section],
            places=", ".join(names.get(code, code) for code in overlap.places),
            when=when(overlap.starts, overlap.ends, book.plan),
            one=one,
            two=two,
            bodies=(_named(one), _named(two)),
        )


def _named(row: ActionRow) -> str:
    return ", ".join(dict.fromkeys(part.name for part in row.who if part.kind != "funder"))

"""One line of a matrix as an action: each column read by its own reader, nothing dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jukwaa.plans.imports.contract import Known, Problem
from jukwaa.plans.imports.headings import Column, Header
from jukwaa.plans.imports.messages import say
from jukwaa.plans.imports.spans import Frame
from jukwaa.plans.imports.tables import Grid, Line
from jukwaa.plans.rules.cells.areas import AreaIndex, index_areas, read_areas
from jukwaa.plans.rules.cells.bodies import Bodies, match_body, read_bodies
from jukwaa.plans.rules.cells.indicators import read_indicators
from jukwaa.plans.rules.cells.money import Money, read_money, sum_by_year, unit_of_header
from jukwaa.plans.rules.cells.notes import Note, doubt, note
from jukwaa.plans.rules.cells.periods import Period, read_period, read_ticks
from jukwaa.plans.rules.cells.several import split_activities, split_code
from jukwaa.plans.rules.document import ActionDoc, BodyRef, IndicatorDoc, RoleDoc, RoleKind, Stated
from jukwaa.plans.rules.matching import fold

STATES: Mapping[Stated, tuple[str, ...]] = {
    "done": ("done", "complete", "completed", "achieved", "finished", "imekamilika", "imefanyika", "100", "100%"),
    "moving": ("moving", "ongoing", "on going", "in progress", "on track", "started", "under way", "underway", "inaendelea", "imeanza"),
    "not_started": ("not started", "not yet started", "pending", "planned", "not begun", "haijaanza", "bado", "0%"),
    "paused": ("paused", "on hold", "suspended", "imesitishwa"),
    "dropped": ("dropped", "cancelled", "canceled", "abandoned", "imeondolewa", "imefutwa"),
}  # fmt: skip
STATE_OF = {fold(word): state for state, words in STATES.items() for word in words}


@dataclass
class Lexicon:
    """What the forum knows, ready to be asked, and the names that were told of already."""

    known: Known
    language: str
    told: set[str] = field(default_factory=set)

    @cached_property
    def areas(self) -> AreaIndex:
        return index_areas(self.known.areas, self.known.area)

    @cached_property
    def bodies(self) -> dict[str, str]:
        names = {body.name: body.id for body in self.known.bodies}
        return {body.short_name: body.id for body in self.known.bodies if body.short_name} | names

    @cached_property
    def names(self) -> dict[str, str]:
        return {body.id: body.name for body in self.known.bodies}


@dataclass(slots=True)
class Row:
    """A line of the matrix with what has been said of it so far."""

    grid: Grid
    line: Line
    header: Header
    lexicon: Lexicon
    frame: Frame
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def where(self) -> str:
        return self.grid.where(self.line)

    def cell(self, column: Column) -> str:
        return self.line.cells[column.at] if column.at < len(self.line.cells) else ""

    def text(self, name: str) -> str:
        """All that stands in the columns of a field."""
        return "\n".join(filter(None, dict.fromkeys(self.cell(column) for column in self.header.of(name))))

    def heading(self, name: str) -> str:
        return next((column.heading for column in self.header.of(name)), "")

    def tell(self, column: str, notes: Iterable[Note]) -> None:
        self.problems += [Problem(n.level, self.where, column, say(n)) for n in notes]

    def keep(self, heading: str, text: str) -> None:
        """What was not understood stays as a remark under its column's name."""
        line = " ".join(text.split())
        if line:
            self.remarks.append(f"{heading}: {line}" if heading else line)


def read_actions(row: Row) -> list[ActionDoc]:
    """The line's action, or several where its cell holds several."""
    titles = split_activities(row.text("action"))
    money, period = _money(row), _period(row)
    roles, areas = _roles(row), _areas(row)
    indicators, status = _indicators(row), _status(row)
    audience = " ".join(row.text("audience").split())
    _leftovers(row)
    if len(titles) > 1:
        row.tell(row.heading("action"), [doubt("several", n=len(titles))])
        if money.amount is not None:
            row.tell(row.heading("budget"), [doubt("money.first_of_several")])
    made = []
    for n, words in enumerate(titles):
        code, title = split_code(words)
        own = n == 0
        made.append(
            ActionDoc(
                id=None,
                title=row_text(row, title),
                code=_code(row) if own and _code(row) else code,
                audience=row_text(row, audience) if row.header.of("audience") else None,
                remarks=row_text(row, "\n".join(row.remarks)) if row.remarks else None,
                tags=_tags(row),
                starts=period.starts,
                ends=period.ends,
                funding=money.funding if own or money.amount is None else "unknown",
                estimate=money.amount if own else None,
                areas=areas,
                roles=roles,
                indicators=indicators,
                status=status,
                where=row.where,
            )
        )
    return made


def row_text(row: Row, text: str) -> dict[str, str]:
    return {row.lexicon.language: text} if text else {}


def _code(row: Row) -> str | None:
    text = " ".join(row.text("code").split()).strip(".)")
    return text if text and len(text) <= 20 else None


def _tags(row: Row) -> tuple[str, ...] | None:
    if not row.header.of("tags"):
        return None
    return tuple(tag.strip() for tag in row.text("tags").replace(";", ",").split(",") if tag.strip())


def _money(row: Row) -> Money:
    years = max(1, round((row.frame.span.ends - row.frame.span.starts).days / 365.25))
    by_year = [(c.heading, row.cell(c)) for c in row.header.of("year_cost") if row.cell(c)]
    currency = row.lexicon.known.currency
    heading = row.heading("budget") or (by_year[0][0] if by_year else "")
    stated, unit = unit_of_header(" ".join(c.heading for c in row.header.of("budget")) or heading)
    whole = next((row.cell(c) for c in row.header.of("budget") if row.cell(c)), "")
    if stated not in (None, currency) and whole and any(ch.isdigit() for ch in whole):
        whole = f"{stated} {whole}"
    money = (
        sum_by_year(by_year, currency=currency, multiplier=unit)
        if by_year
        else read_money("", currency=currency, years=years)
    )
    if whole and money.amount is None:
        money = read_money(whole, currency=currency, years=years, multiplier=unit)
    row.tell(heading, money.notes)
    row.keep(heading, money.rest)
    return money


def _period(row: Row) -> Period:
    asked = {"plan": row.frame.span, "quarters": row.frame.quarters, "fy_month": row.lexicon.known.fy_month}
    ticks = [(c.heading, row.cell(c)) for c in row.header.of("tick")]
    period = read_period(row.text("when"), **asked)  # type: ignore[arg-type]
    heading = row.heading("when") or (ticks[0][0] if ticks else row.heading("ends"))
    if period.starts is None and ticks:
        row.keep(heading, period.rest)
        period = read_ticks(ticks, **asked)  # type: ignore[arg-type]
    starts, ends = row.text("starts"), row.text("ends")
    if period.starts is None and (starts or ends):
        period = _from_two(row, starts, ends, asked)
    row.tell(heading, period.notes)
    row.keep(heading, period.rest)
    return period


def _from_two(row: Row, starts: str, ends: str, asked: dict[str, object]) -> Period:
    """One column for the first day, one for the last; a deadline alone runs from the plan's first day."""
    first = read_period(starts, **asked)  # type: ignore[arg-type]
    last = read_period(ends, **asked)  # type: ignore[arg-type]
    begins = first.starts or (row.frame.span.starts if last.ends and not starts else None)
    rest = "; ".join(filter(None, [first.rest, last.rest]))
    notes = [*first.notes, *last.notes]
    if begins and last.ends and last.ends < begins:
        notes.append(doubt("periods.backwards", text=f"{starts} – {ends}"))
        return Period(begins, None, tuple(notes), f"{starts} – {ends}")
    used = first.used_quarters or last.used_quarters
    return Period(begins, last.ends or (first.ends if not ends else None), tuple(notes), rest, used)


def _areas(row: Row) -> tuple[str, ...] | None:
    columns = row.header.of("place")
    if not columns:
        return None
    codes: list[str] = []
    for column in columns:
        read = read_areas(_with_kind(row.cell(column), column.heading), row.lexicon.areas)
        codes += read.codes
        row.tell(column.heading, read.notes)
        row.keep(column.heading, read.rest)
    return tuple(dict.fromkeys(codes)) or None


def _with_kind(text: str, heading: str) -> str:
    """In a column that is headed "Ward", Likoni is the ward."""
    if (
        fold(heading) in ("ward", "wards", "wadi")
        and text
        and "," not in text
        and ";" not in text
        and "\n" not in text
    ):
        return text if "ward" in text.casefold() or "wadi" in text.casefold() else f"{text} ward"
    return text


# --- who -----------------------------------------------------------------------------------------------------


def _roles(row: Row) -> tuple[RoleDoc, ...] | None:
    if not {"lead", "support", "funder"} & row.header.fields:
        return None
    names = [*row.lexicon.names.values()]
    lead = read_bodies(row.text("lead"), known=names)
    support = read_bodies(row.text("support"), known=names)
    for heading, read in ((row.heading("lead"), lead), (row.heading("support"), support)):
        notes = read.notes if read is lead else [n for n in read.notes if n.code != "bodies.first_leads"]
        row.tell(heading, notes)
        row.keep(heading, read.rest)
    roles = [*_each(row, lead, "lead"), *_supporting(row, support)]
    if not any(role.kind == "lead" for role in roles):
        row.tell(row.heading("lead"), [doubt("bodies.no_lead")])
    return tuple({(role.kind, role.body): role for role in (*roles, *_funders(row))}.values())


def _each(row: Row, read: Bodies, first: RoleKind) -> Iterator[RoleDoc]:
    kinds: tuple[tuple[RoleKind, tuple[str, ...]], ...] = (
        (first, read.leads[:1]),
        ("support", read.leads[1:]),
        ("co_lead", read.co_leads),
        ("support", read.supports),
        ("funder", read.funders),
    )
    for kind, names in kinds:
        yield from (RoleDoc(_body(row, name), kind) for name in names)


def _supporting(row: Row, read: Bodies) -> Iterator[RoleDoc]:
    yield from (RoleDoc(_body(row, name), "co_lead") for name in read.co_leads)
    yield from (RoleDoc(_body(row, name), "support") for name in (*read.leads, *read.supports))
    yield from (RoleDoc(_body(row, name), "funder") for name in read.funders)


def _body(row: Row, name: str) -> BodyRef:
    lexicon = row.lexicon
    match = match_body(name, lexicon.bodies)
    if match.exact:
        return BodyRef(match.exact, lexicon.names[match.exact])
    if fold(name) not in lexicon.told:
        lexicon.told.add(fold(name))
        near = [doubt("bodies.near", name=name, other=lexicon.names[match.near])] if match.near else []
        row.tell(row.heading("lead"), near or [note("bodies.new", name=name)])
    return BodyRef(None, name)


def _funders(row: Row) -> Iterator[RoleDoc]:
    """A funder that the forum knows by just this name is one; "Partner" is a remark."""
    text = row.text("funder")
    if not text or fold(text) in ("", "n a", "none"):
        return
    exact = match_body(text, row.lexicon.bodies).exact
    if exact:
        yield RoleDoc(BodyRef(exact, row.lexicon.names[exact]), "funder")
    elif any(character.isalnum() for character in text):
        row.keep(row.heading("funder"), text)


# --- how it is measured, how it stands -------------------------------------------------------------------------


def _indicators(row: Row) -> tuple[IndicatorDoc, ...] | None:
    if not {"indicator", "target", "baseline", "verification"} & row.header.fields:
        return None
    text = row.text("indicator") or row.text("output")
    read, notes = read_indicators(text, row.text("baseline"), row.text("target"), row.text("verification"))
    row.tell(row.heading("indicator"), notes)
    return tuple(
        IndicatorDoc(
            id=None,
            text=row_text(row, item.text),
            baseline=item.baseline,
            target=item.target,
            verification=row_text(row, item.verification),
            measure=item.measure,
        )
        for item in read
    )


def _status(row: Row) -> Stated | None:
    text = row.text("status")
    if not text:
        return None
    state = STATE_OF.get(fold(text)) or STATE_OF.get(text.casefold().strip())
    if state is None:
        row.tell(row.heading("status"), [note("status.not_understood", text=text)])
        row.keep(row.heading("status"), text)
    return state


READ = {"code", "action", "lead", "support", "audience", "place", "when", "starts", "ends", "indicator", "baseline", "target",
        "verification", "budget", "year_cost", "tick", "funder", "status", "tags", "again"}  # fmt: skip


def _leftovers(row: Row) -> None:
    """Remarks, and every column that has no field of its own here; levels are read elsewhere."""
    for column in row.header.columns:
        if column.field == "remarks":
            row.remarks.insert(0, row.cell(column)) if row.cell(column) else None
        elif column.field == "output" and not row.header.of("indicator"):
            continue
        elif (
            column.field not in READ
            and column.field not in ("section", "objective", "outcome")
            and row.cell(column)
        ):
            row.keep(column.heading, row.cell(column))

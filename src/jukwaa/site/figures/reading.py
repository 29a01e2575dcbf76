"""What the public pages of a plan show: filters, totals, places, and the one sentence that comes first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.accounts.models import User
from jukwaa.core.texts import say
from jukwaa.delivery.figures import heard_of
from jukwaa.forums.models import Forum, Seat
from jukwaa.places.models import Area
from jukwaa.plans.figures.reading import (
    ActionRow,
    Names,
    SectionRow,
    month_names,
    section_rows,
)
from jukwaa.plans.figures.standings import LABELS, tally, told_of_others
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.masking import NOTHING, Mask
from jukwaa.plans.rules.standing import Standing, overdue_among_others, share_gone


@dataclass(frozen=True, slots=True)
class Book:
    """A plan opened for one reader."""

    plan: Plan
    sections: list[SectionRow]
    places: list[Area]
    insider: bool
    mask: Mask = NOTHING  # what this reader is not to read

    @property
    def actions(self) -> list[ActionRow]:
        return [action for section in self.sections for action in section.actions]

    @property
    def called(self) -> str:
        """What the plan calls its outermost sections."""
        return say(self.plan.levels[0]["many"]).text if self.plan.levels else _("sections")

    def inside(self, section: SectionRow) -> list[SectionRow]:
        """A section and all that lies in it."""
        keys = parts_of(self.sections, section.code)
        return [row for row in self.sections if row.pk in keys]

    def within(self, section: SectionRow) -> list[ActionRow]:
        """The actions of a section and of all that lies in it."""
        return [action for row in self.inside(section) for action in row.actions]


def open_book(plan: Plan, user: User | AnonymousUser, mask: Mask = NOTHING) -> Book:
    """`mask`: what this reader is not to read, where the rows are searched or compared; whatever a page shows is masked
    on its way out (`core.doors`)."""
    insider = is_insider(plan.forum, user)
    places = list(Area.objects.filter(code__startswith=plan.forum.area_id))
    names = {area.code: area.name for area in places}
    names[plan.forum.area_id] = _("All of %(place)s") % {"place": plan.forum.area.name}
    return Book(
        plan,
        section_rows(plan, names, Names(insider, mask), heard_of([plan]).get(plan.pk)),
        places,
        insider,
        mask,
    )


def is_insider(forum: Forum, user: User | AnonymousUser) -> bool:
    return user.is_authenticated and Seat.objects.current().filter(forum=forum, holder_id=user.pk).exists()


def parts_of(sections: Iterable[SectionRow], code: str) -> set[int]:
    """The section of that code and every section in it; sections come outer before inner."""
    inside: set[int] = set()
    for section in sections:
        if section.code == code or section.parent in inside:
            inside.add(section.pk)
    return inside


# --- where things stand ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """Where things stand."""

    sentence: str
    actions: int
    state: int
    others: int
    wards: int
    wards_of: int
    asked: str
    costed: int
    gone: int  # per cent of the period
    done: int  # per cent of the actions
    agreed: bool  # at least one body has said yes to its part

    @property
    def bodies(self) -> int:
        return self.state + self.others


def summary(book: Book) -> Summary:
    plan, actions = book.plan, book.actions
    counts = tally(row.standing for row in actions)
    bodies = {part.body: part for row in actions for part in row.who}.values()
    tiles = ward_tiles(book)
    costed = [row.estimate for row in actions if row.estimate is not None]
    gone = share_gone(plan.starts, plan.ends, plan.day)
    return Summary(
        sentence=sentence(counts, len(actions), gone),
        actions=len(actions),
        state=sum(1 for body in bodies if body.state),
        others=sum(1 for body in bodies if not body.state),
        wards=sum(1 for tile in tiles if tile.count),
        wards_of=len(tiles),
        asked=amount(sum(costed, Decimal(0)), plan.currency) if costed else "",
        costed=len(costed),
        gone=round(gone * 100),
        done=round(100 * counts.get("done", 0) / len(actions)) if actions else 0,
        agreed=any(part.accepted for row in actions for part in row.who),
    )


def sentence(counts: Mapping[Standing, int], total: int, gone: float) -> str:
    """As one would tell a neighbour."""
    if not total:
        return _("No action stands in this plan yet.")
    moving = counts.get("done", 0) + counts.get("moving", 0)
    parts = [
        _elapsed(gone),
        ngettext(
            "%(n)s of %(total)s action is under way or done",
            "%(n)s of %(total)s actions are under way or done",
            total,
        )
        % {"n": moving, "total": total},
    ]
    if late := counts.get("late", 0):
        parts.append(ngettext("%(n)s is late", "%(n)s are late", late) % {"n": late})
    if silent := counts.get("silent", 0):
        parts.append(
            ngettext("of %(n)s nothing has been heard", "of %(n)s nothing has been heard", silent)
            % {"n": silent}
        )
    first, *rest = parts
    return f"{first} {', '.join(rest)}."


def _elapsed(gone: float) -> str:
    if gone <= 0:
        return _("The plan has not begun yet.")
    if gone >= 1:
        return _("The plan's time has run out.")
    quarters = round(gone * 4)
    told = {
        0: _("The plan has just begun."),
        1: _("About a quarter of the time has gone."),
        2: _("About half of the time has gone."),
        3: _("About three quarters of the time have gone."),
        4: _("The plan's time has almost gone."),
    }
    return told[quarters]


def amount(value: Decimal, currency: str) -> str:
    million = Decimal(1_000_000)
    if value >= million:
        return _("%(currency)s %(n)s million") % {
            "currency": currency,
            "n": number_format(round(value / million, 1)),
        }
    return f"{currency} {number_format(int(value), use_l10n=True)}"


def standing_chips(actions: Iterable[ActionRow]) -> list[tuple[Standing, str, int]]:
    """(standing, its label, how many): what the rows say, counted."""
    return [(word, str(LABELS[word]), n) for word, n in tally(row.standing for row in actions).items()]


def of_others(actions: Iterable[ActionRow]) -> str:
    """How many are past their last day without being called late, one by one."""
    return told_of_others(overdue_among_others((row.actual, row.standing) for row in actions))


@dataclass(frozen=True, slots=True)
class Coming:
    month: str  # to the month: what will be where on which day is nobody's business (design.md 5)
    begins: bool  # else it is due
    row: ActionRow


def coming(book: Book, limit: int = 5) -> list[Coming]:
    """What begins or is due next after the plan's day."""
    told: list[tuple[date, bool, ActionRow]] = []
    today = book.plan.day
    for row in book.actions:
        if row.stated in ("done", "dropped", "paused"):
            continue
        if row.starts and row.starts > today:
            told.append((row.starts, True, row))
        elif row.ends and row.ends >= today:
            told.append((row.ends, False, row))
    months = month_names()
    return [
        Coming(f"{months[day.month]} {day.year}", begins, row)
        for day, begins, row in sorted(told, key=lambda item: (item[0], item[1]))[:limit]
    ]


# --- places ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    name: str
    within: str  # the sub-county
    column: int
    row: int
    count: int
    shade: int  # 0 nothing, 4 most


@dataclass(frozen=True, slots=True)
class TileMap:
    tiles: list[Tile]
    columns: int
    everywhere: int  # actions for the whole area: they count on no tile

    @property
    def most(self) -> int:
        return max((tile.count for tile in self.tiles), default=0)

    @property
    def somewhere(self) -> bool:
        """At least one ward, or what it lies in, is named."""
        return any(tile.count for tile in self.tiles)

    @property
    def by_place(self) -> list[Tile]:
        return sorted(self.tiles, key=lambda tile: (tile.within, tile.name))


def ward_tiles(book: Book, actions: Iterable[ActionRow] | None = None) -> list[Tile]:
    """Each ward with the actions that name it, or the sub-county it lies in; area-wide ones count nowhere."""
    wards = [area for area in book.places if area.kind == Area.Kind.WARD and area.column is not None]
    inside: dict[str, set[str]] = defaultdict(set)
    for ward in wards:
        inside[ward.code].add(ward.code)
        inside[ward.parent_id or ""].add(ward.code)
    counted: Counter[str] = Counter()
    for row in book.actions if actions is None else actions:
        counted.update({ward for code in row.areas for ward in inside.get(code, ())})
    most, names = max(counted.values(), default=0), {area.code: area.name for area in book.places}
    return [
        Tile(
            ward.code, ward.name, names.get(ward.parent_id or "", ""), (ward.column or 0) + 1,
            (ward.row or 0) + 1, counted[ward.code], shade(counted[ward.code], most),
        )
        for ward in sorted(wards, key=lambda ward: (ward.row or 0, ward.column or 0))
    ]  # fmt: skip


def tile_map(book: Book, actions: Iterable[ActionRow] | None = None) -> TileMap:
    rows = book.actions if actions is None else list(actions)
    tiles = ward_tiles(book, rows)
    root = book.plan.forum.area_id
    return TileMap(
        tiles, max((tile.column for tile in tiles), default=1), sum(root in row.areas for row in rows)
    )


def shade(count: int, most: int) -> int:
    """Few is never dark: four steps, of which the darkest needs four at least."""
    return 0 if not count else max(1, -(-4 * count // max(most, 4)))

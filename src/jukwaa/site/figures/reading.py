"""What the public pages of a plan show: filters, totals, places, and the one sentence that comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.accounts.models import User
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.places.models import Area
from jukwaa.plans.figures.reading import ActionRow, Names, SectionRow, section_rows, tally
from jukwaa.plans.figures.shelves import Shelf, shelve
from jukwaa.plans.figures.standings import LABELS
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.standing import STANDINGS, Standing, share_gone


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A plan opened for one reader."""

    plan: Plan
    shelf: Shelf
    sections: list[SectionRow]
    places: list[Area]
    insider: bool

    @property
    def actions(self) -> list[ActionRow]:
        return [action for section in self.sections for action in section.actions]


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    name: str
    column: int
    row: int
    count: int
    shade: int  # 0 nothing, 4 most


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


def open_book(plan: Plan, user: User | AnonymousUser) -> Book:
    insider = is_insider(plan.forum, user)
    shelf = shelve(plan)
    places = list(Area.objects.within(plan.forum.area_id))
    names = {area.code: area.name for area in places}
    return Book(plan, shelf, section_rows(shelf, names, Names(insider)), places, insider)


def is_insider(forum: Forum, user: User | AnonymousUser) -> bool:
    return user.is_authenticated and Seat.objects.current().filter(forum=forum, holder_id=user.pk).exists()


# --- filters -------------------------------------------------------------------------------------------------

FILTERS = ("section", "place", "body", "status", "q")


@dataclass(frozen=True, slots=True)
class Wanted:
    section: str = ""
    place: str = ""
    body: str = ""
    status: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        return cls(**{name: query.get(name, "").strip()[:200] for name in FILTERS})

    def address(self, *, without: str = "") -> str:
        said = {n: getattr(self, n) for n in FILTERS if getattr(self, n) and n != without}
        return f"?{urlencode(said)}" if said else "?"


def filtered(book: Book, wanted: Wanted) -> list[SectionRow]:
    """The sections with the actions that fit, without those that have none; all of it where nothing is asked."""
    if wanted == Wanted():
        return book.sections
    words = fold(wanted.q).split()
    inside = _with_parts(book, wanted.section)
    found = []
    for section in book.sections:
        if inside and section.pk not in inside:
            continue
        rows = tuple(row for row in section.actions if _fits(row, wanted, words))
        if rows:
            found.append(_with(section, rows))
    return found


def _with(section: SectionRow, rows: tuple[ActionRow, ...]) -> SectionRow:
    from dataclasses import replace

    return replace(section, actions=rows)


def _with_parts(book: Book, code: str) -> set[int]:
    if not code:
        return set()
    inside = {section.pk for section in book.sections if section.code == code}
    for section in book.sections:
        if section.parent in inside:
            inside.add(section.pk)
    return inside or {0}


def _fits(row: ActionRow, wanted: Wanted, words: list[str]) -> bool:
    if wanted.place and not touches(row.areas, wanted.place):
        return False
    if wanted.body and wanted.body not in row.bodies:
        return False
    if wanted.status and wanted.status != row.standing:
        return False
    return all(word in row.search for word in words)


def touches(areas: Iterable[str], place: str) -> bool:
    """An action reaches a place that it names, that lies in one it names, or that holds one it names."""
    return any(place.startswith(code) or code.startswith(place) for code in areas)


def chips(book: Book, wanted: Wanted) -> list[Chip]:
    names = {area.code: area.name for area in book.places}
    bodies = {row.pid: row.name for row in bodies_of(book)}
    sections = {section.code: section.plain_title for section in book.sections}
    told = {
        "section": sections.get(wanted.section, wanted.section),
        "place": names.get(wanted.place, wanted.place),
        "body": bodies.get(wanted.body, "?"),
        "status": str(LABELS.get(wanted.status, wanted.status)),  # type: ignore[call-overload]
        "q": f"“{wanted.q}”",
    }
    return [Chip(told[name], wanted.address(without=name)) for name in FILTERS if getattr(wanted, name)]


def choices(book: Book, wanted: Wanted) -> dict[str, list[Choice]]:
    used = {row.standing for row in book.actions}
    return {
        "section": [
            Choice(s.code, f"{'– ' * s.depth}{s.code} {s.plain_title}", s.code == wanted.section)
            for s in book.sections
        ],
        "place": [
            Choice(a.code, a.name if a.kind != "ward" else f"– {a.name}", a.code == wanted.place)
            for a in book.places
            if a.kind in ("sub_county", "ward")
        ],
        "body": [Choice(b.pid, b.name, b.pid == wanted.body) for b in bodies_of(book)],
        "status": [Choice(w, str(LABELS[w]), w == wanted.status) for w in STANDINGS if w in used],
    }


def bodies_of(book: Book) -> list[Organisation]:
    """The bodies with a role in the plan, as far as this reader may know them, by name."""
    found = {
        role.organisation.pk: role.organisation
        for roles in book.shelf.roles.values()
        for role in roles
        if book.insider or role.organisation.listed
    }
    return sorted(found.values(), key=lambda body: fold(body.name))


# --- where things stand ----------------------------------------------------------------------------------------


def summary(book: Book) -> Summary:
    plan, actions = book.plan, book.actions
    counts = tally(actions)
    bodies = {
        r.organisation.pk: r.organisation for roles in book.shelf.roles.values() for r in roles
    }.values()
    tiles = ward_tiles(book)
    costed = [a.estimate for rows in book.shelf.actions.values() for a in rows if a.estimate is not None]
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
        1: _("A quarter of the time has gone."),
        2: _("Half of the time has gone."),
        3: _("Three quarters of the time have gone."),
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


def ward_tiles(book: Book) -> list[Tile]:
    """Each ward with the actions that name it, or the sub-county it lies in; county-wide ones count nowhere."""
    root = book.plan.forum.area_id
    named = Counter(code for row in book.actions for code in row.areas if code != root)
    wards = [area for area in book.places if area.kind == "ward" and area.column is not None]
    counts = {ward.code: named[ward.code] + named[ward.parent_id or ""] for ward in wards}
    most = max(counts.values(), default=0)
    return [
        Tile(
            w.code, w.name, (w.column or 0) + 1, (w.row or 0) + 1, counts[w.code], shade(counts[w.code], most)
        )
        for w in sorted(wards, key=lambda ward: (ward.row or 0, ward.column or 0))
    ]


def shade(count: int, most: int) -> int:
    return 0 if not count else max(1, -(-4 * count // most))


def coming(book: Book, limit: int = 5) -> list[tuple[date, str, ActionRow]]:
    """What begins or is due next after the plan's day."""
    told: list[tuple[date, str, ActionRow]] = []
    rows = {row.pk: row for row in book.actions}
    for actions in book.shelf.actions.values():
        for action in actions:
            if action.status in ("done", "dropped"):
                continue
            if action.starts and action.starts > book.plan.day:
                told.append((action.starts, _("begins"), rows[action.pk]))
            elif action.ends and action.ends >= book.plan.day:
                told.append((action.ends, _("is due"), rows[action.pk]))
    return sorted(told, key=lambda item: (item[0], item[2].code))[:limit]


def standing_chips(actions: Iterable[ActionRow]) -> list[tuple[Standing, str]]:
    return [(word, f"{n} {str(LABELS[word]).lower()}") for word, n in tally(actions).items()]

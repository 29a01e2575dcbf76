"""What a reader asks of a plan, kept in the address: which actions fit, and what else could be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from jukwaa.plans.figures.reading import (
    ActionRow,
    SectionRow,
    Who,
    search_texts_of,
)
from jukwaa.plans.figures.standings import LABELS
from jukwaa.plans.figures.tags import tag_said
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.standing import STANDINGS
from jukwaa.site.figures.reading import Book, parts_of

FILTERS = ("section", "place", "named", "body", "status", "tag", "q")


@dataclass(frozen=True, slots=True)
class Wanted:
    section: str = ""
    place: str = ""
    named: str = (
        ""  # only what names that place, what it lies in or a part of it: not what is for the whole area
    )
    body: str = ""
    status: str = ""
    tag: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        return cls(**{name: query.get(name, "").strip()[:200] for name in FILTERS})

    def __bool__(self) -> bool:
        return self != Wanted()

    @property
    def address(self) -> str:
        said = {name: getattr(self, name) for name in FILTERS if getattr(self, name)}
        return f"?{urlencode(said)}" if said else ""

    def without(self, name: str) -> str:
        """The address, seen from the page itself, that asks for all of this but one."""
        gone = {name, "named"} if name == "place" else {name}
        return replace(self, **dict.fromkeys(gone, "")).address or "."


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    kind: str
    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


def filtered(book: Book, wanted: Wanted) -> list[SectionRow]:
    """The sections with the actions that fit, without those that have none; all of it where nothing is asked."""
    if not wanted:
        return book.sections
    inside = parts_of(book.sections, wanted.section) if wanted.section else None
    found_by_words = _found(book, wanted.q) if wanted.q else None
    if wanted.tag:
        tagged = _tagged(book, wanted.tag)
        found_by_words = tagged if found_by_words is None else found_by_words & tagged
    whole = book.plan.forum.area_id if wanted.named else ""
    found = []
    for section in book.sections:
        if inside is None or section.pk in inside:
            rows = tuple(row for row in section.actions if _fits(row, wanted, found_by_words, whole))
            found += [replace(section, actions=rows)] if rows else []
    return found


@dataclass(frozen=True, slots=True)
class CountyWide:
    """What reaches a place for which nothing in particular is planned."""

    place: str
    count: int
    address: str  # seen from the plan's page


def county_wide(book: Book, wanted: Wanted) -> CountyWide | None:
    """For a place that nothing names of what was asked for; None where nothing reaches it either."""
    name = next((area.name for area in book.places if area.code == wanted.place), "")
    if not (name and wanted.named):
        return None
    wider = replace(wanted, named="")
    count = sum(len(section.actions) for section in filtered(book, wider))
    return CountyWide(name, count, wider.address) if count else None


def _fits(row: ActionRow, wanted: Wanted, found_by_words: set[int] | None, whole: str) -> bool:
    if wanted.place and not _stands_at(row.areas, wanted.place, whole):
        return False
    if wanted.body and not any(part.pid == wanted.body for part in row.who):
        return False
    if wanted.status and wanted.status != row.standing:
        return False
    return found_by_words is None or row.pk in found_by_words


def _found(book: Book, q: str) -> set[int]:
    """The action of that code; else those in which every word stands: in code, texts of any language, tags, bodies
    as named here, places."""
    if coded := {row.pk for row in book.actions if row.code.casefold() == q.casefold()}:
        return coded
    words, texts = fold(q).split(), search_texts_of(book.plan, book.mask)
    found = set()
    for row in book.actions:
        text = fold(" ".join([texts.get(row.pk, ""), *(part.name for part in row.who), *row.places]))
        if all(word in text for word in words):
            found.add(row.pk)
    return found


def _tagged(book: Book, tag: str) -> set[int]:
    """The actions that carry exactly that tag: "men" is not found in "women"."""
    wanted = fold(tag)
    tags = book.plan.actions.exclude(tags=[]).order_by().values_list("pk", "tags")
    return {pk for pk, carried in tags if any(fold(each) == wanted for each in carried)}


def _stands_at(areas: Iterable[str], place: str, whole: str) -> bool:
    """`whole`: what is for the whole area does not count, unless just that is asked for."""
    if place == whole:
        return whole in areas
    return touches((area for area in areas if area != whole), place)


def touches(areas: Iterable[str], place: str) -> bool:
    """An action reaches a place that it names, that lies in one it names, or that holds one it names."""
    return any(place.startswith(code) or code.startswith(place) for code in areas)


def chips(book: Book, wanted: Wanted) -> list[Chip]:
    names = {area.code: area.name for area in book.places}
    bodies = {row.pid: row.name for row in bodies_of(book)}
    sections = {section.code: section.title.text for section in book.sections}
    told = {
        "section": (_("Section"), sections.get(wanted.section, wanted.section)),
        "place": (_("Place"), names.get(wanted.place, wanted.place)),
        "named": (_("Place"), _("without what is for the whole area")),
        "body": (_("Organisation"), bodies.get(wanted.body, wanted.body)),
        "status": (_("Status"), str(LABELS.get(wanted.status, wanted.status))),  # type: ignore[call-overload]
        "tag": (_("Tag"), tag_said(wanted.tag)),
        "q": (_("Words"), f"“{wanted.q}”"),
    }
    return [Chip(*told[name], wanted.without(name)) for name in FILTERS if getattr(wanted, name)]


def choices(book: Book, wanted: Wanted) -> dict[str, list[Choice]]:
    used = {row.standing for row in book.actions}
    return {
        "section": [
            Choice(s.code, f"{'– ' * s.depth}{s.code} {s.title.text}", s.code == wanted.section)
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


def bodies_of(book: Book) -> list[Who]:
    """The bodies with a role in the plan, as far as this reader may know them, each once, by name."""
    found = {part.pid: part for row in book.actions for part in row.who if part.pid}
    return sorted(found.values(), key=lambda body: fold(body.name))

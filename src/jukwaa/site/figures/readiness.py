"""What a plan lacks and whether it can be done, in sentences, each with the way to where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from jukwaa.core.texts import Said, say
from jukwaa.plans.figures.readiness import Load, Purse, Readiness, Row, Source, counted, deeds_of, readiness
from jukwaa.plans.figures.reading import month_names, when
from jukwaa.plans.models import ParticipationPoint, Plan, Section
from jukwaa.plans.rules.coverage import overlaps
from jukwaa.plans.rules.readiness import LACKS, Lack
from jukwaa.site.figures.places import place_names
from jukwaa.site.figures.reading import amount

SHOWN = 6  # of each kind, with their links
PAIRS = 10

# Of what an action lacks: the sentence with its number, and the few words beside one action.
SENTENCES: Mapping[Lack, Promise] = {
    "lead": ngettext_lazy("Nobody is named to lead %(n)s action.", "Nobody is named to lead %(n)s actions.", "n"),
    "dates": ngettext_lazy("%(n)s action does not say from when to when.", "%(n)s actions do not say from when to when.", "n"),
    "outside": ngettext_lazy("%(n)s action has a date outside the plan's period.", "%(n)s actions have a date outside the plan's period.", "n"),
    "place": ngettext_lazy("%(n)s action says no place.", "%(n)s actions say no place.", "n"),
    "indicator": ngettext_lazy("For %(n)s action nobody says how it is measured.", "For %(n)s actions nobody says how they are measured.", "n"),
    "baseline": ngettext_lazy("%(n)s action does not say where things stand now (a baseline).", "%(n)s actions do not say where things stand now (a baseline).", "n"),
    "target": ngettext_lazy("%(n)s action has an indicator without a target.", "%(n)s actions have an indicator without a target.", "n"),
    "means": ngettext_lazy("%(n)s action does not say how its indicator is verified.", "%(n)s actions do not say how their indicators are verified.", "n"),
    "funding": ngettext_lazy("For %(n)s action nobody says what it costs, or that it costs nothing.", "For %(n)s actions nobody says what they cost, or that they cost nothing.", "n"),
    "language": ngettext_lazy("%(n)s action does not stand in every language.", "%(n)s actions do not stand in every language.", "n"),
    "accepted": ngettext_lazy("In %(n)s action a body has not said yes to its part.", "In %(n)s actions a body has not said yes to its part.", "n"),
}  # fmt: skip
WORDS: Mapping[Lack, Promise] = {
    "lead": gettext_lazy("a lead"),
    "dates": gettext_lazy("dates"),
    "outside": gettext_lazy("dates in the period"),
    "place": gettext_lazy("a place"),
    "indicator": gettext_lazy("an indicator"),
    "baseline": gettext_lazy("a baseline"),
    "target": gettext_lazy("a target"),
    "means": gettext_lazy("how it is verified"),
    "funding": gettext_lazy("what it costs"),
    "language": gettext_lazy("every language"),
    "accepted": gettext_lazy("a yes to every offer"),
}
ASKED: Mapping[str, Promise] = {
    "subject": gettext_lazy("Was it clear what people were asked about?"),
    "structures": gettext_lazy("Was the way to take part simple, and known?"),
    "influence": gettext_lazy("Could every side change something, not only the loud and the well connected?"),
    "commitment": gettext_lazy("Did those who decide take part themselves, and stand by it?"),
    "inclusive": gettext_lazy("Were those there whom it touches: women, young people, persons with disabilities, every ward?"),
    "integrity": gettext_lazy("Was it open what became of what people said?"),
    "capacity": gettext_lazy("Were people told enough beforehand, in their language, to speak about it?"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """`kind` stands in the address that lists all of them; "" where there is none."""

    kind: str
    sentence: str
    items: list[Item]
    more: int  # than are shown


@dataclass(frozen=True, slots=True)
class SectionLine:
    code: str
    title: Said
    actions: int
    complete: int
    counts: list[tuple[str, int]]  # words, how many


def sentences(ready: Readiness, shown: int = SHOWN) -> list[Told]:
    """The bodies first: until they are classed, nobody reads who they are."""
    plan = ready.plan
    of_actions = [
        _told(lack, str(SENTENCES[lack] % {"n": len(rows)}), [_item(plan, row) for row in rows], shown)
        for lack in LACKS
        if (rows := ready.lacking(lack))
    ]
    return [*_unclassed(ready, shown), *of_actions, *_untranslated(ready, shown)]


def lacks(plan: Plan) -> list[Told]:
    """What is missing in it, as its own page on the desk tells it. (Who has not answered yet is told beside it.)"""
    return [told for told in sentences(readiness(plan)) if told.kind != "accepted"]


def _told(kind: str, sentence: str, items: list[Item], shown: int) -> Told:
    return Told(kind, sentence, items[:shown], max(0, len(items) - shown))


def _item(plan: Plan, row: Row) -> Item:
    return Item(
        f"{row.code} {row.title.text}", reverse("site:action", args=[plan.forum.slug, plan.edition, row.code])
    )


def _unclassed(ready: Readiness, shown: int) -> Iterator[Told]:
    if not (found := ready.unclassed):
        return
    sentence = ngettext(
        "Of %(n)s body nobody has said yet what it is, so readers see “a body not named yet”.",
        "Of %(n)s bodies nobody has said yet what they are, so readers see “a body not named yet”.",
        len(found),
    )
    slug = ready.plan.forum.slug
    named = sorted((name, pid) for pid, name in found.items())
    items = [Item(name, reverse("site:desk-body", args=[slug, pid])) for name, pid in named]
    yield _told("", sentence % {"n": len(found)}, items, shown)


def _untranslated(ready: Readiness, shown: int) -> Iterator[Told]:
    """Of the plan and its sections; an action's own texts are told with the action."""
    plan = ready.plan
    address = [plan.forum.slug, plan.edition]
    items = [Item(say(plan.title).text, plan.get_absolute_url())] if ready.plan_untranslated else []
    items += [
        Item(str(section), reverse("site:section", args=[*address, section.code]))
        for section in ready.untranslated
    ]
    sentence = ngettext(
        "%(n)s text of the plan or a section does not stand in every language.",
        "The texts of %(n)s parts of the plan do not stand in every language.",
        len(items),
    )
    if items:
        yield _told("", sentence % {"n": len(items)}, items, shown)


# --- section by section --------------------------------------------------------------------------------------


def by_section(ready: Readiness) -> list[SectionLine]:
    of: dict[int, list[Row]] = {}
    for row in ready.rows:
        of.setdefault(row.section, []).append(row)
    return [_line(section, of[section.pk]) for section in ready.sections if section.pk in of]


def _line(section: Section, rows: list[Row]) -> SectionLine:
    counts = [(str(WORDS[lack]), n) for lack, n in counted(rows).items()]
    complete = sum(1 for row in rows if not row.lacks)
    return SectionLine(section.code, say(section.title), len(rows), complete, counts)


@dataclass(frozen=True, slots=True)
class Listed:
    section: str
    rows: list[tuple[Item, str]]  # an action, what it lacks


def listed(ready: Readiness, lack: str, section: str) -> list[Listed]:
    """The actions that lack this, or that lack anything in that section; grouped by section."""
    titles = {row.pk: row for row in ready.sections}
    found: dict[int, list[tuple[Item, str]]] = {}
    for row in ready.rows:
        own = titles[row.section]
        if row.lacks and (lack in row.lacks if lack else own.code == section):
            words = ", ".join(str(WORDS[each]) for each in row.lacks)
            found.setdefault(row.section, []).append((_item(ready.plan, row), words))
    return [Listed(str(titles[pk]), rows) for pk, rows in found.items()]


# --- can it be done? -----------------------------------------------------------------------------------------

BAR, GAP, TALL = 12, 2, 48  # of the chart, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    height: int
    over: bool
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class LoadChart:
    load: Load
    sentence: str
    url: str
    bars: list[Bar]
    limit: int  # the line of what it can carry
    width: int

    @property
    def over(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.over]


def load_charts(ready: Readiness) -> list[LoadChart]:
    return [_chart(ready, load) for load in ready.loads]


def _chart(ready: Readiness, load: Load) -> LoadChart:
    names, unit = month_names(), TALL / load.most
    bars = [
        Bar(
            n * (BAR + GAP), round(TALL - unit * count), round(unit * count), count > load.capacity,
            f"{names[month]} {year}", count,
        )
        for n, ((year, month), count) in enumerate(load.months.items())
    ]  # fmt: skip
    sentence = ngettext(
        "%(name)s can lead %(n)s action at once, and would lead %(most)s.",
        "%(name)s can lead %(n)s actions at once, and would lead %(most)s.",
        load.capacity,
    )
    url = f"{reverse('site:plan', args=[ready.plan.forum.slug, ready.plan.edition])}?body={load.pid}"
    said = sentence % {"name": load.name, "n": load.capacity, "most": load.most}
    return LoadChart(load, said, url, bars, round(TALL - unit * load.capacity), len(bars) * (BAR + GAP))


@dataclass(frozen=True, slots=True)
class MoneyLine:
    name: str
    asked: str
    named: str  # "" where nobody is
    actions: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    source: Source
    asked: str
    said: str  # in sums of its own; "" where it says none


@dataclass(frozen=True, slots=True)
class Money:
    sentence: str
    sections: list[MoneyLine]
    sources: list[SourceLine]


def money(ready: Readiness) -> Money:
    currency, purses = ready.plan.currency, ready.purses
    asked = sum((purse.asked for purse in purses.values()), Decimal(0))
    named = sum((purse.named for purse in purses.values()), Decimal(0))
    lines = [
        _money_line(str(section), purses[section.pk], currency)
        for section in ready.sections
        if section.pk in purses
    ]
    return Money(
        sentence=_asked(asked, named, currency),
        sections=[line for line in lines if line.actions or line.unpriced],
        sources=[
            SourceLine(
                source, amount(source.asked, currency), amount(source.said, currency) if source.sums else ""
            )
            for source in ready.sources
        ],
    )


def _asked(asked: Decimal, named: Decimal, currency: str) -> str:
    if not asked:
        return _("No action says what it costs.")
    told = {
        "asked": amount(asked, currency),
        "named": amount(named, currency),
        "rest": amount(asked - named, currency),
    }
    if asked == named:
        return _("The plan asks for %(asked)s, and for all of it a funder is named.") % told
    return _("The plan asks for %(asked)s. A funder is named for %(named)s; for %(rest)s nobody is.") % told


def _money_line(name: str, purse: Purse, currency: str) -> MoneyLine:
    named = amount(purse.named, currency) if purse.named else ""
    return MoneyLine(
        name, amount(purse.asked, currency) if purse.actions else "", named, purse.actions, purse.unpriced
    )


@dataclass(frozen=True, slots=True)
class Pair:
    one: Item
    two: Item
    bodies: tuple[str, str]
    places: str
    when: str


def pairs(ready: Readiness) -> list[Pair]:
    """The same place and time in one section, by different bodies: together it may be one."""
    found = list(islice(overlaps(deeds_of(ready)), PAIRS))
    if not found:
        return []
    rows, plan = {row.pk: row for row in ready.rows}, ready.plan
    names = place_names(ready.places, plan.forum.area_id)
    return [
        Pair(
            _item(plan, rows[pair.one]), _item(plan, rows[pair.two]), (_doing(rows[pair.one]), _doing(rows[pair.two])),
            ", ".join(names.get(code, code) for code in pair.places), when(pair.starts, pair.ends, plan),
        )
        for pair in found
    ]  # fmt: skip


def _doing(row: Row) -> str:
    return ", ".join(dict.fromkeys(part.name for part in row.parts if part.kind != "funder"))


# --- participation -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    value: str
    name: str
    asked: str
    confirmed: ParticipationPoint | None

    @property
    def by(self) -> str:
        """The seat, never who holds it."""
        seat = self.confirmed.seat if self.confirmed else None
        return seat.get_role_display() if seat else ""


def points(plan: Plan) -> list[Point]:
    confirmed = {point.point: point for point in plan.points.select_related("seat")}
    return [
        Point(value, str(name), str(ASKED[value]), confirmed.get(value))
        for value, name in ParticipationPoint.Point.choices
    ]

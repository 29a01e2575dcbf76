"""Whole plans made up by hypothesis: valid, but with everything in them that a real file may hold.

    @given(plans())                          def test_…(doc: PlanDoc)
    @given(plans(sizes=Sizes(actions=1)))    smaller

What they promise: permanent ids are there and unique, codes can stand in an address and are unique, a body's name is
told from any other's, dates do not run backwards. A text may be almost anything (`NASTY`), in any language of the plan or
only in one.

Hypothesis draws the plan's size, its texts, names, days and amounts; which of them stands where, a seeded dice says.
Drawn piece by piece, a plan of twenty actions would use up what hypothesis allows, and only empty ones would be left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar, get_args

from hypothesis import settings
from hypothesis import strategies as st

from jukwaa.plans.rules import document as d
from jukwaa.plans.rules.matching import fold

AREAS = ("KE001", "KE001001", "KE001004", "KE001005", "KE001006", "KE001006-0026", "KE001006-0029")
THEMES = ("NSCVE-2016/1", "NSCVE-2016/2", "NSCVE-2016/9")
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
Item = TypeVar("Item")
STATUSES = ("draft", "published_draft", "consultation", "for_adoption", "in_force", "closed", "superseded")

NASTY = (
    "Hold a peace forum",
    "Fanya mkutano wa amani na vijana",
    "=1+1",
    '=HYPERLINK("http://x.example","x")',
    "+254",
    "-2",
    "@SUM(A1:A9)",
    "'quoted",
    "_x0041_ and _x000D_",
    "one\ntwo\r\nthree\rfour",
    "tab\there, \x0bvertical, \x07bell, \x1bescape",
    " in front and behind ",
    "<b>bold</b> & &amp; ]]> <!-- no -->",
    "{{ 7*7 }} {% now %} %(name)s %d {0}",
    '#set page(width: 1cm) #read("x") $x$ @label *bold* _it_ `raw` \\',
    "مؤتمر السلام في مومباسا",
    "የሰላም መድረክ",
    "👩🏾‍🤝‍👩🏿 pamoja 🕊️",
    "é and e\u0301; ﬁ; Ⅷ",
    "\u202eright to left\u202c\u200b\ufeff",
    "\ufffe\uffff",
    "TRUE",
    "#REF!",
    "1.10",
    "1e5",
    "2022-06-01",
    "3-4",
    "A, B & C; D / E\nF",
    "Train 30 women [in Likoni]",
    "…",
    "word " * 60,
)
NAMES = (
    "County Commissioner's office",
    "Department of Youth, Gender & Sports",
    "Amani Trust (sample)",
    "Haki; na Usawa / Network (sample)",
    "=Wanawake+Pamoja (sample)",
    "مجلس الوئام (sample)",
    "Vijana [2017] (sample)",
    "Bahari and Sons: Support (sample)",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """At most so many of each."""

    levels: int = 3
    sections: int = 3  # in one place
    actions: int = 3  # in one section
    indicators: int = 3
    paragraphs: int = 3
    bodies: int = 5


@dataclass(slots=True)
class _Maker:
    """One plan on its way: what it is made of, the dice, and how many ids were given."""

    dice: Random
    sizes: Sizes
    languages: tuple[str, ...]
    words: Sequence[str]
    days: Sequence[date]
    amounts: Sequence[Decimal]
    areas: Sequence[str]
    themes: Sequence[str]
    ancestors: Sequence[d.Ancestor] = ()
    bodies: Sequence[d.BodyRef] = ()
    given: int = 0

    def id(self, letter: str) -> str:
        """Unique, and in no order."""
        self.given += 1
        number = self.given * 0x9E3779B97F4A7C15 % 2**50
        return f"{letter}-" + "".join(LETTERS[number >> 5 * n & 31] for n in range(10))

    def some(self, most: int) -> range:
        return range(self.dice.randint(0, most))

    def one(self, items: Sequence[Item]) -> Item:
        return self.dice.choice(items)

    def maybe(self, items: Sequence[Item]) -> Item | None:
        return self.one(items) if self.dice.random() < 0.7 else None

    def few(self, items: Sequence[Item], most: int) -> tuple[Item, ...]:
        return tuple(self.dice.sample(items, self.dice.randint(0, min(most, len(items)))))

    def texts(self, *, needed: bool = False) -> dict[str, str]:
        """In some of the languages; `needed`: in one of them at least."""
        spoken = [language for language in self.languages if self.dice.random() < 0.7]
        if needed and not spoken:
            spoken = [self.one(self.languages)]
        return {language: self.one(self.words) for language in spoken}


def share(of: float, **also: Any) -> settings:
    """So much of the examples that the profile asks for, for what takes long."""
    return settings(max_examples=max(2, round(settings.default.max_examples * of)), **also)


def text() -> st.SearchStrategy[str]:
    """Anything but what no database takes: U+0000 and half a character."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.sampled_from(NASTY) | st.text(letters, min_size=1, max_size=40)


def names() -> st.SearchStrategy[str]:
    """A body's name is one line, as a form gives it."""
    letters = st.characters(categories=["L", "N", "P", "S"])
    made = st.text(letters, min_size=1, max_size=30).filter(fold).map("{} (sample)".format)
    return st.sampled_from(NAMES) | made


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2015, 1, 1), date(2032, 12, 31)) | st.dates(date(1, 1, 1), date(9999, 12, 31))


def money() -> st.SearchStrategy[Decimal]:
    """As the database gives it back."""
    whole = st.integers(0, 20_000_000).map(Decimal)
    cents = st.integers(0, 10**14 - 1).map(lambda n: Decimal(n).scaleb(-2))
    return (whole | cents).map(Decimal.normalize)


@st.composite
def plans(
    draw: Any,
    *,
    languages: Sequence[tuple[str, ...]] = (("en", "sw"), ("sw", "en"), ("en",)),
    areas: Sequence[str] = AREAS,
    themes: Sequence[str] = THEMES,
    ancestors: Sequence[d.Ancestor] | None = None,
    sizes: Sizes | None = None,
) -> d.PlanDoc:
    """A complete plan. `ancestors=()`: none is carried from an earlier edition; as a rule "2017" has some."""
    maker = _Maker(
        dice=draw(st.randoms(use_true_random=True)),
        sizes=sizes or Sizes(),
        languages=draw(st.sampled_from(languages)),
        words=draw(st.lists(text(), min_size=4, max_size=12)),
        days=draw(st.lists(days(), min_size=2, max_size=4)),
        amounts=draw(st.lists(money(), min_size=1, max_size=3)),
        areas=areas,
        themes=themes,
    )
    maker.ancestors = [d.Ancestor("2017", maker.id("a"))] if ancestors is None else ancestors
    called = draw(st.lists(names(), min_size=1, max_size=maker.sizes.bodies, unique_by=fold))
    maker.bodies = [d.BodyRef(maker.id("b"), name) for name in called]
    starts = draw(st.dates(date(2015, 1, 1), date(2030, 12, 31)))
    return _coded(_plan(maker, starts), maker)


def _plan(maker: _Maker, starts: date) -> d.PlanDoc:
    levels = maker.dice.randint(1, maker.sizes.levels)
    return d.PlanDoc(
        forum="mombasa",
        edition="2022-23",
        title=maker.texts(needed=True),
        starts=starts,
        ends=starts + timedelta(maker.dice.randint(0, 2500)),
        status=maker.one(STATUSES),
        languages=maker.languages,
        currency=maker.one(["KES", "TZS", "EUR"]),
        fy_month=maker.dice.randint(1, 12),
        levels=tuple(d.LevelDoc(maker.texts(needed=True), maker.texts(needed=True)) for _ in range(levels)),
        text=_paragraphs(maker),
        sections=_sections(maker, levels),
        follows=maker.maybe(["2017"]) if maker.ancestors else None,
        sample=maker.one([True, False]),
        as_at=maker.maybe([starts + timedelta(9)]),
    )


def _sections(maker: _Maker, levels: int) -> tuple[d.SectionDoc, ...]:
    return tuple(_section(maker, levels) for _ in maker.some(maker.sizes.sections)) if levels else ()


def _section(maker: _Maker, levels: int) -> d.SectionDoc:
    return d.SectionDoc(
        id=maker.id("s"),
        title=maker.texts(needed=True),
        outcome=maker.texts(),
        leads=tuple(d.LeadDoc(body, maker.one(get_args(d.LeadKind))) for body in maker.few(maker.bodies, 3)),
        text=_paragraphs(maker),
        indicators=_indicators(maker),
        themes=maker.few(maker.themes, 2),
        sections=_sections(maker, levels - 1),
        actions=tuple(_action(maker) for _ in maker.some(maker.sizes.actions)),
    )


def _action(maker: _Maker) -> d.ActionDoc:
    span = sorted([maker.one(maker.days), maker.one(maker.days)])
    starts, ends = (maker.maybe([day]) for day in span)
    return d.ActionDoc(
        id=maker.id("a"),
        title=maker.texts(needed=True),
        text=maker.texts(),
        audience=maker.texts(),
        remarks=maker.texts(),
        tags=maker.few(tuple(dict.fromkeys(maker.words)), 3),
        starts=starts,
        ends=ends,
        funding=maker.one(get_args(d.Funding)),
        estimate=maker.maybe(maker.amounts),
        areas=maker.few(maker.areas, 4),
        roles=_roles(maker),
        indicators=_indicators(maker),
        themes=maker.few(maker.themes, 2),
        carried_from=maker.maybe(maker.ancestors) if maker.ancestors else None,
        status=maker.one(get_args(d.Stated)),
        reason=maker.texts(),
    )


def _roles(maker: _Maker) -> tuple[d.RoleDoc, ...]:
    pairs = [(body, kind) for body in maker.bodies for kind in get_args(d.RoleKind)]
    return tuple(
        d.RoleDoc(body, kind, (maker.maybe(maker.words) or "")[:300]) for body, kind in maker.few(pairs, 5)
    )


def _indicators(maker: _Maker) -> tuple[d.IndicatorDoc, ...]:
    return tuple(_indicator(maker) for _ in maker.some(maker.sizes.indicators))


def _indicator(maker: _Maker) -> d.IndicatorDoc:
    values = ["", "0", "12", "1,200", "60 %", *(words[:200] for words in maker.words)]
    return d.IndicatorDoc(
        id=maker.id("i"),
        text=maker.texts(needed=True),
        baseline=maker.one(values),
        target=maker.one(values),
        verification=maker.texts(),
        definition=maker.id("d"),
        unit=maker.texts(),
        measure=maker.one(get_args(d.Measure)),
        direction=maker.one(get_args(d.Direction)),
        over_places=maker.one(get_args(d.OverPlaces)),
        over_time=maker.one(get_args(d.OverTime)),
    )


def _paragraphs(maker: _Maker) -> tuple[d.ParagraphDoc, ...]:
    return tuple(
        d.ParagraphDoc(maker.id("p"), maker.texts(needed=True), maker.one([True, False]))
        for _ in maker.some(maker.sizes.paragraphs)
    )


def _coded(doc: d.PlanDoc, maker: _Maker) -> d.PlanDoc:
    """With a code on every section and every action, each its own among its kind."""
    sections, actions = _codes(maker), _codes(maker)
    return replace(doc, sections=tuple(_with_codes(part, sections, actions) for part in doc.sections))


def _codes(maker: _Maker) -> Iterator[str]:
    """What people cite, and what stands in addresses; some look like numbers or dates."""
    style = maker.one(["{}", "{}.10", "P{}", "P1.A{}", "00{}", "3-{}", "É{}", "1e{}"])
    numbers = [*range(1, 500)]
    maker.dice.shuffle(numbers)
    return (style.format(number) for number in numbers)


def _with_codes(section: d.SectionDoc, sections: Iterator[str], actions: Iterator[str]) -> d.SectionDoc:
    return replace(
        section,
        code=next(sections),
        actions=tuple(replace(action, code=next(actions)) for action in section.actions),
        sections=tuple(_with_codes(part, sections, actions) for part in section.sections),
    )

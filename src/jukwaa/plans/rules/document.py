"""A plan as a document: the one shape that import reads into, the rows are saved from, and every
download, comparison and signature is made of.

Two kinds of document share it. A *complete* one (our own JSON and XLSX, and whatever the database gives)
says everything: what it leaves empty is empty. One read from somebody's matrix is not complete: `None`
means that the file does not say, and what is already known stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Texts = Mapping[str, str]  # language -> text; a language without a text is absent

Funding = Literal["no_cost", "in_kind", "funded", "unknown"]
RoleKind = Literal["lead", "co_lead", "support", "funder"]
LeadKind = Literal["lead", "co_lead"]
Stated = Literal["not_started", "moving", "done", "paused", "dropped"]
Measure = Literal["number", "percentage", "rubric", "yes_no"]
Direction = Literal["up", "down", "hold"]
OverPlaces = Literal["sum", "max", "weighted_mean", "ratio_of_sums", "none"]
OverTime = Literal["sum", "last", "max", "mean", "none"]


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An organisation as a document names it: by permanent id (`b-…`), by name, or both.

    `name` is None where the body's name is withheld from the public; then only the id points at it.
    """

    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class RoleDoc:
    body: BodyRef
    kind: RoleKind
    share: str = ""  # what part of the action the body takes on, in its own words


@dataclass(frozen=True, slots=True)
class LeadDoc:
    """A body that leads a section."""

    body: BodyRef
    kind: LeadKind


@dataclass(frozen=True, slots=True)
class ParagraphDoc:
    id: str | None  # p-…
    text: Texts
    heading: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorDoc:
    """What will be measured, from where to where. Baseline and target are kept as they were written."""

    id: str | None  # i-…
    text: Texts
    baseline: str = ""
    target: str = ""
    verification: Texts = field(default_factory=dict)
    definition: str | None = None  # d-…, the shared definition that this indicator refers to
    unit: Texts = field(default_factory=dict)
    measure: Measure = "number"
    direction: Direction = "up"
    over_places: OverPlaces = "none"
    over_time: OverTime = "none"


@dataclass(frozen=True, slots=True)
class Ancestor:
    """The action of an earlier edition that this one was carried from."""

    edition: str
    id: str  # a-…


@dataclass(frozen=True, slots=True)
class ActionDoc:
    id: str | None  # a-…
    title: Texts
    code: str | None = None
    text: Texts | None = None
    audience: Texts | None = None
    remarks: Texts | None = None
    tags: tuple[str, ...] | None = None
    starts: date | None = None
    ends: date | None = None  # last day
    funding: Funding | None = None
    estimate: Decimal | None = None  # in the plan's currency
    areas: tuple[str, ...] | None = None  # area codes; the forum's own area means everywhere in it
    roles: tuple[RoleDoc, ...] | None = None
    indicators: tuple[IndicatorDoc, ...] | None = None
    themes: tuple[str, ...] | None = None  # "NSCVE-2016/3"
    carried_from: Ancestor | None = None
    status: Stated | None = None
    reason: Texts | None = None  # why paused or dropped, or what stands behind the status
    where: str = ""  # the cell or row it was read from; not part of any export


@dataclass(frozen=True, slots=True)
class SectionDoc:
    """A pillar, priority area, working group: whatever the plan calls its level."""

    id: str | None  # s-…
    title: Texts
    code: str | None = None
    outcome: Texts | None = None
    leads: tuple[LeadDoc, ...] | None = None
    text: tuple[ParagraphDoc, ...] | None = None
    indicators: tuple[IndicatorDoc, ...] | None = None  # of the outcome
    themes: tuple[str, ...] | None = None
    sections: tuple[SectionDoc, ...] = ()
    actions: tuple[ActionDoc, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class LevelDoc:
    """What the plan calls its sections at one depth: `one` pillar, `many` pillars."""

    one: Texts
    many: Texts


@dataclass(frozen=True, slots=True)
class PlanDoc:
    forum: str  # slug
    edition: str  # "2022-23"
    title: Texts
    starts: date | None
    ends: date | None
    status: str = "draft"
    languages: tuple[str, ...] = ("en", "sw")
    currency: str = "KES"
    fy_month: int = 7  # first month of the financial year
    levels: tuple[LevelDoc, ...] = ()
    text: tuple[ParagraphDoc, ...] | None = None
    sections: tuple[SectionDoc, ...] = ()
    follows: str | None = None  # the edition before
    sample: bool = False
    as_at: date | None = None  # a sample is shown as at this day
    complete: bool = True

    def walk(self) -> Iterator[tuple[tuple[SectionDoc, ...], SectionDoc]]:
        """Every section, outer before inner, with the sections that it lies in."""
        yield from _walk(self.sections, ())

    def actions(self) -> Iterator[tuple[tuple[SectionDoc, ...], ActionDoc]]:
        """Every action in reading order, with its sections from the outermost in."""
        for path, section in self.walk():
            for action in section.actions:
                yield (*path, section), action


def _walk(
    sections: tuple[SectionDoc, ...], path: tuple[SectionDoc, ...]
) -> Iterator[tuple[tuple[SectionDoc, ...], SectionDoc]]:
    for section in sections:
        yield path, section
        yield from _walk(section.sections, (*path, section))


def said(texts: Texts | None, language: str) -> str:
    """The text in that language, else in whichever language has one, else nothing."""
    if not texts:
        return ""
    return texts.get(language) or next((text for text in texts.values() if text), "")

"""A plan as its documents tell it: ready sentences in the reader's language, in reading order. PDF, Word file and notice
are made of these rows, so that they never say different things."""

from __future__ import annotations

from dataclasses import dataclass

from jukwaa.core.texts import Said


@dataclass(frozen=True, slots=True)
class Figure:
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Who:
    name: str
    kind: str
    part: str  # the kind in words
    agreed: bool | None  # None: nobody is asked (who leads a section)
    reply: str  # in words
    share: str
    declined: bool = False  # said of public offices alone


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator."""

    code: str  # of what it belongs to
    number: int  # of the action, 0 for one of the section's outcome
    text: Said
    unit: Said
    baseline: str
    target: str
    verification: Said


@dataclass(frozen=True, slots=True)
class Ref:
    """A code that leads to its action or section: `a12` or `s3`, in reading order."""

    to: str
    code: str


@dataclass(frozen=True, slots=True)
class Row:
    """An action in the matrix."""

    number: int
    code: str
    title: Said
    text: Said
    long_text: bool  # too long for a column of the matrix: it stands in full below
    audience: Said
    tags: str
    carried: str  # "carried from 2017"
    standing: str
    standing_label: str
    who: tuple[Who, ...]
    when: str
    where: tuple[str, ...]
    money: str
    measures: tuple[Measure, ...]
    remarks: Said
    reason: Said


@dataclass(frozen=True, slots=True)
class Paragraph:
    heading: bool
    text: Said


@dataclass(frozen=True, slots=True)
class Grouped:
    """Something that several actions share: a theme, a sub-county."""

    name: Said
    note: str  # the wards named, the strategy's code
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section."""

    number: int
    depth: int
    kicker: str  # "Pillar 3"
    code: str
    title: Said
    outcome: Said
    leads: tuple[Who, ...]
    text: tuple[Paragraph, ...]
    alignment: tuple[Grouped, ...]
    places: tuple[Grouped, ...]
    rows: tuple[Row, ...]
    measures: tuple[Measure, ...]  # of the outcome, then of its actions
    asked: str  # "KES 3,200,000 for 7 of 9 actions"
    in_all: int  # actions of this section and of those inside it


@dataclass(frozen=True, slots=True)
class Body:
    name: str
    leads: tuple[Ref, ...]
    supports: tuple[Ref, ...]
    funds: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole: how many actions stand so, or are paid for so."""

    word: str
    label: str
    count: int
    sum: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    sentence: str
    figures: tuple[Figure, ...]
    standings: tuple[Share, ...]
    of_others: str
    funding: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    forum: Said
    county: str
    title: Said
    edition: str
    period: str
    status: str
    unsigned: str  # "Published draft, not signed"; empty once it is
    sample: str  # "Sample content, not the official plan"; empty where it is the real one
    as_at: str
    follows: str
    address: str
    package: str
    manifest: str
    checkpoint: str


@dataclass(frozen=True, slots=True)
class Signature:
    """An office, with the body whose seat it is; without a day it is still to sign, and there is room for a pen."""

    office: str
    body: str
    day: str
    means: str


@dataclass(frozen=True, slots=True)
class Whole:
    cover: Cover
    glance: Glance
    text: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    bodies: tuple[Body, ...]
    unnamed: str  # what the bodies that are not named in public do, in one sentence
    signed: tuple[Signature, ...]
    signed_note: str  # "Version 1, signed by all."
    untranslated_note: str  # how many texts stand in another language; empty where none does

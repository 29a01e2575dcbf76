"""Which columns each sheet has. The key of a column stands in a hidden row, and is what the reader goes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from jukwaa.plans.figures.sheets.cells import area_labels, squeezed
from jukwaa.plans.figures.sheets.words import language_name
from jukwaa.plans.rules.document import ActionDoc, LevelDoc, PlanDoc, SectionDoc, Texts, said

Kind = Literal["text", "long", "code", "day", "money", "number", "id"]


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    heading: str
    kind: Kind = "text"
    width: int = 16
    offers: str = ""  # the list that people choose from
    strict: bool = False  # nothing but what the list offers


@dataclass(frozen=True, slots=True)
class View:
    """How a plan is put into cells: headings in one language, texts in all, places and sections by their names."""

    language: str
    languages: tuple[str, ...]
    levels: tuple[LevelDoc, ...]
    depth: int  # of the sections
    currency: str
    areas: Mapping[str, str]  # code -> label
    sections: Mapping[str, str]  # id -> label
    actions: Mapping[str, str]


def view_of(doc: PlanDoc, area_names: Mapping[str, str], language: str) -> View:
    return View(
        language=language,
        languages=_languages(doc),
        levels=doc.levels,
        depth=max([len(path) + 1 for path, _section in doc.walk()], default=1),
        currency=doc.currency,
        areas=area_labels(area_names),
        sections={s.id or "": label(s.code, s.title, language) for _path, s in doc.walk()},
        actions={a.id or "": label(a.code, a.title, language) for _path, a in doc.actions()},
    )


def label(code: str | None, title: Texts, language: str) -> str:
    return squeezed(f"{code or ''} {said(title, language)}")


def _languages(doc: PlanDoc) -> tuple[str, ...]:
    """The plan's own, then whatever else a text is in."""
    found = {language for texts in _texts(doc) for language in texts}
    return (*doc.languages, *sorted(found - set(doc.languages)))


def _texts(doc: PlanDoc) -> Iterator[Texts]:
    yield doc.title
    yield from (texts for level in doc.levels for texts in (level.one, level.many))
    yield from (paragraph.text for paragraph in doc.text or ())
    for _path, section in doc.walk():
        yield from (section.title, section.outcome or {})
        yield from (paragraph.text for paragraph in section.text or ())
        yield from _of_indicators(section)
        for action in section.actions:
            yield from (action.title, action.text or {}, action.audience or {}, action.remarks or {})
            yield action.reason or {}


def _of_indicators(section: SectionDoc) -> Iterator[Texts]:
    owners: tuple[SectionDoc | ActionDoc, ...] = (section, *section.actions)
    for owner in owners:
        for item in owner.indicators or ():
            yield from (item.text, item.verification, item.unit)


def level_name(view: View, depth: int) -> str:
    """What the plan calls its sections at that depth, counted from 0."""
    named = said(view.levels[depth].one, view.language) if depth < len(view.levels) else ""
    return squeezed(named[:1].upper() + named[1:], 60) or _("Section %(n)s") % {"n": depth + 1}


def spoken(view: View, key: str, heading: str, width: int = 36) -> Iterator[Column]:
    """One column for each language."""
    for language in view.languages:
        name = f"{heading} ({language_name(language)})" if len(view.languages) > 1 else heading
        yield Column(f"{key}.{language}", name, "long", width)


def bodies(*kinds: str) -> Iterator[Column]:
    """Who does it: one body on each line of the cell."""
    headings = {
        "lead": _("Lead"),
        "co_lead": _("Co-lead"),
        "support": _("Support"),
        "funder": _("Funder"),
    }
    yield from (Column(kind, headings[kind], "text", 21, offers="body") for kind in kinds)


def sections(view: View) -> Iterator[Column]:
    for depth in range(max(view.depth, len(view.levels), 1)):
        yield Column(f"section.{depth + 1}", level_name(view, depth), "text", 18, offers="section")


def number() -> Column:
    return Column("no", _("No."), "number", 5)


def ident() -> Column:
    return Column("id", _("Permanent id: do not change"), "id", 7)


def themes() -> Column:
    return Column("themes", _("Aligned to"), "text", 16)


def action_columns(view: View) -> tuple[Column, ...]:
    return (
        number(),
        Column("code", _("Code"), "code", 8),
        *sections(view),
        *spoken(view, "title", _("Action"), 34),
        *bodies("lead", "co_lead", "support"),
        Column("areas", _("Place"), "text", 17, offers="area"),
        Column("starts", _("First day"), "day", 12),
        Column("ends", _("Last day"), "day", 12),
        *measured(view),
        Column("funding", _("Funding"), "text", 12, offers="funding", strict=True),
        Column("estimate", _("Estimate (%(currency)s)") % {"currency": view.currency}, "money", 13),
        *bodies("funder"),
        Column("status", _("Status"), "text", 12, offers="status", strict=True),
        *spoken(view, "reason", _("Reason"), 26),
        *spoken(view, "audience", _("Audience"), 26),
        *spoken(view, "text", _("Description"), 42),
        *spoken(view, "remarks", _("Remarks"), 36),
        Column("tags", _("Tags"), "text", 16),
        themes(),
        Column("carried_from", _("Carried from"), "text", 16),
        ident(),
    )


def measured(view: View) -> tuple[Column, ...]:
    return (
        *spoken(view, "indicators.text", _("Indicator"), 27),
        Column("indicators.baseline", _("Baseline"), "code", 10),
        Column("indicators.target", _("Target"), "code", 10),
        *spoken(view, "indicators.verification", _("Means of verification"), 21),
    )


def section_columns(view: View) -> tuple[Column, ...]:
    return (
        number(),
        Column("in", _("Lies in"), "text", 24, offers="section"),
        Column("code", _("Code"), "code", 8),
        *spoken(view, "title", _("Title")),
        *spoken(view, "outcome", _("Outcome"), 48),
        *bodies("lead", "co_lead"),
        themes(),
        ident(),
    )


def indicator_columns(view: View) -> tuple[Column, ...]:
    choices = {
        "measure": _("Measured as"),
        "direction": _("Direction"),
        "over_places": _("Over places"),
        "over_time": _("Over time"),
    }
    return (
        number(),
        Column("section", _("Section"), "text", 24, offers="section"),
        Column("action", _("Action"), "text", 32, offers="action"),
        *spoken(view, "text", _("Indicator")),
        Column("baseline", _("Baseline"), "code", 14),
        Column("target", _("Target"), "code", 14),
        *spoken(view, "verification", _("Means of verification"), 30),
        *spoken(view, "unit", _("Unit"), 14),
        *(Column(key, name, "text", 16, offers=key, strict=True) for key, name in choices.items()),
        Column("definition", _("Definition: do not change"), "id", 7),
        ident(),
    )


def paragraph_columns(view: View) -> tuple[Column, ...]:
    return (
        number(),
        Column("section", _("Section"), "text", 24, offers="section"),
        Column("heading", _("Heading"), "text", 10, offers="yes_no", strict=True),
        *spoken(view, "text", _("Text"), 80),
        ident(),
    )


def body_columns() -> tuple[Column, ...]:
    return (Column("name", _("Name"), "text", 48), Column("id", _("Permanent id: do not change"), "id", 16))


def plan_columns() -> tuple[Column, ...]:
    return (
        Column("label", _("What"), "text", 40),
        Column("value", _("Value"), "long", 60),
        Column("id", _("Field: do not change"), "id", 16),
    )

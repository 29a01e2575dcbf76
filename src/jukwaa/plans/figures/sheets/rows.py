"""What stands in each row of each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.plans.figures.sheets import columns
from jukwaa.plans.figures.sheets.cells import Cell, body_label, day_cell, fitted, numbered
from jukwaa.plans.figures.sheets.columns import Column, View
from jukwaa.plans.figures.sheets.words import labels, language_name
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.document import (
    ActionDoc,
    IndicatorDoc,
    LeadDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
    Texts,
)

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def sheets_of(doc: PlanDoc, view: View) -> dict[str, Sheet]:
    """Every sheet by its name, with headings and choices in the view's language."""
    with override(view.language):
        made = (
            Sheet("action", columns.action_columns(view), tuple(_actions(doc, view))),
            Sheet("section", columns.section_columns(view), tuple(_sections(doc, view))),
            Sheet("indicator", columns.indicator_columns(view), tuple(_indicators(doc, view))),
            Sheet("paragraph", columns.paragraph_columns(view), tuple(_paragraphs(doc, view))),
            Sheet("body", columns.body_columns(), tuple(_bodies(doc))),
            Sheet("plan", columns.plan_columns(), tuple(_plan(doc, view))),
        )
        return {sheet.name: sheet for sheet in made}


def _fitted(row: Mapping[str, Cell]) -> Row:
    return {key: fitted(cell) if isinstance(cell, str) else cell for key, cell in row.items()}


def _texts(key: str, texts: Texts | None) -> dict[str, Cell]:
    return {f"{key}.{language}": text for language, text in (texts or {}).items()}


def _actions(doc: PlanDoc, view: View) -> Iterator[Row]:
    named = labels()
    for no, (path, action) in enumerate(doc.actions(), 1):
        row: dict[str, Cell] = {
            "no": no,
            **{f"section.{n}": view.sections[part.id or ""] for n, part in enumerate(path, 1)},
            "code": action.code,
            **_texts("title", action.title),
            **{kind: _roles(action, kind) for kind in ("lead", "co_lead", "support", "funder")},
            "areas": ", ".join(view.areas.get(code, code) for code in action.areas or ()),
            "starts": day_cell(action.starts),
            "ends": day_cell(action.ends),
            **_measured(action, view),
            "funding": named["funding"].get(action.funding or ""),
            "estimate": action.estimate,
            "status": named["status"].get(action.status or ""),
            **_texts("reason", action.reason),
            **_texts("audience", action.audience),
            **_texts("text", action.text),
            **_texts("remarks", action.remarks),
            "tags": ", ".join(action.tags or ()),
            "themes": ", ".join(action.themes or ()),
            "carried_from": _ancestor(action),
            "id": action.id,
        }
        yield _fitted(row)


def _roles(action: ActionDoc, kind: str) -> str:
    return "\n".join(offer_label(role) for role in action.roles or () if role.kind == kind)


def offer_label(offer: RoleDoc | LeadDoc) -> str:
    """The body, and in brackets what part it takes on."""
    share = offer.share if isinstance(offer, RoleDoc) else ""
    return f"{body_label(offer.body)} [{share}]" if share else body_label(offer.body)


def _ancestor(action: ActionDoc) -> str | None:
    before = action.carried_from
    return f"{before.edition} {before.id}" if before else None


def _measured(action: ActionDoc, view: View) -> dict[str, Cell]:
    items = action.indicators or ()
    return {
        **{
            f"indicators.text.{lang}": numbered([i.text.get(lang, "") for i in items])
            for lang in view.languages
        },
        "indicators.baseline": numbered([item.baseline for item in items]),
        "indicators.target": numbered([item.target for item in items]),
        **{
            f"indicators.verification.{lang}": numbered([i.verification.get(lang, "") for i in items])
            for lang in view.languages
        },
    }


def _sections(doc: PlanDoc, view: View) -> Iterator[Row]:
    for no, (path, section) in enumerate(doc.walk(), 1):
        leads = section.leads or ()
        row: dict[str, Cell] = {
            "no": no,
            "in": view.sections[path[-1].id or ""] if path else None,
            "code": section.code,
            **_texts("title", section.title),
            **_texts("outcome", section.outcome),
            **{k: "\n".join(offer_label(x) for x in leads if x.kind == k) for k in ("lead", "co_lead")},
            "themes": ", ".join(section.themes or ()),
            "id": section.id,
        }
        yield _fitted(row)


def _indicators(doc: PlanDoc, view: View) -> Iterator[Row]:
    no = 0
    for _path, section in doc.walk():
        owners: tuple[SectionDoc | ActionDoc, ...] = (section, *section.actions)
        for owner in owners:
            place = {
                "section": view.sections[section.id or ""],
                "action": view.actions[owner.id or ""] if isinstance(owner, ActionDoc) else None,
            }
            for item in owner.indicators or ():
                no += 1
                yield _fitted({"no": no, **place, **_indicator(item)})


def _indicator(item: IndicatorDoc) -> dict[str, Cell]:
    named = labels()
    return {
        **_texts("text", item.text),
        "baseline": item.baseline,
        "target": item.target,
        **_texts("verification", item.verification),
        **_texts("unit", item.unit),
        **{
            key: named[key][getattr(item, key)]
            for key in ("measure", "direction", "over_places", "over_time")
        },
        "definition": item.definition,
        "id": item.id,
    }


def _paragraphs(doc: PlanDoc, view: View) -> Iterator[Row]:
    named = labels()["yes_no"]
    for no, (section, paragraph) in enumerate(_owned(doc), 1):
        row: dict[str, Cell] = {
            "no": no,
            "section": view.sections[section.id or ""] if section else None,
            "heading": named["yes" if paragraph.heading else "no"],
            **_texts("text", paragraph.text),
            "id": paragraph.id,
        }
        yield _fitted(row)


def _owned(doc: PlanDoc) -> Iterator[tuple[SectionDoc | None, ParagraphDoc]]:
    yield from ((None, paragraph) for paragraph in doc.text or ())
    for _path, section in doc.walk():
        yield from ((section, paragraph) for paragraph in section.text or ())


def _bodies(doc: PlanDoc) -> Iterator[Row]:
    once = {body.id or body.name or "": body for body in bodies_of(doc)}
    for body in sorted(once.values(), key=lambda body: (body.name is None, body.name or "", body.id or "")):
        yield {"name": body_label(body), "id": body.id}


def _plan(doc: PlanDoc, view: View) -> Iterator[Row]:
    yield from (_field(f"title.{code}", _in(_("Title"), code), text) for code, text in _each(doc.title, view))
    yield _field("starts", _("First day"), day_cell(doc.starts))
    yield _field("ends", _("Last day"), day_cell(doc.ends))
    for n, level in enumerate(doc.levels, 1):
        for key, texts, what in (
            ("one", level.one, _("Level %(n)s, one")),
            ("many", level.many, _("Level %(n)s, several")),
        ):
            for code, text in _each(texts, view):
                yield _field(f"levels.{n}.{key}.{code}", _in(what % {"n": n}, code), text)
    yield _field("currency", _("Currency"), doc.currency)
    yield _field("fy_month", _("First month of the financial year"), doc.fy_month)
    yield _field("follows", _("Edition before"), doc.follows)
    yield _field("as_at", _("Shown as at"), day_cell(doc.as_at))
    yield from _told(doc)


def _told(doc: PlanDoc) -> Iterator[Row]:
    """What a file cannot change."""
    named = labels()["yes_no"]
    fixed = _("%(what)s (not changed by a file)")
    yield _field("forum", fixed % {"what": _("Forum")}, doc.forum)
    yield _field("edition", fixed % {"what": _("Edition")}, doc.edition)
    yield _field("status", fixed % {"what": _("Status")}, str(Plan.Status(doc.status).label))
    yield _field("languages", fixed % {"what": _("Languages")}, ", ".join(doc.languages))
    yield _field("sample", fixed % {"what": _("Sample content")}, named["yes" if doc.sample else "no"])


def _field(field: str, label: str, value: Cell) -> Row:
    return _fitted({"label": label, "value": value, "id": field})


def _in(what: str, language: str) -> str:
    return f"{what} ({language_name(language)})"


def _each(texts: Texts, view: View) -> Iterator[tuple[str, str]]:
    return ((language, texts.get(language, "")) for language in view.languages)

"""A plan's rows as a document: what every download, comparison and signature is made of."""

from __future__ import annotations

from collections.abc import Mapping

from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.masking import public_mask
from jukwaa.plans.figures.shelves import Shelf, shelve
from jukwaa.plans.models import Action, Indicator, Paragraph, Plan, Role, Salt, Section
from jukwaa.plans.rules.document import (
    ActionDoc,
    Ancestor,
    BodyRef,
    IndicatorDoc,
    LeadDoc,
    LevelDoc,
    ParagraphDoc,
    PlanDoc,
    RoleDoc,
    SectionDoc,
)
from jukwaa.plans.rules.masking import masked


def document_of(plan: Plan, *, public: bool) -> PlanDoc:
    """The whole plan. `public`: a body that has not agreed to be named stands by its id alone, and no text names
    one that was withdrawn for its safety."""
    doc = as_document(shelve(plan), public=public)
    return masked(doc, public_mask(plan.forum_id)) if public else doc


def salts_of(plan: Plan) -> dict[tuple[str, str], str]:
    """(permanent id, digest of the content) -> salt; drawn when the plan was last changed."""
    rows = Salt.objects.filter(forum=plan.forum_id).values_list("pid", "digest", "salt")
    return {(pid, digest): salt for pid, digest, salt in rows}


def listed_of(plan: Plan) -> frozenset[str]:
    """The permanent ids of the bodies that are named in public."""
    bodies = Organisation.objects.filter(forum=plan.forum_id, listed=True)
    return frozenset(bodies.values_list("pid", flat=True))


def as_document(shelf: Shelf, *, public: bool) -> PlanDoc:
    plan = shelf.plan
    return PlanDoc(
        forum=plan.forum.slug,
        edition=plan.edition,
        title=plan.title,
        starts=plan.starts,
        ends=plan.ends,
        status=plan.status,
        languages=tuple(plan.languages),
        currency=plan.currency,
        fy_month=plan.fy_month,
        levels=tuple(LevelDoc(one=level["one"], many=level["many"]) for level in plan.levels),
        text=_paragraphs(shelf.paragraphs.get(None, [])),
        sections=_sections(shelf, None, public),
        follows=plan.follows_edition or None,
        sample=plan.sample,
        as_at=plan.as_at,
    )


def _sections(shelf: Shelf, parent: int | None, public: bool) -> tuple[SectionDoc, ...]:
    return tuple(
        _section(shelf, section, public) for section in shelf.sections if section.parent_id == parent
    )


def _section(shelf: Shelf, section: Section, public: bool) -> SectionDoc:
    key = section.pk
    return SectionDoc(
        id=section.pid,
        title=section.title,
        code=section.code,
        outcome=section.outcome,
        leads=tuple(
            LeadDoc(_body(lead.organisation, public), lead.kind)  # type: ignore[arg-type]
            for lead in shelf.leaderships.get(key, [])
        ),
        text=_paragraphs(shelf.paragraphs.get(key, [])),
        indicators=_indicators(shelf.section_indicators.get(key, [])),
        themes=tuple(shelf.section_themes.get(key, [])),
        sections=_sections(shelf, key, public),
        actions=tuple(_action(shelf, action, public) for action in shelf.actions.get(key, [])),
    )


def _action(shelf: Shelf, action: Action, public: bool) -> ActionDoc:
    return ActionDoc(
        id=action.pid,
        title=action.title,
        code=action.code,
        text=action.text,
        audience=action.audience,
        remarks=action.remarks,
        tags=tuple(action.tags),
        starts=action.starts,
        ends=action.ends,
        funding=action.funding,  # type: ignore[arg-type]
        estimate=action.estimate.normalize() if action.estimate is not None else None,
        areas=tuple(shelf.areas.get(action.pk, [])),
        roles=tuple(_role(role, public) for role in shelf.roles.get(action.pk, [])),
        indicators=_indicators(shelf.action_indicators.get(action.pk, [])),
        themes=tuple(shelf.action_themes.get(action.pk, [])),
        carried_from=Ancestor(action.carried_edition, action.carried_pid) if action.carried_pid else None,
        status=action.status,  # type: ignore[arg-type]
        reason=action.reason,
    )


def _role(role: Role, public: bool) -> RoleDoc:
    return RoleDoc(_body(role.organisation, public), role.kind, role.share)  # type: ignore[arg-type]


def _body(organisation: Organisation, public: bool) -> BodyRef:
    hidden = public and not organisation.listed
    return BodyRef(organisation.pid, None if hidden else organisation.name)


def _paragraphs(rows: list[Paragraph]) -> tuple[ParagraphDoc, ...]:
    return tuple(ParagraphDoc(row.pid, row.text, row.heading) for row in rows)


def _indicators(rows: list[Indicator]) -> tuple[IndicatorDoc, ...]:
    return tuple(_indicator(row) for row in rows)


def _indicator(row: Indicator) -> IndicatorDoc:
    definition = row.definition
    rules: Mapping[str, str] = {
        name: getattr(definition, name) for name in ("measure", "direction", "over_places", "over_time")
    }
    return IndicatorDoc(
        id=row.pid,
        text=definition.text,
        baseline=row.baseline,
        target=row.target,
        verification=row.verification,
        definition=definition.pid,
        unit=definition.unit,
        **rules,  # type: ignore[arg-type]
    )

"""One item of a plan as a document, with what hangs on it and nothing else: an edit need not read five hundred actions.

What stands before it is there as blanks, so that it has its true place: the document says of the item what the whole
one says of it.
"""

from __future__ import annotations

from dataclasses import replace

from jukwaa.plans.figures.documents import as_document
from jukwaa.plans.figures.shelves import empty_shelf, shelve_action, shelve_section
from jukwaa.plans.models import Action, Paragraph, Plan, Section
from jukwaa.plans.rules.changing import HEAD, Kind, kind_of
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc

NO_ACTION, NO_SECTION = ActionDoc(None, {}), SectionDoc(None, {})


def owner_of(plan: Plan, pid: str) -> Section | Action | None:
    """The section or action that holds the item, or is it; None: the plan itself, or there is no such item."""
    kind: Kind | None = kind_of(pid)
    if kind == "section":
        return plan.sections.filter(pid=pid).first()
    if kind == "action":
        return plan.actions.filter(pid=pid).select_related("section").first()
    if kind == "paragraph":
        found = Paragraph.objects.filter(plan=plan, pid=pid).select_related("section").first()
        return found.section if found else None
    if kind == "indicator":
        row = plan.indicators.filter(pid=pid).select_related("section", "action__section").first()
        return (row.action or row.section) if row else None
    return None


def slice_of(plan: Plan, owner: Section | Action | None) -> PlanDoc:
    if owner is None:
        return as_document(empty_shelf(plan, plan.paragraphs.filter(section=None)), public=False)
    head = as_document(empty_shelf(plan), public=False)
    if isinstance(owner, Section):
        return replace(head, sections=_placed(owner, _section_alone(owner)))
    blanks = plan.actions.filter(section=owner.section_id, position__lt=owner.position).count()
    doc = as_document(shelve_action(plan, owner), public=False)
    action = next(action for _path, action in doc.actions())
    section = replace(NO_SECTION, id=owner.section.pid, actions=(*[NO_ACTION] * blanks, action))
    return replace(head, sections=(section,))


def _section_alone(section: Section) -> SectionDoc:
    return as_document(shelve_section(section.plan, section), public=False).sections[0]


def _placed(row: Section, section: SectionDoc) -> tuple[SectionDoc, ...]:
    before = row.plan.sections.filter(parent=row.parent_id, position__lt=row.position).count()
    siblings = (*[NO_SECTION] * before, section)
    return siblings if row.parent is None else (replace(NO_SECTION, id=row.parent.pid, sections=siblings),)


def named_elsewhere(plan: Plan, pids: set[str]) -> set[str]:
    """Which of these bodies have a part anywhere in the plan."""
    if not pids:
        return set()
    leads = plan.sections.filter(leaderships__organisation__pid__in=pids)
    roles = plan.actions.filter(roles__organisation__pid__in=pids)
    return {
        *leads.values_list("leaderships__organisation__pid", flat=True),
        *roles.values_list("roles__organisation__pid", flat=True),
    } & pids


def ids_in(doc: PlanDoc, owner: Section | Action | None) -> set[str]:
    """What of the slice is its own: the owner's id, and those of its paragraphs and indicators."""
    if owner is None:
        return {HEAD, *(p.id or "" for p in doc.text or ())}
    items: list[SectionDoc | ActionDoc] = [section for _path, section in doc.walk()]
    items += [action for _path, action in doc.actions()]
    item = next(item for item in items if item.id == owner.pid)
    paragraphs = (item.text or ()) if isinstance(item, SectionDoc) else ()
    return {owner.pid, *(p.id or "" for p in paragraphs), *(i.id or "" for i in item.indicators or ())}

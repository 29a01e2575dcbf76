"""Bring a plan's rows to what a document says: a few set-based statements, whatever the size.

`write_document` brings the whole plan; `write_item` one item of it and what hangs on it, with the same hands.

Rows keep their place in the database as long as their permanent id stays, so that what hangs on them
(replies, reports, values) stays too: sections and actions that are gone are deleted last, when all that moved out
of them is elsewhere. Called inside an act's transaction, after its check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from jukwaa.forums.models import Organisation
from jukwaa.plans.actions.defining import define
from jukwaa.plans.actions.syncing import Key, Values, apply, free_codes, sync
from jukwaa.plans.models import Action, Alignment, Indicator, Leadership, Paragraph, Plan, Role, Section
from jukwaa.plans.rules.cells.indicators import number
from jukwaa.plans.rules.document import ActionDoc, BodyRef, IndicatorDoc, ParagraphDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.whole import spoken, whole, whole_action, whole_section
from jukwaa.strategies.models import Strategy, Theme


@dataclass(frozen=True, slots=True)
class Keys:
    """Permanent id -> the row's key, of everything that others hang on."""

    sections: Mapping[str, int]
    actions: Mapping[str, int]
    bodies: Mapping[str, int]


def write_document(plan: Plan, doc: PlanDoc) -> None:
    """`doc` has an id on every item and on every body. Its status is the plan's own."""
    doc = whole(doc)
    _write_head(plan, doc)
    sections = _write_sections(plan, doc)
    actions = _write_actions(plan, doc, sections)
    bodies = dict(Organisation.objects.filter(forum=plan.forum_id).values_list("pid", "pk"))
    keys = Keys(sections, actions, bodies)
    _write_paragraphs(plan, plan.paragraphs.all(), doc, keys)
    _write_leaderships(Leadership.objects.filter(section__plan=plan), doc, keys)
    _write_roles(Role.objects.filter(action__plan=plan), doc, keys)
    _write_areas(plan.actions.all(), doc, keys)
    _write_indicators(plan, plan.indicators.all(), doc, keys)
    _write_alignments(plan, plan.alignments.all(), doc, keys)
    plan.actions.exclude(pk__in=actions.values()).delete()
    plan.sections.exclude(pk__in=sections.values()).delete()
    _link_editions(plan)


def write_item(plan: Plan, item: PlanDoc | SectionDoc | ActionDoc, was: object) -> None:
    """The plan's head and text, a section or an action, with its paragraphs, indicators and bodies.

    Where it stands among the others stays as it is: the tree is `write_document`'s. Of what it `was`, only what differs
    is written.
    """
    if isinstance(item, PlanDoc):
        _write_head(plan, whole(item))
        room = _Room(0, plan.paragraphs.exclude(section=None))
        _write_paragraphs(plan, plan.paragraphs.filter(section=None), whole(item), Keys({}, {}, {}), room)
    elif isinstance(item, SectionDoc):
        _write_one_section(plan, whole_section(replace(item, sections=(), actions=())), was)
    else:
        _write_one_action(plan, whole_action(item), was)


def _write_one_section(plan: Plan, section: SectionDoc, was: object) -> None:
    row = plan.sections.get(pid=section.id)
    doc = _only(plan, section)
    keys = Keys({row.pid: row.pk}, {}, {})
    _set(row, _section_values(section))
    if _differ(section, was, "text"):
        first, after = (
            Q(section=None) | Q(section__position__lt=row.position),
            Q(section__position__gt=row.position),
        )
        room = _Room(plan.paragraphs.filter(first).count(), plan.paragraphs.filter(after))
        _write_paragraphs(plan, row.paragraphs.all(), doc, keys, room)
    if _differ(section, was, "leads"):
        bodies = _bodies(plan, (lead.body for lead in section.leads or ()))
        _write_leaderships(row.leaderships.all(), doc, replace(keys, bodies=bodies))
    if _differ(section, was, "indicators"):
        first, after = (
            Q(section__position__lt=row.position),
            Q(section__position__gt=row.position) | Q(section=None),
        )
        room = _Room(plan.indicators.filter(first).count(), plan.indicators.filter(after))
        _write_indicators(plan, row.indicators.all(), doc, keys, room)
    if _differ(section, was, "themes"):
        _write_alignments(plan, row.alignments.all(), doc, keys)


def _write_one_action(plan: Plan, action: ActionDoc, was: object) -> None:
    row = plan.actions.get(pid=action.id)
    doc = _only(plan, SectionDoc(None, {}, actions=(action,)))
    keys = Keys({"": 0}, {row.pid: row.pk}, {})
    _set(row, _action_values(action))
    if _differ(action, was, "roles"):
        bodies = _bodies(plan, (role.body for role in action.roles or ()))
        _write_roles(row.roles.all(), doc, replace(keys, bodies=bodies))
    if _differ(action, was, "areas"):
        _write_areas(plan.actions.filter(pk=row.pk), doc, keys)
    if _differ(action, was, "indicators"):
        first, after = (
            Q(action=None) | Q(action__position__lt=row.position),
            Q(action__position__gt=row.position),
        )
        room = _Room(plan.indicators.filter(first).count(), plan.indicators.filter(after))
        _write_indicators(plan, row.indicators.all(), doc, keys, room)
    if _differ(action, was, "themes"):
        _write_alignments(plan, row.alignments.all(), doc, keys)


def _differ(item: object, was: object, name: str) -> bool:
    return bool(getattr(item, name) != getattr(was, name))


@dataclass(frozen=True, slots=True)
class _Room:
    """Where an item's own rows begin in the order of the whole plan, and which rows come after them."""

    start: int = 0
    after: models.QuerySet[Any] | None = None

    def make(self, more: int) -> None:
        if more and self.after is not None:
            self.after.update(position=F("position") + more)


def _only(plan: Plan, section: SectionDoc) -> PlanDoc:
    return PlanDoc(plan.forum.slug, plan.edition, {}, None, None, sections=(section,))


def _bodies(plan: Plan, named: Iterable[BodyRef]) -> dict[str, int]:
    pids = {body.id for body in named}
    found = (
        Organisation.objects.filter(forum=plan.forum_id, pid__in=pids)
        if pids
        else Organisation.objects.none()
    )
    return dict(found.values_list("pid", "pk"))


def _set(row: Section | Action, values: Values) -> None:
    if apply(row, values):
        row.save(update_fields=list(values))


def _write_head(plan: Plan, doc: PlanDoc) -> None:
    plan.title, plan.languages = spoken(doc.title), list(doc.languages)
    if doc.starts and doc.ends:
        plan.starts, plan.ends = doc.starts, doc.ends
    plan.currency, plan.fy_month = doc.currency, doc.fy_month
    plan.levels = [{"one": dict(level.one), "many": dict(level.many)} for level in doc.levels]
    plan.sample, plan.as_at = doc.sample, doc.as_at
    plan.follows_edition = doc.follows or ""
    plan.save()


def _write_sections(plan: Plan, doc: PlanDoc) -> dict[str, int]:
    existing = {row.pid: row for row in plan.sections.all()}
    parents = {section.id: path[-1].id if path else None for path, section in doc.walk()}
    wanted: dict[Key, Values] = {
        section.id: {
            "position": position,
            **_section_values(section),
        }
        for position, (_path, section) in enumerate(doc.walk())
    }
    free_codes(plan.sections.all(), existing.values(), wanted)
    rows = sync(Section, existing, wanted, lambda key: {"plan": plan, "pid": key}, delete=False)
    moved = [row for row in rows.values() if row.parent != rows.get(parents[row.pid])]
    for row in moved:
        row.parent = rows.get(parents[row.pid])
    Section.objects.bulk_update(moved, ["parent"], batch_size=200)
    return {row.pid: row.pk for row in rows.values()}


def _section_values(section: SectionDoc) -> Values:
    return {"code": section.code, "title": section.title, "outcome": section.outcome}


def _write_actions(plan: Plan, doc: PlanDoc, sections: Mapping[str, int]) -> dict[str, int]:
    existing = {row.pid: row for row in plan.actions.all()}
    wanted: dict[Key, Values] = {
        action.id: {
            "section_id": sections[path[-1].id or ""],
            "position": position,
            **_action_values(action),
        }
        for position, (path, action) in enumerate(doc.actions())
    }
    free_codes(plan.actions.all(), existing.values(), wanted)
    rows = sync(Action, existing, wanted, lambda key: {"plan": plan, "pid": key}, delete=False)
    return {row.pid: row.pk for row in rows.values()}


def _action_values(action: ActionDoc) -> Values:
    before = action.carried_from
    return {
        "code": action.code,
        "title": action.title,
        "text": action.text,
        "audience": action.audience,
        "remarks": action.remarks,
        "tags": list(action.tags or ()),
        "starts": action.starts,
        "ends": action.ends,
        "funding": action.funding,
        "estimate": action.estimate,
        "status": action.status,
        "reason": action.reason,
        "carried_edition": before.edition if before else "",
        "carried_pid": before.id if before else "",
    }


def _write_paragraphs(
    plan: Plan, rows: models.QuerySet[Paragraph], doc: PlanDoc, keys: Keys, room: _Room | None = None
) -> None:
    room = room or _Room()
    texts: list[tuple[int | None, ParagraphDoc]] = [(None, paragraph) for paragraph in doc.text or ()]
    for _path, section in doc.walk():
        texts += [(keys.sections[section.id or ""], paragraph) for paragraph in section.text or ()]
    wanted: dict[Key, Values] = {
        paragraph.id: {
            "section_id": section,
            "position": position,
            "heading": paragraph.heading,
            "text": paragraph.text,
        }
        for position, (section, paragraph) in enumerate(texts, room.start)
    }
    existing = {row.pid: row for row in rows}
    room.make(len(wanted) - len(existing))
    sync(Paragraph, existing, wanted, lambda key: {"plan": plan, "pid": key})


def _write_leaderships(rows: models.QuerySet[Leadership], doc: PlanDoc, keys: Keys) -> None:
    wanted: dict[Key, Values] = {
        (keys.sections[section.id or ""], keys.bodies[lead.body.id or ""]): {
            "kind": lead.kind,
            "position": position,
        }
        for _path, section in doc.walk()
        for position, lead in enumerate(section.leads or ())
    }
    existing = {(row.section_id, row.organisation_id): row for row in rows}
    sync(Leadership, existing, wanted, lambda key: {"section_id": key[0], "organisation_id": key[1]})


def _write_roles(rows: models.QuerySet[Role], doc: PlanDoc, keys: Keys) -> None:
    wanted: dict[Key, Values] = {
        (keys.actions[action.id or ""], keys.bodies[role.body.id or ""], role.kind): {
            "share": role.share,
            "position": position,
        }
        for _path, action in doc.actions()
        for position, role in enumerate(action.roles or ())
    }
    existing = {(row.action_id, row.organisation_id, row.kind): row for row in rows}
    sync(
        Role,
        existing,
        wanted,
        lambda key: {"action_id": key[0], "organisation_id": key[1], "kind": key[2]},
    )


def _write_areas(actions: models.QuerySet[Action], doc: PlanDoc, keys: Keys) -> None:
    """The order of the areas is the order of the rows, so an action whose areas changed is written anew."""
    through = Action.areas.through
    now: dict[int, list[str]] = {}
    placed = through.objects.filter(action__in=actions).order_by("id")
    for action, area in placed.values_list("action_id", "area_id"):
        now.setdefault(action, []).append(area)
    wanted = {keys.actions[action.id or ""]: list(action.areas or ()) for _path, action in doc.actions()}
    stale = [action for action, codes in wanted.items() if now.get(action, []) != codes]
    through.objects.filter(action_id__in=[action for action in stale if action in now]).delete()
    through.objects.bulk_create(
        [through(action_id=action, area_id=code) for action in stale for code in wanted[action]],
        batch_size=2000,
    )


def _write_indicators(
    plan: Plan, rows: models.QuerySet[Indicator], doc: PlanDoc, keys: Keys, room: _Room | None = None
) -> None:
    room = room or _Room()
    placed: list[tuple[Values, IndicatorDoc]] = []
    for owner, item in _owners(doc, keys):
        placed += [(owner, indicator) for indicator in item.indicators or ()]
    definitions = define(plan.forum, [indicator for _owner, indicator in placed])
    wanted: dict[Key, Values] = {
        indicator.id: {
            **owner,
            "position": position,
            "definition_id": definitions[indicator.id or ""],
            "baseline": indicator.baseline,
            "target": indicator.target,
            "baseline_value": number(indicator.baseline),
            "target_value": number(indicator.target),
            "verification": indicator.verification,
        }
        for position, (owner, indicator) in enumerate(placed, room.start)
    }
    existing = {row.pid: row for row in rows}
    room.make(len(wanted) - len(existing))
    sync(Indicator, existing, wanted, lambda key: {"plan": plan, "pid": key})


def _write_alignments(plan: Plan, rows: models.QuerySet[Alignment], doc: PlanDoc, keys: Keys) -> None:
    existing = {(row.section_id, row.action_id, row.theme_id): row for row in rows}
    if not existing and not any(item.themes for _owner, item in _owners(doc, keys)):
        return
    found = Theme.objects.filter(strategy__in=Strategy.objects.open_to(plan.forum))
    themes = {f"{s}/{code}": pk for s, code, pk in found.values_list("strategy__code", "code", "pk")}
    wanted: dict[Key, Values] = {
        (owner["section_id"], owner["action_id"], themes[code]): {"position": position}
        for owner, item in _owners(doc, keys)
        for position, code in enumerate(item.themes or ())
    }
    sync(
        Alignment,
        existing,
        wanted,
        lambda key: {"plan": plan, "section_id": key[0], "action_id": key[1], "theme_id": key[2]},
    )


def _owners(doc: PlanDoc, keys: Keys) -> Iterator[tuple[Values, SectionDoc | ActionDoc]]:
    for _path, section in doc.walk():
        yield {"section_id": keys.sections[section.id or ""], "action_id": None}, section
    for _path, action in doc.actions():
        yield {"section_id": None, "action_id": keys.actions[action.id or ""]}, action


def _link_editions(plan: Plan) -> None:
    """Ancestors are said by edition and id; where that edition is here, the rows are linked, whichever came first."""
    of_forum = Plan.objects.filter(forum=plan.forum_id)
    before = of_forum.filter(edition=OuterRef("follows_edition")).exclude(pk=OuterRef("pk"))
    linked = of_forum.filter(pk=plan.pk) | of_forum.filter(follows_edition=plan.edition)
    linked.update(follows=Subquery(before.values("pk")[:1]))
    plan.refresh_from_db(fields=["follows"])
    ancestors = Action.objects.filter(
        plan__forum=plan.forum_id, plan__edition=OuterRef("carried_edition"), pid=OuterRef("carried_pid")
    ).exclude(plan=OuterRef("plan"))
    for carried in (
        plan.actions.exclude(carried_pid=""),
        Action.objects.filter(plan__forum=plan.forum_id, carried_edition=plan.edition).exclude(plan=plan),
    ):
        carried.update(carried_from=Subquery(ancestors.values("pk")[:1]))

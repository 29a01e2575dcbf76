"""What becomes of a plan when a document is brought into it. Nothing is written here: plan in, plan out.

A complete document says everything, so what it leaves empty becomes empty. One read from somebody's matrix
says only what its columns say: the rest stays. Rows that it lacks stay too, unless they are to be pruned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jukwaa.plans.rules.bodies import bodies_of, with_bodies
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.mending import (
    NewId,
    Terms,
    mended_action,
    mended_paragraphs,
    mended_section,
    unique_ids,
)
from jukwaa.plans.rules.numbering import numbered
from jukwaa.plans.rules.trees import Spot, tree
from jukwaa.plans.rules.whole import whole


@dataclass(frozen=True, slots=True)
class Counts:
    """By action: new, changed, the same, and in the plan but not in the file."""

    add: int
    change: int
    keep: int
    absent: int


@dataclass(frozen=True, slots=True)
class Merged:
    doc: PlanDoc
    counts: Counts


def merge(current: PlanDoc, incoming: PlanDoc, *, new_id: NewId, prune: bool = False) -> Merged:
    was = whole(current)
    said = with_bodies(incoming, {body.id: body.name for body in bodies_of(was) if body.id and body.name})
    if incoming.complete:
        said = whole(said)
    kinds = frozenset(role.kind for _path, action in said.actions() for role in action.roles or ())
    terms = Terms(incoming.complete, prune, new_id, kinds)
    sections = tuple(_built(spot, terms) for spot in tree(was, said, prune=prune))
    text = mended_paragraphs(was.text, said.text if said.complete else None, terms)
    doc = unique_ids(replace(_head(was, said), text=text, sections=sections), new_id)
    doc = replace(doc, sections=numbered(doc.sections, _steady(was, doc)))
    return Merged(doc, _counted(was, doc, said))


def _head(current: PlanDoc, incoming: PlanDoc) -> PlanDoc:
    """Forum, edition and status are the plan's own; the rest a complete document says."""
    sample = current.sample or incoming.sample  # once sample, it never passes as real
    if not incoming.complete:
        return replace(current, sample=sample)
    return replace(
        incoming,
        forum=current.forum,
        edition=current.edition,
        status=current.status,
        title=incoming.title or current.title,
        languages=incoming.languages or current.languages,
        levels=incoming.levels or current.levels,
        starts=incoming.starts or current.starts,
        ends=incoming.ends or current.ends,
        sample=sample,
    )


# --- the tree --------------------------------------------------------------------------------------------


def _built(spot: Spot, terms: Terms) -> SectionDoc:
    base = spot.was if spot.says is None else mended_section(spot.was, spot.says, terms)
    if base is None:
        raise ValueError("a section is in the plan or in the file")
    return replace(
        base,
        sections=tuple(_built(part, terms) for part in spot.parts),
        actions=tuple(_action(was, says, terms) for was, says in spot.actions),
    )


def _action(was: ActionDoc | None, says: ActionDoc | None, terms: Terms) -> ActionDoc:
    if says is not None:
        return mended_action(was, says, terms)
    if was is None:
        raise ValueError("an action is in the plan or in the file")
    return was


# --- what became of it -----------------------------------------------------------------------------------


def _steady(was: PlanDoc, doc: PlanDoc) -> set[str | None]:
    """What has the code that it had: nothing that comes anew takes it away."""
    codes = {**{s.id: s.code for _path, s in was.walk()}, **{a.id: a.code for _path, a in was.actions()}}
    items: list[SectionDoc | ActionDoc] = [*(s for _p, s in doc.walk()), *(a for _p, a in doc.actions())]
    return {item.id for item in items if item.code and codes.get(item.id) == item.code}


def _counted(was: PlanDoc, doc: PlanDoc, incoming: PlanDoc) -> Counts:
    old = {action.id: (path[-1].id, action) for path, action in was.actions()}
    now = {action.id: (path[-1].id, action) for path, action in doc.actions()}
    rows = sum(1 for _ in incoming.actions())
    add = sum(1 for pid in now if pid not in old)
    change = sum(1 for pid in now if pid in old and now[pid] != old[pid])
    return Counts(add=add, change=change, keep=rows - add - change, absent=len(old) - (rows - add))

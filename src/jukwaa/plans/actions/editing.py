"""A plan changed by hand: one screen of an item, an item added, dropped, shifted among its neighbours, moved elsewhere.

An edit reads and writes what it touches alone (`figures.slices`, `write_item`, `seal_item`): of a plan of five hundred
actions the write lock is held for some milliseconds. What changes the tree is written whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.forums.actions import Portrait, admit, lock_forum
from jukwaa.plans import permissions
from jukwaa.plans.actions.amending import save_working_document
from jukwaa.plans.actions.attaching import forget_files
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.sealing import seal_item, seal_tree
from jukwaa.plans.actions.writing import write_document, write_item
from jukwaa.plans.figures.slices import ids_in, named_elsewhere
from jukwaa.plans.figures.working import Place, may_change, place_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules import changing
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.changing import HEAD, Clash, Kind, Part, Said
from jukwaa.plans.rules.document import (
    ActionDoc,
    BodyRef,
    IndicatorDoc,
    ParagraphDoc,
    PlanDoc,
    SectionDoc,
)
from jukwaa.plans.rules.matching import name_key
from jukwaa.plans.rules.numbering import clean_code
from jukwaa.plans.rules.starters import SHARED, shared_definition
from jukwaa.plans.rules.whole import whole

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form brought: its values, what they held when it was opened, and which of theirs was chosen."""

    said: Said
    was: Mapping[str, str]  # digests
    theirs: Collection[str] = ()
    same: Mapping[str, str] = field(
        default_factory=dict
    )  # a body's name as typed -> id of the one that is meant


class ClashError(Exception):
    """Two people changed the same field: nothing was written, both texts are here."""

    def __init__(self, said: Said, clashes: Sequence[Clash]) -> None:
        super().__init__(", ".join(clash.field for clash in clashes))
        self.said, self.clashes = said, clashes


@transaction.atomic
def edit_item(plan: Plan, pid: str, part: Part, typed: Typed, *, by: User | None) -> list[str]:
    """One screen of an item. The fields that changed; a `ClashError` where somebody else changed one of them too."""
    place = _opened(plan, pid, part.act)
    may_change(by, place, part).require()
    now = changing.said_of(place.item, part, plan.languages)
    together = changing.brought_together(typed.was, now, typed.said, typed.theirs)
    if together.clashes:
        raise ClashError(together.said, together.clashes)
    fields = [name for name, value in together.said.items() if value != now[name]]
    if not fields:
        return []
    _check(place, part, together.said)
    known = _known_bodies(plan, together.said.get("who", ()), typed.same, by)
    item = _defined(changing.with_said(place.item, part, together.said, known))
    _save(place, changing.replaced(place.doc, pid, item))
    _record("item.edited", place, pid, by, fields=[name.replace("_", ".") for name in fields])
    return fields


@transaction.atomic
def add_item(plan: Plan, holder: str, kind: Kind, said: Said, *, by: User | None) -> str:
    """At the end of what `holder` has of that kind: its permanent id."""
    place = _opened(plan, holder, "edit", whole=kind in ("section", "action"))
    permissions.can_edit(by, plan, place.leading).require()
    made: Any = NEW[kind](new_id(kind[0]))
    item = _defined(changing.with_said(made, changing.PARTS[kind][0], said))
    _save(place, changing.added(place.doc, holder, item))
    _record("item.added", place, item.id, by)
    return str(item.id)


def _defined(item: Any) -> Any:
    """An indicator that says what a shared one says, refers to it; one that no longer does, to a definition of its own."""
    if not isinstance(item, IndicatorDoc):
        return item
    shared = shared_definition(item)
    if shared is None and item.definition in SHARED:
        shared = new_id("d")
    return replace(item, definition=shared) if shared else item


NEW: Mapping[Kind, Callable[[str], Any]] = {
    "section": lambda pid: SectionDoc(pid, {}),
    "action": lambda pid: ActionDoc(pid, {}),
    "indicator": lambda pid: IndicatorDoc(pid, {}, definition=new_id("d")),
    "paragraph": lambda pid: ParagraphDoc(pid, {}),
}


@transaction.atomic
def drop_item(plan: Plan, pid: str, *, by: User | None) -> None:
    """With all that hangs on it."""
    place = _opened(plan, pid, "edit", whole=_in_tree(pid))
    permissions.can_edit(by, plan, place.leading).require()
    files = set(plan.attachments.values_list("file", flat=True))
    _save(place, changing.dropped(place.doc, pid))
    forget_files(files - set(plan.attachments.values_list("file", flat=True)))
    _record("item.dropped", place, pid, by)


@transaction.atomic
def shift_item(plan: Plan, pid: str, *, places: int, by: User | None) -> None:
    """Up (-1) or down (1) among its neighbours."""
    place = _opened(plan, pid, "edit", whole=_in_tree(pid))
    permissions.can_edit(by, plan, place.leading).require()
    after = changing.shifted(place.doc, pid, places)
    if after != place.doc:
        _save(place, after)
        _record("item.shifted", place, pid, by)


@transaction.atomic
def move_action(plan: Plan, pid: str, section: str, *, by: User | None) -> None:
    """To the end of another section, which the same person may edit. Its code stays: it is cited."""
    place = _opened(plan, pid, "edit", whole=True)
    permissions.can_edit(by, plan, place.leading).require()
    there = _opened(plan, section, "edit")
    permissions.can_edit(by, plan, there.leading).require()
    after = changing.moved_to(place.doc, pid, section)
    if after != place.doc:
        _save(place, after)
        _record("item.moved", place, pid, by, section=section)


@transaction.atomic
def remove_plan(plan: Plan, *, by: User | None) -> None:
    """An edition in which nothing stands."""
    _lock(plan)
    permissions.can_remove(by, plan).require()
    record("plan.removed", name_of(plan), by=by, forum=plan.forum_id)
    plan.delete()


# --- reading and writing ---------------------------------------------------------------------------------


def _lock(plan: Plan) -> None:
    """The plan as it stands, until the act is done."""
    lock_forum(plan.forum_id)
    plan.refresh_from_db(fields=["status", "changed", "manifest", "starts", "ends", "languages"])


def _opened(plan: Plan, pid: str, act: str, *, whole: bool = False) -> Place:
    _lock(plan)
    place = place_of(plan, pid, act, whole=whole)
    if place is None:
        raise ValidationError(
            _("This was deleted meanwhile. What you typed is still here: copy what you need.")
        )
    return place


def _in_tree(pid: str) -> bool:
    return changing.kind_of(pid) in ("section", "action")


def _save(place: Place, after: PlanDoc) -> None:
    if place.amendment:
        save_working_document(place.plan, after)
    elif place.whole:
        write_document(place.plan, after)
        seal_tree(place.plan, whole(place.doc), whole(after))
    else:
        _save_slice(place, after)


def _save_slice(place: Place, after: PlanDoc) -> None:
    plan, owner = place.plan, place.owner
    item = changing.find(after, owner.pid if owner else HEAD)
    if not isinstance(item, PlanDoc | SectionDoc | ActionDoc):
        raise TypeError("a slice holds its owner")
    write_item(plan, item, changing.find(place.doc, owner.pid if owner else HEAD))
    before, own = ids_in(place.doc, owner), ids_in(after, owner)
    left = _named(place.doc) - _named(after)
    seal_item(plan, whole(after), own, (before - own) | (left - named_elsewhere(plan, left)))


def _named(doc: PlanDoc) -> set[str]:
    return {body.id for body in bodies_of(doc) if body.id}


def _record(verb: str, place: Place, pid: str, by: User | None, **facts: Any) -> None:
    target = name_of(place.plan) if pid == HEAD else pid
    facts |= {"amendment": place.amendment.number} if place.amendment else {}
    record(verb, target, by=by, forum=place.plan.forum_id, edition=place.plan.edition, **facts)


# --- what cannot be so -----------------------------------------------------------------------------------


def _check(place: Place, part: Part, said: Said) -> None:
    """What a form cannot know, or what two silent changes together made wrong."""
    if part.name == "when" and said["starts"] and said["ends"] and said["ends"] < said["starts"]:
        raise ValidationError(_("The last day lies before the first."))
    if part.name == "money" and said["estimate"] and said["funding"] == "no_cost":
        raise ValidationError(_("An amount is given, so it is not without cost."))
    if part.name == "status" and changing.is_unexplained(said):
        raise ValidationError(_("Say in a few words why it is dropped: whoever was promised it asks."))
    if part.name == "code":
        _check_code(place, said["code"])


def _check_code(place: Place, code: str) -> None:
    if not code or clean_code(code) != code:
        raise ValidationError(_("A code is made of letters, figures, dots, hyphens and brackets."))
    plan, pid = place.plan, getattr(place.item, "id", "")
    others = [section.id for _path, section in place.doc.walk() if section.code == code]
    others += [action.id for _path, action in place.doc.actions() if action.code == code]
    if place.amendment is None:
        others += [*plan.sections.filter(code=code).values_list("pid", flat=True)]
        others += [*plan.actions.filter(code=code).values_list("pid", flat=True)]
    if set(others) - {pid}:
        raise ValidationError(_("“%(code)s” is the code of something else in this plan.") % {"code": code})


def _known_bodies(
    plan: Plan, rows: Sequence[Sequence[str]], same: Mapping[str, str], by: User | None
) -> dict[str, BodyRef]:
    """Every body that is named, by its folded name; one that nobody knows is admitted, unlisted."""
    if not rows:
        return {}
    bodies = dict(plan.forum.organisations.values_list("pid", "name"))
    known = {name_key(name): BodyRef(pid, name) for pid, name in bodies.items()}
    known |= {name_key(name): BodyRef(pid, bodies[pid]) for name, pid in same.items() if pid in bodies}
    new = {name_key(name): name.strip() for _kind, name, _share in rows if name_key(name) not in known}
    made = admit(plan.forum, [Portrait(name=name) for name in new.values()], by=by) if new else []
    return known | {name_key(body.name): BodyRef(body.pid, body.name) for body in made}

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable

from jukwaa.plans.actions.asking import ask_again
from jukwaa.plans.figures.documents import document_of, salts_of
from jukwaa.plans.models import Manifest, Plan, Salt
from jukwaa.plans.permissions.amending import can_change_words
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.promise import (
    Need,
    Salts,
    Sealed,
    contents,
    digest,
    lines_of,
    manifest_of,
    names,
    needed_salts,
    seal,
    sealed_bodies,
    sealed_items,
)


def seal_plan(plan: Plan) -> None:
    """After every change: draw the missing salts, keep the hash of what would be signed.

    Called inside an act's transaction. It counts the change, so caches and documents made earlier are stale. Every act
    that changes a plan's words comes by here, so here it is refused while a version waits for signatures.
    """
    ask_again(plan)
    _keep(plan, seal_document(plan, document_of(plan, public=False)).manifest)


def seal_item(plan: Plan, doc: PlanDoc, own: Collection[str], gone: Collection[str]) -> None:
    """The same, where one item changed: `doc` is a slice in which only `own` items count; those `gone` are no more."""
    for action in (pid for pid in own if pid.startswith("a-")):
        ask_again(plan, action)
    _seal_some(plan, doc, own, gone)


def seal_tree(plan: Plan, before: PlanDoc, after: PlanDoc) -> None:
    """The same, where items came, went or stand elsewhere: what a body was asked is what it was."""
    old, new = ({item.id: item for item in contents(doc)} for doc in (before, after))
    own = {pid for pid, item in new.items() if old.get(pid) != item}
    _seal_some(plan, after, own, (old.keys() | names(before).keys()) - (new.keys() | names(after).keys()))


def _seal_some(plan: Plan, doc: PlanDoc, own: Collection[str], gone: Collection[str]) -> None:
    """What is not hashed anew is taken from the manifest as it was kept; where that is not the plan's, all is sealed."""
    kept = Manifest.objects.filter(plan=plan).values_list("text", flat=True).first() or ""
    if digest(kept.encode()) != plan.manifest:
        return seal_plan(plan)
    salts = _with_missing(plan, _salts_for(plan, doc, own), needed_salts(doc, only=own))
    lines = {pid: line for pid, line in lines_of(kept).items() if pid not in gone}
    bodies, _files = sealed_bodies(doc, salts)
    return _keep(plan, manifest_of(lines, sealed_items(doc, salts, only=own) | bodies))


def seal_document(plan: Plan, doc: PlanDoc) -> Sealed:
    """Of any document of the plan: as it stands, or as it would become."""
    return seal(doc, _with_missing(plan, salts_of(plan), needed_salts(doc)))


def _salts_for(plan: Plan, doc: PlanDoc, own: Collection[str]) -> Salts:
    wanted = {pid for pid, _digest in needed_salts(doc, only=own)}
    rows = Salt.objects.filter(forum=plan.forum_id, pid__in=wanted).values_list("pid", "digest", "salt")
    return {(pid, content): salt for pid, content, salt in rows}


def _with_missing(plan: Plan, salts: Salts, need: Iterable[Need]) -> Salts:
    missing = {key: secrets.token_hex(16) for key in need if key not in salts}
    Salt.objects.bulk_create(
        [
            Salt(forum=plan.forum, pid=pid, digest=content, salt=salt)
            for (pid, content), salt in missing.items()
        ],
        batch_size=500,
    )
    return {**salts, **missing}


def _keep(plan: Plan, manifest: bytes) -> None:
    if digest(manifest) != plan.manifest and plan.manifest:
        can_change_words(plan).require()
    text = manifest.decode()
    if not Manifest.objects.filter(plan=plan).update(text=text):
        Manifest.objects.create(plan=plan, text=text)
    plan.manifest = digest(manifest)
    plan.changed += 1
    plan.save(update_fields=["manifest", "changed", "changed_at"])

"""A file becomes a plan: kept, corrected, confirmed, for a day undone; never half brought in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jukwaa.core.log import record
from jukwaa.forums.actions import Portrait, admit, lock_forum
from jukwaa.forums.rules import LONGEST_NAME
from jukwaa.plans import permissions
from jukwaa.plans.actions.drafting import draft_plan, name_of
from jukwaa.plans.actions.holding import Held, Options, Reading, hold_file
from jukwaa.plans.actions.living import publish_draft
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.imports import Understood, problem_of
from jukwaa.plans.models import Intake, Plan, Role
from jukwaa.plans.rules.bodies import bodies_of, only_of, with_bodies, with_short_names
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.matching import name_key
from jukwaa.plans.rules.storing import pack, unpack

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def import_plan(reading: Reading, *, name: str, by: User | None, now: datetime) -> Intake:
    """Bring a reading into the plan at once, as the command does."""
    return confirm(keep(reading, name=name, by=by, now=now), by=by, now=now)


@transaction.atomic
def keep(reading: Reading, *, name: str, by: User | None, now: datetime) -> Intake:
    """Keep what was understood of a file, to be looked at, corrected and confirmed."""
    permissions.can_import(by, reading.forum).require()
    return Intake.objects.create(
        forum=reading.forum,
        plan=reading.plan,
        edition=reading.edition,
        name=name[:200],
        by=by,
        at=now,
        document=pack(reading.understood.doc),
        problems=[pack(problem) for problem in reading.understood.problems],
        settings={
            **pack(reading.options),
            "rule": reading.understood.quarters,
            "own": reading.understood.own,
        },
    )


def reading_of(intake: Intake) -> Reading:
    """What a kept file would change now."""
    problems = tuple(map(problem_of, intake.problems))
    rule, own = intake.settings["rule"], intake.settings["own"]
    understood = Understood(unpack(PlanDoc, intake.document), problems, rule, own)
    return hold_file(intake.forum, intake.edition, understood, unpack(Options, intake.settings))


@transaction.atomic
def correct(intake: Intake, document: PlanDoc, settled: Sequence[str], *, by: User | None) -> Intake:
    """The secretary's own reading of some rows; the doubts about `settled` places are thereby answered."""
    intake = locked(intake)
    permissions.can_correct(by, intake).require()
    intake.document = pack(document)
    intake.problems = [p for p in intake.problems if p["level"] == "error" or p["where"] not in settled]
    intake.save(update_fields=["document", "problems"])
    return intake


@transaction.atomic
def set_terms(intake: Intake, *, prune: bool, publish: bool, by: User | None) -> Intake:
    """How the whole file is brought in."""
    intake = locked(intake)
    permissions.can_correct(by, intake).require()
    intake.settings = intake.settings | {"prune": prune, "publish": publish}
    intake.save(update_fields=["settings"])
    return intake


@transaction.atomic
def confirm(intake: Intake, *, by: User | None, now: datetime) -> Intake:
    """Bring it in: a missing edition is made, unknown bodies admitted unlisted; all stands or falls."""
    intake = locked(intake)
    permissions.can_confirm(by, intake).require()
    admitted = _admit_unknown(intake, by)
    reading = reading_of(intake)
    if reading.held is None or not reading.possible:
        raise PermissionDenied(" ".join(reading.errors))
    plan = reading.plan or _begin(intake, reading.held.current, by)
    intake.before = _before(reading.plan, reading.held, admitted)
    if reading.held.becomes != reading.held.current or reading.plan is None:
        write_document(plan, reading.held.becomes)
        seal_plan(plan)
    if reading.options.publish and not plan.is_public:
        publish_draft(plan, by=by)
    intake.plan, intake.at, intake.changed = plan, now, plan.changed
    intake.state = Intake.State.CONFIRMED
    intake.save()
    record("plan.imported", name_of(plan), by=by, forum=plan.forum_id, intake=intake.pk, **reading.tally)
    return intake


def locked(intake: Intake) -> Intake:
    """With its forum, so that two files are never brought in at the same time."""
    lock_forum(intake.forum_id)
    return Intake.objects.select_for_update(of=("self",)).select_related("forum").get(pk=intake.pk)


def _begin(intake: Intake, doc: PlanDoc, by: User | None) -> Plan:
    if doc.starts is None or doc.ends is None:
        raise ValueError("a file that begins an edition says when it starts and ends, or was refused")
    return draft_plan(intake.forum, intake.edition, title=doc.title, starts=doc.starts, ends=doc.ends, by=by)


def _before(plan: Plan | None, held: Held, admitted: list[str]) -> dict[str, object]:
    """What undoing needs: the plan as it stood, the replies of its bodies, and whom the file brought along."""
    return {
        "document": pack(held.current) if plan else None,
        "changed": plan.changed if plan else None,
        "replies": _replies(plan) if plan else [],
        "admitted": admitted,
    }


def _replies(plan: Plan) -> list[list[str]]:
    rows = Role.objects.filter(action__plan=plan).exclude(reply=Role.Reply.OFFERED)
    return [list(row) for row in rows.values_list("action__pid", "organisation__pid", "kind", "reply")]


def _admit_unknown(intake: Intake, by: User | None) -> list[str]:
    """The bodies that the file names and nobody knows are admitted; the file names all by their ids from now on.

    A body without a name that is not known is left out: nobody can be held to an offer without a name.
    """
    doc = with_short_names(unpack(PlanDoc, intake.document), LONGEST_NAME)
    known = dict(intake.forum.organisations.values_list("pid", "name"))
    doc = with_bodies(doc, known)
    new = {
        name_key(body.name): Portrait(name=body.name, pid=body.id or "")
        for body in bodies_of(doc)
        if body.id not in known and body.name
    }
    made = admit(intake.forum, list(new.values()), by=by)
    known |= {body.pid: body.name for body in made}
    intake.document = pack(only_of(with_bodies(doc, known), known))
    return [body.pid for body in made]

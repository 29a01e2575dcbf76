"""A plan moves through its life. Adoption stands in `adopting`: it happens with the last signature."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.plans import permissions
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.freezing import ask_signers, freeze, set_void
from jukwaa.plans.figures.agreement import values_of
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Intake, Plan, Version
from jukwaa.plans.rules.life import MOVES, Name
from jukwaa.plans.rules.statement import row_digest

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def publish_draft(plan: Plan, *, by: User | None) -> Plan:
    """Everyone may read it from now on, marked as a draft that nobody has signed."""
    lock_plan(plan)
    permissions.can_publish(by, plan).require()
    return _move(plan, "publish", "plan.published", by)


@transaction.atomic
def withhold_draft(plan: Plan, *, by: User | None) -> Plan:
    """Take a published draft back."""
    lock_plan(plan)
    permissions.can_withhold(by, plan).require()
    return _move(plan, "withhold", "plan.withheld", by)


@transaction.atomic
def consult(plan: Plan, *, by: User | None) -> Plan:
    """The draft is before the people. (What they say of it is another domain's.)"""
    lock_plan(plan)
    permissions.can_consult(by, plan).require()
    return _move(plan, "consult", "plan.consulted", by)


@transaction.atomic
def conclude(plan: Plan, *, by: User | None) -> Plan:
    """The consultation is over; the draft is worked on again."""
    lock_plan(plan)
    permissions.can_conclude(by, plan).require()
    return _move(plan, "conclude", "plan.concluded", by)


@transaction.atomic
def propose(plan: Plan, *, by: User | None, today: date, address: str = "") -> Version:
    """Freeze it as a version and put that up for signature: until then, or until it is taken back, it stands still."""
    lock_plan(plan)
    permissions.can_propose(by, plan).require()
    doc = document_of(plan, public=False)
    version = freeze(plan, doc, kind=Version.Kind.ADOPTION, reason={}, today=today)
    move_plan(plan, "propose")
    record(
        "plan.proposed",
        name_of(plan),
        by=by,
        forum=plan.forum_id,
        version=version.number,
        manifest=version.manifest,
        row=row_digest(values_of(version)),
    )
    ask_signers(version, by=by, address=address)
    return version


@transaction.atomic
def recall(plan: Plan, *, by: User | None) -> Plan:
    """Take it back to be worked on: the version that was frozen is void, and a signature under it does not count."""
    lock_plan(plan)
    permissions.can_recall(by, plan).require()
    version = plan.versions.waiting().get()
    set_void(version)
    move_plan(plan, "recall")
    record(
        "plan.recalled",
        name_of(plan),
        by=by,
        forum=plan.forum_id,
        version=version.number,
        manifest=version.manifest,
    )
    return plan


@transaction.atomic
def close(plan: Plan, *, by: User | None, today: date) -> Plan:
    """Its time is over; it stands as it was."""
    lock_plan(plan)
    permissions.can_close(by, plan, today).require()
    return _move(plan, "close", "plan.closed", by)


def lock_plan(plan: Plan) -> None:
    """The plan as it stands, until the act is done: nobody else changes it meanwhile."""
    lock_forum(plan.forum_id)
    plan.refresh_from_db(fields=["status", "changed", "version", "manifest"])


def touch_plan(plan: Plan) -> None:
    """What is told of it has changed, though none of its words has: what caches hold is stale."""
    plan.changed += 1
    plan.save(update_fields=["changed", "changed_at"])


def move_plan(plan: Plan, name: Name) -> None:
    plan.status = MOVES[name].end
    plan.changed += 1
    plan.save(update_fields=["status", "changed", "changed_at"])


def _move(plan: Plan, name: Name, verb: str, by: User | None) -> Plan:
    move_plan(plan, name)
    brought_in = Intake.objects.filter(plan=plan, state=Intake.State.CONFIRMED, changed=plan.changed - 1)
    brought_in.update(
        changed=plan.changed
    )  # who reads a plan changes none of its words: it can still be undone
    record(verb, name_of(plan), by=by, forum=plan.forum_id)
    return plan

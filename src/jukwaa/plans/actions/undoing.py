from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jukwaa.core.log import record
from jukwaa.forums.actions import dismiss, lock_forum
from jukwaa.forums.models import Organisation
from jukwaa.plans import permissions
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.living import withhold_draft
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.models import Intake, Plan, Role
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.storing import unpack

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def undo(intake: Intake, *, by: User | None, now: datetime) -> Intake:
    """The plan as it stood before. An edition that the file began is removed again, and so are the bodies that it
    brought along, unless somebody has said since what they are."""
    lock_forum(intake.forum_id)
    intake = Intake.objects.select_related("forum", "plan", "plan__forum").get(pk=intake.pk)
    permissions.can_undo(by, intake, now).require()
    plan = intake.plan
    if plan is None:
        raise ValueError("a file that can be undone has a plan")
    intake.state = Intake.State.UNDONE
    intake.save(update_fields=["state"])
    record("plan.import_undone", name_of(plan), by=by, forum=plan.forum_id, intake=intake.pk)
    if intake.before["document"] is None:
        plan.delete()
    else:
        _restore(plan, intake, by)
    dismiss(_unused(intake), by=by)
    return intake


def _unused(intake: Intake) -> Iterable[Organisation]:
    """Bodies that the file brought along, of whom nobody has said anything and on whom nothing hangs."""
    return intake.forum.organisations.filter(
        pid__in=intake.before["admitted"],
        kind=Organisation.Kind.UNKNOWN,
        listed=False,
        roles=None,
        leaderships=None,
        memberships=None,
        seats=None,
    )


def _restore(plan: Plan, intake: Intake, by: User | None) -> None:
    before = unpack(PlanDoc, intake.before["document"])
    if plan.is_public and before.status == Plan.Status.DRAFT:
        withhold_draft(plan, by=by)
    write_document(plan, before)
    _restore_replies(plan, intake.before["replies"])
    seal_plan(plan)
    # The plan now stands as it did after the file before this one, so that one may be undone too.
    earlier = Intake.objects.filter(plan=plan, state=Intake.State.CONFIRMED, changed=intake.before["changed"])
    earlier.update(changed=plan.changed)


def _restore_replies(plan: Plan, replies: Sequence[Sequence[str]]) -> None:
    said = {tuple(row[:3]): row[3] for row in replies}
    rows = list(Role.objects.filter(action__plan=plan).select_related("action", "organisation"))
    for role in rows:
        role.reply = said.get((role.action.pid, role.organisation.pid, role.kind), role.reply)
    Role.objects.bulk_update(rows, ["reply"], batch_size=500)

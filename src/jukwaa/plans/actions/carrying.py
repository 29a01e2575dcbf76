"""Actions of an earlier edition go on in a draft: chosen one by one, or by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Membership, Organisation
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Plan
from jukwaa.plans.permissions.carrying import can_carry, can_carry_from
from jukwaa.plans.rules.carrying_over import Carried, Wanted, carry_over

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def carry(plan: Plan, source: Plan, wanted: Wanted, *, by: User | None) -> Carried:
    """Asked again, it brings only what is not here yet."""
    lock_forum(plan.forum_id)
    plan.refresh_from_db()
    can_carry(by, plan).require()
    can_carry_from(source, plan).require()
    was, now = document_of(source, public=False), document_of(plan, public=False)
    carried = carry_over(was, now, wanted, gone=_gone(plan), new_id=new_id)
    if not carried.actions:
        raise ValidationError(_("Nothing was chosen that is not here already: tick at least one action."))
    write_document(plan, carried.doc)
    seal_plan(plan)
    record("plan.carried", name_of(plan), by=by, forum=plan.forum_id, source=source.edition, actions=len(carried.actions))  # fmt: skip
    return carried


def _gone(plan: Plan) -> frozenset[str]:
    """Bodies that were members once, and are none at any time of the new period."""
    members = Membership.objects.overlapping(plan.starts, plan.ends).values("organisation")
    once = Organisation.objects.filter(forum=plan.forum_id, memberships__isnull=False)
    return frozenset(once.exclude(pk__in=members).values_list("pid", flat=True))

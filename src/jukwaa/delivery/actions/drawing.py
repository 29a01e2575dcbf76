"""A random sample of verified reports, for whoever checks at the source whether they are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jukwaa.core.log import record
from jukwaa.delivery import permissions
from jukwaa.delivery.models import Report
from jukwaa.delivery.rules.drawing import MOST, drawn, problem
from jukwaa.forums.actions import lock_forum

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.plans.models import Plan

WRONG = {
    "seed": _("A seed is made of letters, figures and hyphens, at most forty."),
    "number": _("Draw between 1 and %(n)s reports.") % {"n": MOST},
}


@transaction.atomic
def draw_sample(plan: Plan, n: int, seed: str, *, by: User | None) -> tuple[list[str], int]:
    """(the reports that were drawn, out of how many). That it was drawn stands in the record, with its seed."""
    permissions.can_draw(by, plan.forum).require()
    if wrong := problem(seed, n):
        raise ValidationError({"seed" if wrong == "seed" else "n": WRONG[wrong]})
    lock_forum(plan.forum_id)
    verified = Report.objects.filter(plan=plan, state=Report.State.VERIFIED)
    pids = list(verified.values_list("pid", flat=True))
    found = drawn(pids, seed, n)
    facts = {"edition": plan.edition, "seed": seed, "reports": len(found), "of": len(pids)}
    record("sample.drawn", f"plan:{plan.forum.slug}/{plan.edition}", by=by, forum=plan.forum_id, **facts)  # type: ignore[arg-type]
    return found, len(pids)

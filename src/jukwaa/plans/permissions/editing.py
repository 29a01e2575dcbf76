"""Who may change a plan by hand. Who leads a section changes its words; who leads an action, its details (design.md 4)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.permissions import can_act, can_keep
from jukwaa.plans.models import Amendment, Plan
from jukwaa.plans.permissions.amending import can_change_words

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone

CLOSED = _("This edition is closed: it stands as it was. What changes now goes into a new edition.")
NO_AMENDMENT = _("This plan is signed. Its words change by an amendment, which both co-chairs sign, and none is open: the secretary or a co-chair opens one.")  # fmt: skip


def can_edit(user: Anyone, plan: Plan, leading: Collection[int] = ()) -> Verdict:
    """Words, indicators, leads, what there is and in which order. `leading`: bodies that lead the section."""
    if not (verdict := can_act(user, plan.forum, "edit", leading)):
        return verdict
    if not (verdict := _is_open(plan)):
        return verdict
    if plan.is_signed and not plan.amendments.filter(state=Amendment.State.GATHERING).exists():
        return NO(NO_AMENDMENT)
    return YES


def can_detail(
    user: Anyone, plan: Plan, leading: Collection[int] = (), acting: Collection[int] = ()
) -> Verdict:
    """Dates, places, support, money and status of an action. `acting`: bodies that lead it.

    As long as nobody has signed, who leads the section changes these too.
    """
    verdict = can_act(user, plan.forum, "detail", acting)
    if not verdict and (plan.is_signed or not can_act(user, plan.forum, "edit", leading)):
        return verdict
    return _is_open(plan)


def _is_open(plan: Plan) -> Verdict:
    if plan.is_closed:
        return NO(CLOSED)
    return can_change_words(plan)


def can_remove(user: Anyone, plan: Plan) -> Verdict:
    """A draft in which nothing stands yet."""
    if not (verdict := can_keep(user, plan.forum)):
        return verdict
    if plan.status != Plan.Status.DRAFT:
        return NO(_("Only a draft that the forum alone sees can be deleted. Take it back first."))
    if plan.versions.exists():
        return NO(_("A version of it was put up for signature, and what was put up stays."))
    if plan.sections.exists() or plan.actions.exists():
        return NO(
            _("Something stands in this edition. Delete its sections first; then the empty edition can go.")
        )
    return YES

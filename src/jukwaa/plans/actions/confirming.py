"""The seven points of participation, confirmed for a plan one by one before it is adopted (standards.md 1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.permissions import seat_for
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.models import ParticipationPoint, Plan
from jukwaa.plans.permissions.confirming import can_confirm_point
from jukwaa.plans.rules.personal import marks
from jukwaa.plans.rules.whole import spoken

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

LONGEST = 600  # letters: a few words


@transaction.atomic
def confirm_point(
    plan: Plan, point: str, how: Mapping[str, str], *, by: User | None, today: date
) -> ParticipationPoint:
    """How it was done, in a few words; said again, it is said anew."""
    _lock(plan)
    can_confirm_point(by, plan).require()
    said = spoken({language: text.strip() for language, text in how.items()})
    _check(point, said)
    values = {"how": said, "seat": seat_for(by, plan.forum, "move"), "day": today}
    made, _new = ParticipationPoint.objects.update_or_create(plan=plan, point=point, defaults=values)
    record("point.confirmed", name_of(plan), by=by, forum=plan.forum_id, point=point)
    return made


@transaction.atomic
def take_back_point(plan: Plan, point: str, *, by: User | None) -> None:
    _lock(plan)
    can_confirm_point(by, plan).require()
    gone, _each = plan.points.filter(point=point).delete()
    if not gone:
        raise ValidationError(_("This point has not been confirmed."))
    record("point.taken_back", name_of(plan), by=by, forum=plan.forum_id, point=point)


def _lock(plan: Plan) -> None:
    lock_forum(plan.forum_id)
    plan.refresh_from_db(fields=["status"])


def _check(point: str, said: Mapping[str, str]) -> None:
    if point not in ParticipationPoint.Point.values:
        raise ValidationError(_("There is no such point."))
    if not said:
        raise ValidationError(_("Say in a few words how it was done."))
    if any(len(text) > LONGEST for text in said.values()):
        raise ValidationError(_("A few words are enough: at most %(n)s letters.") % {"n": LONGEST})
    for mark in (mark for text in said.values() for mark in marks(text)):
        raise ValidationError(_("“%(mark)s” looks like a phone number, an e-mail address or an identity number: name no person.") % {"mark": mark})  # fmt: skip

"""The score is frozen: what everybody reads of a plan on a day, whole, numbered, for good."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import rfc8785
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.permissions import seat_for
from jukwaa.results import permissions
from jukwaa.results.figures.freezing import snapshot
from jukwaa.results.models import Publication

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.plans.models import Plan


@transaction.atomic
def freeze_score(plan: Plan, *, by: User | None, today: date) -> Publication:
    """At most once a day. What was published before stays as it is, and this one says what changed since."""
    lock_forum(plan.forum_id)
    permissions.can_freeze_score(by, plan).require()
    before = Publication.objects.filter(plan__forum=plan.forum_id).newest_first().first()
    if before and before.day >= today:
        raise ValidationError(_("What stands today was published already. From tomorrow it can be again."))
    before = Publication.objects.filter(plan=plan).newest_first().first()
    taken = snapshot(plan, today, before)
    made = Publication.objects.create(
        plan=plan,
        number=taken.document["number"],
        day=today,
        document=taken.document,
        digest=digest_of(taken.document),
        counted=taken.counted,
        seat=seat_for(by, plan.forum, "move"),
    )
    facts = {"edition": plan.edition, "number": made.number, "manifest": made.digest}
    record("score.frozen", f"plan:{plan.forum.slug}/{plan.edition}", by=by, forum=plan.forum_id, **facts)  # type: ignore[arg-type]
    return made


def digest_of(document: dict[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(document)).hexdigest()

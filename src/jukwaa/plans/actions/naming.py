from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jukwaa.forums.actions import lock_forum, rename
from jukwaa.forums.models import Organisation
from jukwaa.plans import permissions
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def rename_body(organisation: Organisation, name: str, *, by: User | None) -> Organisation:
    """Another name for a body. Its name is part of the promise, so every plan that names it is sealed anew; one
    that is signed keeps the name it was signed with."""
    lock_forum(organisation.forum_id)
    permissions.can_rename(by, organisation).require()
    organisation = rename(organisation, name, by=by)
    for plan in Plan.objects.with_forum().naming(organisation):
        seal_plan(plan)
    return organisation

"""A body in danger is named nowhere from one moment to the next, also in what was made before."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.core.made import forget_made
from jukwaa.forums.actions import count_change, lock_forum
from jukwaa.forums.models import Organisation
from jukwaa.forums.rules import is_listed
from jukwaa.plans import permissions

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def withdraw_body(organisation: Organisation, *, by: User | None, today: date) -> Organisation:
    """One act, no question asked."""
    _lock(organisation)
    permissions.can_withdraw(by, organisation).require()
    _keep(organisation, withdrawn=today, listed=False)
    record("organisation.withdrawn", organisation.pid, by=by, forum=organisation.forum_id)
    return organisation


@transaction.atomic
def name_body_again(
    organisation: Organisation, *, by: User | None, agreed: bool, on_its_word: bool = False
) -> Organisation:
    """`agreed`: it wants to be named in public again (a public office always is); `on_its_word`: the secretary
    does it, and the body itself has said so."""
    _lock(organisation)
    permissions.can_name_again(by, organisation).require()
    if not on_its_word and not permissions.speaks_for(by, organisation):
        raise ValidationError(_("Ask the body itself first, and say here that it agreed."))
    _keep(organisation, withdrawn=None, listed=is_listed(organisation.state, agreed))
    record("organisation.named_again", organisation.pid, by=by, forum=organisation.forum_id)
    return organisation


def _lock(organisation: Organisation) -> None:
    lock_forum(organisation.forum_id)
    organisation.refresh_from_db(fields=["withdrawn", "listed", "state"])


def _keep(organisation: Organisation, *, withdrawn: date | None, listed: bool) -> None:
    """Every page, feed and file is marked by the forum's count of changes, so whatever was kept is stale; what lies
    on the disk goes at once, and again once the act stands, in case a reader had it made meanwhile."""
    organisation.withdrawn, organisation.listed = withdrawn, listed
    organisation.save(update_fields=["withdrawn", "listed"])
    count_change(organisation)
    forget_made(organisation.forum_id)
    transaction.on_commit(partial(forget_made, organisation.forum_id))

"""Who sits where: a seat is given, handed over, ended; somebody is invited to it by e-mail, and takes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums import permissions
from jukwaa.forums.models import Forum, Organisation, Seat

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def seat(
    forum: Forum,
    role: str,
    *,
    holder: User | str,
    by: User | None,
    organisation: Organisation | None = None,
    starts: date | None = None,
) -> Seat:
    """Give a seat to a user, or to a name typed in."""
    if by is not None:
        (permissions.can_found(by) if by.is_administrator else permissions.can_keep(by, forum)).require()
    if role not in Seat.Role.values:
        raise ValidationError(_("There is no seat “%(seat)s”.") % {"seat": role})
    if organisation is not None and organisation.forum_id != forum.pk:
        raise ValidationError(_("“%(body)s” is a body of another forum.") % {"body": organisation})
    held = {"holder_name": holder} if isinstance(holder, str) else {"holder": holder}
    made = Seat.objects.create(forum=forum, role=role, organisation=organisation, starts=starts, **held)
    record("seat.given", f"seat:{made.pk}", by=by, forum=forum.pk, role=role)
    return made

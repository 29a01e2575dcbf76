"""Who sits where: a seat is given, handed over, ended; somebody is invited to it by e-mail, and takes it.

A row is one holding: history stays. Work hangs on role and body, so it moves to the next holder by itself.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums import notices, permissions
from jukwaa.forums.actions.founding import lock_forum
from jukwaa.forums.models import Forum, Invitation, Organisation, Seat
from jukwaa.forums.rules import last_day_before

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
    permissions.can_seat(by, forum).require()
    if role not in Seat.Role.values:
        raise ValidationError(_("There is no seat “%(seat)s”.") % {"seat": role})
    if organisation is not None and organisation.forum_id != forum.pk:
        raise ValidationError(_("“%(body)s” is a body of another forum.") % {"body": organisation})
    if role == Seat.Role.FOCAL_PERSON and organisation is None and by is not None:
        raise ValidationError(_("A focal person sits for a body: say which."))
    held = {"holder_name": holder.strip()} if isinstance(holder, str) else {"holder": holder}
    made = Seat.objects.create(forum=forum, role=role, organisation=organisation, starts=starts, **held)
    record("seat.given", f"seat:{made.pk}", by=by, forum=forum.pk, role=role)
    return made


@transaction.atomic
def hand_over(seat: Seat, *, to: User | str, starts: date, by: User | None) -> Seat:
    """From that day on the next one sits there. What the former holder did stays theirs."""
    seat = _held(seat, by)
    if seat.starts and starts < seat.starts:
        raise ValidationError(_("The next holder cannot begin before this one did."))
    if isinstance(to, str):
        _check_keeper(seat)  # nobody keeps the forum until that name has come in
    _close(seat, starts)
    held = {"holder_name": to.strip()} if isinstance(to, str) else {"holder": to}
    made = Seat.objects.create(
        forum=seat.forum, role=seat.role, organisation=seat.organisation, starts=starts, **held
    )
    record("seat.handed_over", f"seat:{seat.pk}", by=by, forum=seat.forum_id, to=made.pk, starts=str(starts))
    return made


@transaction.atomic
def end_seat(seat: Seat, *, from_day: date, by: User | None) -> Seat:
    """From that day on nobody sits there."""
    seat = _held(seat, by)
    _check_keeper(seat)
    _close(seat, from_day)
    record("seat.ended", f"seat:{seat.pk}", by=by, forum=seat.forum_id, ends=str(seat.ends))
    return seat


@transaction.atomic
def invite(
    seat: Seat, email: str, language: str, *, by: User | None, now: datetime, address: str
) -> Invitation:
    """A letter with a link, for fourteen days; sent once more, the older link is void."""
    seat = _held(seat, by)
    if seat.holder_id:
        raise ValidationError(_("Somebody sits there already: hand the seat over instead."))
    asked = seat.invitations.select_for_update().filter(used=None, withdrawn=None).first()
    if asked is None:
        asked = Invitation(seat=seat, round=0)
    asked.email, asked.language, asked.sent, asked.round = email.lower(), language, now, asked.round + 1
    asked.save()
    notices.invite.enqueue(asked.pk, asked.round, address)
    record("seat.invited", f"seat:{seat.pk}", by=by, forum=seat.forum_id, round=asked.round)
    return asked


@transaction.atomic
def withdraw_invitation(seat: Seat, *, by: User | None, today: date) -> None:
    permissions.can_seat(by, seat.forum).require()
    if seat.invitations.filter(used=None, withdrawn=None).update(withdrawn=today, email=""):
        record("seat.invitation_withdrawn", f"seat:{seat.pk}", by=by, forum=seat.forum_id)


@transaction.atomic
def take(invitation: Invitation, *, by: User, today: date) -> Seat:
    """Whoever opened the link sits there from now on, or from the day on which the seat begins."""
    asked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    lock_forum(asked.seat.forum_id)
    permissions.can_take(by, asked).require()
    seat = asked.seat
    seat.holder, seat.holder_name = by, ""
    seat.save(update_fields=["holder", "holder_name"])
    asked.used, asked.email = today, ""
    asked.save(update_fields=["used", "email"])
    record("seat.taken", f"seat:{seat.pk}", by=by, forum=seat.forum_id)
    return seat


def _held(seat: Seat, by: User | None) -> Seat:
    """The seat as it stands now, its forum locked, if it is not over."""
    permissions.can_seat(by, seat.forum).require()
    lock_forum(seat.forum_id)
    seat = Seat.objects.select_related("forum", "organisation", "holder").get(pk=seat.pk)
    if seat.ends is not None:
        ends = date_format(seat.ends, "DATE_FORMAT")
        raise ValidationError(_("This holder's time has an end already: %(day)s.") % {"day": ends})
    return seat


def _check_keeper(seat: Seat) -> None:
    others = Seat.objects.current().filter(forum=seat.forum, role__in=Seat.KEEPERS).exclude(pk=seat.pk)
    if seat.role in Seat.KEEPERS and not others.exclude(holder=None).exists():
        raise ValidationError(
            _(
                "Nobody would keep the forum then. Give the next secretary a seat first, and end this one when they have come in."
            )
        )


def _close(seat: Seat, from_day: date) -> None:
    seat.ends, seat.over = last_day_before(seat.starts, from_day)
    seat.save(update_fields=["ends", "over"])
    seat.invitations.filter(used=None, withdrawn=None).update(withdrawn=from_day, email="")

"""Who may do what to a forum and its bodies; the reasons are shown to people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.permissions import FACTORS
from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.rules import SECOND_FACTOR, Act, reach_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jukwaa.accounts.models import User

    Anyone = User | AnonymousUser | None


def can_found(user: Anyone) -> Verdict:
    """None is the operator of the server, at the command line."""
    if user is None or getattr(user, "is_administrator", False):
        return YES
    return NO(_("Only an administrator of this server sets up a forum."))


def can_keep(user: Anyone, forum: Forum) -> Verdict:
    """To keep a forum: its plan, its list of bodies."""
    return can_act(user, forum, "keep")


def can_act(user: Anyone, forum: Forum, act: Act, bodies: Collection[int] = ()) -> Verdict:
    """From any seat that this person holds in the forum (`forums.rules.POWERS`). None is the operator.

    `bodies`: keys of those whose own affair it is: that lead the section, that the offer names.
    """
    if user is None:
        return YES
    if not user.is_authenticated:
        return NO(_("Sign in first."))
    return YES if seat_for(user, forum, act, bodies) else NO(ONLY[act])


def seat_for(user: Anyone, forum: Forum, act: Act, bodies: Collection[int] = ()) -> Seat | None:
    """From which of their seats this person does it; None: from none, or it is the operator."""
    if user is None or not user.is_authenticated:
        return None
    seats = list(Seat.objects.current().filter(forum=forum, holder=user))
    by_link = getattr(user, "via_link", False)
    at = reach_of(act, [(seat.role, seat.organisation_id) for seat in seats], bodies, by_link=by_link)
    return None if at is None else seats[at]


def lacks_second_factor(user: Anyone) -> bool:
    """Whether they hold a seat that signs and decides for others, or keep the server, with a password alone.

    No setting turns this off; the sample's people, who sign in on the machine itself alone, are let through.
    """
    if user is None or not user.is_authenticated or user.is_sample or user.via_link:
        return False
    factors = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    seats = Seat.objects.current().filter(holder=user, role__in=SECOND_FACTOR)
    asked = user.is_administrator or seats.exists()
    return asked and not factors.exists()


ONLY: Mapping[Act, Promise] = {
    "see": _("Only those who sit in this forum see this."),
    "keep": _("Only the secretary of this forum does this."),
    "seat": _("Only the secretary of this forum says who sits where."),
    "edit": _("Only the secretary, and the bodies that lead this section, change its words."),
    "detail": _("Only the body that leads this action, and the secretary, change this."),
    "answer": _("Only the body that is asked answers, from a seat of its own."),
    "settle": _("Only the body that leads this action, and the secretary, answer another offer."),
    "reasons": _("Only the body that leads this action, and the secretary, see reasons."),
    "give": _("Only the body itself, and the secretary, say this."),
    "move": _("Only the secretary and the co-chairs do this."),
    "amend": _("Only the secretary and the co-chairs open and close an amendment."),
    "sign": _("Only the co-chairs sign, each from their own seat."),
    "scan": _("Only the secretary enters a signature on paper."),
    "mask": _("Only the body itself, the secretary and the co-chairs do this."),
}


def can_describe(user: Anyone, organisation: Organisation) -> Verdict:
    return can_keep(user, organisation.forum)

"""Who may do what to a forum and its bodies; the reasons are shown to people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.permissions import FACTORS
from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Forum, Invitation, Organisation, Seat
from jukwaa.forums.rules import LINK_ACTS, SECOND_FACTOR, SIGNING, Act, reach_of

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


def can_admit(user: Anyone, forum: Forum) -> Verdict:
    """To put a body on the list, unlisted: its keepers, and whoever may name bodies in what their own body leads."""
    if (verdict := can_keep(user, forum)) or user is None or not user.is_authenticated:
        return verdict
    own = Seat.objects.current().filter(forum=forum, holder=user).exclude(organisation=None)
    return (
        YES if can_act(user, forum, "edit", set(own.values_list("organisation_id", flat=True))) else verdict
    )


def can_act(user: Anyone, forum: Forum, act: Act, bodies: Collection[int] = ()) -> Verdict:
    """From any seat that this person holds in the forum (`forums.rules.POWERS`). None is the operator.

    `bodies`: keys of those whose own affair it is: that lead the section, that the offer names.
    """
    if user is None:
        return YES
    if not user.is_authenticated:
        return NO(_("Sign in first."))
    if seat_for(user, forum, act, bodies):
        return YES
    return NO(BY_EMAIL if user.via_link and act not in LINK_ACTS else ONLY[act])


def seat_for(user: Anyone, forum: Forum, act: Act, bodies: Collection[int] = ()) -> Seat | None:
    """From which of their seats this person does it; None: from none, or it is the operator."""
    if user is None or not user.is_authenticated:
        return None
    seats = list(Seat.objects.current().filter(forum=forum, holder=user))
    by_link = getattr(user, "via_link", False)
    at = reach_of(act, [(seat.role, seat.organisation_id) for seat in seats], bodies, by_link=by_link)
    return None if at is None else seats[at]


def can_seat(user: Anyone, forum: Forum) -> Verdict:
    """Who says who sits where: the secretary, and whoever founds forums on this server (the first secretary)."""
    if user is not None and getattr(user, "is_administrator", False):
        return YES
    return can_act(user, forum, "seat")


def can_link(user: Anyone, seat: Seat) -> Verdict:
    if not (verdict := can_seat(user, seat.forum)):
        return verdict
    if seat.role in SECOND_FACTOR:
        return NO(
            _("This seat decides for others: whoever holds it signs in by e-mail, with a second proof.")
        )
    if not Seat.objects.current().filter(pk=seat.pk).exists():
        return NO(_("This seat is not held today."))
    if seat.holder is not None and not seat.holder.via_link:
        return NO(_("Its holder signs in by e-mail, and needs no link."))
    if seat.holder is None and not seat.holder_name:
        return NO(_("Say first who sits there."))
    return YES


def can_take(user: User, invitation: Invitation) -> Verdict:
    """An open invitation, by somebody with an account; never both chairs and their paper in one hand."""
    if invitation.used or invitation.withdrawn or invitation.seat.ends is not None:
        return NO(_("This invitation is over."))
    if user.via_link:
        return NO(BY_EMAIL)
    seat = invitation.seat
    if seat.role in SIGNING and seat_for(user, seat.forum, "seat"):
        return NO(_("Whoever says who sits where does not sign as co-chair: ask another person."))
    held = Seat.objects.current().filter(forum=seat.forum, holder=user)
    if seat.role in SIGNING and held.filter(role__in=SIGNING).exclude(role=seat.role).exists():
        return NO(_("One person does not hold both co-chairs' seats."))
    return YES


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


def can_wish_thanks(user: Anyone, organisation: Organisation, *, wishes: bool) -> Verdict:
    """The body itself, and the secretary on its word; not while its name is kept out of sight."""
    if wishes and (organisation.withdrawn or not organisation.listed):
        return NO(
            _("It is not named in public. If it agrees to that, the secretary says so first, at its name.")
        )
    return can_act(user, organisation.forum, "give", [organisation.pk])


BY_EMAIL = _("A seat link is not enough for this: it asks for a sign-in by e-mail.")
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
    "report": _("Only the body that did it, and the secretary for it, report."),
    "check": _("Only who leads the section, the secretary and the co-chairs check reports."),
    "audit": _("Only the auditor and the secretary draw a sample."),
    "care": _("Only the bodies that look after rights, the secretary and the co-chairs do this."),
}


def can_describe(user: Anyone, organisation: Organisation) -> Verdict:
    return can_keep(user, organisation.forum)

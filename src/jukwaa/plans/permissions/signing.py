"""Who signs, who brings a signature on paper, who confirms it; and never two signatures by one hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Seat, SeatQuerySet
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import PaperSignature, Version

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone

PERSON = _("A signature is given by a person, from a seat.")
WAITS = _("This version does not wait for signatures.")
BOTH = _("One person never gives both signatures, also not from two seats: the other one must be another's.")


def can_sign(user: Anyone, version: Version, role: str) -> Verdict:
    if not (verdict := _chair(user, version)):
        return verdict
    if seat_of(user, version, role) is None:
        return NO(_("You do not hold this seat."))
    return _still_open(version, role) and _one_hand(user, version, role)


def can_scan(user: Anyone, version: Version, role: str) -> Verdict:
    """To bring in the scan of a signature on paper."""
    if user is None:
        return NO(PERSON)
    if not (verdict := can_act(user, version.plan.forum, "scan")):
        return verdict
    if version.state != Version.State.WAITING:
        return NO(WAITS)
    if version.papers.filter(role=role, state=PaperSignature.State.WAITING).exists():
        return NO(_("A signature on paper waits for this seat already."))
    if role not in version.signers or not _sitting(version, role).exists():
        return NO(_("Nobody holds this seat, so nobody can have signed for it."))
    return _still_open(version, role)


def can_confirm_scan(user: Anyone, paper: PaperSignature) -> Verdict:
    """The other co-chair says that this is the signature of whose seat it is."""
    version = paper.version
    if not (verdict := _chair(user, version)):
        return verdict
    if paper.state != PaperSignature.State.WAITING:
        return NO(_("This signature on paper has been answered already."))
    if seat_to_confirm(user, paper) is None:
        return NO(_("Only the other co-chair confirms a signature on paper."))
    return _another_hand(user, paper) and _still_open(version, paper.role)


def _another_hand(user: Anyone, paper: PaperSignature) -> Verdict:
    if _holds(user, paper.version, paper.role) or _is_holder(user, paper.seat):
        return NO(_("Nobody confirms a signature of their own."))
    if _is_holder(user, paper.entered_by):
        return NO(_("Who brought in the scan does not confirm it."))
    return NO(BOTH) if _same_hand(paper) else YES


def can_refuse_scan(user: Anyone, paper: PaperSignature) -> Verdict:
    """Who may confirm it, and the secretary who finds that it is the wrong page."""
    if user is not None and can_act(user, paper.version.plan.forum, "scan"):
        waits = paper.state == PaperSignature.State.WAITING
        return YES if waits else NO(_("This signature on paper has been answered already."))
    return can_confirm_scan(user, paper)


def can_see_scan(user: Anyone, paper: PaperSignature) -> Verdict:
    """A written signature can be copied, so hardly anybody sees it."""
    forum = paper.version.plan.forum
    return can_act(user, forum, "scan") or can_act(user, forum, "sign")


def seat_of(user: Anyone, version: Version, role: str) -> Seat | None:
    """The seat of that role which this person holds, if it signs this version."""
    if user is None or role not in version.signers:
        return None
    return _sitting(version, role).filter(holder_id=user.pk).first()


def seat_to_confirm(user: Anyone, paper: PaperSignature) -> Seat | None:
    """From which seat of theirs this person confirms: any that signs, but not the one whose signature it is."""
    others = (role for role in paper.version.signers if role != paper.role)
    return next((seat for role in others if (seat := seat_of(user, paper.version, role))), None)


def _chair(user: Anyone, version: Version) -> Verdict:
    if user is None:
        return NO(PERSON)
    if not (verdict := can_act(user, version.plan.forum, "sign")):
        return verdict
    return YES if version.state == Version.State.WAITING else NO(WAITS)


def _still_open(version: Version, role: str) -> Verdict:
    if version.signatures.filter(role=role).exists():
        return NO(_("This seat has signed already."))
    return YES


def _one_hand(user: Anyone, version: Version, role: str) -> Verdict:
    """This person has not given, on paper or here, another of its signatures, nor brought in one."""
    given = Seat.objects.filter(pk__in=version.signatures.exclude(role=role).values("seat"))
    papers = version.papers.exclude(role=role).exclude(state=PaperSignature.State.REFUSED)
    hands = {*given.values_list("holder", flat=True), *papers.values_list("seat__holder", flat=True)}
    hands |= set(papers.values_list("entered_by__holder", flat=True))
    return NO(BOTH) if user is not None and user.pk in hands else YES


def _same_hand(paper: PaperSignature) -> bool:
    """Whoever signed it on paper has signed for another seat too."""
    if paper.seat is None:
        return False
    given = Seat.objects.filter(pk__in=paper.version.signatures.exclude(role=paper.role).values("seat"))
    if paper.seat.holder_id:
        return given.filter(holder_id=paper.seat.holder_id).exists()
    name = paper.seat.holder_name.strip()
    return bool(name) and given.filter(holder=None, holder_name__iexact=name).exists()


def _sitting(version: Version, role: str) -> SeatQuerySet:
    return Seat.objects.current().filter(forum=version.plan.forum_id, role=role)


def _holds(user: Anyone, version: Version, role: str) -> bool:
    return user is not None and _sitting(version, role).filter(holder_id=user.pk).exists()


def _is_holder(user: Anyone, seat: Seat | None) -> bool:
    return user is not None and seat is not None and seat.holder_id == user.pk

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_act, can_keep, seat_for

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_withdraw(user: Anyone, organisation: Organisation) -> Verdict:
    """Its own people, the secretary, a co-chair: whoever hears first that it is in danger."""
    if not (verdict := can_act(user, organisation.forum, "mask", {organisation.pk})):
        return verdict
    if organisation.withdrawn:
        return NO(_("This body has been withdrawn for its safety already."))
    return YES


def can_name_again(user: Anyone, organisation: Organisation) -> Verdict:
    """Its own people, or the secretary on their word (`speaks_for` tells which); a co-chair cannot."""
    if not organisation.withdrawn:
        return NO(_("This body has not been withdrawn."))
    if speaks_for(user, organisation) or can_keep(user, organisation.forum):
        return YES
    return NO(_("Only the body itself, or the secretary with its word, takes this back."))


def speaks_for(user: Anyone, organisation: Organisation) -> bool:
    """From a seat of the body's own."""
    seat = seat_for(user, organisation.forum, "answer", {organisation.pk})
    return seat is not None and seat.organisation_id == organisation.pk

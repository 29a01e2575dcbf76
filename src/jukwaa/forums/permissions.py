"""Who may do what to a forum and its bodies; the reasons are shown to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Forum, Organisation, Seat

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
    if user is None:
        return YES
    if not user.is_authenticated:
        return NO(_("Sign in first."))
    if not Seat.objects.current().filter(forum=forum, holder=user, role__in=Seat.KEEPERS).exists():
        return NO(_("Only the secretary of this forum does this."))
    return YES


def can_describe(user: Anyone, organisation: Organisation) -> Verdict:
    return can_keep(user, organisation.forum)

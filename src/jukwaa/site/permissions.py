from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.accounts.models import User
from jukwaa.core.verdict import NO, YES, Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Anyone = User | AnonymousUser


def can_watch(user: Anyone) -> Verdict:
    """What happened at the doors of all accounts."""
    if not getattr(user, "is_administrator", False):
        return NO(_("Only whoever keeps this server sees what happened on its accounts."))
    return YES


def can_erase(by: Anyone, user: User) -> Verdict:
    if by.pk != user.pk:
        return NO(_("Nobody erases the account of somebody else."))
    if user.is_sample:
        return NO(_("The sample's people go with the sample."))
    others = User.objects.filter(is_administrator=True, is_active=True).exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        return NO(_("Nobody else keeps this server: make somebody else its administrator first."))
    return YES

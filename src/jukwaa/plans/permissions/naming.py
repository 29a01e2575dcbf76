from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.models import Plan

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def can_rename(user: Anyone, organisation: Organisation) -> Verdict:
    if not (verdict := can_keep(user, organisation.forum)):
        return verdict
    if Plan.objects.signed().naming(organisation).exists():
        return NO(
            _("This name stands in a plan that is signed, so it stays. Admit the body under its new name.")
        )
    return YES

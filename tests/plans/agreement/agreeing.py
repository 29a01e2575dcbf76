from __future__ import annotations

from datetime import date

from jukwaa.plans.actions import sign
from jukwaa.plans.models import Version

DAY = date(2022, 5, 30)
LATER = date(2022, 6, 2)
WHY = {"en": "The county's budget came in lower.", "sw": "Bajeti ya kaunti ilipungua."}


def signed_by_both(version: Version, commissioner, governor) -> Version:
    sign(version, "co_chair_national", by=commissioner, today=DAY)
    sign(version, "co_chair_county", by=governor, today=LATER)
    return Version.objects.select_related("plan__forum").get(pk=version.pk)

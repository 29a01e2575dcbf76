"""Whether what stands in the database is what was sealed: after a restore, an upgrade, and in the night."""

from __future__ import annotations

from collections.abc import Iterator

from jukwaa.plans.figures.documents import document_of, salts_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.promise import seal


def not_as_sealed() -> Iterator[str]:
    """Editions whose rows give another manifest than the one that was kept with their last change."""
    for plan in Plan.objects.with_forum().order_by("forum", "edition"):
        if plan.manifest and _manifest(plan) != plan.manifest:
            yield f"{plan.forum.slug}/{plan.edition}"


def _manifest(plan: Plan) -> str:
    try:
        return seal(document_of(plan, public=False), salts_of(plan)).manifest_sha256
    except KeyError:  # content for which no salt was ever drawn: it was not written by an act
        return ""

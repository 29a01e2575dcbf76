"""What was agreed of a plan: its signed version, who signed it, what changed since, what an amendment makes of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Amendment, Plan, Version
from jukwaa.plans.models.structure import PlanQuerySet
from jukwaa.plans.rules.amendment import with_details
from jukwaa.plans.rules.bodies import unnamed
from jukwaa.plans.rules.comparing import Difference, compare
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.storing import unpack

Listed = Collection[str] | None
MOST_KEPT = 64  # plans and readers

# By what was compared: two manifests never stand for other promises, so what is kept is never stale.
_changed: dict[tuple[str, str, frozenset[str] | None], tuple[Difference, ...]] = {}


def signed_version(plan: Plan) -> Version | None:
    """The newest one that all have signed; None: there is none."""
    return plan.versions.adopted().filter(number=plan.version).first() if plan.version else None


def giving_way_to(plan: Plan) -> PlanQuerySet:
    """Editions in force that another takes the place of, once it is in force itself."""
    before = Plan.objects.filter(forum=plan.forum_id, status=Plan.Status.IN_FORCE, starts__lte=plan.starts)
    return before.exclude(pk=plan.pk)


def version_before(version: Version) -> Version | None:
    """The one that all had signed before it."""
    earlier = Version.objects.adopted().filter(plan=version.plan_id, number__lt=version.number)
    return earlier.order_by("-number").first()


def values_of(version: Version) -> dict[str, Any]:
    """All that its row says, but how it goes on: nothing of it may ever be other than on the day it was frozen."""
    plan = version.plan
    return {
        "plan": f"{plan.forum.slug}/{plan.edition}",
        "number": version.number,
        "kind": str(version.kind),
        "day": version.day.isoformat(),
        "manifest": version.manifest,
        "document": version.document,
        "reason": version.reason,
        "signers": version.signers,
        "sample": version.sample,
    }


def document_in(version: Version) -> PlanDoc:
    """With the names of all bodies, as they were signed: never shown as it is."""
    return unpack(PlanDoc, version.document)


def promised(one: PlanDoc, two: PlanDoc, listed: Listed) -> tuple[Difference, ...]:
    """What differs in what is promised: how an action stands is no part of it. `listed`: the bodies whose names this
    reader may read; None: all."""
    if listed is not None:
        one, two = unnamed(one, listed), unnamed(two, listed)
    return tuple(difference for difference in compare(one, two) if difference.field != "status")


def changed_since(plan: Plan, version: Version, listed: Listed) -> tuple[Difference, ...]:
    """The details that differ from what was signed; asked by every page of the plan, so it is worked out once."""
    if plan.manifest == version.manifest:
        return ()
    key = (version.manifest, plan.manifest, listed if listed is None else frozenset(listed))
    if key not in _changed:
        if len(_changed) >= MOST_KEPT:
            _changed.clear()
        _changed[key] = promised(document_in(version), document_of(plan, public=False), listed)
    return _changed[key]


def changed_by(version: Version, listed: Listed) -> tuple[Difference, ...]:
    """From the version that all had signed before it; nothing where it is the first."""
    before = version_before(version)
    return promised(document_in(before), document_in(version), listed) if before else ()


def open_amendment_of(plan: Plan) -> Amendment | None:
    return plan.amendments.open().select_related("base", "version").first()


def document_to_edit(plan: Plan) -> PlanDoc:
    amendment = open_amendment_of(plan) if plan.status == Plan.Status.IN_FORCE else None
    return document_with_details(amendment) if amendment else document_of(plan, public=False)


def document_with_details(amendment: Amendment) -> PlanDoc:
    """The plan as it would become, with the details that leads have changed since."""
    began, wanted = (unpack(PlanDoc, said) for said in (amendment.began, amendment.document))
    return with_details(began, document_of(amendment.plan, public=False), wanted)


def would_change(amendment: Amendment) -> tuple[Difference, ...]:
    """From what is signed to what would be signed; for those who sit in the forum."""
    return promised(document_in(amendment.base), document_with_details(amendment), None)

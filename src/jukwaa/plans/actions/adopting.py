"""What the last signature does. Called inside the act that gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukwaa.core.log import record
from jukwaa.plans import permissions
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.freezing import frozen, set_void
from jukwaa.plans.actions.living import move_plan
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.agreement import giving_way_to
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Amendment, Plan, Version
from jukwaa.plans.rules.amendment import with_standing

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


def adopt_if_signed(version: Version, *, by: User | None) -> None:
    signed = set(version.signatures.values_list("role", flat=True))
    if not version.signers or not signed >= set(version.signers):
        return
    if version.kind == Version.Kind.ADOPTION:
        permissions.can_adopt(version.plan, len(signed)).require()
        _bring_into_force(version)
    else:
        _write_amendment(version)
    plan = version.plan
    if plan.manifest != version.manifest:
        raise ValueError("the plan's rows are not what was signed")
    record("plan.adopted", name_of(plan), by=by, forum=plan.forum_id, version=version.number,
           manifest=version.manifest)  # fmt: skip
    if version.kind == Version.Kind.ADOPTION:
        _supersede(plan, by)


def _bring_into_force(version: Version) -> None:
    plan = version.plan
    _set_adopted(version)
    move_plan(plan, "adopt")


def _write_amendment(version: Version) -> None:
    plan = version.plan
    amendment = plan.amendments.get(version=version)
    wanted = with_standing(document_of(plan, public=False), frozen(version))
    _set_adopted(version)
    write_document(plan, wanted)
    seal_plan(plan)
    amendment.state = Amendment.State.ADOPTED
    amendment.save(update_fields=["state"])


def _set_adopted(version: Version) -> None:
    version.state = Version.State.ADOPTED
    version.save(update_fields=["state"])
    plan = version.plan
    plan.version = version.number
    plan.save(update_fields=["version"])


def _supersede(plan: Plan, by: User | None) -> None:
    """The edition before gives way, with what was being amended in it."""
    for old in giving_way_to(plan).select_related("forum"):
        for amendment in old.amendments.open():
            if amendment.version and amendment.version.state == Version.State.WAITING:
                set_void(amendment.version)
            amendment.state = Amendment.State.WITHDRAWN
            amendment.save(update_fields=["state"])
            record("amendment.withdrawn", name_of(old), by=by, forum=old.forum_id, amendment=amendment.number)
        move_plan(old, "supersede")
        record("plan.superseded", name_of(old), by=by, forum=old.forum_id, by_edition=plan.edition)

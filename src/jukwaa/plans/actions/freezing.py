"""A version: the promise as it stands still to be signed. Called inside an act's transaction, after its check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext as _

from jukwaa.plans import notices
from jukwaa.plans.actions.sealing import seal_document
from jukwaa.plans.models import Plan, Version
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.storing import pack, unpack

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


def freeze(
    plan: Plan, doc: PlanDoc, *, kind: Version.Kind, reason: Mapping[str, str], today: date
) -> Version:
    """Numbers are given once: one that was taken back keeps its own."""
    last = plan.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        plan=plan,
        number=last + 1,
        kind=kind,
        day=today,
        manifest=seal_document(plan, doc).manifest_sha256,
        document=pack(doc),
        reason=dict(reason),
        signers=list(plan.forum.signers),
        sample=plan.sample,
    )


def ask_signers(version: Version, *, by: User | None, address: str) -> None:
    """A letter to each who signs, save who put it up. `address`: where this server is found; "" where nobody is written to."""
    seats = notices.written_to().filter(forum=version.plan.forum_id, role__in=version.signers)
    for seat in seats.exclude(holder=by) if address else ():
        notices.ask_to_sign.enqueue(version.pk, seat.pk, address)


def set_void(version: Version) -> None:
    version.state = Version.State.VOID
    version.save(update_fields=["state"])


def frozen(version: Version) -> PlanDoc:
    """What it says; refused where that is no longer what was frozen."""
    doc = unpack(PlanDoc, version.document)
    if seal_document(version.plan, doc).manifest_sha256 != version.manifest:
        raise PermissionDenied(_("What was put up for signature is not what stands in the database now. Nothing is signed: call the operator of this server."))  # fmt: skip
    return doc

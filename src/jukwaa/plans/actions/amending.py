"""Changes of substance to a signed plan: gathered with a reason, signed by both, then in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums.permissions import seat_for
from jukwaa.plans import permissions
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.freezing import ask_signers, freeze, set_void
from jukwaa.plans.actions.living import lock_plan, touch_plan
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.agreement import (
    document_to_edit,
    document_with_details,
    open_amendment_of,
    values_of,
)
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Amendment, Plan, Version
from jukwaa.plans.rules.comparing import compare
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.statement import row_digest
from jukwaa.plans.rules.storing import pack, unpack
from jukwaa.plans.rules.whole import whole

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

Reason = Mapping[str, str]


@transaction.atomic
def open_amendment(plan: Plan, *, reason: Reason, by: User | None, today: date) -> Amendment:
    lock_plan(plan)
    permissions.can_open_amendment(by, plan).require()
    said = _reasoned(reason)
    document = pack(document_of(plan, public=False))
    last = plan.amendments.aggregate(last=Max("number"))["last"] or 0
    amendment = Amendment.objects.create(
        plan=plan,
        number=last + 1,
        reason=said,
        base=plan.versions.adopted().get(number=plan.version),
        document=document,
        began=document,
        opened_by=seat_for(by, plan.forum, "amend"),
        opened_on=today,
    )
    _record(amendment, "amendment.opened", by)
    return amendment


def working_document(plan: Plan) -> PlanDoc:
    """What is edited: the plan as it stands; of a plan in force what its open amendment makes of it."""
    return document_to_edit(plan)


@transaction.atomic
def save_working_document(plan: Plan, doc: PlanDoc) -> Amendment | None:
    """Keep the edited document where it belongs: in the plan's rows, or in its open amendment.

    The half of another act, called after its check, inside its transaction; that act records what was done.
    """
    lock_plan(plan)
    if not plan.is_signed:
        write_document(plan, doc)
        seal_plan(plan)
        return None
    amendment = open_amendment_of(plan)
    if amendment is None or amendment.state != Amendment.State.GATHERING:
        raise ValidationError(_("This plan is signed: a change of substance needs an amendment that is being gathered."))  # fmt: skip
    _keep(amendment, whole(doc))
    return amendment


def _keep(amendment: Amendment, doc: PlanDoc) -> None:
    amendment.document, amendment.began = pack(doc), pack(document_of(amendment.plan, public=False))
    amendment.changed += 1
    amendment.save(update_fields=["document", "began", "changed"])


@transaction.atomic
def propose_amendment(amendment: Amendment, *, by: User | None, today: date, address: str = "") -> Version:
    """Freeze it, with the details that leads changed meanwhile, and put it up for signature."""
    _lock(amendment)
    permissions.can_propose_amendment(by, amendment).require()
    doc = document_with_details(amendment)
    if not compare(unpack(PlanDoc, amendment.base.document), doc):
        raise ValidationError(_("Nothing in it differs from what is signed already: there is nothing to sign."))  # fmt: skip
    if not any(True for _action in doc.actions()):
        raise ValidationError(_("A plan without a single action says nothing: an amendment cannot leave it so."))  # fmt: skip
    _keep(amendment, doc)
    version = freeze(amendment.plan, doc, kind=Version.Kind.AMENDMENT, reason=amendment.reason, today=today)
    amendment.state, amendment.version = Amendment.State.FOR_SIGNATURE, version
    amendment.save(update_fields=["state", "version"])
    touch_plan(amendment.plan)
    _record(amendment, "amendment.proposed", by, version, row=row_digest(values_of(version)))
    ask_signers(version, by=by, address=address)
    return version


@transaction.atomic
def recall_amendment(amendment: Amendment, *, by: User | None) -> Amendment:
    """Take it back to be worked on: what was frozen is void, and a signature under it does not count."""
    _lock(amendment)
    permissions.can_recall_amendment(by, amendment).require()
    version = _void(amendment)
    amendment.state, amendment.version = Amendment.State.GATHERING, None
    amendment.save(update_fields=["state", "version"])
    touch_plan(amendment.plan)
    _record(amendment, "amendment.recalled", by, version)
    return amendment


@transaction.atomic
def withdraw_amendment(amendment: Amendment, *, reason: Reason, by: User | None) -> Amendment:
    """It is given up; the plan stays as it was signed."""
    _lock(amendment)
    permissions.can_withdraw_amendment(by, amendment).require()
    amendment.ended = _reasoned(reason)
    version = _void(amendment)
    amendment.state = Amendment.State.WITHDRAWN
    amendment.save(update_fields=["state", "ended"])
    touch_plan(amendment.plan)
    _record(amendment, "amendment.withdrawn", by, version)
    return amendment


def _reasoned(reason: Reason) -> dict[str, str]:
    said = {language: text.strip() for language, text in reason.items() if text.strip()}
    if not said:
        raise ValidationError(_("Say why, in one language at least: the reason is public."))
    return said


def _lock(amendment: Amendment) -> None:
    lock_plan(amendment.plan)
    amendment.refresh_from_db(fields=["state", "version", "document", "began", "changed"])


def _void(amendment: Amendment) -> Version | None:
    version = amendment.version
    if version and version.state == Version.State.WAITING:
        set_void(version)
    return version


def _record(
    amendment: Amendment, verb: str, by: User | None, version: Version | None = None, **more: Any
) -> None:
    facts: dict[str, Any] = {"version": version.number, "manifest": version.manifest} if version else {}
    plan = amendment.plan
    record(verb, name_of(plan), by=by, forum=plan.forum_id, amendment=amendment.number, **facts, **more)

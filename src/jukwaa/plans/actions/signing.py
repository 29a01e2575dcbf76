"""A co-chair's office signs a version, signed in or on paper; with the last signature it counts.

Whoever signs or confirms has just shown who they are (the page asks for it): that is no matter of the plan's.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core import keys
from jukwaa.core.log import record
from jukwaa.forums.models import Seat
from jukwaa.forums.permissions import seat_for
from jukwaa.plans import permissions
from jukwaa.plans.actions.adopting import adopt_if_signed
from jukwaa.plans.actions.drafting import name_of
from jukwaa.plans.actions.freezing import frozen
from jukwaa.plans.actions.living import lock_plan, touch_plan
from jukwaa.plans.actions.receiving import taken
from jukwaa.plans.models import PaperSignature, Signature, Version
from jukwaa.plans.permissions.signing import seat_of, seat_to_confirm
from jukwaa.plans.rules.attachments import ENDINGS, SCANS, kind_of
from jukwaa.plans.rules.statement import Statement, stated

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

Means = Signature.Means


@transaction.atomic
def sign(version: Version, role: str, *, by: User | None, today: date) -> Signature:
    """From the signer's own account."""
    _lock(version)
    permissions.can_sign(by, version, role).require()
    seat = seat_of(by, version, role)
    if seat is None:
        raise ValueError("who may sign holds the seat")
    signature = _put(version, seat, day=today, means=Means.ACCOUNT)
    record("plan.signed", name_of(version.plan), by=by, forum=version.plan.forum_id, seat=seat.pk,
           organisation=_body(seat), version=version.number, manifest=version.manifest, role=role,
           means=Means.ACCOUNT.value)  # fmt: skip
    adopt_if_signed(version, by=by)
    return signature


@transaction.atomic
def scan(
    version: Version, role: str, data: bytes, *, signed_on: date, by: User | None, today: date
) -> PaperSignature:
    """Bring in the scan of a signature on paper. It counts for nothing until the other co-chair confirms it."""
    _lock(version)
    permissions.can_scan(by, version, role).require()
    if not version.day <= signed_on <= today:
        raise ValidationError(_("It was signed between the day on which this version was put up for signature and today."))  # fmt: skip
    kind, data = _readable(data)
    paper = PaperSignature(
        version=version,
        role=role,
        seat=Seat.objects.current().filter(forum=version.plan.forum_id, role=role).first(),
        day=signed_on,
        digest=hashlib.sha256(data).hexdigest(),
        entered_by=seat_for(by, version.plan.forum, "scan"),
    )
    paper.scan.save(f"{secrets.token_hex(16)}.{kind}", ContentFile(data), save=False)
    paper.save()
    _record(paper, "plan.scanned", by, seat_for(by, version.plan.forum, "scan"))
    return paper


def _readable(data: bytes) -> tuple[str, bytes]:
    """How its name ends, and its bytes: a page on paper is a PDF or a picture."""
    if kind_of(data) not in SCANS:
        raise ValidationError(_("This is no PDF, JPEG or PNG, whatever its name says: scan the page again."))
    data, kind = taken(data)
    return ENDINGS[kind], data


@transaction.atomic
def confirm_scan(paper: PaperSignature, *, by: User | None) -> Signature:
    """The other co-chair: this is the signature of that office. From now on it counts."""
    version = _lock(paper.version)
    paper.refresh_from_db(fields=["state"])
    permissions.can_confirm_scan(by, paper).require()
    if paper.seat is None:
        raise ValidationError(_("The seat for which this was signed is no longer there: refuse it."))
    signature = _put(version, paper.seat, day=paper.day, means=Means.PAPER, scan=paper.digest)
    _answer(paper, PaperSignature.State.CONFIRMED, seat_to_confirm(by, paper))
    _record(paper, "plan.scan_confirmed", by, paper.answered_by)
    adopt_if_signed(version, by=by)
    return signature


@transaction.atomic
def refuse_scan(paper: PaperSignature, *, by: User | None) -> PaperSignature:
    """It is the wrong page, or not that office's signature."""
    _lock(paper.version)
    paper.refresh_from_db(fields=["state"])
    permissions.can_refuse_scan(by, paper).require()
    answering = seat_to_confirm(by, paper) or seat_for(by, paper.version.plan.forum, "scan")
    _answer(paper, PaperSignature.State.REFUSED, answering)
    _record(paper, "plan.scan_refused", by, answering)
    return paper


def _lock(version: Version) -> Version:
    lock_plan(version.plan)
    version.refresh_from_db(fields=["state"])
    return version


def _answer(paper: PaperSignature, state: PaperSignature.State, seat: Seat | None) -> None:
    paper.state, paper.answered_by = state, seat
    paper.save(update_fields=["state", "answered_by"])


def _put(version: Version, seat: Seat, *, day: date, means: Means, scan: str = "") -> Signature:
    """The statement, countersigned with the forum's key; of a version that is what was frozen."""
    frozen(version)
    plan = version.plan
    touch_plan(plan)
    data = stated(
        Statement(
            forum=plan.forum.slug,
            edition=plan.edition,
            version=version.number,
            manifest=version.manifest,
            signers=tuple(version.signers),
            seat=seat.pk,
            role=seat.role,
            body=_body(seat),
            day=day.isoformat(),
            means=means.value,
            scan=scan,
        )
    )
    return Signature.objects.create(
        version=version,
        role=seat.role,
        seat=seat.pk,
        body=_body(seat),
        day=day,
        means=means,
        statement=data.decode(),
        countersignature=keys.sign(plan.forum, data).hex(),
        sample=version.sample,
    )


def _body(seat: Seat) -> str:
    return seat.organisation.pid if seat.organisation else ""


def _record(paper: PaperSignature, verb: str, by: User | None, seat: Seat | None) -> None:
    version = paper.version
    record(verb, name_of(version.plan), by=by, forum=version.plan.forum_id, seat=seat.pk if seat else None,
           organisation=_body(seat) if seat else "", version=version.number, manifest=version.manifest,
           role=paper.role, scan=paper.digest)  # fmt: skip

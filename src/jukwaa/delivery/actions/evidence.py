"""What is laid beside a report, and taken away: photographs drawn anew, documents, and word of a list that stays on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.delivery import permissions
from jukwaa.delivery.actions.stepping import Hand, locked
from jukwaa.delivery.models import Evidence, Report
from jukwaa.delivery.rules.evidence import MOST, SMALL, WIDEST, holds_a_list, is_called_a_list
from jukwaa.delivery.rules.persons import persons_in
from jukwaa.forums.permissions import seat_for
from jukwaa.plans.actions.attaching import forget_files
from jukwaa.plans.actions.receiving import drawn_small, kept, taken
from jukwaa.plans.rules.attachments import IMAGES

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that is brought."""

    name: str  # what it shows
    called: str  # what the file is called where it comes from
    data: bytes
    visibility: str = Evidence.Visibility.CHECKER


@transaction.atomic
def add_evidence(report: Report, shown: Shown, *, hand: Hand) -> Evidence:
    """A photograph is kept without what its camera noted. A list of people is refused, by its name or what stands in it."""
    report = _ready(report, hand)
    if is_called_a_list(shown.called) or is_called_a_list(shown.name) or holds_a_list(shown.data):
        said = _(
            "This looks like a list of people. Do not send it: say how many stand on it, and which office holds the paper."
        )
        raise ValidationError({"file": said}, code="list")
    data, kind = taken(shown.data)
    photo = kind in IMAGES
    if photo:
        data, kind = drawn_small(data, WIDEST), "image/jpeg"
    name = shown.name.strip()[:200] or PurePath(shown.called).stem[:200] or _("File")
    small = kept(drawn_small(data, SMALL), kind, "evidence") if photo else nullcontext("")
    with kept(data, kind, "evidence") as stored, small as stored_small:
        made = Evidence.objects.create(
            report=report,
            what=Evidence.What.PHOTO if photo else Evidence.What.DOCUMENT,
            name=name,
            file=stored,
            small=stored_small,
            kind=kind,
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            visibility=shown.visibility,
            seat=seat_for(hand.by, report.forum, "report", [report.organisation_id]),
            day=hand.today,
        )
        _hold(report, made)
        _record("evidence.added", made, hand.by, visibility=made.visibility)
    return made


@transaction.atomic
def note_paper(report: Report, people: int, holder: str, *, hand: Hand) -> Evidence:
    """That a list of people exists: how many names, and which office holds it. Whoever checks can ask there."""
    report = _ready(report, hand)
    made = Evidence.objects.create(
        report=report,
        what=Evidence.What.PAPER,
        name=holder.strip()[:200] or report.organisation.name[:200],
        people=people,
        seat=seat_for(hand.by, report.forum, "report", [report.organisation_id]),
        day=hand.today,
    )
    _record("evidence.added", made, hand.by, visibility=made.visibility)
    return made


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User | None) -> None:
    """By the body, while it may still correct the report; by whoever checks it, at any time."""
    report = locked(evidence.report)
    permissions.can_remove_evidence(by, report).require()
    forget(Evidence.objects.filter(pk=evidence.pk), by)


def forget(found: Iterable[Evidence], by: User | None) -> None:
    """Rows and bytes, within the act that locked the report."""
    names: list[str] = []
    for each in list(found):
        names += [str(one.name) for one in (each.file, each.small) if one]
        _record("evidence.removed", each, by)
        each.delete()
    forget_files(names)


def _ready(report: Report, hand: Hand) -> Report:
    report = locked(report)
    permissions.can_add_evidence(hand.by, report).require()
    if report.evidence.count() >= MOST:
        raise ValidationError(_("%(n)s files are enough: take one away first.") % {"n": MOST})
    return report


def _hold(report: Report, made: Evidence) -> None:
    """Words under a picture may name somebody too."""
    if made.visibility == Evidence.Visibility.READERS and persons_in([made.name]) and not report.held:
        report.held = True
        report.save(update_fields=["held"])


def _record(verb: str, evidence: Evidence, by: User | None, **facts: Any) -> None:
    report = evidence.report
    facts |= {"edition": report.plan.edition, "report": report.pid, "body": report.organisation.pid}
    record(verb, report.action, by=by, forum=report.forum_id, what=evidence.what, **facts)

"""Reports are checked by somebody else than their author: verified, or returned with a reason that the author reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import each_by_itself
from jukwaa.delivery import permissions
from jukwaa.delivery.actions.evidence import forget
from jukwaa.delivery.actions.stepping import Hand, locked, step
from jukwaa.delivery.models import Report, Step
from jukwaa.delivery.rules.life import after

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@transaction.atomic
def verify_report(report: Report, *, by: User | None, today: date) -> Report:
    """It counts; what is meant for everyone and names nobody is public from now on. Photographs that were meant for
    checking alone have been looked at, and go."""
    report = locked(report)
    permissions.can_verify(by, report).require()
    report.state = after("verify")
    report.save(update_fields=["state"])
    forget(report.evidence.for_checking_alone(), by)
    step(report, Step.Kind.VERIFIED, Hand(by, today))
    return report


def verify_reports(
    reports: Iterable[Report], *, by: User | None, today: date
) -> tuple[list[Report], list[tuple[Report, str]]]:
    """Many at once, each by itself: those that are verified now, and those that are not, with the reason."""
    return each_by_itself(lambda report: verify_report(report, by=by, today=today), reports)


@transaction.atomic
def return_report(report: Report, reason: str, *, by: User | None, today: date) -> Report:
    """With a reason that its author reads. It counts no more until it is corrected and verified again."""
    report = locked(report)
    permissions.can_return(by, report).require()
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be put right: the author reads it.")})
    report.state = after("return")
    report.save(update_fields=["state"])
    step(report, Step.Kind.RETURNED, Hand(by, today), reason=reason.strip())
    return report


@transaction.atomic
def release_report(report: Report, *, by: User | None, today: date) -> Report:
    """Somebody has looked: what looked as if it named a person does not."""
    report = locked(report)
    permissions.can_release(by, report).require()
    report.held = False
    report.save(update_fields=["held"])
    step(report, Step.Kind.RELEASED, Hand(by, today))
    return report

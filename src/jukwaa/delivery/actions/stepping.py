"""What every act on a report shares: it is locked first, and leaves a step and an entry in the record behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from jukwaa.core.log import record
from jukwaa.delivery.models import Report, Step
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Seat

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, when, and how what they enter came to them."""

    by: User | None
    today: date
    came: str = Report.Came.SEAT


VERBS = {
    Step.Kind.FILED: "report.filed",
    Step.Kind.CORRECTED: "report.corrected",
    Step.Kind.CONFIRMED: "report.confirmed",
    Step.Kind.RETURNED: "report.returned",
    Step.Kind.VERIFIED: "report.verified",
    Step.Kind.RELEASED: "report.released",
    Step.Kind.WITHDRAWN: "report.withdrawn",
    Step.Kind.THANKED: "report.thanked",
    Step.Kind.ASKED: "report.asked",
    Step.Kind.ANSWERED: "report.answered",
}


def locked(report: Report) -> Report:
    """As it stands now; nobody else changes it until the act is done."""
    lock_forum(report.forum_id)
    found = Report.objects.select_related("forum", "plan__forum", "organisation", "seat")
    return found.get(pk=report.pk)


def step(
    report: Report, kind: Step.Kind, hand: Hand, *, reason: str = "", said: dict[str, Any] | None = None
) -> Step:
    seat = _seat(report, hand.by)
    made = Step.objects.create(
        report=report,
        kind=kind,
        day=hand.today,
        seat=seat,
        organisation_id=seat.organisation_id if seat else None,
        reason=reason,
        said=said or {},
    )
    told = {"edition": report.plan.edition, "report": report.pid, "body": report.organisation.pid}
    if kind == Step.Kind.FILED:
        told["came"] = report.came
    record(VERBS[kind], report.action, by=hand.by, forum=report.forum_id, **told)  # type: ignore[arg-type]
    return made


def _seat(report: Report, by: User | None) -> Seat | None:
    """The body's own before another seat of the same person."""
    if by is None:
        return None
    mine = Seat.objects.current().filter(forum=report.forum_id, holder=by)
    return mine.filter(organisation=report.organisation_id).first() or mine.first()

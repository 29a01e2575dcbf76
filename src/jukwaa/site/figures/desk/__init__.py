"""Everything that a signed-in person must do, and a count of it, from all their seats.

A floor's or neighbour's work comes here as one function `(user) -> list[Waiting]` in SOURCES, in the order in which it
is told. Each asks a fixed number of questions of the database, however many seats the person holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from jukwaa.forums.models import Forum, Seat
from jukwaa.forums.rules import POWERS
from jukwaa.plans.models import Intake, Plan
from jukwaa.plans.models.intake import UNDO_FOR
from jukwaa.site.figures.desk import caring, keeping, money, offers, reports, signing, values
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.seated import Person, seats_asked_once, seats_of

Source = Callable[[Person], list[Waiting]]

SOURCES: tuple[Source, ...] = (
    signing.versions_to_sign,
    signing.papers_to_confirm,
    reports.reports_to_correct,
    reports.reports_to_confirm,
    reports.reports_to_answer,
    offers.offers_to_settle,
    offers.offers_to_answer,
    offers.offers_without_answer,
    reports.reports_to_check,
    values.values_to_check,
    money.money_to_check,
    caring.indicators_to_review,
    caring.effects_to_decide,
    offers.pledges_to_thank,
    offers.needs_to_meet,
    keeping.files,
    keeping.bodies,
    keeping.drafts,
    keeping.lacking,
    keeping.agreed,
)


@dataclass(slots=True)
class ForumDesk:
    """One forum on a person's desk."""

    forum: Forum
    seats: list[Seat] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    keeps: bool = False
    plans: list[Plan] = field(default_factory=list)  # of a forum that one keeps
    undoable: list[Intake] = field(default_factory=list)

    @property
    def bodies(self) -> list[Seat]:
        """One seat for each body that the person sits for."""
        return list({seat.organisation_id: seat for seat in self.seats if seat.organisation}.values())

    @property
    def asking(self) -> list[Plan]:
        """Editions in which bodies still answer, to who settles for the forum."""
        settles = any(POWERS["settle"].get(seat.role) == "all" for seat in self.seats)
        return [plan for plan in self.plans if not plan.is_closed] if settles else []


def desks(user: Person) -> list[ForumDesk]:
    """One for each forum in which this person sits."""
    found: dict[int, ForumDesk] = {}
    for seat in seats_of(user):
        found.setdefault(seat.forum_id, ForumDesk(seat.forum)).seats.append(seat)
    _keep(found)
    with seats_asked_once(user):
        for source in SOURCES:
            for waiting in source(user):
                if waiting.forum in found:
                    found[waiting.forum].waiting.append(waiting)
    return list(found.values())


def _keep(found: dict[int, ForumDesk]) -> None:
    """What those who keep a forum find there besides."""
    for desk in found.values():
        desk.keeps = any(seat.role in Seat.KEEPERS for seat in desk.seats)
    kept = [pk for pk, desk in found.items() if desk.keeps]
    if not kept:
        return
    for plan in Plan.objects.filter(forum__in=kept).newest_first().select_related("forum"):
        found[plan.forum_id].plans.append(plan)
    now = timezone.now()
    since = Intake.objects.filter(forum__in=kept, state=Intake.State.CONFIRMED, at__gte=now - UNDO_FOR)
    for intake in since.select_related("plan"):
        if intake.can_be_undone(now):
            found[intake.forum_id].undoable.append(intake)


__all__ = ["SOURCES", "ForumDesk", "Source", "Waiting", "desks", "seats_of"]

"""Named queries over reports: what waits for whom, and what a reader may know of numbers of people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from jukwaa.delivery.models import Report, ReportQuerySet
from jukwaa.delivery.rules.reach import FEWEST, Level, is_hidden

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.plans.models import Plan


def with_all(reports: ReportQuerySet) -> ReportQuerySet:
    """With what a page tells of each: three queries more, however many reports."""
    return reports.select_related("forum__area", "plan__forum", "organisation", "seat").prefetch_related(
        "areas", "reach"
    )


def to_check(
    user: User, forums: Collection[int], bodies: Collection[int], own: Collection[int]
) -> ReportQuerySet:
    """What a person may have to check. `forums`: in which they check all; `bodies`: that lead a section; `own`: for which
    they sit, and which somebody else checks."""
    led = Q(section__leaderships__organisation__in=bodies)
    found = Report.objects.visible_to(user).to_check().filter(Q(forum__in=forums) | led)
    return found.exclude(organisation__in=own).exclude(seat__holder=user).distinct()


def of_bodies(user: User, own: Collection[int]) -> ReportQuerySet:
    return Report.objects.visible_to(user).filter(organisation__in=own)


def level_of(areas: Iterable[str]) -> Level:
    """Of the finest place that is named."""
    codes = list(areas)
    if any("-" in code for code in codes):
        return "ward"
    return "county" if all(len(code) <= len("KE001") for code in codes) else "sub_county"


def fewer_than(total: int | None, areas: Iterable[str]) -> int | None:
    """Below which a number of people is hidden from this kind of place; None where it may be told."""
    level = level_of(areas)
    return FEWEST[level] if is_hidden(total, level) else None


def heard_of(plans: Iterable[Plan]) -> dict[int, dict[str, date]]:
    """By plan: of which actions something verified is told, and the last day of it. One query, however many plans."""
    verified = Report.objects.filter(plan__in=plans, state=Report.State.VERIFIED)
    last = verified.order_by().values("plan", "action").annotate(last=Max(Coalesce("ends", "starts")))
    told: dict[int, dict[str, date]] = {}
    for plan, action, day in last.values_list("plan", "action", "last"):
        told.setdefault(plan, {})[action] = day
    return told

"""Named queries over reports: what waits for whom, and what a reader may know of numbers of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from jukwaa.delivery.models import Report, ReportQuerySet
from jukwaa.delivery.rules.reach import FEWEST, Level, is_hidden
from jukwaa.delivery.rules.reminding import Kind, since
from jukwaa.plans.figures.standings import stand
from jukwaa.plans.models import Action, Leadership, Role

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.plans.models import Plan


def with_all(reports: ReportQuerySet) -> ReportQuerySet:
    """With what a page tells of each: four queries more, however many reports."""
    return reports.select_related("forum__area", "plan__forum", "organisation", "seat").prefetch_related(
        "areas", "reach", "evidence"
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


@dataclass(frozen=True, slots=True)
class Reported:
    """What is told of one action, to those who sit in the forum: days and numbers of reports alone."""

    last: date | None = None  # the last day of which anything is told, checked or not
    heard: date | None = None  # the last day of which something verified is told
    waiting: int = 0  # reports that nobody has checked yet
    spent: Decimal | None = None  # as verified reports say; None: no report says anything of money


def reported(plan: Plan) -> dict[str, Reported]:
    """By the permanent id of the action; one query. An action of which nothing is told is not there."""
    rows = (
        Report.objects.filter(plan=plan)
        .exclude(state=Report.State.WITHDRAWN)
        .order_by()
        .values("action")
        .annotate(
            last=Max(Coalesce("ends", "starts")),
            waiting=Count("pk", filter=Q(state=Report.State.SUBMITTED)),
            heard=Max(Coalesce("ends", "starts"), filter=Q(state=Report.State.VERIFIED)),
            money=Sum("spent", filter=Q(state=Report.State.VERIFIED)),
        )
    )
    return {
        action: Reported(*told)
        for action, *told in rows.values_list("action", "last", "heard", "waiting", "money")
    }


@dataclass(frozen=True, slots=True)
class Overdue:
    """An action that is late or silent, whoever leads it."""

    plan: int
    pid: str
    code: str
    title: Mapping[str, str]  # texts
    kind: Kind
    since: date
    day: date | None  # late: its last day; silent: its first
    leads: tuple[int, ...]  # bodies
    section_leads: tuple[int, ...]


def overdue(plans: Iterable[Plan]) -> list[Overdue]:
    """In the order of the plans: five queries, however many plans."""
    found = list(plans)
    actual = {
        (plan, each.pid): each.actual
        for plan, told in stand(found, heard_of(found)).items()
        for each in told
        if each.actual in ("late", "silent")
    }
    actions = Action.objects.filter(plan__in=found, pid__in={pid for _plan, pid in actual})
    rows = actions.order_by("plan", "position").values_list(
        "pk", "plan", "pid", "code", "title", "starts", "ends", "section"
    )
    kept = [row for row in rows if (row[1], row[2]) in actual]
    leads = _bodies(Role.objects.filter(action__in=[row[0] for row in kept], kind=Role.Kind.LEAD), "action")
    of_sections = _bodies(Leadership.objects.filter(section__in={row[7] for row in kept}), "section")
    told = []
    for pk, plan, pid, code, title, starts, ends, section in kept:
        kind: Kind = "late" if actual[plan, pid] == "late" else "silent"
        day = ends if kind == "late" else starts
        told.append(
            Overdue(
                plan, pid, code, title, kind, since(kind, starts, ends), day, leads[pk], of_sections[section]
            )
        )
    return told


def _bodies(rows: QuerySet[Any], owner: str) -> defaultdict[int, tuple[int, ...]]:
    bodies: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for pk, body in rows.order_by("position").values_list(owner, "organisation"):
        bodies[pk] += (body,)
    return bodies

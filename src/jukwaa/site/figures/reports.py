"""Reports as pages tell them: for their author and who checks them, for the forum, for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.core.texts import Said, say
from jukwaa.delivery import figures
from jukwaa.delivery.models import Evidence, Reach, Report, Step
from jukwaa.delivery.rules.reach import AGES, SEXES, Cell, Reached
from jukwaa.delivery.rules.telling import in_public
from jukwaa.forums.models import Forum, Organisation
from jukwaa.places.models import Area
from jukwaa.plans.figures.masking import nameless
from jukwaa.plans.figures.reading import month_names
from jukwaa.plans.models import Action, Plan, Role
from jukwaa.site.figures.seated import Person, reach_of, seats_of

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Group:
    """One line of the table of people."""

    age: str
    counts: list[int | None]  # by sex, in the order of SEXES; None: not said
    disability: int | None  # of them


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report before one reader."""

    report: Report
    action: str  # "1.1 Hold ward dialogues"
    who: str
    when: str
    where: str
    text: Said
    people: str
    money: str
    in_kind: Said
    challenge: Said
    lesson: Said
    photos: list[Evidence]  # that readers may see


@dataclass(frozen=True, slots=True)
class Line:
    """A step of its life."""

    day: date
    sentence: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An action of which a body can report."""

    action: Action
    title: Said
    body: Organisation
    last: Report | None


def rows(reports: Iterable[Report], *, close: bool, named: bool = True) -> list[ReportRow]:
    """`close`: to its author and whoever checks it, everything; to others, the month and numbers of people that are
    not small. `named`: whether bodies that are not named in public are."""
    found = list(reports)
    titles = _titles(found)
    names = _names(found)
    return [_row(report, titles, names, close=close, named=named) for report in found]


def _row(
    report: Report,
    titles: Mapping[tuple[int, str], str],
    names: Mapping[str, str],
    *,
    close: bool,
    named: bool,
) -> ReportRow:
    told = report.told
    shown = told.areas if close else in_public(told.areas, wards=report.wards)
    body = report.organisation
    return ReportRow(
        report=report,
        action=titles.get((report.plan_id, report.action), _("an action that is no longer in the plan")),
        who=body.name if named or body.listed else nameless(body.state),
        when=when_in_full(report) if close else _month(report),
        where=", ".join(sorted(names.get(code, code) for code in shown)),
        text=say(report.text),
        people=people(told.reached, shown, close=close),
        money=money(report.spent, report.plan.currency),
        in_kind=say(report.in_kind),
        challenge=say(report.challenge),
        lesson=say(report.lesson),
        photos=[each for each in report.evidence.all() if each.visibility == Evidence.Visibility.READERS],
    )


def _titles(reports: list[Report]) -> dict[tuple[int, str], str]:
    wanted = Action.objects.filter(
        plan__in={report.plan_id for report in reports}, pid__in={report.action for report in reports}
    )
    return {
        (plan, pid): f"{code} {say(title)}"
        for plan, pid, code, title in wanted.values_list("plan", "pid", "code", "title")
    }


def _names(reports: list[Report]) -> dict[str, str]:
    codes = {area.code for report in reports for area in report.areas.all()}
    codes |= set(in_public(codes, wards=False))
    return dict(Area.objects.filter(code__in=codes).values_list("code", "name"))


def when_in_full(report: Report) -> str:
    first = date_format(report.starts, "DATE_FORMAT")
    return f"{first} – {date_format(report.ends, 'DATE_FORMAT')}" if report.ends else first


def _month(report: Report) -> str:
    """What was where on which day is nobody's business (design.md 5)."""
    months = month_names()
    first, last = (f"{months[day.month]} {day.year}" for day in (report.starts, report.told.last))
    return first if first == last else f"{first} – {last}"


def people(reached: Reached, areas: Iterable[str], *, close: bool) -> str:
    total = reached.total
    if total is None:
        return ""
    if not close and (fewest := figures.fewer_than(total, areas)):
        return _("fewer than %(n)s people") % {"n": fewest}
    return ngettext("%(n)s person", "%(n)s people", total) % {"n": number_format(total, force_grouping=True)}


def money(spent: Decimal | None, currency: str) -> str:
    return (
        ""
        if spent is None
        else f"{currency} {number_format(spent, 0 if spent == int(spent) else 2, force_grouping=True)}"
    )


def groups(report: Report) -> list[Group]:
    """The table of people by age and sex, for author and checker."""
    cells = report.reached.cells
    labels = dict(Reach.Age.choices)
    told = []
    for age in AGES:
        counts = [_both(cells, sex, age) for sex in SEXES]
        with_ = [cells[Cell(sex, age, True)] for sex in SEXES if Cell(sex, age, True) in cells]
        if any(count is not None for count in counts):
            told.append(Group(str(labels[age]), counts, sum(with_) if with_ else None))
    return told


def _both(cells: Mapping[Cell, int], sex: str, age: str) -> int | None:
    found = [count for cell, count in cells.items() if (cell.sex, cell.age) == (sex, age)]
    return sum(found) if found else None


def life(report: Report, *, reasons: bool) -> list[Line]:
    """`reasons`: for the author and who checks; what they ask one another is theirs alone."""
    told = []
    steps = report.steps if reasons else report.steps.exclude(kind__in=Step.WORDS_BETWEEN)
    for step in steps.select_related("seat", "organisation").order_by("id"):
        seat = step.seat
        office = str(step.organisation) if step.organisation else (seat.get_role_display() if seat else "")
        told.append(Line(step.day, str(step.get_kind_display()), str(office), step.reason if reasons else ""))
    return told


def last_reason(report: Report) -> str:
    """Why it came back."""
    last = report.steps.filter(kind=Step.Kind.RETURNED).order_by("-id").first()
    return last.reason if last else ""


def question(report: Report) -> str:
    """What was asked and has no answer yet; "" where nothing is."""
    last = report.steps.filter(kind__in=Step.WORDS_BETWEEN).order_by("-id").first()
    return last.reason if last and last.kind == Step.Kind.ASKED else ""


# --- of what a person can report ---------------------------------------------------------------------------------


def offered(user: User, forum: Forum) -> list[Offered]:
    """Actions of the plan that one's bodies carry out, those without a report first; for who enters reports of
    others, of every body."""
    reach = reach_of(user, "report")
    plan = reporting_plan(user, forum)
    if plan is None or not reach:
        return []
    roles = Role.objects.filter(action__plan=plan).exclude(reply=Role.Reply.DECLINED)
    if forum.pk not in reach.forums:
        roles = roles.filter(organisation__in=reach.bodies)
    roles = roles.select_related("action__plan__forum", "organisation").order_by(
        "action__position", "position"
    )
    pairs = {(role.action_id, role.organisation_id): role for role in roles}
    last = {
        (report.action, report.organisation_id): report
        for report in Report.objects.filter(plan=plan).exclude(state="withdrawn").order_by("starts", "pk")
    }
    told = [
        Offered(
            role.action,
            say(role.action.title),
            role.organisation,
            last.get((role.action.pid, role.organisation_id)),
        )
        for role in pairs.values()
    ]
    own = reach.bodies
    return sorted(told, key=lambda each: (each.body.pk not in own, each.last is not None))


def reporting_plan(user: Person, forum: Forum) -> Plan | None:
    """The plan in force, else the newest that is public and not superseded."""
    plans = Plan.objects.visible_to(user).with_forum().filter(forum=forum)
    found = plans.exclude(status__in=[Plan.Status.DRAFT, Plan.Status.SUPERSEDED]).newest_first()
    kept = list(found)
    return next((plan for plan in kept if plan.status == Plan.Status.IN_FORCE), kept[0] if kept else None)


# --- what waits ----------------------------------------------------------------------------------------------------


def own_bodies(user: Person) -> frozenset[int]:
    return frozenset(seat.organisation_id for seat in seats_of(user) if seat.organisation_id)


def waiting_to_check(user: User, forum: Forum | None = None) -> list[Report]:
    reach = reach_of(user, "check")
    if not reach:
        return []
    found = figures.to_check(user, reach.forums, reach.bodies, own_bodies(user))
    return list(figures.with_all(found.filter(forum=forum) if forum else found).order_by("filed", "pk"))


def of_public(plan: Plan, action: str, user: Person, *, insider: bool) -> list[ReportRow]:
    """What a reader of an action's page may know was done for it."""
    found = (
        Report.objects.visible_to(user).about(plan, action).filter(state=Report.State.VERIFIED, held=False)
    )
    return rows(figures.with_all(found), close=False, named=insider)

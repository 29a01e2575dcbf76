"""Reports from KoboToolbox or ODK: the form that goes out, and what a file that comes in would bring, before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from jukwaa.core.texts import say
from jukwaa.delivery.actions.bringing import Brought, wrong_of
from jukwaa.delivery.models import Step
from jukwaa.delivery.rules.exports import (
    COUNTS,
    Book,
    Column,
    Row,
    Sheet,
    columns_of,
    missing,
    plain,
    rows_of,
    twice,
)
from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.telling import Told, is_outside, packed, problems
from jukwaa.forums.models import Organisation
from jukwaa.places.models import Area
from jukwaa.plans.figures.masking import public_mask
from jukwaa.plans.models import Action, Leadership, Plan, Role
from jukwaa.publishing.sheets.xlsform import LANGUAGES, Choice, Form, questions

FIELDS: Mapping[str, Promise] = {
    "action": lazy("Which action"),
    "body": lazy("Which body"),
    "starts": lazy("When"),
    "ends": lazy("Until"),
    "areas": lazy("Where"),
    "text": lazy("What was done"),
    "people": lazy("How many people"),
    "spent": lazy("Money spent"),
    "in_kind": lazy("In kind"),
    "challenge": lazy("What was hard"),
    "lesson": lazy("A lesson"),
    "id": lazy("The number of the submission (_uuid, instanceID)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file before whoever brings it."""

    row: Row
    action: str
    who: str
    when: str
    text: str
    held: bool  # looks as if it named a person
    why: str  # why it is not taken


@dataclass(frozen=True, slots=True)
class DryRun:
    new: list[Line]
    same: int  # are here already, as they are
    otherwise: list[Line]  # are here already, and the file says something else now
    refused: list[Line]
    columns: list[Column]
    missing: list[str]  # what no column tells
    left_out: list[str]  # columns about persons


class Desk:
    """What the forum knows, asked once for a file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def actions(self) -> dict[str, Action]:
        rows = Action.objects.filter(plan=self.plan).select_related("plan__forum").order_by("position")
        return {each.pid: each for each in rows}

    @cached_property
    def bodies(self) -> dict[str, Organisation]:
        return {each.pid: each for each in self.plan.forum.organisations.all()}

    @cached_property
    def areas(self) -> list[Area]:
        return list(Area.objects.within(self.plan.forum.area_id).order_by("code"))

    @cached_property
    def parts(self) -> frozenset[tuple[str, int]]:
        """(action, body) of which the body may report: as `delivery.permissions.can_report` has it."""
        roles = Role.objects.filter(action__plan=self.plan).exclude(reply=Role.Reply.DECLINED)
        found = set(roles.values_list("action__pid", "organisation"))
        led: dict[int, set[int]] = {}
        for section, body in Leadership.objects.filter(section__plan=self.plan).values_list(
            "section", "organisation"
        ):
            led.setdefault(section, set()).add(body)
        return frozenset(found | {(each.pid, body) for each in self.actions.values() for body in led.get(each.section_id, ())})  # fmt: skip

    @cached_property
    def book(self) -> Book:
        names = [(each.pid, [each.pid, each.code, *_titles(each)]) for each in self.actions.values()]
        bodies = [(each.pid, [each.pid, each.name, each.short_name]) for each in self.bodies.values()]
        places = [
            (each.code, [each.code, each.name, *place_labels(each, self.areas).values()])
            for each in self.areas
        ]
        return Book(_by_name(names), _by_name(bodies), _by_name(places))


def _titles(action: Action) -> list[str]:
    titles = [text for text in action.title.values() if text]
    return [*titles, *(f"{action.code} {title}" for title in titles)]


def _by_name(named: Iterable[tuple[str, list[str]]]) -> dict[str, str | None]:
    """None where two are written alike."""
    found: dict[str, str | None] = {}
    for pid, names in named:
        for name in {plain(name) for name in names if name}:
            found[name] = pid if found.get(name, pid) == pid else None
    return found


def place_labels(area: Area, areas: Iterable[Area]) -> dict[str, str]:
    """“Likoni: Timbwani (ward)”, so that no two places are written alike."""
    within = {each.code: each.name for each in areas}
    found = {}
    for language in LANGUAGES:
        with override(language):
            kind = str(area.get_kind_display())
            over = within.get(area.parent_id or "")
            found[language] = f"{over}: {area.name} ({kind})" if over and "-" in area.code else f"{area.name} ({kind})"  # fmt: skip
    return found


def known_columns() -> dict[str, str]:
    """Our own questions, by name and by label in each language."""
    found: dict[str, str] = {}
    for each in questions():
        if each.name in FIELDS or each.name in COUNTS:
            found |= {plain(said): each.name for said in (each.name, *each.labels.values())}
    return found


# --- the form that goes out --------------------------------------------------------------------------------------


def form_of(plan: Plan) -> Form:
    """Bodies only by names that are public, and none in what others are called: a form lies on telephones and on another's
    server."""
    desk, forum, mask = Desk(plan), plan.forum, public_mask(plan.forum_id)

    def read(words: object, language: str) -> str:
        return mask.text(str(words), language) if mask else str(words)

    parts = {body for _action, body in desk.parts}
    bodies = [
        each for each in desk.bodies.values() if each.pk in parts and each.listed and not each.withdrawn
    ]
    return Form(
        form_id=f"jukwaa_{forum.slug.replace('-', '_')}_{plan.edition.replace('-', '_')}",
        version=f"{plan.changed}",
        title={"en": _title(plan)},
        actions=[Choice(each.pid, {code: read(f"{each.code} {say(each.title, code)}", code) for code in LANGUAGES}) for each in desk.actions.values()],
        bodies=[Choice(each.pid, dict.fromkeys(LANGUAGES, each.name)) for each in bodies],
        places=[Choice(each.code, place_labels(each, desk.areas)) for each in desk.areas],
    )  # fmt: skip


def _title(plan: Plan) -> str:
    sample = f" – {_('Sample content, not the official plan')}" if plan.sample else ""
    return f"{say(plan.forum.name)}, {plan.edition}{sample}"


# --- the file that comes in --------------------------------------------------------------------------------------


def dry_run(
    plan: Plan, sheet: Sheet, left_out: list[str], kept: Mapping[str, str], language: str, today: date
) -> DryRun:
    """Nothing is written. A dozen statements, however many rows."""
    desk = Desk(plan)
    columns = columns_of(sheet.headers, known_columns(), kept)
    rows = rows_of(sheet, columns, desk.book, language)
    again = {id(row) for row in twice(rows)}
    known = _known(plan, rows)
    run = DryRun([], sum(_is_same(row, known) for row in rows if id(row) not in again), [], [], columns, missing(columns), left_out)  # fmt: skip
    for row in rows:
        why = _why(desk, row, today, is_again=id(row) in again)
        if row.client_id in known and id(row) not in again:
            if not _is_same(row, known):
                run.otherwise.append(_line(desk, row, ""))
        elif why:
            run.refused.append(_line(desk, row, why))
        else:
            run.new.append(_line(desk, row, ""))
    return run


def _known(plan: Plan, rows: Iterable[Row]) -> dict[UUID | None, object]:
    """What was filed under the same number: the first time, whatever became of it."""
    numbers = [row.client_id for row in rows if row.client_id]
    steps = Step.objects.filter(
        report__forum=plan.forum_id, report__client_id__in=numbers, kind=Step.Kind.FILED
    )
    return dict(steps.values_list("report__client_id", "said"))


def _is_same(row: Row, known: Mapping[UUID | None, object]) -> bool:
    return row.client_id in known and row.told is not None and packed(row.told) == known[row.client_id]


def _why(desk: Desk, row: Row, today: date, *, is_again: bool) -> str:
    wrong = list(row.wrong) + ([("id", "twice")] if is_again else [])
    if not wrong and row.told is not None:
        wrong += _against(desk, row, row.told, today)
    return " ".join(str(wrong_of(field, problem)) for field, problem in wrong)


def _against(desk: Desk, row: Row, told: Told, today: date) -> Iterable[tuple[str, str]]:
    """What the forum says to a row that can be read."""
    if (row.action, desk.bodies[row.body].pk) not in desk.parts:
        yield "body", "part"
    if is_outside(told.starts, told.last, desk.plan.starts, desk.plan.ends):
        yield "starts", "outside"
    yield from problems(told, {each.code for each in desk.areas}, today).items()


def _line(desk: Desk, row: Row, why: str) -> Line:
    action, body, told = desk.actions.get(row.action), desk.bodies.get(row.body), row.told
    return Line(
        row=row,
        action=f"{action.code} {say(action.title)}" if action else "",
        who=body.name if body else "",
        when=date_format(told.starts, "SHORT_DATE_FORMAT") if told else "",
        text=next(iter(told.text.values()), "") if told else "",
        held=bool(told and persons_in(told.texts)),
        why=why,
    )


def brought(plan: Plan, run: DryRun, most: int) -> list[Brought]:
    """What the act takes of it: the first of those that are new."""
    desk = Desk(plan)
    return [
        Brought(desk.actions[line.row.action], desk.bodies[line.row.body], line.row.told, line.row.client_id)
        for line in run.new[:most]
        if line.row.told is not None and line.row.client_id is not None
    ]


def choices_of() -> list[tuple[str, str]]:
    return [("", _("Leave it out")), *((name, str(label)) for name, label in FIELDS.items() if name != "id")]


def labelled(names: Iterable[str]) -> list[str]:
    return [str(FIELDS.get(name, name)) for name in names]

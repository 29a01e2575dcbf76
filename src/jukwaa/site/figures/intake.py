"""A file that was read, as its secretary looks at it: row by row, with every doubt beside its row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.actions import Reading
from jukwaa.plans.imports import Problem, problem_of
from jukwaa.plans.models import Action, Intake
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.matching import fold
from jukwaa.site.figures.places import place_names


@dataclass(frozen=True, slots=True)
class ReadRow:
    n: int
    where: str
    section: str
    code: str
    title: str
    lead: str
    support: str
    places: str
    when: str
    money: str
    status: str
    indicators: tuple[str, ...]
    remarks: str
    problems: tuple[Problem, ...]

    @property
    def anchor(self) -> str:
        return f"row-{self.n}"

    @property
    def doubts(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level != "note")

    @property
    def notes(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "note")


@dataclass(frozen=True, slots=True)
class NewBody:
    """A name that the forum does not know yet; `near` is a known one that it may mean: id and name."""

    name: str
    times: int
    near: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    rows: tuple[ReadRow, ...]
    general: tuple[Problem, ...]  # doubts and errors of the file as a whole
    notes: tuple[Problem, ...]  # and what is only worth knowing
    new_bodies: tuple[NewBody, ...]
    known_bodies: list[tuple[str, str]]
    sections: int
    doubts: int  # that can be answered: of rows, and what is asked of the file as a whole

    @property
    def doubtful(self) -> list[ReadRow]:
        return [row for row in self.rows if row.doubts]

    @property
    def clear(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.doubts]

    @property
    def unsure_bodies(self) -> list[NewBody]:
        return [body for body in self.new_bodies if body.near]

    @property
    def plain_bodies(self) -> list[NewBody]:
        return [body for body in self.new_bodies if not body.near]


FLAGS = re.compile(
    r"\s*\((?:[^()]* )?--[a-z][^()]*\)"
)  # how the command is told it: no news to who has a form


def for_a_page(problems: Iterable[Problem]) -> list[Problem]:
    return [
        replace(problem, sentence=FLAGS.sub("", problem.message), params={}, ask=problem.question)
        for problem in problems
    ]


def read_rows(reading: Reading) -> ReadFile:
    """What bringing it in would meet is told of the file as a whole: no row can answer it."""
    doc, problems = reading.understood.doc, reading.understood.problems
    known = list(reading.forum.organisations.order_by("name").values_list("pid", "name"))
    if doc is None:
        return ReadFile((), reading.problems, (), (), known, 0, 0)
    currency = reading.plan.currency if reading.plan else reading.forum.currency
    names = place_names(Area.objects.within(reading.forum.area_id), reading.forum.area_id)
    at: dict[str, list[Problem]] = {}
    for problem in problems:
        at.setdefault(problem.where, []).append(problem)
    actions = list(doc.actions())
    shown = {action.where for _path, action in actions}
    # Of several actions in one cell the first shows what is doubtful about it.
    rows = tuple(
        _row(n, path, action, at.pop(action.where, ()), names, currency)
        for n, (path, action) in enumerate(actions)
    )
    own = set(problems)
    general = for_a_page(p for p in reading.problems if p.where not in shown or p not in own)
    return ReadFile(
        rows,
        tuple(problem for problem in general if problem.level != "note"),
        tuple(problem for problem in general if problem.level == "note"),
        _new_bodies(doc, reading.forum, problems),
        known,
        sum(1 for _ in doc.walk()),
        sum(1 for problem in problems if problem.level != "note" and problem.where in shown)
        + sum(1 for problem in general if problem.level == "doubt"),
    )


def read_row(intake: Intake, doc: PlanDoc, n: int) -> ReadRow | None:
    """One row by itself, without holding the whole file against the plan."""
    path, action = next(islice(doc.actions(), n, None), ((), None))
    if action is None:
        return None
    forum = intake.forum
    problems = [problem_of(said) for said in intake.problems if said["where"] == action.where]
    names = place_names(Area.objects.within(forum.area_id), forum.area_id)
    return _row(n, path, action, problems, names, intake.plan.currency if intake.plan else forum.currency)


def next_doubtful(intake: Intake, doc: PlanDoc, after: int) -> int | None:
    """The row to look at next: behind that one, else from the top."""
    places = {problem["where"] for problem in intake.problems if problem["level"] != "note"}
    seen: set[str] = set()
    doubtful = []
    for n, (_path, action) in enumerate(doc.actions()):
        if action.where in places and action.where not in seen:
            doubtful.append(n)
        seen.add(action.where)
    return next((n for n in doubtful if n >= after), next(iter(doubtful), None))


def _row(
    n: int,
    path: tuple[SectionDoc, ...],
    action: ActionDoc,
    problems: Sequence[Problem],
    names: Mapping[str, str],
    currency: str,
) -> ReadRow:
    roles = action.roles or ()
    return ReadRow(
        n=n,
        where=action.where,
        section=" › ".join(say(section.title).text for section in path),
        code=action.code or "",
        title=say(action.title).text,
        lead=", ".join(role.body.name or "" for role in roles if role.kind == "lead"),
        support=", ".join(role.body.name or "" for role in roles if role.kind != "lead"),
        places=", ".join(names.get(code, code) for code in action.areas or ()),
        when=_period(action.starts, action.ends),
        money=_money(action, currency),
        status=str(Action.Status(action.status).label) if action.status else "",
        indicators=tuple(_indicator(i.text, i.baseline, i.target) for i in action.indicators or ()),
        remarks=say(action.remarks).text,
        problems=tuple(problems),
    )


def _period(starts: date | None, ends: date | None) -> str:
    shown = [date_format(day, "SHORT_DATE_FORMAT") for day in (starts, ends) if day]
    return " – ".join(shown)


def _money(action: ActionDoc, currency: str) -> str:
    if action.estimate is not None:
        return f"{currency} {number_format(action.estimate, use_l10n=True)}"
    return str(Action.Funding(action.funding).label) if action.funding else ""


def _indicator(text: Mapping[str, str], baseline: str, target: str) -> str:
    told = say(text).text
    if baseline and target:
        return _("%(text)s: from %(baseline)s to %(target)s") % {
            "text": told,
            "baseline": baseline,
            "target": target,
        }
    return _("%(text)s: %(target)s") % {"text": told, "target": target} if target else told


def _new_bodies(doc: PlanDoc, forum: Forum, problems: tuple[Problem, ...]) -> tuple[NewBody, ...]:
    """Those near a known one first; once it was said that such a name is new, nothing is asked of it any more."""
    known = dict(forum.organisations.values_list("pid", "name"))
    folded = set(map(fold, known.values()))
    unknown = Counter(
        body.name
        for body in bodies_of(doc)
        if body.id is None and body.name and fold(body.name) not in folded
    )
    doubts = [problem.message for problem in problems if problem.level == "doubt"]
    told = [NewBody(name, times, _like(name, known, doubts)) for name, times in unknown.items()]
    return tuple(sorted(told, key=lambda body: (body.near is None, fold(body.name))))


def _like(name: str, known: Mapping[str, str], doubts: Sequence[str]) -> tuple[str, str] | None:
    """The known body that a doubt names beside this name."""
    asked = [doubt for doubt in doubts if f"“{name}”" in doubt]
    return next((body for body in known.items() for doubt in asked if f"“{body[1]}”" in doubt), None)

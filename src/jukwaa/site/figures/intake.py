"""A file that was read, as its secretary looks at it: row by row, with every doubt beside its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.actions import Reading
from jukwaa.plans.imports import Problem
from jukwaa.plans.models import Action
from jukwaa.plans.rules.bodies import bodies_of
from jukwaa.plans.rules.cells.bodies import match_body
from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.plans.rules.matching import fold


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
    indicators: tuple[str, ...]
    remarks: str
    problems: tuple[Problem, ...]

    @property
    def doubts(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level != "note")


@dataclass(frozen=True, slots=True)
class NewBody:
    """A name that the forum does not know yet; `near` are known ones that it may mean."""

    name: str
    times: int
    near: tuple[str, str] | None  # permanent id, name


@dataclass(frozen=True, slots=True)
class ReadFile:
    rows: tuple[ReadRow, ...]
    general: tuple[Problem, ...]  # of the file as a whole
    new_bodies: tuple[NewBody, ...]
    sections: int
    doubts: int


def read_rows(reading: Reading) -> ReadFile:
    doc = reading.understood.doc
    if doc is None:
        return ReadFile((), reading.problems, (), 0, 0)
    names = dict(Area.objects.within(reading.forum.area_id).values_list("code", "name"))
    rows = tuple(_row(n, path, action, reading, names) for n, (path, action) in enumerate(doc.actions()))
    shown = {row.where for row in rows}
    general = tuple(problem for problem in reading.problems if problem.where not in shown)
    doubts = sum(1 for problem in reading.problems if problem.level == "doubt")
    return ReadFile(rows, general, _new_bodies(doc, reading.forum), sum(1 for _ in doc.walk()), doubts)


def _row(
    n: int, path: tuple[SectionDoc, ...], action: ActionDoc, reading: Reading, names: Mapping[str, str]
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
        money=_money(action, reading),
        indicators=tuple(_indicator(i.text, i.baseline, i.target) for i in action.indicators or ()),
        remarks=say(action.remarks).text,
        problems=tuple(problem for problem in reading.problems if problem.where == action.where),
    )


def _period(starts: date | None, ends: date | None) -> str:
    shown = [date_format(day, "SHORT_DATE_FORMAT") for day in (starts, ends) if day]
    return " – ".join(shown)


def _money(action: ActionDoc, reading: Reading) -> str:
    if action.estimate is not None:
        currency = reading.plan.currency if reading.plan else reading.forum.currency
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


def _new_bodies(doc: PlanDoc, forum: Forum) -> tuple[NewBody, ...]:
    known = dict(forum.organisations.values_list("pid", "name"))
    keys = {name: pid for pid, name in known.items()}
    unknown = Counter(
        body.name
        for body in bodies_of(doc)
        if body.id is None and body.name and fold(body.name) not in map(fold, keys)
    )
    told = []
    for name, times in sorted(unknown.items()):
        near = match_body(name, keys).near
        told.append(NewBody(name, times, (near, known[near]) if near in known else None))
    return tuple(told)

"""The live matrix as a file: what goes out, and what a file that came back would change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.plans.figures.sheets import labels
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.changing import digest_of, is_unexplained
from jukwaa.plans.rules.personal import marks
from jukwaa.publishing.sheets.live import Brought, Head, LiveLine
from jukwaa.site.figures.live import Commitment


@dataclass(frozen=True, slots=True)
class Change:
    """What a row of the file would write."""

    row: int
    pid: str
    title: str
    before: str
    after: str
    reasons: tuple[tuple[str, str], ...]  # language, text: those that change
    said: Mapping[str, Any]  # all the fields
    marks: Mapping[str, str]
    clash: bool  # somebody said something else meanwhile

    @property
    def kept(self) -> str:
        """What the form brings back with the yes."""
        return json.dumps({"said": dict(self.said), "marks": dict(self.marks)}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is not taken, and why."""

    row: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class DryRun:
    changes: list[Change]
    left: list[Left]
    same: int


def fields_of(plan: Plan, status: str, reason: Mapping[str, str]) -> dict[str, Any]:
    """As `rules.changing.said_of` gives them."""
    return {"status": status} | {f"reason_{code}": reason.get(code, "") for code in plan.languages}


def head_of(plan: Plan) -> Head:
    forum = say(plan.forum.name).text
    day = _("as at %(day)s") % {"day": date_format(plan.day, "DATE_FORMAT")}
    return Head(
        pid=f"{plan.forum.slug}/{plan.edition}",
        title=say(plan.title).text,
        told=f"{forum} · {plan.edition} · {day}",
        sample=plan.sample,
        languages=tuple(plan.languages),
        currency=plan.currency,
    )


def lines_of(plan: Plan, rows: Iterable[Commitment]) -> list[LiveLine]:
    return [
        LiveLine(
            pid=each.row.pid,
            code=each.row.code,
            title=each.row.title.text,
            leads="\n".join(part.name for part in each.row.leads),
            until=each.row.ends,
            stands=each.row.label,
            last=each.told.last,
            money=each.row.money,
            status=each.row.stated,
            reasons=each.row.reason,
            marks={
                name: digest_of(value)
                for name, value in fields_of(plan, each.row.stated, each.row.reason).items()
            },
        )
        for each in rows
    ]


def dry_run(plan: Plan, brought: Iterable[Brought], rows: Iterable[Commitment]) -> DryRun:
    """Nothing is written. What is so already is neither changed nor told."""
    stands = {each.row.pid: each for each in rows}
    run = DryRun([], [], 0)
    same = 0
    seen: set[str] = set()
    for line in brought:
        each = stands.get(line.pid)
        now = fields_of(plan, each.row.stated, each.row.reason) if each else {}
        said = _said(line, now)
        if each and said == now:
            same += 1
        elif why := _why_not(line, each, said, seen):
            run.left.append(Left(line.row, line.title, why))
        elif each:
            run.changes.append(_change(line, each, now, said))
        seen.add(line.pid)
    return DryRun(run.changes, run.left, same)


def _said(line: Brought, now: Mapping[str, Any]) -> dict[str, Any]:
    typed = {f"reason_{code}": text for code, text in line.reasons.items()}
    said = {name: typed.get(name, value) for name, value in now.items()}
    plain = {name: value for name, value in now.items() if digest_of(said[name]) == digest_of(value)}
    return said | plain | {"status": line.status or now.get("status", "")}


def _why_not(line: Brought, each: Commitment | None, said: Mapping[str, Any], seen: set[str]) -> str:
    if each is None:
        return _("This action is not in the plan any more.")
    if line.pid in seen:
        return _("This action stands twice in the file: the first row counts.")
    if not each.may:
        return _("Who leads this action says how it stands, or the secretary.")
    return wrong_in(said, line.typed)


def wrong_in(said: Mapping[str, Any], typed: str) -> str:
    """Why it cannot be kept, told when the file is looked at and held to again when it is written. `typed`: the status."""
    if said["status"] not in labels()["status"]:
        offered = ", ".join(labels()["status"].values())
        return _("“%(typed)s” is not on the list: %(offered)s.") % {"typed": typed, "offered": offered}
    if is_unexplained(said):
        return _("Say in a few words why it is dropped: whoever was promised it asks.")
    named = [mark for name, text in said.items() if name != "status" for mark in marks(text)]
    if named:
        return _("“%(words)s” looks as if it pointed at a person. Say it without.") % {"words": named[0]}
    return ""


def _change(line: Brought, each: Commitment, now: Mapping[str, Any], said: Mapping[str, Any]) -> Change:
    chosen = labels()["status"]
    changed = [name for name in said if said[name] != now[name]]
    return Change(
        row=line.row,
        pid=line.pid,
        title=f"{each.row.code} {each.row.title.text}",
        before=chosen[now["status"]],
        after=chosen[said["status"]],
        reasons=tuple((name.partition("_")[2], said[name]) for name in changed if name != "status"),
        said=said,
        marks={name: digest_of(value) for name, value in now.items()},
        clash=any(line.marks.get(name) not in (None, digest_of(now[name])) for name in changed),
    )

"""A file becomes a plan: read, shown, corrected, confirmed, for a day undone; never half brought in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.forums.actions import Portrait, admit
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans import imports, permissions
from jukwaa.plans.actions.drafting import draft_plan, publish_draft
from jukwaa.plans.actions.sealing import seal_plan
from jukwaa.plans.actions.writing import write_document
from jukwaa.plans.figures.documents import as_document
from jukwaa.plans.figures.shelves import shelve
from jukwaa.plans.imports import Known, KnownBody, Problem, Understood
from jukwaa.plans.models import Intake, Plan, Role
from jukwaa.plans.rules.bodies import bodies_of, only_of, with_bodies
from jukwaa.plans.rules.cells.areas import AreaName
from jukwaa.plans.rules.comparing import Difference, compare
from jukwaa.plans.rules.document import LevelDoc, PlanDoc
from jukwaa.plans.rules.matching import name_key
from jukwaa.plans.rules.merging import Counts, Merged, merge
from jukwaa.plans.rules.signed import detail_only
from jukwaa.plans.rules.storing import pack, unpack

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked beside the file."""

    starts: date | None = None
    ends: date | None = None
    quarters: str | None = None  # plan, fy, calendar; None: as the file says
    prune: bool = False  # drop the actions that the file lacks
    publish: bool = False  # a new edition is public at once, as a draft


@dataclass(frozen=True, slots=True)
class Reading:
    """A file held against the plan as it stands; nothing is written yet."""

    forum: Forum
    edition: str
    plan: Plan | None  # None: the edition is not there yet
    understood: Understood
    problems: tuple[Problem, ...]  # of the file, and of bringing it in
    counts: Counts
    differences: tuple[Difference, ...]
    options: Options

    @property
    def possible(self) -> bool:
        return not any(problem.level == "error" for problem in self.problems)

    @property
    def tally(self) -> dict[str, int]:
        return asdict(self.counts)

    def heard(self, refusal: str = "") -> Understood:
        """What was understood, with every problem: of the file, of the plan, and why it was refused."""
        refused = (Problem("error", "", "", refusal),) if refusal else ()
        return replace(self.understood, problems=(*self.problems, *refused))


def read_file(forum: Forum, edition: str, name: str, data: bytes, options: Options) -> Reading:
    """What the file says and what it would change. Bad input gives problems, never an exception."""
    plan = Plan.objects.with_forum().filter(forum=forum, edition=edition).first()
    understood = imports.read(name, data, _known(forum, edition, plan, options))
    return _hold_against(forum, edition, plan, understood, options)


def _hold_against(
    forum: Forum, edition: str, plan: Plan | None, understood: Understood, options: Options
) -> Reading:
    if understood.doc is None:
        nothing = Counts(0, 0, 0, 0)
        return Reading(forum, edition, plan, understood, understood.problems, nothing, (), options)
    current = _current(forum, edition, plan, understood.doc)
    merged, held_back = _merge(plan, current, understood.doc, options.prune)
    differences = compare(current, merged.doc)
    problems = (*understood.problems, *_held_back(held_back, differences))
    return Reading(forum, edition, plan, understood, problems, merged.counts, differences, options)


def _current(forum: Forum, edition: str, plan: Plan | None, incoming: PlanDoc) -> PlanDoc:
    """The plan as it stands, or the empty one that this file would begin."""
    if plan:
        return as_document(shelve(plan), public=False)
    return PlanDoc(
        forum=forum.slug,
        edition=edition,
        title=incoming.title or forum.name,
        starts=incoming.starts,
        ends=incoming.ends,
        languages=tuple(forum.languages),
        currency=forum.currency,
        fy_month=forum.fy_month,
        levels=tuple(unpack(LevelDoc, level) for level in forum.levels),
        text=(),
        sample=forum.sample,
    )


def _merge(
    plan: Plan | None, current: PlanDoc, incoming: PlanDoc, prune: bool
) -> tuple[Merged, tuple[Difference, ...]]:
    """Merged, and what a signed plan does not take."""
    merged = merge(current, incoming, new_id=new_id, prune=prune)
    if plan is None or not plan.is_signed:
        return merged, ()
    allowed = detail_only(current, merged.doc)
    held_back = tuple(d for d in compare(current, merged.doc) if d.substance)
    changed = len({d.id for d in compare(current, allowed) if d.kind == "action"})
    spoken = merged.counts.change + merged.counts.keep
    return Merged(allowed, Counts(0, changed, spoken - changed, merged.counts.absent)), held_back


def _held_back(held_back: Sequence[Difference], differences: Sequence[Difference]) -> list[Problem]:
    """A signed plan takes only changes of detail; a file with nothing else in it is refused."""
    level = "doubt" if differences or not held_back else "error"
    sentence = _(
        "Not brought in: this plan is signed, and a change of substance (%(field)s) needs an amendment."
    )
    return [
        Problem(level, difference.code, "", sentence % {"field": difference.field})  # type: ignore[arg-type]
        for difference in held_back
    ]


def _known(forum: Forum, edition: str, plan: Plan | None, options: Options) -> Known:
    areas = Area.objects.within(forum.area_id).values_list("code", "name", "kind", "parent_id")
    bodies = forum.organisations.values_list("pid", "name", "short_name")
    return Known(
        forum=forum.slug,
        edition=edition,
        area=forum.area_id,
        areas=tuple(AreaName(code, name, kind, parent or "", ()) for code, name, kind, parent in areas),
        bodies=tuple(KnownBody(*body) for body in bodies),
        starts=options.starts or (plan.starts if plan else None),
        ends=options.ends or (plan.ends if plan else None),
        quarters=options.quarters,  # type: ignore[arg-type]
        fy_month=forum.fy_month,
        currency=plan.currency if plan else forum.currency,
        languages=tuple(plan.languages if plan else forum.languages),
        levels=tuple(unpack(LevelDoc, level) for level in (plan or forum).levels),
    )


# --- bringing in ------------------------------------------------------------------------------------------


@transaction.atomic
def import_plan(reading: Reading, *, name: str, by: User | None, now: datetime) -> Intake:
    """Bring a reading into the plan at once, as the command does."""
    return confirm(keep(reading, name=name, by=by, now=now), by=by, now=now)


@transaction.atomic
def keep(reading: Reading, *, name: str, by: User | None, now: datetime) -> Intake:
    """Keep what was understood of a file, to be looked at, corrected and confirmed."""
    permissions.can_import(by, reading.forum, reading.plan).require()
    options = reading.options
    return Intake.objects.create(
        forum=reading.forum,
        plan=reading.plan,
        edition=reading.edition,
        name=name[:200],
        by=by,
        at=now,
        document=pack(reading.understood.doc),
        problems=[pack(problem) for problem in reading.understood.problems],
        settings={
            **pack(options),
            "rule": reading.understood.quarters,
            "own": reading.understood.own,
        },
    )


def reading_of(intake: Intake) -> Reading:
    """What a kept file would change now."""
    said = dict(intake.settings)
    rule, own = said.pop("rule"), said.pop("own")
    problems = tuple(unpack(Problem, problem) for problem in intake.problems)
    understood = Understood(unpack(PlanDoc, intake.document), problems, rule, own)
    plan = Plan.objects.with_forum().filter(forum=intake.forum, edition=intake.edition).first()
    return _hold_against(intake.forum, intake.edition, plan, understood, unpack(Options, said))


@transaction.atomic
def correct(intake: Intake, document: PlanDoc, settled: Sequence[str], *, by: User | None) -> Intake:
    """The secretary's own reading of some rows; the doubts about `settled` places are thereby answered."""
    permissions.can_import(by, intake.forum, intake.plan).require()
    intake.document = pack(document)
    intake.problems = [
        problem
        for problem in intake.problems
        if problem["level"] == "error" or problem["where"] not in settled
    ]
    intake.save(update_fields=["document", "problems"])
    return intake


@transaction.atomic
def set_terms(intake: Intake, *, prune: bool, publish: bool, by: User | None) -> Intake:
    """How the whole file is brought in."""
    permissions.can_import(by, intake.forum, intake.plan).require()
    intake.settings = intake.settings | {"prune": prune, "publish": publish}
    intake.save(update_fields=["settings"])
    return intake


@transaction.atomic
def confirm(intake: Intake, *, by: User | None, now: datetime) -> Intake:
    """Bring it in: a missing edition is made, unknown bodies admitted unlisted; all stands or falls."""
    intake = Intake.objects.select_for_update().select_related("forum").get(pk=intake.pk)
    reading = reading_of(intake)
    permissions.can_confirm(by, intake, reading.plan).require()
    if not reading.possible or reading.understood.doc is None:
        raise PermissionDenied(" ".join(p.message for p in reading.problems if p.level == "error"))
    incoming = _with_real_bodies(intake.forum, reading.understood.doc, by)
    current = _current(intake.forum, intake.edition, reading.plan, incoming)
    plan = reading.plan or _begin(intake, current, by)
    intake.before = {"document": pack(current) if reading.plan else None, "replies": _replies(plan)}
    merged, _kept_out = _merge(reading.plan, current, incoming, reading.options.prune)
    if reading.plan is None or compare(current, merged.doc) or current != merged.doc:
        write_document(plan, merged.doc)
        seal_plan(plan)
    if reading.options.publish and not plan.is_public:
        publish_draft(plan, by=by)
    intake.plan, intake.at, intake.changed = plan, now, plan.changed
    intake.state = Intake.State.CONFIRMED
    intake.save()
    record("plan.imported", _name(plan), by=by, forum=plan.forum_id, file=intake.name, **reading.tally)
    return intake


def _begin(intake: Intake, doc: PlanDoc, by: User | None) -> Plan:
    if doc.starts is None or doc.ends is None:
        raise ValueError(
            "a plan needs its first and last day; the reader refuses a file that leaves them open"
        )
    return draft_plan(intake.forum, intake.edition, title=doc.title, starts=doc.starts, ends=doc.ends, by=by)


def _with_real_bodies(forum: Forum, doc: PlanDoc, by: User | None) -> PlanDoc:
    """Every body of the document by its permanent id; those not known yet are admitted, unlisted.

    A body without a name that is not known is left out: nobody can be held to an offer without a name.
    """
    known = dict(forum.organisations.values_list("pid", "name"))
    doc = with_bodies(doc, known)
    new = {
        name_key(body.name): Portrait(name=body.name.strip()[:200], pid=body.id or "")
        for body in bodies_of(doc)
        if body.id not in known and body.name
    }
    made = admit(forum, list(new.values()), by=by)
    known |= {body.pid: body.name for body in made}
    return only_of(with_bodies(doc, known), known)


def _replies(plan: Plan) -> list[list[str]]:
    rows = Role.objects.filter(action__plan=plan).exclude(reply=Role.Reply.OFFERED)
    return [list(row) for row in rows.values_list("action__pid", "organisation__pid", "kind", "reply")]


# --- undoing ----------------------------------------------------------------------------------------------


@transaction.atomic
def undo(intake: Intake, *, by: User | None, now: datetime) -> Intake:
    """The plan as it stood before. An edition that the file began is removed again."""
    intake = (
        Intake.objects.select_for_update().select_related("forum", "plan", "plan__forum").get(pk=intake.pk)
    )
    permissions.can_undo(by, intake, now).require()
    plan = intake.plan
    if plan is None:
        raise ValueError("a confirmed file has a plan")
    record("plan.import_undone", _name(plan), by=by, forum=plan.forum_id, file=intake.name)
    intake.state = Intake.State.UNDONE
    intake.save(update_fields=["state"])
    if intake.before["document"] is None:
        plan.delete()
        return intake
    write_document(plan, unpack(PlanDoc, intake.before["document"]))
    _restore_replies(plan, intake.before["replies"])
    seal_plan(plan)
    return intake


def _restore_replies(plan: Plan, replies: Sequence[Sequence[str]]) -> None:
    said = {tuple(row[:3]): row[3] for row in replies}
    rows = list(Role.objects.filter(action__plan=plan).select_related("action", "organisation"))
    for role in rows:
        role.reply = said.get((role.action.pid, role.organisation.pid, role.kind), role.reply)
    Role.objects.bulk_update(rows, ["reply"], batch_size=500)


def _name(plan: Plan) -> str:
    return f"plan:{plan.forum.slug}/{plan.edition}"

"""A file held against the plan as it stands: what it says and what it would change. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jukwaa.core.ids import new_id
from jukwaa.forums.models import Forum
from jukwaa.forums.rules import LONGEST_NAME
from jukwaa.places.models import Area
from jukwaa.plans import imports
from jukwaa.plans.actions.drafting import edition_refusal
from jukwaa.plans.actions.telling import told_held_back, told_of_time
from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.figures.masking import public_mask
from jukwaa.plans.imports import Known, KnownBody, Problem, Understood
from jukwaa.plans.models import Plan
from jukwaa.plans.permissions import can_change_words
from jukwaa.plans.rules.bodies import with_bodies, with_short_names
from jukwaa.plans.rules.cells.areas import AreaName
from jukwaa.plans.rules.comparing import Difference, compare
from jukwaa.plans.rules.document import LevelDoc, PlanDoc
from jukwaa.plans.rules.fitting import fitted
from jukwaa.plans.rules.masking import unmasked
from jukwaa.plans.rules.merging import Counts, merge
from jukwaa.plans.rules.personal import personal_in
from jukwaa.plans.rules.signed import detail_only
from jukwaa.plans.rules.storing import unpack
from jukwaa.strategies.models import Strategy, Theme


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked beside the file."""

    starts: date | None = None
    ends: date | None = None
    quarters: str | None = None  # plan, fy, calendar; None: as the file says
    prune: bool = False  # drop the actions that the file lacks
    publish: bool = False  # a new edition is public at once, as a draft
    sure: tuple[str, ...] = ()  # what was asked of the file as a whole, and is right as it is


@dataclass(frozen=True, slots=True)
class Held:
    """A document held against a plan."""

    current: PlanDoc
    becomes: PlanDoc
    counts: Counts
    differences: tuple[Difference, ...]
    held_back: tuple[Difference, ...]  # what a signed plan does not take


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and what it would change."""

    forum: Forum
    edition: str
    plan: Plan | None  # None: the edition is not there yet
    understood: Understood
    held: Held | None  # None: nothing could be understood
    problems: tuple[Problem, ...]  # of the file, and of bringing it in
    options: Options

    @property
    def possible(self) -> bool:
        return self.held is not None and not self.errors

    @property
    def errors(self) -> list[str]:
        return [problem.message for problem in self.problems if problem.level == "error"]

    @property
    def counts(self) -> Counts:
        return self.held.counts if self.held else Counts(0, 0, 0, 0)

    @property
    def tally(self) -> dict[str, Any]:
        return asdict(self.counts)

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.held.differences if self.held else ()

    def heard(self, refusal: str = "") -> Understood:
        """What was understood, with every problem: of the file, of the plan, and why it was refused."""
        refused = (Problem("error", "", "", refusal),) if refusal else ()
        return replace(self.understood, problems=(*self.problems, *refused))


def read_file(forum: Forum, edition: str, name: str, data: bytes, options: Options) -> Reading:
    """Bad input gives problems, never an exception."""
    plan = edition_of(forum, edition)
    understood = imports.read(name, data, _known(forum, edition, plan, options))
    return hold_file(forum, edition, understood, options)


def edition_of(forum: Forum, edition: str) -> Plan | None:
    return Plan.objects.with_forum().filter(forum=forum, edition=edition).first()


def hold_file(forum: Forum, edition: str, understood: Understood, options: Options) -> Reading:
    """Against the plan as it stands now, with every body that the forum knows by its id."""
    plan = edition_of(forum, edition)
    problems = [*understood.problems]
    held = None
    if understood.doc is not None:
        doc, strange = fitted(understood.doc, _themes(forum))
        doc = with_short_names(doc, LONGEST_NAME)
        doc = with_bodies(doc, dict(forum.organisations.values_list("pid", "name")))
        understood = replace(understood, doc=doc)
        problems += (Problem("doubt", where, "", _unknown_theme(code)) for where, code in strange)
        problems += (Problem("doubt", where, "", _personal(mark)) for where, mark in personal_in(doc))
        problems += _refusals_of_new(forum, edition, doc) if plan is None else ()
        problems += told_of_time(forum, edition, plan, doc)
        current = current_of(forum, edition, plan, doc)
        doc = unmasked(doc, current, public_mask(forum.pk))
        held = hold(plan, current, doc, prune=options.prune)
        problems += told_held_back(held.held_back, bool(held.differences))
        problems += _refusals_of_still(plan, held) if plan else ()
    open_ones = tuple(problem for problem in problems if problem.question not in options.sure)
    return Reading(forum, edition, plan, understood, held, open_ones, options)


def hold(plan: Plan | None, current: PlanDoc, incoming: PlanDoc, *, prune: bool) -> Held:
    merged = merge(current, incoming, new_id=new_id, prune=prune)
    if plan is None or not plan.is_signed:
        return Held(current, merged.doc, merged.counts, compare(current, merged.doc), ())
    allowed = detail_only(current, merged.doc)
    differences = compare(current, allowed)
    changed = len({difference.id for difference in differences})
    spoken = merged.counts.change + merged.counts.keep
    counts = Counts(0, changed, spoken - changed, merged.counts.absent)
    return Held(current, allowed, counts, differences, compare(allowed, merged.doc))


def current_of(forum: Forum, edition: str, plan: Plan | None, incoming: PlanDoc) -> PlanDoc:
    """The plan as it stands, or the empty one that this file would begin."""
    if plan:
        return document_of(plan, public=False)
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


def _themes(forum: Forum) -> set[str]:
    themes = Theme.objects.filter(strategy__in=Strategy.objects.open_to(forum))
    return {f"{strategy}/{code}" for strategy, code in themes.values_list("strategy__code", "code")}


def _unknown_theme(code: str) -> str:
    sentence = _("“%(code)s” is no theme that was typed in here, and was left out. Type it in first, then bring the file in again.")  # fmt: skip
    return sentence % {"code": code}


def _personal(mark: str) -> str:
    sentence = _("“%(mark)s” looks like a phone number, an e-mail address or an identity number. No person's details belong into a plan: take it out.")  # fmt: skip
    return sentence % {"mark": mark}


def _refusals_of_new(forum: Forum, edition: str, doc: PlanDoc) -> Iterator[Problem]:
    """Why the file cannot begin this edition."""
    if sentence := edition_refusal(forum, edition, doc.starts, doc.ends):
        yield Problem("error", "", "", sentence)


def _refusals_of_still(plan: Plan, held: Held) -> Iterator[Problem]:
    """Why nothing is brought into a plan whose words stand still."""
    if not held.differences and not held.held_back:
        return
    if plan.is_closed:
        yield Problem("error", "", "", _("This edition is closed: it stands as it was. Bring the file into a new edition."))  # fmt: skip
    elif not (verdict := can_change_words(plan)):
        yield Problem("error", "", "", str(verdict.reason))

"""A plan as people read it: rows with ready words, made in six queries whatever the size of the plan.

A page shows hundreds of actions, so the rows are read as values, not as models: a plan of 500 actions is
ready in some 20 ms. What only one action's own page shows is read there (`site.views.reading.action`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jukwaa.core.texts import Said, say
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.masking import nameless
from jukwaa.plans.figures.offers import Decline, public_declines
from jukwaa.plans.figures.standings import LABELS, Heard
from jukwaa.plans.models import Action, Leadership, Plan, Role, Section
from jukwaa.plans.rules.masking import NOTHING, Mask
from jukwaa.plans.rules.standing import Standing, is_answered_by_offices, said_in_public, standing


@dataclass(frozen=True, slots=True)
class Who:
    """A body in a role, as it may be named before this reader."""

    pid: str  # "" where it is not named in public
    name: str
    kind: str
    accepted: bool
    share: str
    hidden: bool  # known to this reader, but not named in public
    state: bool | None
    body: int  # primary key: never shown
    declined: Decline | None = None  # said of public offices alone


@dataclass(frozen=True, slots=True)
class ActionRow:
    pk: int
    pid: str
    code: str
    title: Said
    who: tuple[Who, ...]  # the leads first
    when: str
    places: tuple[str, ...]  # by name
    money: str  # the plan's currency is named where it is shown
    standing: Standing  # as said in public, here and in totals
    label: str
    actual: Standing  # for those who prepare the next plan
    section: int
    areas: tuple[str, ...]  # codes
    starts: date | None
    ends: date | None
    estimate: Decimal | None
    stated: str
    heard: date | None = None  # the last day of which something verified is told
    reason: Mapping[str, str] = field(default_factory=dict, compare=False)  # why it stands as was stated

    @property
    def agreed(self) -> bool:
        """Every body has said yes to its part."""
        return all(part.accepted for part in self.who)

    @property
    def leads(self) -> list[Who]:
        return [part for part in self.who if part.kind == Role.Kind.LEAD]


@dataclass(frozen=True, slots=True)
class SectionRow:
    pk: int
    pid: str
    code: str
    level: str  # what the plan calls it
    depth: int
    title: Said
    outcome: Said
    leads: tuple[Who, ...]
    actions: tuple[ActionRow, ...]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """How the bodies of a plan are called before this reader."""

    insider: bool
    mask: Mask = NOTHING

    def who(self, body: Organisation, kind: str, accepted: bool, share: str = "") -> Who:
        known = self.insider or body.listed
        return Who(
            pid=body.pid if known else "",
            name=self.read(body.name) if known else nameless(body.state),
            kind=kind,
            accepted=accepted,
            share=self.read(share),
            hidden=not body.listed,
            state=body.state,
            body=body.pk,
        )

    def read(self, text: str) -> str:
        """What was written freely, without the bodies that this reader is not to read of."""
        return self.mask.text(text, (get_language() or "en")[:2])

    def said(self, told: Said) -> Said:
        return replace(told, text=self.mask.text(told.text, told.language)) if self.mask else told


def section_rows(
    plan: Plan, places: Mapping[str, str], names: Names, heard: Heard | None = None
) -> list[SectionRow]:
    """Every section in reading order with its actions, all texts in the reader's language.

    `heard`: what the reports say, which have a floor of their own.
    """
    sections = list(plan.sections.order_by("position"))
    bodies = _bodies(plan)
    actions = _action_rows(plan, places, names, bodies, heard or {})
    leaderships = Leadership.objects.filter(section__plan=plan).order_by("section", "position")
    leads: dict[int, list[Who]] = defaultdict(list)
    for section_id, body_id, kind in leaderships.values_list("section_id", "organisation_id", "kind"):
        leads[section_id].append(names.who(bodies[body_id], kind, accepted=True))
    rows = _with_depths(plan, sections, leads, actions)
    return [_read_by(names, row) for row in rows] if names.mask else rows


def _read_by(names: Names, section: SectionRow) -> SectionRow:
    actions = tuple(replace(row, title=names.said(row.title)) for row in section.actions)
    return replace(
        section, title=names.said(section.title), outcome=names.said(section.outcome), actions=actions
    )


def _with_depths(
    plan: Plan,
    sections: list[Section],
    leads: Mapping[int, list[Who]],
    actions: Mapping[int, list[ActionRow]],
) -> list[SectionRow]:
    called = [say(level["one"]).text for level in plan.levels] or [_("section")]
    depths: dict[int | None, int] = {None: -1}
    rows = []
    for section in sections:
        depth = depths[section.pk] = depths[section.parent_id] + 1
        rows.append(
            SectionRow(
                pk=section.pk,
                pid=section.pid,
                code=section.code,
                level=called[min(depth, len(called) - 1)],
                depth=depth,
                title=say(section.title),
                outcome=say(section.outcome),
                leads=tuple(leads.get(section.pk, ())),
                actions=tuple(actions.get(section.pk, ())),
                parent=section.parent_id,
            )
        )
    return rows


def _bodies(plan: Plan) -> dict[int, Organisation]:
    bodies = Organisation.objects.filter(forum=plan.forum_id).only(
        "pid", "name", "listed", "state", "forum_id"
    )
    return {body.pk: body for body in bodies.order_by()}


# --- actions -------------------------------------------------------------------------------------------------

COLUMNS = ("pk", "pid", "code", "title", "section_id", "starts", "ends", "funding", "estimate", "status", "reason")  # fmt: skip


@dataclass(slots=True)
class Words:
    """Words that many rows share, each made once."""

    plan: Plan
    day: date
    signed: bool
    heard: Heard
    language: str
    labels: Mapping[Standing, str]
    months: list[str]
    periods: dict[tuple[date | None, date | None], str] = field(default_factory=dict)
    amounts: dict[tuple[Decimal | None, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, heard: Heard) -> Words:
        labels = {word: str(label) for word, label in LABELS.items()}
        return cls(plan, plan.day, plan.is_signed, heard, (get_language() or "en")[:2], labels, month_names())

    def when(self, starts: date | None, ends: date | None) -> str:
        if (starts, ends) not in self.periods:
            self.periods[starts, ends] = when(starts, ends, self.plan, self.months)
        return self.periods[starts, ends]

    def money(self, estimate: Decimal | None, funding: str) -> str:
        if (estimate, funding) not in self.amounts:
            self.amounts[estimate, funding] = money(estimate, funding)
        return self.amounts[estimate, funding]


def _action_rows(
    plan: Plan, places: Mapping[str, str], names: Names, bodies: Mapping[int, Organisation], heard: Heard
) -> dict[int, list[ActionRow]]:
    """By section, in the order of the plan."""
    parts, areas, words = _parts(plan, names, bodies), _areas(plan), Words.of(plan, heard)
    rows: dict[int, list[ActionRow]] = defaultdict(list)
    for values in plan.actions.order_by("position").values_list(*COLUMNS):
        row = _action_row(values, parts.get(values[0], ()), tuple(areas.get(values[0], ())), places, words)
        rows[row.section].append(row)
    return rows


def _action_row(
    values: tuple[Any, ...],
    who: tuple[Who, ...],
    areas: tuple[str, ...],
    places: Mapping[str, str],
    words: Words,
) -> ActionRow:
    pk, pid, code, title, section, starts, ends, funding, estimate, stated, reason = values
    heard = words.heard.get(pid)
    actual = standing(stated, starts, ends, words.day, heard=heard is not None)
    answerable = words.signed and is_answered_by_offices(part.state for part in who if part.kind == "lead")
    shown = said_in_public(actual, stated, answerable=answerable, heard=heard is not None)
    return ActionRow(
        pk=pk,
        pid=pid,
        code=code,
        title=say(title, words.language),
        who=who,
        when=words.when(starts, ends),
        places=tuple(places.get(area, area) for area in areas),
        money=words.money(estimate, funding),
        standing=shown,
        label=words.labels[shown],
        actual=actual,
        section=section,
        areas=areas,
        starts=starts,
        ends=ends,
        estimate=estimate,
        stated=stated,
        heard=heard,
        reason=reason,
    )


FIRST = {"lead": 0, "co_lead": 1, "support": 2, "funder": 3}


def _parts(plan: Plan, names: Names, bodies: Mapping[int, Organisation]) -> dict[int, tuple[Who, ...]]:
    """Who takes part in each action, leads first; the same part is the same object."""
    roles = Role.objects.filter(action__plan=plan).order_by("action_id", "position")
    made: dict[tuple[Any, ...], Who] = {}
    declines = {(each.action, each.body, each.kind): each for each in public_declines(plan)}
    parts: dict[int, list[Who]] = defaultdict(list)
    for action, body, kind, reply, share in roles.values_list(
        "action_id", "organisation_id", "kind", "reply", "share"
    ):
        key = body, kind, reply, share
        if key not in made:
            made[key] = names.who(bodies[body], kind, reply == Role.Reply.ACCEPTED, share)
        said_no = declines.get((action, body, kind))
        parts[action].append(replace(made[key], declined=said_no) if said_no else made[key])
    return {action: tuple(sorted(found, key=_rank)) for action, found in parts.items()}


def _rank(part: Who) -> int:
    return FIRST[part.kind]


def _areas(plan: Plan) -> dict[int, list[str]]:
    pairs = Action.areas.through.objects.filter(action__plan=plan).order_by("id")
    areas: dict[int, list[str]] = defaultdict(list)
    for action, code in pairs.values_list("action_id", "area_id"):
        areas[action].append(code)
    return areas


# --- words ---------------------------------------------------------------------------------------------------


def month_names() -> list[str]:
    """Short, in the reader's language; the first stands at 1."""
    return ["", *(str(MONTHS_3[n]).title() for n in range(1, 13))]


def when(starts: date | None, ends: date | None, plan: Plan, months: list[str] | None = None) -> str:
    """Whole months as months, whole plans as such: "Jul – Sep 2022", "Whole plan", "1 Jul – 12 Aug 2022"."""
    months = months or month_names()
    if starts is None or ends is None:
        return _open_period(starts, ends)
    if (starts, ends) == (plan.starts, plan.ends):
        return _("Whole plan")
    whole_months = starts.day == 1 and (ends + timedelta(days=1)).day == 1
    return _months(starts, ends, months) if whole_months else _days(starts, ends, months)


def _open_period(starts: date | None, ends: date | None) -> str:
    if starts:
        return _("from %(day)s") % {"day": date_format(starts, "SHORT_DATE_FORMAT")}
    return _("by %(day)s") % {"day": date_format(ends, "SHORT_DATE_FORMAT")} if ends else ""


def _months(starts: date, ends: date, names: list[str]) -> str:
    last = f"{names[ends.month]} {ends.year}"
    if (starts.year, starts.month) == (ends.year, ends.month):
        return last
    first = names[starts.month] if starts.year == ends.year else f"{names[starts.month]} {starts.year}"
    return f"{first} – {last}"


def _days(starts: date, ends: date, names: list[str]) -> str:
    last = f"{ends.day} {names[ends.month]} {ends.year}"
    if starts == ends:
        return last
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day} – {last}"
    first = f"{starts.day} {names[starts.month]}"
    return f"{first} – {last}" if starts.year == ends.year else f"{first} {starts.year} – {last}"


def money(estimate: Decimal | None, funding: str) -> str:
    """In the plan's currency, which is named once beside it."""
    if estimate is not None:
        whole = estimate == estimate.to_integral_value()
        return number_format(int(estimate) if whole else estimate, force_grouping=True)
    return "" if funding == Action.Funding.UNKNOWN else str(Action.Funding(funding).label)


def search_texts_of(plan: Plan, mask: Mask = NOTHING) -> dict[int, str]:
    """What a search looks through beside names of bodies and places, in every language: as this reader reads it."""
    rows = plan.actions.values_list("pk", "code", "title", "text", "tags")
    return {
        pk: " ".join(
            [code, *(mask.text(each, "en") for each in (*title.values(), *text.values(), *map(str, tags)))]
        )
        for pk, code, title, text, tags in rows
    }

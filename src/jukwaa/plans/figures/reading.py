"""A plan as people read it: rows with ready sentences, made once from its shelf, whatever page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jukwaa.core.texts import marked, say
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.shelves import Shelf
from jukwaa.plans.figures.standings import LABELS
from jukwaa.plans.models import Action, Role, Section
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.standing import STANDINGS, Standing, said_in_public, standing


@dataclass(frozen=True, slots=True)
class Who:
    """A body in a role, as it may be named."""

    pid: str  # "" where it is not named in public
    name: str
    kind: str
    accepted: bool
    share: str
    hidden: bool  # known to the reader, but not named in public


@dataclass(frozen=True, slots=True)
class ActionRow:
    pk: int
    pid: str
    code: str
    title: SafeString
    plain_title: str
    lead: str
    others: str  # "with …"
    agreed: bool  # every body has accepted
    when: str
    where: str
    money: str
    standing: Standing  # as said in public
    label: str
    actual: Standing
    section: int
    search: str
    areas: tuple[str, ...]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class SectionRow:
    pk: int
    pid: str
    code: str
    level: str  # what the plan calls it
    depth: int
    title: SafeString
    plain_title: str
    outcome: SafeString
    leads: tuple[Who, ...]
    actions: tuple[ActionRow, ...]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """How the bodies of a plan are called before this reader."""

    insider: bool

    def of(self, body: Organisation) -> str:
        return body.name if self.insider or body.listed else _("a civil-society body")

    def pid_of(self, body: Organisation) -> str:
        return body.pid if self.insider or body.listed else ""


def section_rows(shelf: Shelf, places: Mapping[str, str], names: Names) -> list[SectionRow]:
    """Every section in reading order with its actions, all texts in the reader's language."""
    plan = shelf.plan
    one = [say(level["one"]).text for level in plan.levels] or [_("section")]
    labels = {word: str(label) for word, label in LABELS.items()}
    depths: dict[int | None, int] = {None: -1}
    rows = []
    for section in _in_order(shelf.sections):
        depths[section.pk] = depths[section.parent_id] + 1
        actions = shelf.actions.get(section.pk, [])
        rows.append(
            SectionRow(
                pk=section.pk,
                pid=section.pid,
                code=section.code,
                level=one[min(depths[section.pk], len(one) - 1)],
                depth=depths[section.pk],
                title=marked(section.title),
                plain_title=say(section.title).text,
                outcome=marked(section.outcome),
                leads=tuple(
                    Who(
                        names.pid_of(lead.organisation),
                        names.of(lead.organisation),
                        lead.kind,
                        True,
                        "",
                        not lead.organisation.listed,
                    )
                    for lead in shelf.leaderships.get(section.pk, [])
                ),
                actions=tuple(action_row(shelf, action, places, names, labels) for action in actions),
                parent=section.parent_id,
            )
        )
    return rows


def _in_order(sections: Iterable[Section]) -> list[Section]:
    return sorted(sections, key=lambda section: section.position)


def action_row(
    shelf: Shelf, action: Action, places: Mapping[str, str], names: Names, labels: Mapping[Standing, str]
) -> ActionRow:
    plan, roles = shelf.plan, shelf.roles.get(action.pk, [])
    codes = tuple(shelf.areas.get(action.pk, []))
    leads = [role for role in roles if role.kind == Role.Kind.LEAD]
    public_body = any(role.organisation.state for role in leads)
    actual = standing(action.status, action.starts, action.ends, plan.day)
    shown = said_in_public(actual, action.status, public_body=public_body)
    named = [names.of(role.organisation) for role in roles]
    where = ", ".join(places.get(code, code) for code in codes)
    return ActionRow(
        pk=action.pk,
        pid=action.pid,
        code=action.code,
        title=marked(action.title),
        plain_title=say(action.title).text,
        lead=", ".join(names.of(role.organisation) for role in leads),
        others=", ".join(
            dict.fromkeys(names.of(role.organisation) for role in roles if role.kind != Role.Kind.LEAD)
        ),
        agreed=all(role.reply == Role.Reply.ACCEPTED for role in roles),
        when=when(action.starts, action.ends, plan.starts, plan.ends),
        where=where,
        money=money(action, plan.currency),
        standing=shown,
        label=labels[shown],
        actual=actual,
        section=action.section_id,
        search=fold(
            " ".join(
                [
                    action.code,
                    *action.title.values(),
                    *action.text.values(),
                    *named,
                    where,
                    *map(str, action.tags),
                ]
            )
        ),
        areas=codes,
        bodies=frozenset(pid for role in roles if (pid := names.pid_of(role.organisation))),
    )


def who(shelf: Shelf, action: Action, names: Names) -> list[Who]:
    return [
        Who(
            names.pid_of(role.organisation),
            names.of(role.organisation),
            role.kind,
            role.reply == Role.Reply.ACCEPTED,
            role.share,
            not role.organisation.listed,
        )
        for role in shelf.roles.get(action.pk, [])
    ]


def when(starts: date | None, ends: date | None, plan_starts: date, plan_ends: date) -> str:
    """Whole months as months, whole plans as such: "Jul – Sep 2022", "Whole plan", "1 Jul – 12 Aug 2022"."""
    if starts is None or ends is None:
        day = starts or ends
        if day is None:
            return ""
        text = date_format(day, "SHORT_DATE_FORMAT")
        return _("from %(day)s") % {"day": text} if starts else _("by %(day)s") % {"day": text}
    if (starts, ends) == (plan_starts, plan_ends):
        return _("Whole plan")
    whole_months = starts.day == 1 and (ends + timedelta(days=1)).day == 1
    return _months(starts, ends) if whole_months else _days(starts, ends)


def _months(starts: date, ends: date) -> str:
    last = date_format(ends, "M Y")
    if (starts.year, starts.month) == (ends.year, ends.month):
        return last
    return f"{date_format(starts, 'M' if starts.year == ends.year else 'M Y')} – {last}"


def _days(starts: date, ends: date) -> str:
    last = date_format(ends, "j M Y")
    if starts == ends:
        return last
    return f"{date_format(starts, 'j M' if starts.year == ends.year else 'j M Y')} – {last}"


def money(action: Action, currency: str) -> str:
    if action.estimate is not None:
        return f"{currency} {number_format(action.estimate.normalize() if action.estimate % 1 else int(action.estimate), use_l10n=True)}"
    return str(Action.Funding(action.funding).label) if action.funding != Action.Funding.UNKNOWN else ""


def tally(rows: Iterable[ActionRow]) -> dict[Standing, int]:
    """True standings in total, in the order in which they are told."""
    counted = [row.actual for row in rows]
    return {word: counted.count(word) for word in STANDINGS if word in counted}

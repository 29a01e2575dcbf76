"""What is asked of bodies, told in plain words: one offer with its steps, all offers of a plan, what to write to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from jukwaa.accounts.models import User
from jukwaa.core.texts import Said, say
from jukwaa.core.verdict import Verdict
from jukwaa.forums.permissions import can_act
from jukwaa.places.models import Area
from jukwaa.plans.figures.offers import last_replies, offer_of, terms_of
from jukwaa.plans.figures.reading import when
from jukwaa.plans.models import Plan, Reply, Role
from jukwaa.plans.permissions import offers as permissions
from jukwaa.plans.rules.offers import Terms, moved, shown, unpacked
from jukwaa.site.figures.places import place_names


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise: its name, how it was, how it is or would be."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Partner:
    name: str
    part: str
    answer: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of an offer, as it is told."""

    day: date
    sentence: str
    came: str  # "" from a seat of its own
    changes: list[Change]
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """One offer on its own page."""

    role: Role
    title: Said
    own: bool  # who looks speaks for the body
    asked: str
    when: str
    where: str
    partners: list[Partner]
    stands: str
    mark: str  # of what is on the screen: a yes holds for nothing else
    moved: list[Change]  # since the body said yes
    wanted: list[Change]  # what its other offer would make of the plan
    steps: list[Taken]
    relayed: Taken | None  # entered for the body, which has not said it itself yet
    may_answer: Verdict
    may_relay: Verdict
    may_settle: Verdict


ROLES = Role.objects.select_related("action", "action__plan__forum__area", "action__section", "organisation")


def offer_url(role: Role, name: str = "offer") -> str:
    plan = role.action.plan
    return reverse(
        f"site:{name}",
        args=[plan.forum.slug, plan.edition, role.action.pid, role.organisation.pid, role.kind],
    )


def asked_words(kind: str, *, own: bool) -> str:
    """To the body itself, or of it."""
    to_it = {
        Role.Kind.LEAD: _("You are asked to lead this action."),
        Role.Kind.CO_LEAD: _("You are asked to lead this action together with another body."),
        Role.Kind.SUPPORT: _("You are asked to support this action."),
        Role.Kind.FUNDER: _("You are asked to pay for this action, or for a part of it."),
    }
    of_it = {
        Role.Kind.LEAD: _("This body is asked to lead the action."),
        Role.Kind.CO_LEAD: _("This body is asked to lead the action together with another one."),
        Role.Kind.SUPPORT: _("This body is asked to support the action."),
        Role.Kind.FUNDER: _("This body is asked to pay for the action, or for a part of it."),
    }
    return (to_it if own else of_it)[Role.Kind(kind)]


@dataclass(frozen=True, slots=True)
class Words:
    """How a plan's days and places are said."""

    plan: Plan
    places: Mapping[str, str]

    @classmethod
    def of(cls, plan: Plan) -> Words:
        area = plan.forum.area_id
        return cls(plan, place_names(Area.objects.filter(code__startswith=area), area))

    def when(self, terms: Terms, unsaid: str = "") -> str:
        return when(terms.starts, terms.ends, self.plan) or unsaid or _("not said")

    def where(self, terms: Terms, unsaid: str = "") -> str:
        named = ", ".join(self.places.get(code, code) for code in sorted(terms.areas))
        return named or unsaid or _("not said")

    def changes(self, before: Terms, after: Terms) -> list[Change]:
        said = {
            "when": Change(_("When"), self.when(before), self.when(after)),
            "where": Change(_("Where"), self.where(before), self.where(after)),
            "share": Change(_("Its part"), before.share or _("not said"), after.share or _("not said")),
        }
        return [said[term] for term in moved(before, after)]


def tell_offer(role: Role, user: User | AnonymousUser) -> Told:
    plan, now = role.action.plan, terms_of([role])[role.pk]
    words = Words.of(plan)
    steps = list(Reply.objects.about(role).select_related("seat__organisation"))
    last = steps[-1] if steps else None
    told = [_taken(step, role, words) for step in steps]
    may_answer = permissions.can_answer(user, role)
    own = bool(can_act(user, plan.forum, "answer", [role.organisation_id]))
    return Told(
        role=role,
        title=say(role.action.title),
        own=own,
        asked=asked_words(role.kind, own=own),
        when=words.when(now),
        where=words.where(now),
        partners=_partners(role),
        stands=role.reply,
        mark=now.mark,
        moved=_moved(last, now, words),
        wanted=words.changes(now, now.with_wanted(last.wanted)) if last and last.wanted else [],
        steps=told,
        relayed=told[-1] if last and last.relayed else None,
        may_answer=may_answer,
        may_relay=permissions.can_relay(user, role),
        may_settle=permissions.can_settle(user, role),
    )


def _moved(last: Reply | None, now: Terms, words: Words) -> list[Change]:
    said_yes = last is not None and last.step in (Reply.Step.ACCEPTED, Reply.Step.TAKEN)
    return words.changes(unpacked(last.terms), now) if last and said_yes else []


def _partners(role: Role) -> list[Partner]:
    others = role.action.roles.exclude(pk=role.pk).select_related("organisation")
    return [
        Partner(str(other.organisation), str(other.get_kind_display()), _answer(other)) for other in others
    ]


def _answer(role: Role) -> str:
    body = role.organisation
    words = {"accepted": _("accepted"), "declined": _("declined"), "offered": _("being agreed")}
    return words[shown(role.reply, state=body.state, listed=body.listed)]


def _taken(step: Reply, role: Role, words: Words) -> Taken:
    before = unpacked(step.terms)
    return Taken(
        day=step.day,
        sentence=_sentence(step, role),
        came=str(step.get_came_display()) if step.relayed else "",
        changes=words.changes(before, before.with_wanted(step.wanted)),
        reason=step.reason,
    )


def _sentence(step: Reply, role: Role) -> str:
    body = str(role.organisation)
    if step.step in (Reply.Step.TAKEN, Reply.Step.KEPT):
        by = str(step.seat.organisation) if step.seat and step.seat.organisation else _("The secretary")
        told = {
            Reply.Step.TAKEN: _("%(body)s took the other offer: the plan was changed."),
            Reply.Step.KEPT: _("%(body)s kept the plan as it is and asked again."),
        }
        return told[Reply.Step(step.step)] % {"body": by}
    said = {
        Reply.Step.ACCEPTED: _("%(body)s accepted."),
        Reply.Step.DECLINED: _("%(body)s declined."),
        Reply.Step.COUNTERED: _("%(body)s made another offer."),
    }
    return said[Reply.Step(step.step)] % {"body": body}


# --- all offers of a plan -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One offer in a list."""

    body: str
    body_pid: str
    part: str
    action: str
    url: str
    note: str  # why it is asked again, how it came
    edition: str


LONG = 12  # lines that are settled, before they are folded away


@dataclass(frozen=True, slots=True)
class Heap:
    """The offers of one state."""

    name: str
    title: str
    open: bool  # something is to be done
    lines: list[Line]

    @property
    def folded(self) -> bool:
        return not self.open and len(self.lines) > LONG


def heaps(roles: Iterable[Role]) -> list[Heap]:
    """By state, with what is to be done first. `roles` come with action, plan and body."""
    roles = list(roles)
    replies = last_replies({role.action.plan_id for role in roles})
    lines: dict[str, list[Line]] = {name: [] for name in Role.Reply.values}
    for role in roles:
        lines[role.reply].append(_line(role, replies.get(offer_of(role))))
    titles = {
        Role.Reply.COUNTERED: _("Other offers, to be answered"),
        Role.Reply.OFFERED: _("Asked, no answer yet"),
        Role.Reply.DECLINED: _("Declined"),
        Role.Reply.ACCEPTED: _("Accepted"),
    }
    waits = (Role.Reply.COUNTERED, Role.Reply.OFFERED)
    return [Heap(name, title, name in waits, lines[name]) for name, title in titles.items() if lines[name]]


def _line(role: Role, last: Reply | None) -> Line:
    return Line(
        body=str(role.organisation),
        body_pid=role.organisation.pid,
        part=str(role.get_kind_display()),
        action=f"{role.action.code} {say(role.action.title)}",
        url=offer_url(role),
        note=_note(role, last),
        edition=role.action.plan.edition,
    )


def _note(role: Role, last: Reply | None) -> str:
    if last is None:
        return ""
    if role.reply == Role.Reply.OFFERED:
        return _("asked again")
    if last.relayed:
        return _("entered by the secretary, %(came)s") % {"came": last.get_came_display()}
    return ""

"""What a body answers to what is asked of it, and when an ask and a give meet. Pure Python."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, RoleDoc, SectionDoc

Reply = Literal["offered", "accepted", "declined", "countered"]
Step = Literal["accepted", "declined", "countered", "taken", "kept"]
Term = Literal["when", "where", "share"]
Key = tuple[str, str, str]  # permanent ids of action and body, and the kind of role


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of a body: until when, where, what part of it."""

    starts: date | None = None
    ends: date | None = None
    areas: frozenset[str] = frozenset()  # codes
    share: str = ""

    @property
    def when(self) -> tuple[date | None, date | None]:
        return self.starts, self.ends

    @property
    def where(self) -> frozenset[str]:
        return self.areas

    def packed(self, only: Collection[Term] = ("when", "where", "share")) -> dict[str, Any]:
        """As it is stored, whole or in part."""
        said: dict[str, Any] = {}
        if "when" in only:
            said |= {"starts": _iso(self.starts), "ends": _iso(self.ends)}
        if "where" in only:
            said["areas"] = sorted(self.areas)
        if "share" in only:
            said["share"] = self.share
        return said

    @property
    def mark(self) -> str:
        """Other whenever they are: a yes holds for what was on the screen."""
        return hashlib.sha256(json.dumps(self.packed()).encode()).hexdigest()[:16]

    def with_wanted(self, wanted: Mapping[str, Any]) -> Terms:
        """What another offer would make of them; it leaves alone what it does not speak of."""
        return Terms(
            starts=_day(wanted["starts"]) if "starts" in wanted else self.starts,
            ends=_day(wanted["ends"]) if "ends" in wanted else self.ends,
            areas=frozenset(wanted.get("areas", self.areas)),
            share=wanted.get("share", self.share),
        )


def unpacked(said: Mapping[str, Any]) -> Terms:
    return Terms().with_wanted(said)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def moved(before: Terms, now: Terms) -> tuple[Term, ...]:
    """What is asked otherwise than it was."""
    terms: tuple[Term, ...] = ("when", "where", "share")
    return tuple(term for term in terms if getattr(before, term) != getattr(now, term))


def standing(step: Step, said: Terms, wanted: Mapping[str, Any], now: Terms) -> Reply:
    """What the last step of an offer comes to under the terms of today.

    Accepted were the terms of that day: where they have moved, the body is asked again, and where they are back its
    word stands. A decline stands until the body says otherwise: nobody is worn down by small changes.
    """
    if step == "declined":
        return "declined"
    if step == "countered":
        return "countered" if now.with_wanted(wanted) != now else "offered"
    agreed = step in ("accepted", "taken") and not moved(said, now)
    return "accepted" if agreed else "offered"


def shown(reply: str, *, state: bool | None, listed: bool) -> Reply:
    """What everybody may know: yes, not yet, and of a public office that stands in public by its name also its no."""
    if reply == "declined" and state is True and listed:
        return "declined"
    return "accepted" if reply == "accepted" else "offered"


def settlers(asked: int, leads: Collection[int], section_leads: Collection[int]) -> frozenset[int]:
    """The bodies that answer another offer: those that lead the action. Nobody answers oneself: where no other leads
    it, those that lead its section. (The secretary may always.)"""
    others = frozenset(leads) - {asked}
    return others or frozenset(section_leads) - {asked}


def with_wanted(doc: PlanDoc, key: Key, wanted: Mapping[str, Any]) -> PlanDoc:
    """The plan as another offer would have it."""
    return replace(doc, sections=tuple(_section(section, key, wanted) for section in doc.sections))


def _section(section: SectionDoc, key: Key, wanted: Mapping[str, Any]) -> SectionDoc:
    return replace(
        section,
        sections=tuple(_section(part, key, wanted) for part in section.sections),
        actions=tuple(_action(a, key, wanted) if a.id == key[0] else a for a in section.actions),
    )


def _action(was: ActionDoc, key: Key, wanted: Mapping[str, Any]) -> ActionDoc:
    return replace(
        was,
        starts=_day(wanted["starts"]) if "starts" in wanted else was.starts,
        ends=_day(wanted["ends"]) if "ends" in wanted else was.ends,
        areas=tuple(wanted.get("areas", was.areas or ())),
        roles=tuple(_role(role, key, wanted) for role in was.roles or ()),
    )


def _role(was: RoleDoc, key: Key, wanted: Mapping[str, Any]) -> RoleDoc:
    asked = (was.body.id, was.kind) == key[1:]
    return replace(was, share=wanted.get("share", was.share)) if asked else was


def terms_in(doc: PlanDoc, key: Key) -> Terms:
    """What a document asks of a body."""
    action = next(action for _path, action in doc.actions() if action.id == key[0])
    role = next(role for role in action.roles or () if (role.body.id, role.kind) == key[1:])
    return Terms(action.starts, action.ends, frozenset(action.areas or ()), role.share)


# --- asks and gives -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wish:
    """Something besides money, as it is needed or can be given: an open end goes on, no place means anywhere."""

    need: str
    starts: date | None = None
    ends: date | None = None
    areas: frozenset[str] = frozenset()


def meet(ask: Wish, give: Wish) -> bool:
    """Of one kind, at the same time and place. Bodies are not ranked: they meet or they do not."""
    return ask.need == give.need and _at_one_time(ask, give) and _in_one_place(ask.areas, give.areas)


def _at_one_time(one: Wish, two: Wish) -> bool:
    return not _before(one.ends, two.starts) and not _before(two.ends, one.starts)


def _before(ends: date | None, starts: date | None) -> bool:
    return ends is not None and starts is not None and ends < starts


def _in_one_place(one: Collection[str], two: Collection[str]) -> bool:
    """An area's code begins with that of the area that it lies in."""
    if not one or not two:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in one for b in two)

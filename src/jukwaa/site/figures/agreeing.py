"""Who signed what, what changed since, and what an amendment changes, as pages tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.plans.figures.agreement import (
    changed_by,
    changed_since,
    signed_version,
    version_before,
    would_change,
)
from jukwaa.plans.figures.documents import listed_of
from jukwaa.plans.figures.masking import nameless
from jukwaa.plans.models import Amendment, Plan, Version
from jukwaa.plans.rules.comparing import Difference
from jukwaa.site.figures.differences import Group, Item, all_items, told, words_of

if TYPE_CHECKING:
    from jukwaa.forums.models import SeatQuerySet


@dataclass(frozen=True, slots=True)
class Signed:
    """An office that has signed, or is still to; never a person."""

    role: str
    office: str  # what the seat is called
    body: str = ""  # that signed, or that is asked to
    day: date | None = None  # None: it has not signed
    means: str = ""


def signatures(version: Version) -> list[Signed]:
    """In the order in which the forum names its signers."""
    given = {signature.role: signature for signature in version.signatures.all()}
    pids = [signature.body for signature in given.values()]
    found = Organisation.objects.filter(forum=version.plan.forum_id, pid__in=pids)
    bodies = {body.pid: called(body) for body in found}
    labels = {role: str(label) for role, label in Seat.Role.choices}
    waits = version.state == Version.State.WAITING and len(given) < len(version.signers)
    asked = _bodies(_signing(version.plan.forum)) if waits else {}
    return [
        Signed(role, labels.get(role, role), bodies.get(one.body, ""), one.day, one.how)
        if (one := given.get(role))
        else Signed(role, labels.get(role, role), asked.get(role, ""))
        for role in version.signers
    ]


def called(body: Organisation) -> str:
    return body.name if body.listed else nameless(body.state)


# --- what a plan's pages say of it -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreed:
    version: Version
    signatures: list[Signed]
    versions: int  # that all have signed
    changed: list[Item]  # actions of which a detail is other than what was signed


def agreed(plan: Plan, *, insider: bool) -> Agreed | None:
    if (version := signed_version(plan)) is None:
        return None
    groups = _told(changed_since(plan, version, _listed(plan, insider)), plan)
    return Agreed(version, signatures(version), plan.versions.adopted().count(), list(all_items(groups)))


def changed_in(plan: Plan, pid: str, *, insider: bool) -> Item | None:
    """Of one action: what is other than what was signed."""
    if (version := signed_version(plan)) is None:
        return None
    found = changed_since(plan, version, _listed(plan, insider))
    return next(all_items(_told([difference for difference in found if difference.id == pid], plan)), None)


# --- versions and amendments -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TellsVersion:
    version: Version
    signatures: list[Signed]
    before: Version | None
    groups: list[Group]  # what it changed of the one before


def tell_version(version: Version, *, insider: bool) -> TellsVersion:
    groups = _told(changed_by(version, _listed(version.plan, insider)), version.plan)
    return TellsVersion(version, signatures(version), version_before(version), groups)


def tell_amendment(amendment: Amendment) -> list[Group]:
    """What it would change of what is signed, for those who sit in the forum."""
    return _told(would_change(amendment), amendment.plan)


def _listed(plan: Plan, insider: bool) -> Collection[str] | None:
    return None if insider else listed_of(plan)


def _told(differences: Iterable[Difference], plan: Plan) -> list[Group]:
    differences = tuple(differences)
    instead = {
        body.pid: called(body) for body in Organisation.objects.filter(forum=plan.forum_id, listed=False)
    }
    return told(differences, words_of(differences, plan.forum.area_id, plan.currency, instead))


# --- before it is signed ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat that signs, as it is held today."""

    role: str
    office: str  # what the seat is called
    body: str  # whose seat it is; "" where that is not said
    held: bool
    shared: bool  # by one person with another that signs: then nobody can complete the signatures


def chairs(forum: Forum) -> list[Chair]:
    seats = list(_signing(forum))
    labels = {role: str(label) for role, label in Seat.Role.choices}
    bodies = _bodies(seats)
    holders = {role: {seat.holder_id for seat in seats if seat.role == role} for role in forum.signers}
    named = {role: any(seat.holder_name for seat in seats if seat.role == role) for role in forum.signers}
    return [
        Chair(
            role,
            labels.get(role, role),
            bodies.get(role, ""),
            held=named[role] or bool(holders[role] - {None}),
            shared=bool(holders[role])
            and any(holders[role] == holders[other] for other in forum.signers if other != role),
        )
        for role in forum.signers
    ]


def _signing(forum: Forum) -> SeatQuerySet:
    seats = Seat.objects.current().filter(forum=forum, role__in=forum.signers)
    return seats.select_related("organisation").order_by("id")


def _bodies(seats: Iterable[Seat]) -> dict[str, str]:
    """Role -> the body for which it is held."""
    return {seat.role: called(seat.organisation) for seat in seats if seat.organisation}

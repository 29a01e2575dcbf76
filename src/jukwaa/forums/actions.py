"""What happens to forums, their bodies and seats: check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.forums import permissions
from jukwaa.forums.models import Forum, Membership, Organisation, Seat
from jukwaa.forums.rules import (
    LONGEST_NAME,
    SIGNERS,
    charter_problem,
    is_listed,
    is_state,
    name_key,
    slug_problem,
)
from jukwaa.places.models import Area

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

PILLAR: Mapping[str, Mapping[str, str]] = {
    "one": {"en": "pillar", "sw": "nguzo"},
    "many": {"en": "pillars", "sw": "nguzo"},
}


@dataclass(frozen=True, slots=True)
class Charter:
    """What a forum is founded with."""

    slug: str
    area: Area
    name: Mapping[str, str]
    languages: Sequence[str] = ("en", "sw")
    currency: str = "KES"
    fy_month: int = 7
    signers: Sequence[str] = SIGNERS
    levels: Sequence[Mapping[str, Mapping[str, str]]] = (PILLAR,)
    sample: bool = False


def lock_forum(pk: int) -> None:
    """Nobody else changes what belongs to this forum until the act is done."""
    list(Forum.objects.select_for_update().filter(pk=pk).values_list("pk"))


@transaction.atomic
def found(charter: Charter, *, by: User | None) -> Forum:
    permissions.can_found(by).require()
    _check_slug(charter.slug)
    _check_charter(charter)
    forum = Forum.objects.create(
        slug=charter.slug,
        area=charter.area,
        name=dict(charter.name),
        languages=list(charter.languages),
        currency=charter.currency,
        fy_month=charter.fy_month,
        signers=list(charter.signers),
        levels=[{"one": dict(level["one"]), "many": dict(level["many"])} for level in charter.levels],
        sample=charter.sample,
    )
    record("forum.founded", f"forum:{forum.slug}", by=by, forum=forum.pk, area=charter.area.code)
    return forum


def _check_charter(charter: Charter) -> None:
    sentences = {
        "languages": _("Name at least one language by its code, as in en or sw."),
        "currency": _("A currency is three capital letters, as in KES."),
        "fy_month": _("The financial year begins in a month from 1 to 12."),
        "signers": _("Say whose seats sign the plan."),
        "levels": _("Say what the plan is divided into, as in pillar/pillars."),
    }
    problem = charter_problem(
        charter.languages, charter.currency, charter.fy_month, charter.signers, charter.levels
    )
    if problem:
        raise ValidationError(sentences[problem])
    if unknown := set(charter.signers) - set(Seat.Role.values):
        raise ValidationError(_("There is no seat “%(seat)s”.") % {"seat": min(unknown)})
    if not any(text.strip() for text in charter.name.values()):
        raise ValidationError(_("Give the forum a name."))


def _check_slug(slug: str) -> None:
    problem = slug_problem(slug, [code for code, _name in settings.LANGUAGES])
    if problem == "shape":
        raise ValidationError(
            _("“%(slug)s” cannot stand in an address: use small letters, figures and hyphens.")
            % {"slug": slug}
        )
    if problem == "reserved":
        raise ValidationError(_("“%(slug)s” is a page of the site: choose another name.") % {"slug": slug})
    if there := Forum.objects.filter(slug=slug).first():
        told = _("A forum named “%(slug)s” is here already: choose another name for the address.")
        if there.sample:
            told = _("“%(slug)s” is the sample's name: choose another for the address, or take the sample away with jukwaa sample --remove.")  # fmt: skip
        raise ValidationError(told % {"slug": slug})


@transaction.atomic
def seat(
    forum: Forum,
    role: str,
    *,
    holder: User | str,
    by: User | None,
    organisation: Organisation | None = None,
    starts: date | None = None,
) -> Seat:
    """Give a seat to a user, or to a name typed in."""
    if by is not None:
        (permissions.can_found(by) if by.is_administrator else permissions.can_keep(by, forum)).require()
    if role not in Seat.Role.values:
        raise ValidationError(_("There is no seat “%(seat)s”.") % {"seat": role})
    if organisation is not None and organisation.forum_id != forum.pk:
        raise ValidationError(_("“%(body)s” is a body of another forum.") % {"body": organisation})
    held = {"holder_name": holder} if isinstance(holder, str) else {"holder": holder}
    made = Seat.objects.create(forum=forum, role=role, organisation=organisation, starts=starts, **held)
    record("seat.given", f"seat:{made.pk}", by=by, forum=forum.pk, role=role)
    return made


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is said of a body. `agreed`: it agreed to be named in public."""

    name: str
    short_name: str = ""
    kind: str = Organisation.Kind.UNKNOWN
    state: bool | None = None
    areas: Sequence[str] = ()
    focus: Mapping[str, str] | None = None
    capacity: int | None = None
    agreed: bool = False
    pid: str = ""


@transaction.atomic
def admit(
    forum: Forum, portraits: Iterable[Portrait], *, by: User | None, since: date | None = None
) -> list[Organisation]:
    """Bodies new to the forum, each unlisted until it is a public office or has agreed."""
    permissions.can_keep(by, forum).require()
    lock_forum(forum.pk)
    portraits = list(portraits)
    _check_names([p.name for p in portraits], forum.organisations.values_list("name", flat=True))
    made = Organisation.objects.bulk_create(_organisation(forum, portrait) for portrait in portraits)
    _set_areas(zip(made, portraits, strict=True))
    if since:
        Membership.objects.bulk_create(Membership(organisation=body, starts=since) for body in made)
    if made:
        target, bodies = f"forum:{forum.slug}", [body.pid for body in made]
        record("organisation.admitted", target, by=by, forum=forum.pk, bodies=bodies)
    return made


@transaction.atomic
def describe(organisation: Organisation, portrait: Portrait, *, by: User | None) -> Organisation:
    """Say what a body is. (Its name is part of plans: `plans.actions.rename_body`.)"""
    permissions.can_describe(by, organisation).require()
    said = _organisation(organisation.forum, portrait)
    for field in ("short_name", "kind", "state", "focus", "capacity", "listed"):
        setattr(organisation, field, getattr(said, field))
    organisation.listed = organisation.listed and not organisation.withdrawn  # that ends by its own act alone
    organisation.save()
    _set_areas([(organisation, portrait)])
    count_change(organisation)
    _record("organisation.described", organisation, by, listed=organisation.listed)
    return organisation


@transaction.atomic
def rename(organisation: Organisation, name: str, *, by: User | None) -> Organisation:
    """Half of an act: `plans.actions.rename_body` also seals the plans that name it."""
    permissions.can_describe(by, organisation).require()
    others = organisation.forum.organisations.exclude(pk=organisation.pk)
    _check_names([name], others.values_list("name", flat=True))
    organisation.name = name.strip()
    organisation.save(update_fields=["name"])
    count_change(organisation)
    _record("organisation.renamed", organisation, by)  # by id alone: the log is never erased, a name may be
    return organisation


@transaction.atomic
def dismiss(organisations: Iterable[Organisation], *, by: User | None) -> None:
    """Take bodies out of the list again that nothing hangs on; the database keeps those that something does."""
    for organisation in organisations:
        permissions.can_describe(by, organisation).require()
        _record("organisation.dismissed", organisation, by)
        organisation.delete()


@transaction.atomic
def join(
    organisation: Organisation,
    *,
    starts: date,
    by: User | None,
    ends: date | None = None,
    endorsed_by: Organisation | None = None,
) -> Membership:
    """A body becomes a member, on another's word or by itself."""
    permissions.can_describe(by, organisation).require()
    if ends and ends < starts:
        raise ValidationError(_("A membership cannot end before it begins."))
    if endorsed_by and (endorsed_by.forum_id != organisation.forum_id or endorsed_by == organisation):
        raise ValidationError(_("A body is endorsed by another body of the same forum."))
    if organisation.memberships.overlapping(starts, ends).exists():
        raise ValidationError(_("“%(body)s” is a member at that time already.") % {"body": organisation})
    made = Membership.objects.create(
        organisation=organisation, starts=starts, ends=ends, endorsed_by=endorsed_by
    )
    _record("organisation.joined", organisation, by, starts=str(starts), ends=str(ends) if ends else None)
    return made


@transaction.atomic
def leave(organisation: Organisation, *, ends: date, by: User | None) -> Membership:
    """A body is a member until that day. What it took on stays in the plans that say so."""
    permissions.can_describe(by, organisation).require()
    membership = organisation.memberships.filter(ends=None).first()
    if membership is None:
        raise ValidationError(_("“%(body)s” is no member now.") % {"body": organisation})
    if ends < membership.starts:
        raise ValidationError(_("A membership cannot end before it begins."))
    membership.ends = ends
    membership.save(update_fields=["ends"])
    _record("organisation.left", organisation, by, ends=str(ends))
    return membership


def _check_names(names: Sequence[str], others: Iterable[str]) -> None:
    """A body's name is told from every other's, however it is written."""
    seen = {name_key(name) for name in (others if names else ())}
    for name in names:
        if not name.strip():
            raise ValidationError(_("A body needs a name."))
        if len(name.strip()) > LONGEST_NAME:
            raise ValidationError(_("A body's name has at most %(n)s letters.") % {"n": LONGEST_NAME})
        if name_key(name) in seen:
            raise ValidationError(_("A body named “%(name)s” is in the list already.") % {"name": name})
        seen.add(name_key(name))


def count_change(organisation: Organisation) -> None:
    """Who is named in public, and how: caches and documents made earlier are stale."""
    Forum.objects.filter(pk=organisation.forum_id).update(changed=F("changed") + 1)


def _record(verb: str, organisation: Organisation, by: User | None, **facts: object) -> None:
    record(verb, organisation.pid, by=by, forum=organisation.forum_id, **facts)


def _organisation(forum: Forum, portrait: Portrait) -> Organisation:
    state = is_state(portrait.kind, portrait.state)
    return Organisation(
        forum=forum,
        pid=portrait.pid or new_id("b"),
        name=portrait.name.strip(),
        short_name=portrait.short_name,
        kind=portrait.kind,
        state=state,
        focus=dict(portrait.focus or {}),
        capacity=portrait.capacity,
        listed=is_listed(state, portrait.agreed),
    )


def _set_areas(pairs: Iterable[tuple[Organisation, Portrait]]) -> None:
    through = Organisation.areas.through
    pairs = list(pairs)
    known = set(Area.objects.values_list("code", flat=True)) if any(p.areas for _body, p in pairs) else set()
    codes = {body.pk: tuple(dict.fromkeys(portrait.areas)) for body, portrait in pairs}
    if unknown := {code for wanted in codes.values() for code in wanted} - known:
        raise ValidationError(_("“%(code)s” is no area's code.") % {"code": min(unknown)})
    through.objects.filter(organisation__in=[body for body, _portrait in pairs]).delete()
    through.objects.bulk_create(
        through(organisation_id=pk, area_id=code) for pk, wanted in codes.items() for code in wanted
    )

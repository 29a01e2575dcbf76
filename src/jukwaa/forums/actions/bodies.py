"""The forum's bodies: admitted, described, renamed, dismissed; members from a day until a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.forums import permissions
from jukwaa.forums.actions.founding import lock_forum
from jukwaa.forums.models import Forum, Membership, Organisation
from jukwaa.forums.rules import (
    LONGEST_NAME,
    is_listed,
    is_state,
    name_key,
)
from jukwaa.places.models import Area

if TYPE_CHECKING:
    from jukwaa.accounts.models import User


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is said of a body. `agreed`: it agreed to be named in public; `rights`: it looks after people's rights."""

    name: str
    short_name: str = ""
    kind: str = Organisation.Kind.UNKNOWN
    state: bool | None = None
    areas: Sequence[str] = ()
    focus: Mapping[str, str] | None = None
    capacity: int | None = None
    agreed: bool = False
    rights: bool = False
    pid: str = ""


@transaction.atomic
def admit(
    forum: Forum, portraits: Iterable[Portrait], *, by: User | None, since: date | None = None
) -> list[Organisation]:
    """Bodies new to the forum, each unlisted until it is a public office or has agreed."""
    permissions.can_admit(by, forum).require()
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
    for field in ("short_name", "kind", "state", "focus", "capacity", "listed", "rights"):
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
def wish_thanks(organisation: Organisation, wishes: bool, *, by: User | None) -> Organisation:
    """Whether it is named in public among the bodies that reported. It can say otherwise at any time."""
    permissions.can_wish_thanks(by, organisation, wishes=wishes).require()
    organisation.thanked = wishes
    organisation.save(update_fields=["thanked"])
    count_change(organisation)
    _record("organisation.wished", organisation, by, wishes=wishes)
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


def _record(verb: str, organisation: Organisation, by: User | None, **facts: Any) -> None:
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
        rights=portrait.rights,
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

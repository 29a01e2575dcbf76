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
from jukwaa.forums.rules import SIGNERS, STATE_KINDS, is_listed, slug_problem
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


@transaction.atomic
def found(charter: Charter, *, by: User | None) -> Forum:
    permissions.can_found(by).require()
    _check_slug(charter.slug)
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


def _check_slug(slug: str) -> None:
    problem = slug_problem(slug, [code for code, _name in settings.LANGUAGES])
    if problem == "shape":
        raise ValidationError(
            _("“%(slug)s” cannot stand in an address: use small letters, figures and hyphens.")
            % {"slug": slug}
        )
    if problem == "reserved":
        raise ValidationError(_("“%(slug)s” is a page of the site: choose another name.") % {"slug": slug})
    if Forum.objects.filter(slug=slug).exists():
        raise ValidationError(
            _("A forum named “%(slug)s” is here already: choose another name for the address.")
            % {"slug": slug}
        )


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
    portraits = list(portraits)
    made = Organisation.objects.bulk_create(_organisation(forum, portrait) for portrait in portraits)
    _set_areas(zip(made, portraits, strict=True))
    if since:
        Membership.objects.bulk_create(Membership(organisation=body, starts=since) for body in made)
    if made:
        record(
            "organisation.admitted",
            f"forum:{forum.slug}",
            by=by,
            forum=forum.pk,
            bodies=[b.pid for b in made],
        )
    return made


@transaction.atomic
def describe(organisation: Organisation, portrait: Portrait, *, by: User | None) -> Organisation:
    """Say what a body is. Its name, once given, is kept: plans already carry it."""
    permissions.can_describe(by, organisation).require()
    said = _organisation(organisation.forum, portrait)
    for field in ("short_name", "kind", "state", "focus", "capacity", "listed"):
        setattr(organisation, field, getattr(said, field))
    organisation.save()
    _set_areas([(organisation, portrait)])
    Forum.objects.filter(pk=organisation.forum_id).update(changed=F("changed") + 1)
    record(
        "organisation.described",
        organisation.pid,
        by=by,
        forum=organisation.forum_id,
        listed=organisation.listed,
    )
    return organisation


def _organisation(forum: Forum, portrait: Portrait) -> Organisation:
    state = portrait.state if portrait.state is not None else (True if portrait.kind in STATE_KINDS else None)
    return Organisation(
        forum=forum,
        pid=portrait.pid or new_id("b"),
        name=portrait.name,
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
    through.objects.filter(organisation__in=[body for body, _portrait in pairs]).delete()
    through.objects.bulk_create(
        through(organisation_id=body.pk, area_id=code) for body, portrait in pairs for code in portrait.areas
    )

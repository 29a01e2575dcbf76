"""A forum is founded, and held while something of it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jukwaa.core.log import record
from jukwaa.forums import permissions
from jukwaa.forums.models import Forum, Seat
from jukwaa.forums.rules import (
    SIGNERS,
    charter_problem,
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

"""Who may read the name of a body that was withdrawn for its safety, and what everybody else reads instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.core import pages
from jukwaa.forums.models import Organisation, Seat
from jukwaa.plans.rules.bodies import unnamed
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.masking import NOTHING, Hidden, Mask, masked, names_of

if TYPE_CHECKING:
    from jukwaa.forums.permissions import Anyone


def nameless(state: bool | None) -> str:
    """What a body is called that is not named: of one that nobody has classed not even its kind is said."""
    if state is None:
        return _("a body not named yet")
    return _("a public office") if state else _("a civil-society body")


def withdrawn() -> str:
    """What those who sit in the forum read: they knew it, and are to know why it is gone."""
    return _("a body withdrawn for its safety")


def mask_of_request(request: HttpRequest) -> Mask:
    """What this reader is not to read on this page (settings.KEPT_BACK)."""
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    bodies = Organisation.objects.filter(forum__slug=slug) if slug else Organisation.objects.all()
    return pages.once(request, f"mask/{slug or ''}", lambda: mask_for(getattr(request, "user", None), bodies))


def mask_for(user: Anyone, bodies: QuerySet[Organisation]) -> Mask:
    """Its own people and the secretary read the name as ever; None is the public."""
    gone = list(
        bodies.exclude(withdrawn=None).order_by("pk").values("pk", "forum", "name", "short_name", "state")
    )
    if not gone:
        return NOTHING
    seats = _seats(user, {row["forum"] for row in gone})
    sits_in = {seat.forum_id for seat in seats}
    return Mask(tuple(_hidden(row, row["forum"] in sits_in) for row in gone if not _knows(seats, row)))


def public_mask(forum: int) -> Mask:
    return mask_for(None, Organisation.objects.filter(forum=forum))


def mask_of_bodies(*bodies: Organisation) -> Mask:
    """As if they were withdrawn now."""
    rows = [{"name": body.name, "short_name": body.short_name, "state": body.state} for body in bodies]
    return Mask(tuple(_hidden(row, insider=False) for row in rows))


def _seats(user: Anyone, forums: set[int]) -> list[Seat]:
    if user is None or not user.is_authenticated:
        return []
    return list(Seat.objects.current().filter(holder_id=user.pk, forum__in=forums))


def _knows(seats: list[Seat], row: Mapping[str, Any]) -> bool:
    return any(
        seat.organisation_id == row["pk"] or (seat.forum_id == row["forum"] and seat.role in Seat.KEEPERS)
        for seat in seats
    )


def _hidden(row: Mapping[str, Any], insider: bool) -> Hidden:
    instead = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            instead[language] = withdrawn() if insider else nameless(row["state"])
    return Hidden(names_of(row["name"], row["short_name"]), instead)


def for_public(doc: PlanDoc, forum: int) -> PlanDoc:
    """A document that names every body (a version as it was signed) as the public may read it today."""
    listed = Organisation.objects.filter(forum=forum, listed=True).values_list("pid", flat=True)
    return masked(unnamed(doc, frozenset(listed)), public_mask(forum))

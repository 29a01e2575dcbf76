"""Who does what where. Public: no cookie, no account, no script; every filter stands in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from jukwaa.core.http import Request, page, unless_known
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.site.figures import partners as figures
from jukwaa.site.figures.reading import Book, open_book, tile_map


@require_safe
def partners(request: Request, slug: str) -> HttpResponse:
    forum = get_object_or_404(Forum.objects.visible_to(request.user).select_related("area"), slug=slug)
    plans = list(Plan.objects.visible_to(request.user).with_forum().filter(forum=forum).newest_first())
    plan = _asked(plans, request.GET.get("edition", ""))

    def made() -> HttpResponse:
        context: dict[str, Any] = {"forum": forum, "plan": plan, "here": "partners", "editions": plans}
        if plan:
            book = open_book(plan, request.user, request.mask)
            place = _place(book, request.GET.get("place", ""))
            told = figures.partners(book, place)
            context |= {"told": told, "map": tile_map(book), "choices": figures.place_choices(book)}
        return page(request, "site/partners.html", context)

    asked = [request.GET.get(name, "")[:40] for name in ("edition", "place")]
    stamp = "-".join([f"{forum.pk}", *(each.stamp for each in plans), *map(quote, asked)])
    return unless_known(request, stamp, made, public=all(each.is_public for each in plans))


def _asked(plans: list[Plan], edition: str) -> Plan | None:
    """The edition asked for, else the one in force, else the newest."""
    if edition:
        found = next((plan for plan in plans if plan.edition == edition), None)
        if found is None:
            raise Http404
        return found
    in_force = (plan for plan in plans if plan.status == Plan.Status.IN_FORCE)
    return next(in_force, plans[0] if plans else None)


def _place(book: Book, code: str) -> Area | None:
    """A sub-county or a ward of this forum; no place at all for its whole area."""
    if not code or code == book.plan.forum.area_id:
        return None
    place = next((area for area in book.places if area.code == code), None)
    if place is None:
        raise Http404
    return place

"""Who does what where. Public: no cookie, no account, no script; every filter stands in the address."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.site.figures import partners as figures
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.reading import Book, tile_map
from jukwaa.site.views.reading import book_of


@require_safe
@as_it_stands(how_it_stands)
def partners(request: Request, slug: str) -> HttpResponse:
    forum = get_object_or_404(Forum.objects.visible_to(request.user).select_related("area"), slug=slug)
    plans = list(Plan.objects.visible_to(request.user).with_forum().filter(forum=forum).newest_first())
    plan = _asked(plans, request.GET.get("edition", ""))
    context: dict[str, Any] = {"forum": forum, "plan": plan, "here": "partners", "editions": plans}
    if plan:
        book = book_of(request, plan)
        place = _place(book, request.GET.get("place", ""))
        told = figures.partners(book, place)
        context |= {"told": told, "map": tile_map(book), "choices": figures.place_choices(book)}
    return page(request, "site/partners.html", context)


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

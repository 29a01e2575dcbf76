"""How far the plan has come. Public: no cookie, no account, no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.results.figures.published import newest_of
from jukwaa.results.models import Value
from jukwaa.site.figures import progress as figures
from jukwaa.site.figures.back import thanked_bodies
from jukwaa.site.figures.caring import effects_of
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.published import frozen
from jukwaa.site.views.reading import newest_plan, visible_forum


@require_safe
@as_it_stands(how_it_stands)
def progress(request: Request, slug: str) -> HttpResponse:
    forum = visible_forum(request, slug)
    plan = newest_plan(request, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan, "here": "progress"}
    if plan:
        last = newest_of(plan)
        told, since = figures.progress(plan, Value.objects.to_count(request.user), last)
        context |= {"told": told, "since": since, "shown": last, "frozen": frozen(last) if last else None}
        context |= {"effects": effects_of(request.user, plan), "thanked": thanked_bodies(plan)}
    return page(request, "site/progress.html", context)

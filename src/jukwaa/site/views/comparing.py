"""Two editions side by side, in sentences. Public: no cookie, no account, no script."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.plans.models import Plan
from jukwaa.site.figures.editions import compare_editions
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.reading import is_insider
from jukwaa.site.views.downloads import visible_plan


@require_safe
@as_it_stands(how_it_stands)
def compare(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = visible_plan(request, slug, edition)
    others = list(
        Plan.objects.visible_to(request.user).with_forum().filter(forum=plan.forum_id).newest_first()
    )
    others = [other for other in others if other.pk != plan.pk]
    other = _other(plan, others, request.GET.get("with", ""))
    context = {"forum": plan.forum, "plan": plan, "here": "plan", "others": others, "other": other}
    if other:
        insider = is_insider(plan.forum, request.user)
        context["comparison"] = compare_editions(plan, other, insider=insider, mask=request.mask)
    return page(request, "site/compare.html", context)


def _other(plan: Plan, others: list[Plan], asked: str) -> Plan | None:
    """The edition asked for; unasked the one before, else the one after."""
    if asked and asked != plan.edition:
        found = next((other for other in others if other.edition == asked), None)
        if found is None:
            raise Http404
        return found
    earlier = [other for other in others if (other.starts, other.edition) < (plan.starts, plan.edition)]
    return next((o for o in others if o.pk == plan.follows_id), next(iter(earlier or others[::-1]), None))

"""Actions of an earlier edition go on in a draft: tick them, or a whole section."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.plans.actions.carrying import carry
from jukwaa.plans.models import Plan
from jukwaa.plans.permissions.carrying import can_carry
from jukwaa.plans.rules.carrying_over import Carried, Wanted
from jukwaa.site.figures import carrying as figures
from jukwaa.site.figures.reading import open_book
from jukwaa.site.views.private import REFUSED, kept_forum, private, refusal


@private
@require_http_methods(["GET", "POST"])
def plan_carry(request: Request, slug: str, edition: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_forum(), forum=forum, edition=edition)
    sources = figures.sources(plan)
    source = _source(sources, request.GET.get("from", ""))
    wanted = Wanted(frozenset(request.POST.getlist("action")), frozenset(request.POST.getlist("section")))
    refused = ""
    if request.method == "POST" and source:
        refused = _carry(request, plan, source, wanted)
        if not refused:
            return redirect(f"{request.path}?from={source.edition}")
    context = {
        "forum": forum,
        "plan": plan,
        "source": source,
        "others": [other for other in sources if other != source],
        "shelves": figures.shelves(open_book(source, request.user), plan) if source else [],
        "wanted": wanted if request.method == "POST" else None,
        "may_carry": can_carry(request.user, plan),
        "refused": refused,
    }
    return page(request, "site/desk/plan_carry.html", context, status=REFUSED if refused else 200)


def _source(sources: list[Plan], edition: str) -> Plan | None:
    """The edition asked for, else the one that this one follows, else the newest before it."""
    if not edition:
        return next(iter(sources), None)
    found = next((plan for plan in sources if plan.edition == edition), None)
    if found is None:
        raise Http404
    return found


def _carry(request: Request, plan: Plan, source: Plan, wanted: Wanted) -> str:
    done: list[Carried] = []
    refused = refusal(lambda: done.append(carry(plan, source, wanted, by=request.user)))
    for carried in done:
        for sentence in figures.told(carried):
            messages.success(request, sentence)
    return refused

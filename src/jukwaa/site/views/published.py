"""Publications of how far a plan has come: dated, numbered, to be cited; the whole, one section, one place. Public."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jukwaa.core.http import Request, as_it_stands, asked_each_time, page
from jukwaa.results import actions
from jukwaa.results.models import Publication
from jukwaa.results.rules.publishing import moved
from jukwaa.results.rules.reaching import SEVERAL
from jukwaa.site.figures import published as figures
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.views.offers import seated_plan
from jukwaa.site.views.private import private, refusal
from jukwaa.site.views.reading import visible_forum


def _visible(request: Request, slug: str, day: str) -> Publication:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    forum = visible_forum(request, slug)
    found = Publication.objects.visible_to(request.user).select_related("plan__forum__area")
    return get_object_or_404(found, plan__forum=forum, day=wanted)


def _context(shown: Publication) -> dict[str, Any]:
    plan = shown.plan
    return {
        "forum": plan.forum,
        "plan": plan,
        "here": "progress",
        "told": figures.frozen(shown),
        "shown": shown,
    }


@require_safe
@as_it_stands(how_it_stands)
def progress_frozen(request: Request, slug: str, day: str) -> HttpResponse:
    shown = _visible(request, slug, day)
    others = list(
        Publication.objects.filter(plan=shown.plan_id).order_by("number").defer("document", "counted")
    )
    before = Publication.objects.filter(plan=shown.plan_id, number=shown.number - 1).first()
    context = _context(shown) | {"others": others, "before": before}
    if before:
        context["since"] = figures.since(shown.document, moved(shown.document, before.document))
        context["recounts"] = figures.recounts(shown.document, before.document)
    return page(request, "site/progress_frozen.html", context)


@require_safe
@as_it_stands(how_it_stands)
def progress_section(request: Request, slug: str, day: str, code: str) -> HttpResponse:
    context = _context(_visible(request, slug, day))
    part = next((each for each in context["told"].sections if each.code == code), None)
    if part is None:
        raise Http404
    return page(request, "site/progress_section.html", context | {"part": part})


@require_safe
@as_it_stands(how_it_stands)
def progress_place(request: Request, slug: str, day: str, code: str) -> HttpResponse:
    context = _context(_visible(request, slug, day))
    told = context["told"]
    row = next((each for each in told.places if each.code == code and code != SEVERAL), None)
    if row is None:
        raise Http404
    bars = figures.bars_of(row, told.over)
    return page(request, "site/progress_place.html", context | {"row": row, "bars": bars, "lines": list(zip(told.over, row.cells, strict=False)), "height": figures.LINE * len(bars)})  # fmt: skip


@require_safe
def progress_file(request: Request, slug: str, day: str) -> HttpResponse:
    """The publication itself, of which the digest is."""
    shown = _visible(request, slug, day)
    response = JsonResponse(shown.document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    asked_each_time(response, public=shown.plan.is_public)
    return response


@private
@require_POST
def score_freeze(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    refused = refusal(actions.freeze_score, plan, by=request.user, today=plan.day)
    said = _("It is published as it stands today, and can be cited.")
    (messages.warning if refused else messages.success)(request, refused or said)
    return redirect("site:desk-values", slug)

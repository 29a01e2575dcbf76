"""The versions of a plan that were signed: who signed, what each changed, and its package. Public."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from jukwaa.core.http import Request, as_it_stands, asked_each_time, page
from jukwaa.plans.models import Plan, Version
from jukwaa.publishing.actions import version_file, version_file_name
from jukwaa.site.figures.agreeing import tell_version
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.reading import is_insider
from jukwaa.site.views.downloads import file_answer, visible_plan


@require_safe
@as_it_stands(how_it_stands)
def versions(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = visible_plan(request, slug, edition)
    told = [tell_version(each, insider=False) for each in reversed(_seen(request, plan))]
    return page(
        request, "site/versions.html", {"forum": plan.forum, "plan": plan, "here": "plan", "told": told}
    )


def _seen(request: Request, plan: Plan) -> list[Version]:
    found = Version.objects.visible_to(request.user).filter(plan=plan).exclude(state=Version.State.VOID)
    return list(found.select_related("plan__forum").prefetch_related("signatures").order_by("number"))


def _visible(request: Request, slug: str, edition: str, number: int) -> Version:
    plan = visible_plan(request, slug, edition)
    found = Version.objects.visible_to(request.user).select_related("plan__forum__area")
    return get_object_or_404(found, plan=plan, number=number)


@require_safe
@as_it_stands(how_it_stands)
def version(request: Request, slug: str, edition: str, number: int) -> HttpResponse:
    shown = _visible(request, slug, edition, number)
    plan = shown.plan
    told = tell_version(shown, insider=is_insider(plan.forum, request.user))
    context = {"forum": plan.forum, "plan": plan, "here": "plan", "told": told, "groups": told.groups}
    return page(request, "site/version.html", context)


@require_safe
def version_package(request: Request, slug: str, edition: str, number: int) -> HttpResponseBase:
    shown = _visible(request, slug, edition, number)
    response = file_answer(version_file(shown), version_file_name(shown), "zip")
    asked_each_time(response, public=shown.plan.is_public and shown.state == Version.State.ADOPTED)
    return response

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from jukwaa.core.http import Request, asked_each_time
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.interchange import schema_bytes
from jukwaa.publishing.actions import MAKERS, file_name, make_file

TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "notice": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}


def visible_plan(request: Request, slug: str, edition: str) -> Plan:
    plans = Plan.objects.visible_to(request.user).with_forum()
    return get_object_or_404(plans, forum__slug=slug, edition=edition)


def _etag(request: Request, slug: str, edition: str, kind: str) -> str:
    stamp = visible_plan(request, slug, edition).stamp
    return f'"{stamp}-{settings.MADE_BY}-{get_language()}-{kind}"'


@require_safe
@condition(etag_func=_etag)
def download(request: Request, slug: str, edition: str, kind: str) -> HttpResponseBase:
    plan = visible_plan(request, slug, edition)
    if kind not in MAKERS:
        raise Http404
    language = (get_language() or "en")[:2]
    path = make_file(plan, kind, language)
    name = file_name(plan, kind, language)
    response = file_answer(path, name, kind)
    asked_each_time(response, public=plan.is_public)
    return response


def file_answer(path: Path, name: str, kind: str) -> FileResponse:
    return FileResponse(
        path.open("rb"), filename=name, content_type=TYPES[kind], as_attachment=kind != "notice"
    )


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The published shape of our JSON (JSON Schema 2020-12), for whoever writes or checks such a file."""
    return HttpResponse(schema_bytes(), content_type="application/schema+json")

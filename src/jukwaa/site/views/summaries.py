"""Write once, report many: the report of a quarter or a year, one-page briefs, and tables for others; all from the same rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from jukwaa.core.http import Request, as_it_stands, asked_each_time, page
from jukwaa.core.made import made_for
from jukwaa.core.models import Chain
from jukwaa.plans.models import Plan
from jukwaa.publishing.actions import keep_file
from jukwaa.publishing.documents.papers import brief_pdf, paper_pdf
from jukwaa.publishing.documents.word.paper import paper_docx
from jukwaa.publishing.sheets.tables import Table, write_csv, write_tables
from jukwaa.site.figures.back import gathered_for_all, shared
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.papers import briefs, chapters, shapes
from jukwaa.site.figures.papers.gathering import Gathered, gather
from jukwaa.site.figures.papers.spans import Span, span_named, spans, usual
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.views.downloads import TYPES, visible_plan
from jukwaa.site.views.offers import seated_forum, seated_plan
from jukwaa.site.views.private import private
from jukwaa.site.views.reading import newest_plan, visible_forum

Maker = Callable[[Gathered, str], bytes]


def _sheet(table: Callable[[Gathered], Table]) -> Maker:
    return lambda rows, _language: write_tables([table(rows)])


def _plain(table: Callable[[Gathered], Table]) -> Maker:
    return lambda rows, _language: write_csv(table(rows))


REPORT: dict[str, Maker] = {
    "report.pdf": lambda rows, language: paper_pdf(chapters.report_of(rows), language),
    "report.docx": lambda rows, language: paper_docx(chapters.report_of(rows), language),
}
PUBLIC: dict[str, Maker] = {
    **REPORT,
    "brief.pdf": lambda rows, language: brief_pdf(briefs.for_everybody(rows), language),
    "nctc.xlsx": _sheet(shapes.nctc),
    "nctc.csv": _plain(shapes.nctc),
    "county.xlsx": _sheet(shapes.county),
    "county.csv": _plain(shapes.county),
}
INSIDE: dict[str, Maker] = {
    **REPORT,
    "brief.pdf": lambda rows, language: brief_pdf(briefs.for_co_chairs(rows), language),
}


@require_safe
@as_it_stands(how_it_stands)
def summaries(request: Request, slug: str) -> HttpResponse:
    """Every report, brief and table that the public may have."""
    forum = visible_forum(request, slug)
    plan = newest_plan(request, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan, "here": "progress"}
    if plan:
        context |= {"spans": spans(plan), "usual": usual(plan)}
    return page(request, "site/summaries.html", context)


@require_safe
def summary(request: Request, slug: str, edition: str, span: str, kind: str) -> HttpResponseBase:
    """Made when first asked for, kept until something is done in the forum."""
    plan = visible_plan(request, slug, edition)
    if not plan.is_public or kind not in PUBLIC:
        raise Http404
    chosen, language = _span(plan, span), (get_language() or "en")[:2]
    stem = f"{plan.edition}.{chosen.key}.{language}"
    path = made_for(plan.forum_id) / "summaries" / f"{stem}.{_stands(plan)}.{kind}"
    keep_file(path, lambda: PUBLIC[kind](gather(plan, chosen, None), language), f"{stem}.*.{kind}")
    data = path.read_bytes()
    response = _file(request, data, _name(plan, chosen, kind, language), kind)
    asked_each_time(response, public=True)
    return response


def _stands(plan: Plan) -> str:
    """Other after every act of the forum; never shown, for that something was done within is not public."""
    ends = Chain.objects.filter(pk__in=(plan.forum_id, 0)).order_by("pk").values_list("hash", flat=True)
    told = "\n".join([plan.stamp, str(plan.day), settings.MADE_BY, *ends])
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _file(request: Request, data: bytes, name: str, kind: str) -> HttpResponseBase:
    etag = f'"{hashlib.sha256(data).hexdigest()[:24]}"'  # of what it says, not of what was done
    known = get_conditional_response(request, etag=etag)
    ending = kind.rpartition(".")[2]
    types = {**TYPES, "csv": "text/csv; charset=utf-8"}
    response = known or HttpResponse(data, content_type=types[ending])
    if known is None:
        where = "inline" if kind == "brief.pdf" else "attachment"
        response.headers["Content-Disposition"] = f'{where}; filename="{name}"'
    response.headers["ETag"] = etag
    return response


def _span(plan: Plan, key: str) -> Span:
    found = span_named(plan, key)
    if found is None:
        raise Http404
    return found


def _name(plan: Plan, span: Span, kind: str, language: str, inside: str = "") -> str:
    what, _dot, ending = kind.rpartition(".")
    sample = "-sample" if plan.sample else ""
    return f"{plan.forum.slug}-{what}{inside}-{plan.edition}-{span.key}{sample}-{language}.{ending}"


@private
@require_GET
def desk_summaries(request: Request, slug: str) -> HttpResponse:
    """What the forum has for itself, and what it may hand on."""
    forum = seated_forum(request, slug)
    plan = reporting_plan(request.user, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan}
    if plan:
        context |= {"spans": spans(plan), "usual": usual(plan), "sections": plan.sections.filter(parent=None)}
    return page(request, "site/desk/summaries.html", context)


@private
@require_GET
def desk_summary(request: Request, slug: str, edition: str, span: str, kind: str) -> HttpResponse:
    """The forum's own edition: made for this reader, and kept nowhere."""
    plan = seated_plan(request, slug, edition)
    if kind not in INSIDE:
        raise Http404
    chosen, language = _span(plan, span), (get_language() or "en")[:2]
    data = INSIDE[kind](gather(plan, chosen, request.user, request.mask), language)
    ending = kind.rpartition(".")[2]
    where = "inline" if kind == "brief.pdf" else "attachment"
    name = _name(plan, chosen, kind, language, "-forum")
    headers = {"Content-Disposition": f'{where}; filename="{name}"'}
    return HttpResponse(data, content_type=TYPES[ending], headers=headers)


@private
@require_GET
def desk_shared(request: Request, slug: str, edition: str, span: str, code: str) -> HttpResponse:
    """What a section did in that time, for everybody who reported, with a message to pass on."""
    plan = seated_plan(request, slug, edition)
    chosen = _span(plan, span)
    rows = gather(plan, chosen, request.user, request.mask)
    section = next((each for each in rows.sections if each.code == code), None)
    if section is None or not plan.is_public:
        raise Http404
    context = {
        "forum": plan.forum,
        "plan": plan,
        "span": chosen,
        "spans": spans(plan),
        "sections": rows.sections,
        "told": shared(rows, section, gathered_for_all(plan, span)),
    }
    return page(request, "site/desk/shared.html", context)

"""A body that reports is thanked: by name in public if it wishes, and by a letter that one can print."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.actions import wish_thanks
from jukwaa.site.figures.back import thanks_for
from jukwaa.site.figures.papers.spans import span_named
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.views.giving import own_body
from jukwaa.site.views.private import private, refusal


@private
@require_POST
def body_wish(request: Request, slug: str, pid: str) -> HttpResponse:
    body, wishes = own_body(request, slug, pid), request.POST.get("wishes") == "yes"
    said = (
        _("Once a report of yours is public, you are named among those that reported.")
        if wishes
        else _("From now on you are not named among those that reported.")
    )
    refused = refusal(wish_thanks, body, wishes, by=request.user)
    (messages.warning if refused else messages.success)(request, refused or said)
    return redirect("site:body-desk", slug, pid)


@private
@require_GET
def body_thanks(request: Request, slug: str, pid: str, span: str) -> HttpResponse:
    """A letter of the forum for what the body reported in that time."""
    body = own_body(request, slug, pid)
    plan = reporting_plan(request.user, body.forum)
    chosen = span_named(plan, span) if plan else None
    if plan is None or chosen is None:
        raise Http404
    told = thanks_for(body, plan, chosen)
    context = {"forum": body.forum, "plan": plan, "body": body, "span": chosen, "told": told}
    return page(request, "site/desk/thanks.html", context)

"""The desk: everything that a signed-in person must do, and a count of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans import actions, permissions
from jukwaa.plans.models import Plan
from jukwaa.publishing.sheets import write_template
from jukwaa.site.figures import desk as figures
from jukwaa.site.forms.keeping import EditionForm
from jukwaa.site.views.intake import kept_forum

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def desk(request: Request) -> HttpResponse:
    desks = figures.desks(request.user)
    context = {
        "desks": desks,
        "seats": figures.seats(request.user),
        "count": sum(waiting.count for forum in desks for waiting in forum.waiting),
        "forums": Forum.objects.visible_to(request.user) if request.user.is_administrator else [],
    }
    return page(request, "site/desk/desk.html", context)


def _kept_plan(request: Request, slug: str, edition: str) -> Plan:
    forum = kept_forum(request, slug)
    return get_object_or_404(Plan.objects.visible_to(request.user).with_forum(), forum=forum, edition=edition)


@login_required
@require_GET
def desk_plan(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = _kept_plan(request, slug, edition)
    context = {
        "forum": plan.forum,
        "plan": plan,
        "actions": plan.actions.count(),
        "sections": plan.sections.count(),
        "may_publish": permissions.can_publish(request.user, plan),
        "may_withhold": permissions.can_withhold(request.user, plan),
        "editions": plan.forum.plans.exclude(pk=plan.pk).newest_first(),
    }
    return page(request, "site/desk/plan.html", context)


@login_required
@require_POST
def plan_publish(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = actions.publish_draft(_kept_plan(request, slug, edition), by=request.user)
    messages.success(request, _("The plan is public now, marked as a draft."))
    return redirect("site:desk-plan", slug, plan.edition)


@login_required
@require_POST
def plan_withhold(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = actions.withhold_draft(_kept_plan(request, slug, edition), by=request.user)
    messages.success(request, _("The plan is a draft again that only the forum sees."))
    return redirect("site:desk-plan", slug, plan.edition)


@login_required
@require_http_methods(["GET", "POST"])
def plan_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    form = EditionForm(request.POST or None, forum=forum)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        title = {code: said[f"title_{code}"] for code in ("en", "sw") if said[f"title_{code}"]}
        plan = actions.draft_plan(
            forum, said["edition"], title=title, starts=said["starts"], ends=said["ends"], by=request.user
        )
        return redirect("site:desk-plan", slug, plan.edition)
    context = {"forum": forum, "form": form}
    return page(request, "site/desk/plan_new.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def template(request: Request, slug: str) -> HttpResponse:
    """The matrix to fill in, for those who start empty."""
    forum = kept_forum(request, slug)
    areas = dict(Area.objects.within(forum.area_id).values_list("code", "name"))
    language = (get_language() or "en")[:2]
    data = write_template(forum.levels, forum.languages, forum.currency, areas, language)
    name = f"jukwaa-{forum.slug}-matrix.xlsx"
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

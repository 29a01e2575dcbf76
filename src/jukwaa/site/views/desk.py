"""The desk: everything that a signed-in person must do, and a count of it."""

from __future__ import annotations

from django.contrib import messages
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
from jukwaa.site.figures.readiness import lacks
from jukwaa.site.forms.keeping import EditionForm
from jukwaa.site.views.private import REFUSED, kept_forum, posted, private, refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@private
@require_GET
def desk(request: Request) -> HttpResponse:
    desks = figures.desks(request.user)
    context = {
        "desks": desks,
        "begins": any(forum.keeps and not forum.plans for forum in desks),
        "count": sum(len(forum.waiting) for forum in desks),
        "forums": Forum.objects.visible_to(request.user) if request.user.is_administrator else [],
    }
    return page(request, "site/desk/desk.html", context)


def _kept_plan(request: Request, slug: str, edition: str) -> Plan:
    forum = kept_forum(request, slug)
    return get_object_or_404(Plan.objects.visible_to(request.user).with_forum(), forum=forum, edition=edition)


@private
@require_GET
def desk_plan(request: Request, slug: str, edition: str) -> HttpResponse:
    return _show_plan(request, _kept_plan(request, slug, edition))


def _show_plan(request: Request, plan: Plan, refused: str = "") -> HttpResponse:
    context = {
        "forum": plan.forum,
        "plan": plan,
        "actions": plan.actions.count(),
        "sections": plan.sections.count(),
        "lacks": lacks(plan),
        "may_publish": permissions.can_publish(request.user, plan),
        "may_withhold": permissions.can_withhold(request.user, plan),
        "editions": plan.forum.plans.exclude(pk=plan.pk).newest_first(),
        "refused": refused,
    }
    return page(request, "site/desk/plan.html", context, status=REFUSED if refused else 200)


@private
@require_POST
def plan_publish(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = _kept_plan(request, slug, edition)
    if refused := refusal(actions.publish_draft, plan, by=request.user):
        return _show_plan(request, plan, refused)
    messages.success(request, _("The plan is public now, marked as a draft."))
    return redirect("site:desk-plan", slug, plan.edition)


@private
@require_POST
def plan_withhold(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = _kept_plan(request, slug, edition)
    if refused := refusal(actions.withhold_draft, plan, by=request.user):
        return _show_plan(request, plan, refused)
    messages.success(request, _("The plan is a draft again that only the forum sees."))
    return redirect("site:desk-plan", slug, plan.edition)


@private
@require_http_methods(["GET", "POST"])
def plan_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    form = EditionForm(posted(request), forum=forum)
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        title = {code: said[f"title_{code}"] for code in ("en", "sw") if said[f"title_{code}"]}
        days = {"starts": said["starts"], "ends": said["ends"]}
        refused = refusal(actions.draft_plan, forum, said["edition"], title=title, by=request.user, **days)
        if not refused:
            return redirect("site:desk-plan", slug, said["edition"])
    context = {"forum": forum, "form": form, "refused": refused}
    return page(
        request, "site/desk/plan_new.html", context, status=REFUSED if form.errors or refused else 200
    )


@private
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

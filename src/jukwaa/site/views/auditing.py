"""A random sample of verified reports, for whoever checks at the source whether they are right."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.delivery import permissions
from jukwaa.delivery.actions import draw_sample
from jukwaa.plans.figures.reading import Names
from jukwaa.plans.models import Plan
from jukwaa.publishing.sheets.tables import Table, write_tables
from jukwaa.site.figures.auditing import sample_table
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.forms.money import DrawForm
from jukwaa.site.views.downloads import TYPES
from jukwaa.site.views.offers import seated_forum
from jukwaa.site.views.private import REFUSED, posted, private


@private
@require_http_methods(["GET", "POST"])
def audit(request: Request, slug: str) -> HttpResponse:
    forum = seated_forum(request, slug)
    if not permissions.can_draw(request.user, forum):
        raise Http404
    plan = reporting_plan(request.user, forum)
    form = DrawForm(posted(request), initial={"seed": _seed(plan)})
    if request.method == "POST" and plan and form.is_valid():
        try:
            n, seed = form.cleaned_data["n"], form.cleaned_data["seed"]
            pids, of = draw_sample(plan, n, seed, by=request.user)
            return _file(plan, seed, sample_table(plan, pids, of, seed, Names(True, request.mask)))
        except (PermissionDenied, ValidationError) as refused:
            form.add_error(None, str(refused))
    context = {"forum": forum, "plan": plan, "form": form}
    return page(request, "site/desk/audit.html", context, status=REFUSED if form.errors else 200)


def _seed(plan: Plan | None) -> str:
    return f"{plan.edition}-{plan.day:%Y%m}" if plan else ""


def _file(plan: Plan, seed: str, table: Table) -> HttpResponse:
    name = f"{plan.forum.slug}-audit-{plan.edition}-{seed}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_tables([table]), content_type=TYPES["xlsx"], headers=headers)

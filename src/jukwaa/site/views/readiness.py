"""Before a plan is adopted: is it complete, can it be done, and did people take part? Whoever sits in the forum reads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Seat
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.actions.confirming import confirm_point, take_back_point
from jukwaa.plans.figures.readiness import readiness
from jukwaa.plans.models import ParticipationPoint, Plan
from jukwaa.plans.permissions.confirming import can_confirm_point
from jukwaa.plans.rules.readiness import LACKS
from jukwaa.site.figures import readiness as figures
from jukwaa.site.forms.confirming import PointForm
from jukwaa.site.views.private import REFUSED, private, refusal


def _plan(request: Request, slug: str, edition: str) -> Plan:
    mine = Seat.objects.current().filter(holder=request.user).values("forum")
    plans = Plan.objects.visible_to(request.user).with_forum().filter(forum__in=mine)
    return get_object_or_404(plans, forum__slug=slug, edition=edition)


@private
@require_GET
def plan_readiness(request: Request, slug: str, edition: str) -> HttpResponse:
    return _show(request, _plan(request, slug, edition))


def _show(
    request: Request, plan: Plan, form: PointForm | None = None, point: str = "", refused: str = ""
) -> HttpResponse:
    ready = readiness(plan)
    lack, section = request.GET.get("what", ""), request.GET.get("section", "")
    context = {
        "forum": plan.forum,
        "plan": plan,
        "keeps": can_keep(request.user, plan.forum),
        "ready": ready,
        "sentences": figures.sentences(ready),
        "sections": figures.by_section(ready),
        "asked": figures.WORDS.get(lack) if lack in LACKS else section,
        "listed": figures.listed(ready, lack, section) if lack in LACKS or section else [],
        "charts": figures.load_charts(ready),
        "money": figures.money(ready),
        "pairs": figures.pairs(ready),
        "points": [(each, _form(plan, each, form, point)) for each in figures.points(plan)],
        "may_confirm": can_confirm_point(request.user, plan),
        "refused": refused,
        "refused_point": point,
    }
    return page(request, "site/desk/readiness.html", context, status=REFUSED if refused else 200)


def _form(plan: Plan, point: figures.Point, form: PointForm | None, typed: str) -> PointForm:
    """What was typed stays; else what was confirmed, to be said better."""
    if form and point.value == typed:
        return form
    how = point.confirmed.how if point.confirmed else {}
    initial = {f"how_{language}": text for language, text in how.items()}
    return PointForm(languages=plan.languages, prefix=point.value, initial=initial)


@private
@require_POST
def point_confirm(request: Request, slug: str, edition: str, point: str) -> HttpResponse:
    plan = _plan(request, slug, edition)
    form = PointForm(request.POST, languages=plan.languages, prefix=_known(point))
    if not form.is_valid():
        return _show(request, plan, form, point, _("What was typed is too long."))
    how, today = form.how, localdate()
    if refused := refusal(confirm_point, plan, point, how, by=request.user, today=today):
        return _show(request, plan, form, point, refused)
    messages.success(request, _("Confirmed: %(point)s") % {"point": ParticipationPoint.Point(point).label})
    return redirect("site:desk-readiness", slug, plan.edition)


@private
@require_POST
def point_take_back(request: Request, slug: str, edition: str, point: str) -> HttpResponse:
    plan = _plan(request, slug, edition)
    if refused := refusal(take_back_point, plan, _known(point), by=request.user):
        return _show(request, plan, None, point, refused)
    messages.success(request, _("Taken back: %(point)s") % {"point": ParticipationPoint.Point(point).label})
    return redirect("site:desk-readiness", slug, plan.edition)


def _known(point: str) -> str:
    if point not in ParticipationPoint.Point.values:
        raise Http404
    return point

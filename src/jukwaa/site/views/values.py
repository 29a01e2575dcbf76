"""A body tells what its indicators came to in a quarter; somebody else checks; the secretary locks what stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_act
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan
from jukwaa.results import actions, permissions
from jukwaa.results.actions import Where
from jukwaa.results.figures.naming import quarter_name
from jukwaa.results.models import Period, Value
from jukwaa.results.rules.quarters import Quarter, named, quarters
from jukwaa.site.figures import values as figures
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.forms.values import IndicatorForm
from jukwaa.site.views.offers import seated_forum, seated_plan
from jukwaa.site.views.private import REFUSED, posted, private, refusal


@private
@require_GET
def values(request: Request, slug: str) -> HttpResponse:
    """By quarter: what one's bodies tell, what waits to be checked, what is locked."""
    forum = seated_forum(request, slug)
    plan = reporting_plan(request.user, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan}
    if plan:
        shown = _shown(request, plan)
        mine, others = figures.body_lines(request.user, plan, shown) if shown else ([], [])
        context |= {
            "quarter": shown,
            "name": quarter_name(shown) if shown else "",
            "quarters": figures.quarter_lines(plan, shown) if shown else [],
            "mine": mine,
            "others": others,
            "checking": figures.waiting_lines(request.user, forum),
            "may_lock": bool(permissions.can_lock(request.user, plan)),
            "may_freeze": bool(permissions.can_freeze_score(request.user, plan)),
        }
    return page(request, "site/desk/values.html", context)


def _shown(request: Request, plan: Plan) -> Quarter | None:
    """The quarter asked for, if it has begun; else the newest that is over."""
    begun = figures.begun(plan)
    asked = named(request.GET.get("quarter", ""))
    return asked if asked in begun else figures.usual(plan, begun)


@private
@require_http_methods(["GET", "POST"])
def values_tell(request: Request, slug: str, edition: str, quarter: str, body: str) -> HttpResponse:
    """All that a body tells of a quarter, on one page: what is left empty says nothing, what stands is corrected."""
    plan = seated_plan(request, slug, edition)
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user), forum=plan.forum, pid=body
    )
    shown = _quarter(plan, quarter)
    if not can_act(request.user, plan.forum, "report", [organisation.pk]):
        raise Http404
    forms = _forms(request, plan, organisation, shown)
    refused = ""
    if request.method == "POST" and _all_hold(forms):
        count, refused = _tell(forms, organisation, shown, Hand(request.user, localdate()))
        if not refused and _all_hold(forms):
            _thank(request, count)
            return redirect(f"{reverse('site:desk-values', args=[slug])}?quarter={shown.name}")
    context = {
        "forum": plan.forum,
        "plan": plan,
        "body": organisation,
        "name": quarter_name(shown),
        "forms": forms,
        "locked": Period.objects.filter(plan=plan, starts=shown.starts, locked=True).exists(),
        "refused": refused,
    }
    wrong = bool(refused or any(form.errors for form in forms))
    return page(request, "site/desk/values_form.html", context, status=REFUSED if wrong else 200)


def _all_hold(forms: list[IndicatorForm]) -> bool:
    """Each is looked at, so that all faults are told at once."""
    return not [form for form in forms if not form.is_valid()]


def _quarter(plan: Plan, name: str) -> Quarter:
    found = named(name)
    if found is None or found not in quarters(plan.starts, plan.ends, plan.fy_month):
        raise Http404
    return found


def _forms(request: Request, plan: Plan, body: Organisation, quarter: Quarter) -> list[IndicatorForm]:
    kept = Value.objects.visible_to(request.user).of(plan)
    kept = kept.filter(organisation=body, period__starts=quarter.starts)
    by_indicator: dict[str, list[Value]] = {}
    for value in kept.order_by("pk"):
        by_indicator.setdefault(value.indicator, []).append(value)
    home = plan.forum.area_id
    names = dict(Area.objects.within(home).values_list("code", "name"))
    return [
        IndicatorForm(
            posted(request),
            asked=each,
            home=home,
            names=names,
            kept=by_indicator.get(each.indicator.pid, ()),
        )
        for each in figures.asked(plan, body, quarter)
    ]


@transaction.atomic
def _tell(forms: list[IndicatorForm], body: Organisation, quarter: Quarter, hand: Hand) -> tuple[int, str]:
    """All of it, or nothing: how many were told or corrected, and why not."""
    count = 0
    try:
        for form in forms:
            count += _tell_one(form, body, quarter, hand)
    except PermissionDenied as refused:
        transaction.set_rollback(True)
        return 0, str(refused)
    if any(form.errors for form in forms):
        transaction.set_rollback(True)
    return count, ""


def _tell_one(form: IndicatorForm, body: Organisation, quarter: Quarter, hand: Hand) -> int:
    count = 0
    for area, told in form.told().items():
        kept = form.kept.get(area)
        if kept is not None and kept.told == told:
            continue
        try:
            if kept is None:
                actions.enter_value(Where(form.asked.indicator, body, quarter, area), told, hand=hand)
            else:
                actions.correct_value(kept, told, hand=hand)
            count += 1
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
    return count


def _thank(request: Request, count: int) -> None:
    if count:
        told = ngettext("%(n)s value is here. Thank you.", "%(n)s values are here. Thank you.", count)
        messages.success(request, told % {"n": count}, extra_tags=request.path)
    else:
        messages.info(request, _("Nothing was changed."), extra_tags=request.path)


@private
@require_POST
def values_approve(request: Request, slug: str) -> HttpResponse:
    """Those that were ticked, each by itself."""
    forum = seated_forum(request, slug)
    ticked = [int(pk) for pk in request.POST.getlist("value") if pk.isdecimal() and len(pk) < 19]
    chosen = figures.waiting_values(request.user, forum).filter(pk__in=ticked[:1000])
    rows = chosen.select_related("period__plan__forum", "organisation", "seat")
    done, left = actions.approve_values(rows, hand=Hand(request.user, localdate()))
    if done:
        told = ngettext("%(n)s value is checked.", "%(n)s values are checked.", len(done))
        messages.success(request, told % {"n": len(done)})
    for _value, reason in left:
        messages.warning(request, reason)
    return redirect("site:desk-values", slug)


@private
@require_POST
def values_lock(request: Request, slug: str, edition: str, quarter: str) -> HttpResponse:
    said = _("The quarter is locked: its figures stand.")
    return _set(request, seated_plan(request, slug, edition), quarter, actions.lock_period, said)


@private
@require_POST
def values_unlock(request: Request, slug: str, edition: str, quarter: str) -> HttpResponse:
    said = _("The quarter is open again. That stands in the public record.")
    return _set(request, seated_plan(request, slug, edition), quarter, actions.unlock_period, said)


def _set(request: Request, plan: Plan, name: str, act: Any, said: str) -> HttpResponse:
    shown = _quarter(plan, name)
    refused = refusal(act, plan, shown, by=request.user)
    (messages.warning if refused else messages.success)(request, refused or said)
    return redirect(f"{reverse('site:desk-values', args=[plan.forum.slug])}?quarter={shown.name}")

"""What the plan costs, who gives it, what came and what was spent: public, and at the desk where it is told and checked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.core.texts import say
from jukwaa.delivery import actions, permissions
from jukwaa.delivery.actions import Of
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Money, Report
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Action, Plan
from jukwaa.site.figures import money as figures
from jukwaa.site.figures import telling_money as telling
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.reports import offered, own_bodies, reporting_plan
from jukwaa.site.forms.money import MoneyForm
from jukwaa.site.views.offers import seated_forum, seated_plan
from jukwaa.site.views.private import REFUSED, posted, private, refusal, refusal_in
from jukwaa.site.views.reading import book_of, newest_plan, visible_forum


@require_safe
@as_it_stands(how_it_stands)
def money(request: Request, slug: str) -> HttpResponse:
    """Public: no cookie, no account, no script; the source stands in the address."""
    forum = visible_forum(request, slug)
    plan = newest_plan(request, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan, "here": "progress"}
    if plan:
        checked = Money.objects.visible_to(request.user).filter(plan=plan, checked__isnull=False)
        context["told"] = _told(request, plan, checked)
    return page(request, "site/money.html", context)


def _told(request: Request, plan: Plan, rows: Any) -> figures.Money:
    verified = Report.objects.visible_to(request.user).filter(plan=plan, state=Report.State.VERIFIED)
    told = figures.money(book_of(request, plan), rows, verified, request.GET.get("source", ""))
    if told is None:
        raise Http404
    return told


@private
@require_GET
def desk_money(request: Request, slug: str) -> HttpResponse:
    """What waits to be checked, what one's bodies told, and what it all comes to."""
    forum = seated_forum(request, slug)
    plan = reporting_plan(request.user, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan}
    if plan:
        own = own_bodies(request.user)
        rows = Money.objects.visible_to(request.user).filter(plan=plan)
        choices = offered(request.user, forum)
        context |= {
            "checking": telling.lines(telling.waiting_money(request.user, forum)),
            "mine": telling.lines(rows.filter(organisation__in=own)),
            "others": telling.lines(rows.exclude(organisation__in=own)),
            "choices": [each for each in choices if each.body.pk in own],
            "for_others": [each for each in choices if each.body.pk not in own],
            "told": _told(request, plan, rows),
        }
    return page(request, "site/desk/money.html", context)


@private
@require_POST
def desk_money_check(request: Request, slug: str) -> HttpResponse:
    """Those that were ticked, each by itself."""
    forum = seated_forum(request, slug)
    chosen = telling.waiting_money(request.user, forum).filter(pid__in=request.POST.getlist("money")[:1000])
    rows = chosen.select_related("forum", "plan__forum", "organisation", "seat", "funder")
    done, left = actions.check_all_money(rows, hand=Hand(request.user, localdate()))
    if done:
        said = ngettext("%(n)s amount is checked.", "%(n)s amounts are checked.", len(done))
        messages.success(request, said % {"n": len(done)})
    for _money, reason in left:
        messages.warning(request, reason)
    return redirect("site:desk-money", slug)


@private
@require_http_methods(["GET", "POST"])
def money_tell(request: Request, slug: str, edition: str, pid: str, body: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    action = get_object_or_404(Action.objects.select_related("plan__forum"), plan=plan, pid=pid)
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user), forum=plan.forum, pid=body
    )
    if not permissions.can_enter_money(request.user, action, organisation):
        raise Http404
    form = _form(request, plan)
    refused = ""
    if request.method == "POST" and form.is_valid():
        of = Of(action, organisation, form.quarter_told())
        refused = refusal_in(form, actions.enter_money, of, form.told(), hand=Hand(request.user, localdate()))  # fmt: skip
        if not refused and not form.errors:
            messages.success(request, _("The amount is here. Somebody outside your body checks it."), extra_tags=request.path)  # fmt: skip
            return redirect(request.path)
    told = Money.objects.visible_to(request.user).filter(plan=plan, action=pid)
    return _show(request, action, organisation, form, refused, {"lines": telling.lines(told)})


@private
@require_http_methods(["GET", "POST"])
def money_correct(request: Request, slug: str, pid: str) -> HttpResponse:
    kept = _money(request, slug, pid)
    action = Action.objects.select_related("plan__forum").filter(plan=kept.plan, pid=kept.action).first()
    if action is None or not permissions.can_correct_money(request.user, kept):
        raise Http404
    form = _form(request, kept.plan, kept)
    refused = ""
    if request.method == "POST" and form.is_valid():
        of = Of(action, kept.organisation, form.quarter_told())
        refused = refusal_in(form, actions.correct_money, kept, of, form.told(), hand=Hand(request.user, localdate()))  # fmt: skip
        if not refused and not form.errors:
            messages.success(request, _("It is corrected, and waits to be checked again."))
            return redirect("site:desk-money", slug)
    return _show(request, action, kept.organisation, form, refused, {"kept": kept})


def _form(request: Request, plan: Plan, kept: Money | None = None) -> MoneyForm:
    bodies = Organisation.objects.visible_to(request.user).filter(forum=plan.forum)
    return MoneyForm(posted(request), plan=plan, bodies=bodies.order_by("name"), kept=kept)


def _show(
    request: Request, action: Action, body: Organisation, form: MoneyForm, refused: str, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "forum": action.plan.forum,
        "plan": action.plan,
        "action": action,
        "title": say(action.title),
        "estimate": figures.amount(action.estimate),
        "body": body,
        "form": form,
        "refused": refused,
    }
    wrong = bool(form.errors or refused)
    return page(request, "site/desk/money_form.html", context | more, status=REFUSED if wrong else 200)


@private
@require_POST
def money_strike(request: Request, slug: str, pid: str) -> HttpResponse:
    kept = _money(request, slug, pid)
    if not permissions.can_strike_money(request.user, kept):
        raise Http404
    refused = refusal(actions.strike_money, kept, hand=Hand(request.user, localdate()))
    (messages.warning if refused else messages.success)(request, refused or _("The amount is taken back."))
    return redirect("site:desk-money", slug)


def _money(request: Request, slug: str, pid: str) -> Money:
    found = Money.objects.visible_to(request.user).filter(forum=seated_forum(request, slug), pid=pid)
    rows = found.select_related("forum", "plan__forum", "organisation", "seat", "funder")
    return get_object_or_404(rows)

"""An amendment on the desk: opened with its reason, gathered, put up for signature, taken back or given up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jukwaa.core.context import frame
from jukwaa.core.http import Request, page
from jukwaa.plans import actions, permissions
from jukwaa.plans.models import Amendment, Plan
from jukwaa.site.figures.agreeing import tell_amendment
from jukwaa.site.forms.agreeing import ReasonForm
from jukwaa.site.views.agreeing import seated_plan
from jukwaa.site.views.private import REFUSED, posted, private, refusal


@private
@require_http_methods(["GET", "POST"])
def amendment(request: Request, slug: str, edition: str) -> HttpResponse:
    """The one that is open, or the form that opens one."""
    plan = seated_plan(request, slug, edition)
    form = ReasonForm(posted(request), languages=plan.languages)
    if request.method != "POST":
        return _show(request, plan, form)
    refused = ""
    if form.is_valid():
        refused = refusal(
            actions.open_amendment, plan, reason=form.reason, by=request.user, today=localdate()
        )
        if not refused:
            messages.success(request, _("The amendment is open: changes of substance are gathered in it."))
            return redirect("site:desk-amendment", slug, edition)
    return _show(request, plan, form, refused)


def _show(request: Request, plan: Plan, form: ReasonForm, refused: str = "") -> HttpResponse:
    found = plan.amendments.open().select_related("plan__forum__area", "base", "version").first()
    context = {
        "forum": plan.forum,
        "plan": plan,
        "amendment": found,
        "groups": tell_amendment(found) if found else [],
        "form": form,
        "may_open": permissions.can_open_amendment(request.user, plan),
        "may_propose": found and permissions.can_propose_amendment(request.user, found),
        "may_recall": found and permissions.can_recall_amendment(request.user, found),
        "may_withdraw": found and permissions.can_withdraw_amendment(request.user, found),
        "earlier": [each for each in plan.amendments.select_related("version") if each != found],
        "refused": refused,
    }
    status = REFUSED if refused or form.errors else 200
    return page(request, "site/desk/amendment.html", context, status=status)


def _open(request: Request, slug: str, edition: str) -> Amendment:
    plan = seated_plan(request, slug, edition)
    return get_object_or_404(plan.amendments.open().select_related("plan__forum__area", "base", "version"))


@private
@require_POST
def amendment_propose(request: Request, slug: str, edition: str) -> HttpResponse:
    found = _open(request, slug, edition)
    said = {"by": request.user, "today": localdate(), "address": str(frame(request)["address"])}
    refused = refusal(actions.propose_amendment, found, **said)
    return _answered(request, found, refused, _("It waits for the signatures of both co-chairs now."))


@private
@require_POST
def amendment_recall(request: Request, slug: str, edition: str) -> HttpResponse:
    found = _open(request, slug, edition)
    refused = refusal(actions.recall_amendment, found, by=request.user)
    return _answered(
        request, found, refused, _("It is being gathered again; the version that was frozen is void.")
    )


@private
@require_POST
def amendment_withdraw(request: Request, slug: str, edition: str) -> HttpResponse:
    found = _open(request, slug, edition)
    form = ReasonForm(posted(request), languages=found.plan.languages)
    if not form.is_valid():
        return _show(request, found.plan, form)
    refused = refusal(actions.withdraw_amendment, found, reason=form.reason, by=request.user)
    return _answered(
        request, found, refused, _("The amendment is withdrawn; the plan stays as it was signed.")
    )


def _answered(request: Request, found: Amendment, refused: str, said: str) -> HttpResponse:
    plan = found.plan
    if refused:
        return _show(request, plan, ReasonForm(languages=plan.languages), refused)
    messages.success(request, said)
    return redirect("site:desk-amendment", plan.forum.slug, plan.edition)

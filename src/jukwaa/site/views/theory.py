"""How a plan is meant to work: everybody reads it, the secretary and those who lead a section draw it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.core.texts import say
from jukwaa.plans.models import Plan
from jukwaa.results import actions
from jukwaa.results.models import CausalLink, Factor
from jukwaa.results.permissions import can_draw_theory
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.theory import theory_of
from jukwaa.site.forms.theory import FactorForm, JudgeForm, LinkForm
from jukwaa.site.views.downloads import visible_plan
from jukwaa.site.views.offers import seated_plan
from jukwaa.site.views.private import REFUSED, posted, private, refusal_in


@require_safe
@as_it_stands(how_it_stands)
def theory(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = visible_plan(request, slug, edition)
    told = theory_of(plan, Factor.objects.visible_to(request.user), request.mask)
    return page(request, "site/theory.html", {"forum": plan.forum, "plan": plan, "here": "plan", "told": told})  # fmt: skip


@private
@require_http_methods(["GET", "POST"])
def desk_theory(request: Request, slug: str, edition: str) -> HttpResponse:
    """All factors; with POST, one more."""
    plan = _drawable(request, slug, edition)
    form = FactorForm(posted(request), languages=plan.languages)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal_in(form, actions.add_factor, plan, form.texts(), by=request.user)
        if not refused and not form.errors:
            made = Factor.objects.filter(plan=plan).latest("pk")
            messages.success(request, _("It is added. Now say what strengthens it, and where it leads."))
            return redirect("site:desk-factor", slug, edition, made.pid)
    told = theory_of(plan, Factor.objects.visible_to(request.user), request.mask)
    context = {"forum": plan.forum, "plan": plan, "told": told, "form": form, "refused": refused}
    return page(request, "site/desk/theory.html", context, status=REFUSED if form.errors or refused else 200)  # fmt: skip


def _drawable(request: Request, slug: str, edition: str) -> Plan:
    plan = seated_plan(request, slug, edition)
    if not can_draw_theory(request.user, plan):
        raise Http404
    return plan


@private
@require_http_methods(["GET", "POST"])
def desk_factor(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """One factor with its links; with POST, its words."""
    factor = _factor(request, slug, edition, pid)
    form = _words(factor, request)
    if request.method == "POST" and form.is_valid():
        refused = refusal_in(form, actions.reword_factor, factor, form.texts(), by=request.user)
        if not refused and not form.errors:
            messages.success(request, _("Its words are kept."))
            return redirect(request.path)
        return _show(request, factor, {"form": form}, refused)
    return _show(request, factor, {"form": form})


def _factor(request: Request, slug: str, edition: str, pid: str) -> Factor:
    plan = _drawable(request, slug, edition)
    found = Factor.objects.visible_to(request.user).select_related("plan__forum")
    return get_object_or_404(found, plan=plan, pid=pid)


def _words(factor: Factor, request: Request | None = None) -> FactorForm:
    sent = posted(request) if request else None
    return FactorForm(sent, languages=factor.plan.languages, texts=factor.text, prefix="factor")


def _show(request: Request, factor: Factor, forms: dict[str, Any], refused: str = "") -> HttpResponse:
    plan = factor.plan
    told = theory_of(plan, Factor.objects.visible_to(request.user), request.mask)
    line = next(each for each in told.factors if each.factor.pk == factor.pk)
    judging = forms.pop("judging", None)
    context = {
        "forum": plan.forum,
        "plan": plan,
        "line": line,
        "what": say(factor.text),
        "links": [(each, _judge(each.link, plan, judging)) for each in (*line.actions, *line.outcomes)],
        "form": _words(factor),
        "link_form": LinkForm(None, plan=plan, prefix="link"),
        "refused": refused,
    } | forms
    wrong = refused or any(form.errors for form in (*forms.values(), *([judging[1]] if judging else ())))
    return page(request, "site/desk/factor.html", context, status=REFUSED if wrong else 200)


def _judge(link: CausalLink, plan: Plan, judging: tuple[int, JudgeForm] | None) -> JudgeForm:
    """As it stands; of the one that was just sent, with what was typed."""
    if judging and judging[0] == link.pk:
        return judging[1]
    return JudgeForm(None, languages=plan.languages, texts=link.assumption, initial={"standing": link.standing}, prefix=f"judge-{link.pk}")  # fmt: skip


@private
@require_POST
def factor_drop(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    actions.drop_factor(_factor(request, slug, edition, pid), by=request.user)
    messages.success(request, _("It is taken out, with its links."))
    return redirect("site:desk-theory", slug, edition)


@private
@require_POST
def link_draw(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    factor = _factor(request, slug, edition, pid)
    form = LinkForm(request.POST, plan=factor.plan, prefix="link")
    refused = ""
    if form.is_valid():
        to = form.cleaned_data["to"]
        refused = refusal_in(form, actions.draw_link, factor, to, form.texts(), by=request.user)
        if not refused and not form.errors:
            messages.success(request, _("The link is drawn."))
            return redirect("site:desk-factor", slug, edition, pid)
    return _show(request, factor, {"link_form": form}, refused)


@private
@require_POST
def link_judge(request: Request, slug: str, edition: str, pid: str, pk: int) -> HttpResponse:
    factor = _factor(request, slug, edition, pid)
    link = get_object_or_404(factor.links.select_related("factor__plan__forum"), pk=pk)
    form = JudgeForm(request.POST, languages=factor.plan.languages, prefix=f"judge-{pk}")
    refused = ""
    if form.is_valid():
        standing = form.cleaned_data["standing"]
        refused = refusal_in(form, actions.judge_link, link, standing, form.texts(), by=request.user)
        if not refused and not form.errors:
            messages.success(request, _("That is kept."))
            return redirect("site:desk-factor", slug, edition, pid)
    return _show(request, factor, {"judging": (pk, form)}, refused)


@private
@require_POST
def link_drop(request: Request, slug: str, edition: str, pid: str, pk: int) -> HttpResponse:
    factor = _factor(request, slug, edition, pid)
    actions.drop_link(get_object_or_404(factor.links, pk=pk), by=request.user)
    messages.success(request, _("The link is taken out."))
    return redirect("site:desk-factor", slug, edition, pid)

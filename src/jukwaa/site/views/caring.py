"""Doing no harm: indicators are reviewed before their numbers are public; what went wrong or could is noted and decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.core.texts import say
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.forums.models import Forum
from jukwaa.plans.models import Indicator, IndicatorDefinition, Plan
from jukwaa.results import actions, permissions
from jukwaa.results.models import AdverseEffect, Review
from jukwaa.site.figures import caring as figures
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.forms.caring import DecideForm, NoteForm, ReviewForm
from jukwaa.site.views.offers import seated_forum
from jukwaa.site.views.private import REFUSED, posted, private, refusal, refusal_in


@private
@require_GET
def care(request: Request, slug: str) -> HttpResponse:
    """What waits for a review; and the register, as far as this person reads it."""
    forum = seated_forum(request, slug)
    plan = reporting_plan(request.user, forum)
    context: dict[str, Any] = {"forum": forum, "plan": plan}
    if plan:
        lines = figures.indicator_lines(request.user, plan)
        register = figures.register_of(request.user, forum)
        context |= {
            "cares": bool(permissions.can_care(request.user, forum)),
            "mine": [line for line in lines if line.waits and line.may],
            "waiting": [line for line in lines if line.waits and not line.may],
            "reviewed": [line for line in lines if not line.waits],
            "effects": figures.effect_lines(request.user, register),
        }
    return page(request, "site/desk/care.html", context)


@private
@require_http_methods(["GET", "POST"])
def care_review(request: Request, slug: str, pid: str, version: int) -> HttpResponse:
    forum = seated_forum(request, slug)
    plan, definition = _used(request, forum, pid, version)
    if not (verdict := permissions.can_review(request.user, plan, definition)):
        messages.warning(request, str(verdict.reason))
        return redirect("site:care", slug)
    standing = Review.objects.visible_to(request.user).standing().filter(definition=definition).first()
    form = ReviewForm(posted(request), standing=standing)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal_in(form, actions.review_indicator, plan, definition, form.answers(), hand=_hand(request))  # fmt: skip
        if not refused and not form.errors:
            messages.success(request, _("Thank you: that is kept, with its day."))
            return redirect("site:care", slug)
    context = {
        "forum": forum,
        "what": say(definition.text),
        "unit": say(definition.unit),
        "used": figures.places_of(plan, definition),
        "form": form,
        "standing": standing,
        "refused": refused,
    }
    return page(request, "site/desk/care_review.html", context, status=REFUSED if form.errors or refused else 200)  # fmt: skip


def _used(request: Request, forum: Forum, pid: str, version: int) -> tuple[Plan, IndicatorDefinition]:
    plan = reporting_plan(request.user, forum)
    if plan is None:
        raise Http404
    used = Indicator.objects.filter(plan=plan).values("definition")
    rows = IndicatorDefinition.objects.filter(forum=forum, pk__in=used)
    return plan, get_object_or_404(rows, pid=pid, version=version)


@private
@require_http_methods(["GET", "POST"])
def care_note(request: Request, slug: str) -> HttpResponse:
    forum = seated_forum(request, slug)
    plan = reporting_plan(request.user, forum)
    if plan is None:
        raise Http404
    form = NoteForm(posted(request), plan=plan, initial={"about": request.GET.get("about", "")})
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refused = refusal_in(
            form, actions.note_effect, plan, said["kind"], form.what_told(), about=said["about"], hand=_hand(request)
        )  # fmt: skip
        if not refused and not form.errors:
            messages.success(
                request, _("It is noted. Those who look after rights, the secretary and the co-chairs read it.")
            )  # fmt: skip
            return redirect("site:care", slug)
    context = {"forum": forum, "form": form, "refused": refused}
    return page(request, "site/desk/care_note.html", context, status=REFUSED if form.errors or refused else 200)  # fmt: skip


@private
@require_http_methods(["GET", "POST"])
def care_effect(request: Request, slug: str, pid: str) -> HttpResponse:
    """One of the register; with POST, what was decided on it."""
    effect = _effect(request, slug, pid)
    form = DecideForm(posted(request), effect=effect)
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refused = refusal_in(form, actions.decide_effect, effect, said["state"], form.decision_told(), hand=_hand(request))  # fmt: skip
        if not refused and not form.errors:
            messages.success(request, _("Kept. It is not public until somebody publishes it."))
            return redirect(effect)
    return _show(request, effect, form, refused)


def _show(request: Request, effect: AdverseEffect, form: DecideForm, refused: str = "") -> HttpResponse:
    context = {
        "forum": effect.forum,
        "row": figures.effect_lines(request.user, AdverseEffect.objects.filter(pk=effect.pk))[0],
        "form": form,
        "may": {
            name: bool(getattr(permissions, f"can_{name}")(request.user, effect))
            for name in ("decide", "publish", "withhold")
        },
        "refused": refused,
    }
    wrong = bool(form.errors or refused)
    return page(request, "site/desk/care_effect.html", context, status=REFUSED if wrong else 200)


@private
@require_POST
def care_publish(request: Request, slug: str, pid: str) -> HttpResponse:
    return _act(
        request, slug, pid, actions.publish_effect, _("Everybody reads it now, on the page of progress.")
    )


@private
@require_POST
def care_withhold(request: Request, slug: str, pid: str) -> HttpResponse:
    return _act(request, slug, pid, actions.withhold_effect, _("It is out of public sight again."))


def _act(request: Request, slug: str, pid: str, act: Callable[..., AdverseEffect], said: str) -> HttpResponse:
    effect = _effect(request, slug, pid)
    if refused := refusal(act, effect, hand=_hand(request)):
        return _show(request, effect, DecideForm(None, effect=effect), refused)
    messages.success(request, said)
    return redirect(effect)


def _effect(request: Request, slug: str, pid: str) -> AdverseEffect:
    register = figures.register_of(request.user, seated_forum(request, slug))
    return get_object_or_404(register.select_related("forum__area", "plan__forum", "seat"), pid=pid)


def _hand(request: Request) -> Hand:
    return Hand(request.user, localdate())

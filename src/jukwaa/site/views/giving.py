"""The desk page of a body (what is asked of it, what it gives) and of an action (what it needs, who could give it)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.core.texts import say
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_act
from jukwaa.plans.actions import giving
from jukwaa.plans.actions.giving import Wanted
from jukwaa.plans.actions.offering import Hand, accept_offers
from jukwaa.plans.figures.offers import terms_of
from jukwaa.plans.models import Action, Ask, Give, Pledge, Role
from jukwaa.plans.permissions import offers as permissions
from jukwaa.site.figures.desk.offers import STILL_ANSWERED
from jukwaa.site.figures.giving import asks_of, gives_of, needs_for
from jukwaa.site.figures.offers import ROLES, heaps
from jukwaa.site.figures.papers.spans import spans
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.forms.offers import GiveForm, WantedForm
from jukwaa.site.views.offers import seated_forum, seated_plan
from jukwaa.site.views.private import REFUSED, posted, private, refusal


def own_body(request: Request, slug: str, pid: str) -> Organisation:
    """For those who answer or give for it, and the secretary; to others in the forum it is not there."""
    forum = seated_forum(request, slug)
    body = get_object_or_404(forum.organisations.select_related("forum__area"), pid=pid)
    if not any(can_act(request.user, forum, act, [body.pk]) for act in ("give", "answer")):
        raise Http404
    return body


@private
@require_http_methods(["GET", "POST"])
def body_desk(request: Request, slug: str, pid: str) -> HttpResponse:
    """What is asked of a body and what it can give; a POST adds what it can give."""
    body = own_body(request, slug, pid)
    form = GiveForm(posted(request), forum=body.forum)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal(giving.make_give, body, _wanted(form), by=request.user, today=localdate())
        if not refused:
            messages.success(request, _("Noted: those who need it see it now."))
            return redirect("site:body-desk", slug, pid)
    parts, plan = _parts_of(body), reporting_plan(request.user, body.forum)
    terms = terms_of(parts)
    context = {
        "forum": body.forum,
        "body": body,
        "heaps": heaps(parts),
        "all": [(role.pk, terms[role.pk].mark) for role in parts if role.reply == Role.Reply.OFFERED],
        "may_answer": can_act(request.user, body.forum, "answer", [body.pk]),
        "gives": gives_of(body),
        "needs": needs_for(body),
        "may_give": permissions.can_give(request.user, body),
        "spans": [each for each in spans(plan) if not each.is_year] if plan else [],
        "form": form,
        "refused": refused,
    }
    wrong = bool(form.errors or refused)
    return page(request, "site/desk/body_desk.html", context, status=REFUSED if wrong else 200)


def _parts_of(body: Organisation) -> list[Role]:
    roles = ROLES.filter(STILL_ANSWERED, organisation=body)
    return list(roles.order_by("-action__plan__starts", "action__position", "position"))


@private
@require_POST
def body_accept(request: Request, slug: str, pid: str) -> HttpResponse:
    """Yes to all that stood on the page, as it stood there."""
    body = own_body(request, slug, pid)
    seen = dict(pair.split(":", 1) for pair in request.POST.getlist("offer") if ":" in pair)
    roles = [role for role in _parts_of(body) if str(role.pk) in seen and role.reply == Role.Reply.OFFERED]
    marks = {role.pk: seen[str(role.pk)] for role in roles}
    refused = refusal(_accept_each_plan, roles, marks, Hand(request.user, localdate()))
    return _answered(request, refused, _("Accepted. Thank you."), redirect("site:body-desk", slug, pid))


@transaction.atomic
def _accept_each_plan(roles: list[Role], marks: dict[int, str], hand: Hand) -> None:
    for _plan, parts in groupby(roles, key=lambda role: role.action.plan_id):
        accept_offers(list(parts), hand=hand, seen=marks)


def _wanted(form: WantedForm) -> Wanted:
    said = form.cleaned_data
    return Wanted(said["need"], said["text"], said["starts"], said["ends"], said.get("areas", ()))


@private
@require_http_methods(["GET", "POST"])
def action_desk(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """What an action needs besides money; a POST adds a need."""
    plan = seated_plan(request, slug, edition)
    action = get_object_or_404(
        Action.objects.select_related("plan__forum__area", "section"), plan=plan, pid=pid
    )
    form = WantedForm(posted(request))
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal(giving.make_ask, action, _wanted(form), by=request.user, today=localdate())
        if not refused:
            messages.success(request, _("Noted: bodies that can give it see it now."))
            return redirect("site:action-desk", slug, edition, pid)
    context = {
        "forum": plan.forum,
        "plan": plan,
        "action": action,
        "title": say(action.title),
        "asks": asks_of(action, request.user),
        "may_ask": permissions.can_ask(request.user, action),
        "form": form,
        "refused": refused,
    }
    wrong = bool(form.errors or refused)
    return page(request, "site/desk/action_desk.html", context, status=REFUSED if wrong else 200)


def _ask(request: Request, slug: str, pk: int) -> Ask:
    forum = seated_forum(request, slug)
    asks = Ask.objects.visible_to(request.user).select_related("action__plan__forum")
    return get_object_or_404(asks, action__plan__forum=forum, pk=pk)


def _pledge(request: Request, slug: str, pk: int) -> Pledge:
    forum = seated_forum(request, slug)
    pledges = Pledge.objects.visible_to(request.user).select_related(
        "ask__action__plan__forum", "organisation"
    )
    return get_object_or_404(pledges, organisation__forum=forum, pk=pk)


def _answered(request: Request, refused: str, sentence: str, where: HttpResponse) -> HttpResponse:
    """Back to the page that it was done on, with what was done or why not."""
    if refused:
        messages.warning(request, refused)
    else:
        messages.success(request, sentence)
    return where


def _to_action(ask: Ask) -> HttpResponse:
    plan = ask.action.plan
    return redirect("site:action-desk", plan.forum.slug, plan.edition, ask.action.pid)


@private
@require_POST
def ask_close(request: Request, slug: str, pk: int) -> HttpResponse:
    ask = _ask(request, slug, pk)
    refused = refusal(giving.close_ask, ask, by=request.user)
    return _answered(request, refused, _("No longer asked for."), _to_action(ask))


@private
@require_POST
def ask_pledge(request: Request, slug: str, pk: int, body: str) -> HttpResponse:
    ask, giver = _ask(request, slug, pk), own_body(request, slug, body)
    refused = refusal(giving.make_pledge, ask, giver, by=request.user, today=localdate())
    there = redirect("site:body-desk", slug, body)
    return _answered(request, refused, _("The body that leads is told. Thank you."), there)


@private
@require_POST
def give_close(request: Request, slug: str, pk: int) -> HttpResponse:
    forum = seated_forum(request, slug)
    gives = Give.objects.visible_to(request.user).select_related("organisation")
    give = get_object_or_404(gives, forum=forum, pk=pk)
    refused = refusal(giving.close_give, give, by=request.user)
    return _answered(request, refused, _("Taken off the list."), _to_body(request, give.organisation))


def _to_body(request: Request, body: Organisation) -> HttpResponse:
    """Its page, for who may see it."""
    may = can_act(request.user, body.forum, "give", [body.pk])
    return redirect("site:body-desk", body.forum.slug, body.pid) if may else redirect("site:desk")


def _settle(act: Callable[..., Any], sentence: str, request: Request, slug: str, pk: int) -> HttpResponse:
    pledge = _pledge(request, slug, pk)
    refused = refusal(act, pledge, by=request.user)
    return _answered(request, refused, sentence, _to_action(pledge.ask))


@private
@require_POST
def pledge_take(request: Request, slug: str, pk: int) -> HttpResponse:
    return _settle(giving.take_pledge, _("Taken, with thanks."), request, slug, pk)


@private
@require_POST
def pledge_leave(request: Request, slug: str, pk: int) -> HttpResponse:
    return _settle(giving.leave_pledge, _("Noted as not needed."), request, slug, pk)


@private
@require_POST
def pledge_take_back(request: Request, slug: str, pk: int) -> HttpResponse:
    return _settle(giving.take_back_pledge, _("Taken back."), request, slug, pk)

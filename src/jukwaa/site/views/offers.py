"""What is asked of bodies: one screen for each offer, the secretary's list of all, the messages that ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Forum
from jukwaa.plans.actions import offering
from jukwaa.plans.actions.offering import Hand
from jukwaa.plans.figures.offers import terms_of
from jukwaa.plans.models import Plan, Reply, Role
from jukwaa.plans.permissions import offers as permissions
from jukwaa.site.figures.messages import letters
from jukwaa.site.figures.offers import ROLES, heaps, offer_url, tell_offer
from jukwaa.site.figures.seated import reach_of
from jukwaa.site.forms.offers import TOLD, CounterForm, ReasonForm, came_of
from jukwaa.site.views.private import REFUSED, private, refusal


def seated_forum(request: Request, slug: str) -> Forum:
    """A forum in which this person sits. Of any other, its desk is not there."""
    sitting = Forum.objects.filter(seats__in=request.user.seats.current()).distinct()
    return get_object_or_404(sitting.select_related("area"), slug=slug)


def seated_plan(request: Request, slug: str, edition: str) -> Plan:
    forum = seated_forum(request, slug)
    return get_object_or_404(Plan.objects.visible_to(request.user).with_forum(), forum=forum, edition=edition)


def _role(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> Role:
    """An offer that this person may follow; of any other nobody learns that it is there."""
    plan = seated_plan(request, slug, edition)
    role = get_object_or_404(ROLES, action__plan=plan, action__pid=pid, organisation__pid=body, kind=part)
    if not permissions.can_follow(request.user, role):
        raise Http404
    return role


@private
@require_GET
def offer(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> HttpResponse:
    return _show(request, _role(request, slug, edition, pid, body, part))


def _show(request: Request, role: Role, refused: str = "", **forms: CounterForm | ReasonForm) -> HttpResponse:
    forum = role.action.plan.forum
    shown = {
        "counter_form": CounterForm(forum=forum, now=terms_of([role])[role.pk]),
        "decline_form": ReasonForm(prefix="decline"),
        "keep_form": ReasonForm(prefix="keep"),
    } | forms
    context = {
        "forum": forum,
        "plan": role.action.plan,
        "offer": tell_offer(role, request.user),
        "urls": {
            name: offer_url(role, f"offer-{name}")
            for name in ("accept", "decline", "counter", "take", "keep")
        },
        "told": TOLD,
        "came": came_of(request.POST.get("came", "")),
        "errors": next((form for form in forms.values() if form.errors), None),
        "open": next(iter(forms), ""),
        "refused": refused,
        **shown,
    }
    wrong = bool(refused or context["errors"])
    return page(request, "site/desk/offer.html", context, status=REFUSED if wrong else 200)


def _hand(request: Request, role: Role) -> Hand:
    """From the body's own seat where one has it, else as it was told to the secretary."""
    came = came_of(request.POST.get("came", ""))
    own = permissions.can_answer(request.user, role)
    return Hand(request.user, localdate(), Reply.Came.SEAT if own or not came else came)


def _done(request: Request, role: Role, hand: Hand, said: str, written: str) -> HttpResponse:
    """`said` to the body itself, `written` to the secretary who entered what it said."""
    own = hand.came == Reply.Came.SEAT
    messages.success(request, (said if own else written) % {"action": role.action, "body": role.organisation})
    plan = role.action.plan
    if own:
        return redirect("site:desk")
    return redirect("site:desk-offers", plan.forum.slug, plan.edition)


@private
@require_POST
def offer_accept(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> HttpResponse:
    role = _role(request, slug, edition, pid, body, part)
    hand = _hand(request, role)
    if refused := refusal(offering.accept_offer, role, hand=hand, seen=request.POST.get("seen", "")):
        return _show(request, role, refused)
    thanks = _("Accepted: %(action)s. Thank you.")
    return _done(request, role, hand, thanks, _("Written down: %(body)s said yes (%(action)s)."))


@private
@require_POST
def offer_decline(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> HttpResponse:
    role = _role(request, slug, edition, pid, body, part)
    form, hand = ReasonForm(request.POST, prefix="decline"), _hand(request, role)
    if not form.is_valid():
        return _show(request, role, decline_form=form)
    if refused := refusal(offering.decline_offer, role, hand=hand, reason=form.cleaned_data["reason"]):
        return _show(request, role, refused, decline_form=form)
    declined = _("Declined: %(action)s. It can be changed here.")
    return _done(request, role, hand, declined, _("Written down: %(body)s said no (%(action)s)."))


@private
@require_POST
def offer_counter(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> HttpResponse:
    role = _role(request, slug, edition, pid, body, part)
    hand, now = _hand(request, role), terms_of([role])[role.pk]
    form = CounterForm(request.POST, forum=role.action.plan.forum, now=now)
    if not form.is_valid():
        return _show(request, role, counter_form=form)
    said = {"hand": hand, "reason": form.cleaned_data["reason"]}
    if refused := refusal(offering.counter_offer, role, form.wanted(), **said):
        return _show(request, role, refused, counter_form=form)
    sentence = _("Your other offer is on its way to the body that leads: %(action)s.")
    if role.kind == Role.Kind.LEAD:
        sentence = _("Your other offer is written down; the secretary answers it: %(action)s.")
    written = _("Written down: %(body)s would do it otherwise (%(action)s). The body that leads answers.")
    return _done(request, role, hand, sentence, written)


@private
@require_POST
def offer_take(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> HttpResponse:
    role = _role(request, slug, edition, pid, body, part)
    act: Callable[..., Any] = offering.take_counter
    if refused := refusal(act, role, by=request.user, today=localdate()):
        return _show(request, role, refused)
    messages.success(request, _("The plan is now as %(body)s offered.") % {"body": role.organisation})
    return redirect(offer_url(role))


@private
@require_POST
def offer_keep(request: Request, slug: str, edition: str, pid: str, body: str, part: str) -> HttpResponse:
    role = _role(request, slug, edition, pid, body, part)
    form = ReasonForm(request.POST, prefix="keep")
    if not form.is_valid():
        return _show(request, role, keep_form=form)
    said = {"by": request.user, "today": localdate(), "reason": form.cleaned_data["reason"]}
    if refused := refusal(offering.keep_plan, role, **said):
        return _show(request, role, refused, keep_form=form)
    messages.success(
        request, _("The plan stays as it is, and %(body)s is asked again.") % {"body": role.organisation}
    )
    return redirect(offer_url(role))


# --- the list -----------------------------------------------------------------------------------------------


def _followed(request: Request, plan: Plan) -> list[Role]:
    """All offers of a plan for the secretary; those of the actions that one's body leads for others."""
    reach = reach_of(request.user, "settle")
    roles = ROLES.filter(action__plan=plan).order_by("action__position", "position")
    if plan.forum_id not in reach.forums:
        leads = Role.objects.filter(kind=Role.Kind.LEAD, organisation__in=reach.bodies)
        led = leads.exclude(reply=Role.Reply.DECLINED)
        roles = roles.filter(Q(action__in=led.values("action")) | Q(organisation__in=reach.bodies))
    return list(roles)


@private
@require_GET
def offers(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    roles = _followed(request, plan)
    if not roles and plan.forum_id not in reach_of(request.user, "settle").forums:
        raise Http404
    found = heaps(roles)
    context = {
        "forum": plan.forum,
        "plan": plan,
        "heaps": found,
        "all": len(roles),
        "waiting": sum(len(heap.lines) for heap in found if heap.open),
        "keeps": plan.forum_id in reach_of(request.user, "settle").forums,
    }
    return page(request, "site/desk/offers.html", context)


@private
@require_GET
def offer_letters(request: Request, slug: str, edition: str) -> HttpResponse:
    """One message for each body that has not answered yet, to copy into a telephone."""
    plan = seated_plan(request, slug, edition)
    if plan.forum_id not in reach_of(request.user, "settle").forums:
        raise Http404
    roles = ROLES.filter(action__plan=plan, reply=Role.Reply.OFFERED).order_by("action__position", "position")
    address = settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}"
    context = {"forum": plan.forum, "plan": plan, "letters": letters(plan, roles, address)}
    return page(request, "site/desk/letters.html", context)

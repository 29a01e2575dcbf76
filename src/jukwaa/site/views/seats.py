"""Who sits where: given, invited, linked, handed over, ended. For those who keep the forum.

Whoever lets somebody in, or puts somebody out, has just shown who they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.accounts.views import lead_to_proof, prove_at, why_unproven
from jukwaa.core.context import frame
from jukwaa.core.http import Request, page
from jukwaa.core.letters import are_printed, told_where
from jukwaa.forums import actions
from jukwaa.forums.models import Invitation, Seat
from jukwaa.forums.permissions import can_link
from jukwaa.site.figures.seats import paper_of
from jukwaa.site.forms.seats import (
    BY_EMAIL,
    BY_LINK,
    ComingForm,
    FromDayForm,
    HandOverForm,
    InviteForm,
    SeatForm,
)
from jukwaa.site.views.private import REFUSED, kept_forum, posted, private, refusal


@private
@require_GET
def seats(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    all_of_them = Seat.objects.visible_to(request.user).filter(forum=forum).with_ways_in()
    past = all_of_them.past()
    context = {
        "forum": forum,
        "held": all_of_them.exclude(pk__in=past.values("pk")),
        "past": past.order_by("-ends", "role"),
        "today": localdate(),
    }
    return page(request, "site/desk/seats.html", context)


def _seat(request: Request, slug: str, pk: int) -> Seat:
    forum = kept_forum(request, slug)
    return get_object_or_404(
        Seat.objects.visible_to(request.user).with_ways_in().select_related("forum__area"), forum=forum, pk=pk
    )


@private
@require_http_methods(["GET", "POST"])
def seat_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    if away := lead_to_proof(request):
        return away
    start = {"language": get_language(), "organisation": request.GET.get("body", "")}
    form = SeatForm(posted(request), forum=forum, initial=start)
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        give = partial(
            actions.seat, forum, said["role"], holder=said["name"], organisation=said["organisation"],
            starts=said["starts"], by=request.user,
        )  # fmt: skip
        answer = _with_way_in(request, form, give)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    again = prove_at(request, refused, request.path)
    context = {"forum": forum, "form": form, "refused": refused, "prove_at": again}
    return page(request, "site/desk/seat_new.html", context, status=REFUSED if form.is_bound else 200)


@private
@require_http_methods(["GET", "POST"])
def seat_hand_over(request: Request, slug: str, pk: int) -> HttpResponse:
    seat = _seat(request, slug, pk)
    if away := lead_to_proof(request):
        return away
    form = HandOverForm(posted(request), role=seat.role, initial={"language": get_language()})
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        give = partial(actions.hand_over, seat, to=said["name"], starts=said["starts"], by=request.user)
        answer = _with_way_in(request, form, give)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    again = prove_at(request, refused, request.path)
    context = {"forum": seat.forum, "seat": seat, "form": form, "refused": refused, "prove_at": again}
    return page(request, "site/desk/seat_hand_over.html", context, status=REFUSED if form.is_bound else 200)


def _with_way_in(request: Request, form: ComingForm, give: Any) -> HttpResponse | str:
    """The seat and the way to it in one act: the page to go on with, or why nothing was done."""
    said, token = form.cleaned_data, ""
    if unproven := why_unproven(request):
        return unproven
    try:
        with transaction.atomic():
            made: Seat = give()
            if said["way"] == BY_EMAIL:
                _send(request, made, said)
            elif said["way"] == BY_LINK:
                token = actions.make_link(made, by=request.user, today=localdate())
    except (PermissionDenied, ValidationError) as refused:
        return " ".join(getattr(refused, "messages", [str(refused)]))
    if token:
        return _show_link(request, made, token)
    sent = said["way"] == BY_EMAIL
    messages.success(request, _letter_told(said) if sent else _("Kept: %(name)s") % said)
    return redirect("site:desk-seat", made.forum.slug, made.pk)


def _send(request: Request, seat: Seat, said: dict[str, Any]) -> None:
    address, language = str(frame(request)["address"]), said["language"] or get_language() or "en"
    actions.invite(seat, said["email"], language, by=request.user, now=timezone.now(), address=address)


def _letter_told(said: dict[str, Any]) -> str:
    return told_where(_("The letter to %(email)s is on its way.") % said)


def _show_link(request: Request, seat: Seat, token: str) -> HttpResponse:
    """Shown in the answer itself, once: the link is kept nowhere, so no other page could show it."""
    paper = paper_of(seat, token, str(frame(request)["address"]))
    context = {"forum": seat.forum, "seat": seat, "link": paper.link, "paper": paper}
    return page(request, "site/desk/seat_link.html", context)


@private
@require_GET
def seat(request: Request, slug: str, pk: int) -> HttpResponse:
    return _show(request, _seat(request, slug, pk))


def _weighty(request: Request, act: Callable[..., Any], *args: Any, **said: Any) -> str:
    """Does it, for whoever has just shown who they are; or says why not."""
    return why_unproven(request) or refusal(act, *args, **said)


def _show(
    request: Request,
    seat: Seat,
    refused: str = "",
    invite: InviteForm | None = None,
    end: FromDayForm | None = None,
) -> HttpResponse:
    invitation = Invitation.objects.filter(seat=seat, used=None, withdrawn=None).first()
    start = {
        "email": invitation.email if invitation else "",
        "language": invitation.language if invitation else get_language(),
    }
    context = {
        "forum": seat.forum,
        "seat": seat,
        "link": seat.links.live().first(),
        "invitation": invitation,
        "is_waiting": invitation is not None and invitation.until > timezone.now(),
        "letters_are_printed": are_printed(),
        "may_link": can_link(request.user, seat),
        "invite_form": invite or InviteForm(initial=start),
        "end_form": end or FromDayForm(),
        "refused": refused,
        "prove_at": prove_at(request, refused, reverse("site:desk-seat", args=[seat.forum.slug, seat.pk])),
        "today": localdate(),
    }
    wrong = refused or (invite is not None and invite.errors)
    return page(request, "site/desk/seat.html", context, status=REFUSED if wrong else 200)


def _done(request: Request, seat: Seat, refused: str, told: str) -> HttpResponse:
    if refused:
        return _show(request, seat, refused)
    messages.success(request, told)
    return redirect("site:desk-seat", seat.forum.slug, seat.pk)


@private
@require_POST
def seat_invite(request: Request, slug: str, pk: int) -> HttpResponse:
    seat, form = _seat(request, slug, pk), InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, invite=form)
    if refused := _weighty(request, _send, request, seat, form.cleaned_data):
        return _show(request, seat, refused, invite=form)
    return _done(request, seat, "", _letter_told(form.cleaned_data))


@private
@require_POST
def seat_withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    seat = _seat(request, slug, pk)
    refused = refusal(actions.withdraw_invitation, seat, by=request.user, today=localdate())
    return _done(request, seat, refused, _("The invitation is taken back: its link no longer works."))


@private
@require_POST
def seat_link(request: Request, slug: str, pk: int) -> HttpResponse:
    seat = _seat(request, slug, pk)
    if unproven := why_unproven(request):
        return _show(request, seat, unproven)
    try:
        token = actions.make_link(seat, by=request.user, today=localdate())
    except PermissionDenied as refused:
        return _show(request, seat, str(refused))
    return _show_link(request, _seat(request, slug, pk), token)


@private
@require_POST
def seat_link_revoke(request: Request, slug: str, pk: int) -> HttpResponse:
    seat = _seat(request, slug, pk)
    refused = refusal(actions.revoke_link, seat, by=request.user, today=localdate())
    return _done(request, seat, refused, _("The link is stopped, and whoever came in by it is out."))


@private
@require_POST
def seat_pin_reset(request: Request, slug: str, pk: int) -> HttpResponse:
    seat = _seat(request, slug, pk)
    refused = refusal(actions.reset_pin, seat, by=request.user)
    return _done(request, seat, refused, _("The PIN is cleared: whoever opens the link next sets a new one."))


@private
@require_POST
def seat_end(request: Request, slug: str, pk: int) -> HttpResponse:
    seat, form = _seat(request, slug, pk), FromDayForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, _("Say from which day on."))
    if refused := _weighty(
        request, actions.end_seat, seat, from_day=form.cleaned_data["day"], by=request.user
    ):
        return _show(request, seat, refused, end=form)
    return _done(request, seat, "", _("The holder's time has its end. What they did stays in the record."))

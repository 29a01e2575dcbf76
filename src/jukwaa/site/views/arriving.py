"""The two doors for somebody who is given a seat: the letter's link, and the link with a PIN."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jukwaa.accounts.actions import arrive
from jukwaa.accounts.adapters import TOO_OFTEN, is_within_limit
from jukwaa.accounts.middleware import LINK
from jukwaa.accounts.models import User
from jukwaa.core.http import Request, page
from jukwaa.forums import actions
from jukwaa.forums.models import Invitation, SeatLink
from jukwaa.forums.permissions import can_take
from jukwaa.forums.rules import LINK_HOURS
from jukwaa.site.forms.seats import ArrivalForm, NewPinForm, PinForm
from jukwaa.site.views.private import REFUSED, posted, refusal

GONE = 410


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    asked = Invitation.of_token(token)
    if asked is None:
        return page(request, "site/arriving/over.html", {}, status=GONE)
    if request.user.is_authenticated:
        return _take(request, asked)
    known = User.objects.filter(email=asked.email).exists()
    form = ArrivalForm(None if known else posted(request), initial={"name": asked.seat.holder_name})
    if form.is_bound and form.is_valid():
        return _arrive(request, asked, form)
    context = {"asked": asked, "seat": asked.seat, "forum": asked.seat.forum, "known": known, "form": form}
    return page(request, "site/arriving/invitation.html", context, status=REFUSED if form.errors else 200)


def _take(request: Request, asked: Invitation) -> HttpResponse:
    verdict = can_take(request.user, asked)
    if request.method == "POST" and verdict:
        refused = refusal(actions.take, asked, by=request.user, today=localdate())
        if not refused:
            messages.success(request, _("The seat is yours."))
            return redirect("site:desk")
        verdict = type(verdict)(refused)
    context = {"asked": asked, "seat": asked.seat, "forum": asked.seat.forum, "verdict": verdict}
    wrong = request.method == "POST"
    return page(request, "site/arriving/take.html", context, status=REFUSED if wrong else 200)


def _arrive(request: Request, asked: Invitation, form: ArrivalForm) -> HttpResponse:
    """The address is theirs, for the link came there. They have just chosen a password, so it is proven."""
    said = form.cleaned_data
    with transaction.atomic():
        user = arrive(asked.email, name=said["name"], password=said["new"])
        actions.take(asked, by=user, today=localdate())
    answer: HttpResponse = perform_login(request, Login(user=user))
    reauthenticate_by_password(request)
    messages.success(request, _("The seat is yours."))
    return answer


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def seat_link(request: Request, token: str) -> HttpResponse:
    link = SeatLink.of_token(token)
    if link is None or link.seat.holder is None:
        return page(request, "site/arriving/over.html", {"by_link": True}, status=GONE)
    form = (PinForm if link.pin else NewPinForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        if refused := _refused(request, link, form):
            form.add_error("pin", refused)
        else:
            return _open(request, link, stays=form.cleaned_data["stays"])
    context = {"link": link, "seat": link.seat, "forum": link.seat.forum, "form": form}
    return page(request, "site/arriving/pin.html", context, status=REFUSED if form.errors else 200)


def _refused(request: Request, link: SeatLink, form: PinForm | NewPinForm) -> str:
    """Why the PIN does not open, or is not taken."""
    if not is_within_limit(request, "pin", str(link.pk)):
        return str(TOO_OFTEN)
    if link.pin:
        return str(actions.try_pin(link, form.cleaned_data["pin"]).reason)
    try:
        actions.set_pin(link, form.cleaned_data["pin"], today=localdate())
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def _open(request: Request, link: SeatLink, *, stays: bool) -> HttpResponse:
    """For twelve hours at most; a phone that was not asked to remember forgets sooner."""
    logout(request)  # whoever used this phone before
    now = timezone.now()
    get_adapter().login(request, link.seat.holder)
    until = now + timedelta(hours=LINK_HOURS)
    request.session[LINK] = {"until": until.isoformat(), "seen": now.isoformat(), "stays": stays}
    request.session.set_expiry(until if stays else 0)
    return redirect("site:desk")

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode

from jukwaa.accounts.adapters import DEVICE, where_to_prove
from jukwaa.accounts.models import Device

LINK = "seat_link"  # in the session of somebody who came through a seat link: until when, and last seen
LEAVING = "leaving"  # a cookie: the phone was cleared while there was no line, so its session ends with the next visit
QUIET = timedelta(hours=1)  # after which a phone that may be shared forgets who used it


class Visits:
    """Ends what a seat link opened, notes the day on which a device was used, and asks again for proof.

    allauth's own way of asking again would keep a whole request, address and all, in the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        left = bool(request.COOKIES.get(LEAVING))
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            if left:
                logout(request)
            _end_link(request, timezone.now())
            _note_day(request)
        response = self.get_response(request)
        if left:
            response.delete_cookie(LEAVING, samesite="Lax")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ReauthenticationRequired):
            return redirect_to_proof(request)
        return None


def redirect_to_proof(request: HttpRequest) -> HttpResponse:
    back = urlencode({"next": request.get_full_path()})
    return redirect(f"{where_to_prove(request.user)}?{back}")  # type: ignore[arg-type]  # signed in, so ours


def _end_link(request: HttpRequest, now: datetime) -> None:
    if not (kept := request.session.get(LINK)):
        return
    until, seen = datetime.fromisoformat(kept["until"]), datetime.fromisoformat(kept["seen"])
    if now > until or (not kept["stays"] and now - seen > QUIET):
        logout(request)
    elif now - seen > timedelta(minutes=1):
        request.session[LINK] = {**kept, "seen": now.isoformat()}


def remembered_until(request: HttpRequest, now: datetime) -> datetime:
    """How long the device may show what it keeps for who is signed in: no longer than the server would."""
    if not (kept := request.session.get(LINK)):
        return request.session.get_expiry_date()
    until = datetime.fromisoformat(kept["until"])
    return until if kept["stays"] else min(until, now + QUIET)


def _note_day(request: HttpRequest) -> None:
    if not (kept := request.session.get(DEVICE)):
        return
    pk, today = kept[0], timezone.localdate()
    if kept != (now := [pk, request.session.session_key, str(today)]):
        Device.objects.filter(pk=pk).update(session_key=now[1], last=today)
        request.session[DEVICE] = now

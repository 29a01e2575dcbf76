"""What makes reporting work without a line: the worker, the app's manifest, what a phone holds, and how a report that
waited there is received. A report is answered as data to whoever asks for it (`Accept: application/json`)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from jukwaa.accounts.middleware import remembered_until
from jukwaa.core import sealing
from jukwaa.core.http import Request, page
from jukwaa.forums.permissions import lacks_second_factor
from jukwaa.site.figures.waiting import held_pages
from jukwaa.site.views.private import private

View = Callable[..., HttpResponse]
SEA, SAND = "#0b3a53", "#f7f2e8"  # as in tokens.css: a manifest knows no other way to say it
SIGNED_OUT, NOT_YOURS, UNREADABLE, GONE, WRONG = 401, 403, 400, 404, 422


class NotTheirs(PermissionDenied):
    """It was written by somebody else, or for another action."""


def wants_data(request: Request) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def answered_as_data(view: View) -> View:
    """401 where a page would lead away to the sign-in: the phone keeps what it has until its person has signed in."""

    @wraps(view)
    def answered(request: Request, *args: Any, **said: Any) -> HttpResponse:
        if not wants_data(request):
            return view(request, *args, **said)
        if not request.user.is_authenticated:
            return told(SIGNED_OUT, "signed_out", [_("Your sign-in has expired.")])
        if lacks_second_factor(request.user):
            return told(NOT_YOURS, "second_factor", [_("Set up a second proof that it is you first.")])
        try:
            return view(request, *args, **said)
        except Http404:
            why = [
                _("This action is no longer open to you. Ask the secretary, or write it for another action.")
            ]
            return told(GONE, "gone", why, typed=_typed_again(request))

    return never_cache(answered)


def told(status: int, code: str, why: list[str], **more: Any) -> JsonResponse:
    return JsonResponse({"code": code, "why": why, **more}, status=status)


def received(request: Request, view: Callable[[QueryDict], JsonResponse]) -> JsonResponse:
    """`view` gets what was typed, opened if it came sealed."""
    try:
        typed = unsealed(request)
    except sealing.SealError:
        why = [_("The server cannot open what this phone kept. Tell the secretary; the phone keeps it.")]
        return told(UNREADABLE, "unreadable", why)
    except NotTheirs as no:
        return told(NOT_YOURS, "not_yours", [str(no)])
    try:
        return view(typed)
    except ValidationError as wrong:
        code = "sent_otherwise" if getattr(wrong, "code", "") == "sent_otherwise" else "wrong"
        status = 409 if code == "sent_otherwise" else WRONG
        return told(status, code, list(wrong.messages), typed=pairs(typed))
    except PermissionDenied as no:
        return told(WRONG, "refused", [str(no)], typed=pairs(typed))


def unsealed(request: Request) -> QueryDict:
    """The fields of the form. What was sealed says itself who wrote it and where: another's is not taken for one's own."""
    if not (sealed := request.POST.get("sealed", "")):
        return request.POST
    try:
        said = json.loads(sealing.open_sealed(sealed))
        person, at, fields = (
            said["person"],
            said["at"],
            [(str(name), str(value)) for name, value in said["typed"]],
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise sealing.SealError from fault
    if person != request.user.pk or at != request.path:
        raise NotTheirs(
            _("This report was written by somebody else on this phone. It is sent when they sign in.")
        )
    typed = QueryDict(mutable=True)
    for name, value in fields:
        typed.appendlist(name, value)
    return typed


def pairs(typed: QueryDict) -> list[tuple[str, str]]:
    """What its author wrote, given back to them to be mended: the phone itself cannot open it."""
    return [
        (name, str(value))
        for name, values in typed.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def _typed_again(request: Request) -> list[tuple[str, str]]:
    try:
        return pairs(unsealed(request)) if request.method == "POST" else []
    except (sealing.SealError, NotTheirs):
        return []


# --- what the phone fetches ---------------------------------------------------------------------------------------


@require_safe
def worker(request: Request) -> HttpResponse:
    """At the root, so that it can serve the desk in every language; a page registers it for its own."""
    response = render(
        request,
        "site/desk/worker.js",
        {"version": settings.MADE_BY},
        content_type="text/javascript; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@require_safe
def app_manifest(_request: Request) -> HttpResponse:
    icons = [("core/icon-192.png", "192x192", "any"), ("core/icon-512.png", "512x512", "any"), ("core/icon-512.png", "512x512", "maskable")]  # fmt: skip
    said = {
        "id": "/desk/",  # one app, whatever its language
        "name": "Jukwaa",
        "short_name": "Jukwaa",
        "description": _("Report what was done, also without a line."),
        "lang": get_language(),
        "dir": "ltr",
        "start_url": reverse("site:desk"),
        "scope": "/",
        "display": "standalone",
        "theme_color": SEA,
        "background_color": SAND,
        "icons": [{"src": static(src), "sizes": sizes, "type": "image/png", "purpose": purpose} for src, sizes, purpose in icons],
    }  # fmt: skip
    response = JsonResponse(said, content_type="application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def offline(request: Request) -> HttpResponse:
    """What the worker shows where there is no line: nobody's page, with nothing of a person in it."""
    return page(request, "site/desk/offline.html", {})


@answered_as_data
@private
@require_GET
def held(request: Request) -> HttpResponse:
    """What this phone may hold, until when, and the token with which it sends."""
    return JsonResponse(
        {
            "person": request.user.pk,
            "until": remembered_until(request, timezone.now()).isoformat(),
            "pages": [
                {"at": each.at, "name": each.name, "mark": each.mark} for each in held_pages(request.user)
            ],
            "token": get_token(request),
        }
    )


def seal_point() -> str:
    """What a form hands to the phone to seal to; "" where the key cannot be read: then nothing is kept to be sent later."""
    try:
        return base64.urlsafe_b64encode(sealing.public_point()).decode().rstrip("=")
    except (OSError, ValueError):
        return ""

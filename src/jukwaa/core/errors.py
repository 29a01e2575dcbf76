"""Pages that say what went wrong and where to go on, without a trace."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        _("There is no such page here"),
        _("The address may be mistyped, or what stood here is not public. Nothing is wrong on your side."),
        404,
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, _("This is not open to you"), str(exception), 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        _("This form had lain open too long"),
        _("Go back, load the page again, and send it once more."),
        403,
    )


def failed(request: HttpRequest) -> HttpResponse:
    """The database may be what failed: these pages ask it nothing."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return _away(request)
    return _broken(
        request,
        _("Something broke on our side"),
        _("Nothing of what you sent was half-saved. Please try again in a minute."),
        500,
    )


def _away(request: HttpRequest) -> HttpResponse:
    """The database does not answer, or is too busy: it will be back."""
    response = _broken(
        request,
        _("Back in a moment"),
        _("The database is not answering just now. Nothing of what you sent was half-saved. Wait half a minute, go back, and send it again: what you typed is still there."),
        503,
    )  # fmt: skip
    response.headers["Retry-After"] = "30"
    return response


def _broken(request: HttpRequest, title: str, reason: str, status: int) -> HttpResponse:
    response = render(request, "core/failed.html", {"title": title, "reason": reason}, status=status)
    add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, title: str, reason: str, status: int) -> HttpResponse:
    response = render(request, "core/error.html", {"title": title, "reason": reason}, status=status)
    add_never_cache_headers(response)
    return response

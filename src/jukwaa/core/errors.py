"""Pages that say what went wrong, without a trace and without a database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(
        request, "core/error.html", {"title": _("There is no such page here"), "code": 404}, status=404
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"title": _("This is not open to you"), "reason": str(exception), "code": 403}
    return render(request, "core/error.html", context, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Something broke on our side"),
        "reason": _("Nothing of what you sent was half-saved. Please try again in a minute."),
        "code": 500,
    }
    return render(request, "core/error.html", context, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {
        "title": _("This form had lain open too long"),
        "reason": _("Go back, load the page again, and send it once more."),
        "code": 403,
    }
    return render(request, "core/error.html", context, status=403)

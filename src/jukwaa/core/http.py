from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from jukwaa.accounts.models import User


class Request(HttpRequest):
    """What our views receive: the middleware's additions, declared for the type checker."""

    htmx: HtmxDetails
    user: User


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render a page, or only its named partial when htmx asks for it."""
    htmx = getattr(request, "htmx", None)
    wants_part = bool(part and htmx and not htmx.boosted)
    response = render(request, f"{template}#{part}" if wants_part else template, context, status=status)
    if part:
        patch_vary_headers(response, ["HX-Request"])
    return response

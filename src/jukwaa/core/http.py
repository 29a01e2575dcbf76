from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from jukwaa.core import pages
from jukwaa.core.doors import keep_back

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from jukwaa.accounts.models import User


class Request(HttpRequest):
    """What our views receive: the middleware's additions, declared for the type checker."""

    htmx: HtmxDetails
    user: User
    mask: Any  # plans.rules.masking.Mask: what this reader is not to read


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render a page, or only its named partial when htmx asks for it."""
    htmx = getattr(request, "htmx", None)
    wants_part = bool(part and htmx and not htmx.boosted)
    response = render(request, f"{template}#{part}" if wants_part else template, context, status=status)
    keep_back(request, response)
    if part:
        patch_vary_headers(response, ["HX-Request"])
    return response


def unless_known(
    request: HttpRequest, stamp: str, make: Callable[[], HttpResponse], *, public: bool = True
) -> HttpResponse:
    """The page, or 304 where this reader holds it already. Caches may keep it, and ask each time whether it changed.

    `stamp` is other whenever the page could read otherwise (the code, the language and the reader are added
    here); "" where no stamp covers all that the page says: then its own bytes are its mark. With a stamp, a page that
    anybody may read is made once.
    """
    reader = request.user.pk if request.user.is_authenticated else 0
    mark = f"{stamp}-{settings.MADE_BY}-{get_language()}-{reader}"
    if stamp and public and not reader:
        make = pages.once(request, mark, make)
    made = None if stamp else make()
    etag = quote_etag(mark if made is None else hashlib.sha256(made.content).hexdigest()[:24])
    response = get_conditional_response(request, etag=etag, response=made) or make()
    if response.status_code in (200, 304):
        response.headers["ETag"] = etag
    asked_each_time(response, public=public and not reader)
    patch_vary_headers(response, ["Cookie"])
    return response


def asked_each_time(response: HttpResponseBase, *, public: bool) -> None:
    """It may be kept, by everybody or by the reader alone, but never used without asking whether it changed."""
    kept: dict[str, bool] = {"public" if public else "private": True}
    patch_cache_control(response, no_cache=True, **kept)

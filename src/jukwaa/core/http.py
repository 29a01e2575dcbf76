from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from jukwaa.core import pages
from jukwaa.core.doors import keep_back

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from jukwaa.accounts.models import User


View = Callable[..., HttpResponse]


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


def as_it_stands(stand: Callable[..., str]) -> Callable[[View], View]:
    """A public page: made once for each state of what it tells (`core.pages`), 304 where this reader holds it already.

    `stand(forum)` is other whenever a page of that forum could read otherwise; the forum is the `slug` in the address,
    without one the page tells of all. Caches may keep the page, and ask each time whether it changed. For who brings a
    session it is made each time, and lies in no shared cache.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            def make() -> HttpResponse:
                return view(request, *args, **kwargs)

            def now() -> str:
                return stand(kwargs.get("slug", ""))

            made = pages.kept(request, now, make) if pages.is_anybodys(request) else make()
            response = _unless_known(request, made)
            asked_each_time(response, public=isinstance(made, pages.Kept))
            patch_vary_headers(response, ["Cookie", "Accept-Encoding", *pages.TELLING])
            return response

        return answer

    return decorate


def _unless_known(request: Request, made: pages.Kept | HttpResponse) -> HttpResponse:
    if isinstance(made, HttpResponse) and made.status_code != 200:
        return made
    etag = made.etag if isinstance(made, pages.Kept) else pages.mark_of(made)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = pages.sent(request, made) if isinstance(made, pages.Kept) else made
    if response.status_code in (200, 304):
        response.headers["ETag"] = etag
    return response


def asked_each_time(response: HttpResponseBase, *, public: bool) -> None:
    """It may be kept, by everybody or by the reader alone, but never used without asking whether it changed."""
    kept: dict[str, bool] = {"public" if public else "private": True}
    patch_cache_control(response, no_cache=True, **kept)

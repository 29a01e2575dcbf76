from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from jukwaa.core.doors import keep_back

# No inline script, no other host; styles may carry a custom property (`style="--v:76"`), which cannot run.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def content_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return respond


def kept_back(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """`request.mask`: what this reader is not to read. Pages are masked as they are made (`core.http.page`), all else here."""
    mask_of = import_string(settings.MASK_OF_REQUEST)

    def respond(request: HttpRequest) -> HttpResponse:
        request.mask = SimpleLazyObject(lambda: mask_of(request))  # type: ignore[attr-defined]
        response = get_response(request)
        if response.status_code < 500 and keep_back(request, response):
            response.headers.pop("ETag", None)  # it was another text's
        return response

    return respond

"""Pages that anybody may read, kept in memory as they are sent: compressed, under a mark that says as of when.

A mark is other whenever the page could read otherwise (`core.http.unless_known`), so nothing is ever thrown out by
hand and every web process is right at once; what nobody asks for any more is pushed out.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

ACCEPTS_GZIP = re.compile(r"\bgzip\b")  # as Django's own middleware reads it


def once(request: HttpRequest, mark: str, make: Callable[[], HttpResponse]) -> Callable[[], HttpResponse]:
    """`make`, unless the same page was made already under this mark."""

    def kept_or_made() -> HttpResponse:
        asked = "\n".join([mark, request.build_absolute_uri(), request.headers.get("HX-Request", "")])
        key = hashlib.sha256(asked.encode()).hexdigest()
        kept: tuple[bytes, str] | None = caches["pages"].get(key)
        if kept is None:
            made = make()
            if made.status_code != 200 or made.cookies:
                return made
            kept = gzip.compress(made.content, 6, mtime=0), made.headers["Content-Type"]
            caches["pages"].set(key, kept)
        return _answer(request, *kept)

    return kept_or_made


def _answer(request: HttpRequest, packed: bytes, kind: str) -> HttpResponse:
    if ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(packed, content_type=kind, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(packed), content_type=kind)
    response.passed = True  # type: ignore[attr-defined]  # by `core.doors`, before it was kept
    patch_vary_headers(response, ["Accept-Encoding", "HX-Request"])
    return response

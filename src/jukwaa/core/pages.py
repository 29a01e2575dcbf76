"""Pages that anybody may read are made once for each state of what they tell, and kept in memory as they are sent.

How it stands is asked each time (`core.http.as_it_stands`), so nothing is ever thrown out by hand, and every web
process is right at once (decision 22).
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, RLock
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from jukwaa.core.doors import keep_back

Made = TypeVar("Made")

ACCEPTS_GZIP = re.compile(r"\bgzip\b")  # as Django's own middleware reads it
TELLING = ("HX-Request", "HX-Boosted")  # headers by which a page may be only a part of itself
AT_ONCE = [Lock() for _ in range(64)]  # who wants what another thread is making waits for it
MOST_THINGS = 48  # a plan of 500 actions, read and worked out, is about a megabyte


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made, and how things stood then."""

    stands: str
    packed: bytes
    headers: dict[str, str]
    etag: str  # of what it says alone: that something was done must not be seen where the page says the same


def is_anybodys(request: HttpRequest) -> bool:
    """Who brings no session is nobody in particular, and has no message waiting."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and request.method in ("GET", "HEAD")


def kept(
    request: HttpRequest, stand: Callable[[], str], make: Callable[[], HttpResponse]
) -> Kept | HttpResponse:
    """The page as it is kept, made now if things stand otherwise since; as it is where it is not to be kept."""
    key = _key(request)
    found: Kept | None = caches["pages"].get(key)
    if found and found.stands == stand():
        return found
    with AT_ONCE[int(key[:8], 16) % len(AT_ONCE)]:
        stands = stand()  # before anything is read for the page: never newer than what it says
        found = caches["pages"].get(key)
        if found and found.stands == stands:
            return found
        request.stands = stands  # type: ignore[attr-defined]
        made = make()
        keep_back(request, made)
        if made.status_code != 200 or made.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            return made
        found = Kept(stands, gzip.compress(made.content, 6, mtime=0), dict(made.headers), mark_of(made))
        caches["pages"].set(key, found)
    return found


def sent(request: HttpRequest, page: Kept) -> HttpResponse:
    if ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(page.packed, headers=page.headers | {"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(page.packed), headers=page.headers)
    response.passed = True  # type: ignore[attr-defined]  # by `core.doors`, before it was kept
    return response


def mark_of(response: HttpResponse) -> str:
    """Weak, as the same page goes out compressed and not."""
    return f'W/"{hashlib.sha256(response.content).hexdigest()[:24]}"'


def _key(request: HttpRequest) -> str:
    told = (request.headers.get(name, "") for name in TELLING)
    asked = "\n".join([request.build_absolute_uri(), get_language() or "", *told])
    return hashlib.sha256(asked.encode()).hexdigest()


_things: OrderedDict[str, Any] = OrderedDict()
_one_by_one = RLock()  # what is made here may be made of another such thing


def once(request: HttpRequest, name: str, make: Callable[[], Made]) -> Made:
    """Something that many pages are made of, worked out once as long as things stand as they do; whoever gets it only reads it.

    For a page that is not anybody's it is made anew.
    """
    stands = getattr(request, "stands", "")
    if not stands:
        return make()
    key = hashlib.sha256(f"{name} {get_language()}".encode()).hexdigest()
    with _one_by_one:
        if caches["pages"].get(key) != stands or key not in _things:
            _things[key] = make()
            caches["pages"].set(key, stands)
        _things.move_to_end(key)
        while len(_things) > MOST_THINGS:
            _things.popitem(last=False)
        made: Made = _things[key]
    return made

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language


def frame(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page needs: the same page in the other languages, and our public address.

    The language stands in the path alone, so a page that is missing has its twin too.
    """
    language = get_language() or settings.LANGUAGE_CODE
    path = escape_uri_path(request.path)
    asked = request.META.get("QUERY_STRING", "")
    twins = [(code, name, in_language(path, code)) for code, name in settings.LANGUAGES]
    return {
        "twins": twins,  # this one too
        "other_languages": [
            (code, name, f"{twin}?{asked}" if asked else twin)
            for code, name, twin in twins
            if code != language
        ],
        "home": in_language("/", language),
        "path": path,
        "address": settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}",
        "user": request.user,
    }


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language: English at the root, the others under their code."""
    bare = path
    for other, _name in settings.LANGUAGES:
        if path == f"/{other}" or path.startswith(f"/{other}/"):
            bare = path[len(other) + 1 :] or "/"
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"

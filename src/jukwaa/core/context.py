from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def frame(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page needs: the same page in the other languages, and our public address."""
    here = request.get_full_path()
    others = [
        (code, name, translate_url(here, code)) for code, name in settings.LANGUAGES if code != get_language()
    ]
    return {
        "other_languages": others,
        "address": settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}",
        "user": request.user,
    }

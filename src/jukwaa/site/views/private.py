"""What the pages of the desk share: who keeps which forum, never a cached page, and refusals as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from jukwaa.core.http import Request
from jukwaa.forums.models import Forum

REFUSED = 422  # the page again, with what was typed and why it was not done

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For people who have signed in; kept in no cache, so nobody finds it with the button "back"."""
    return never_cache(login_required(view))


def kept_forum(request: Request, slug: str) -> Forum:
    """A forum that this person keeps. Of any other, its desk is not there."""
    return get_object_or_404(Forum.objects.kept_by(request.user).select_related("area"), slug=slug)


def posted(request: Request) -> QueryDict | None:
    """What was sent, also if it is nothing at all: an empty form is told what it lacks."""
    return request.POST if request.method == "POST" else None


def refusal(act: Callable[..., Any], *args: Any, **said: Any) -> str:
    """Does it; or gives the sentence that says why not, to be shown beside the form."""
    try:
        act(*args, **said)
    except PermissionDenied as refused:
        return str(refused)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""

"""What the pages of the desk share: who keeps which forum, never a cached page, and refusals as sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from jukwaa.core.http import Request
from jukwaa.forums.models import Forum
from jukwaa.forums.permissions import lacks_second_factor

REFUSED = 422  # the page again, with what was typed and why it was not done

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For people who have signed in; kept in no cache, so nobody finds it with the button "back".

    Those whose seat asks for a second factor are led through setting one up first.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **said: Any) -> HttpResponse:
        if lacks_second_factor(request.user):
            back = urlencode({"next": request.path}) if request.method == "GET" else ""
            return redirect(f"{reverse('accounts:second-factor')}?{back}")
        return view(request, *args, **said)

    return never_cache(login_required(guarded))


def kept_forum(request: Request, slug: str) -> Forum:
    """A forum that this person keeps. Of any other, its desk is not there."""
    return get_object_or_404(Forum.objects.kept_by(request.user).select_related("area"), slug=slug)


def sat_forum(request: Request, slug: str) -> Forum:
    """A forum in which this person sits. Of any other, its rooms are not there."""
    return get_object_or_404(Forum.objects.sat_in_by(request.user).select_related("area"), slug=slug)


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


def refusal_in(form: Any, act: Callable[..., Any], *args: Any, **said: Any) -> str:
    """As `refusal`; the faults of what was typed stand at the form's fields (its `refuse`)."""
    try:
        act(*args, **said)
    except PermissionDenied as refused:
        return str(refused)
    except ValidationError as wrong:
        form.refuse(wrong)
    return ""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from jukwaa.accounts.models import Happening, User
from jukwaa.accounts.views.proving import needs_reauthentication
from jukwaa.core.http import Request, as_it_stands, page
from jukwaa.site.actions.erasing import erase_account
from jukwaa.site.figures import register
from jukwaa.site.figures.freshness import how_it_stands
from jukwaa.site.figures.happened import happened_here, happened_to
from jukwaa.site.figures.own_data import own_data
from jukwaa.site.forms.erasing import EraseForm
from jukwaa.site.permissions import can_erase, can_watch
from jukwaa.site.views.private import REFUSED, private


@require_safe
@as_it_stands(how_it_stands)
def data_protection(request: Request) -> HttpResponse:
    context = {"register": register, "operator": settings}
    return page(request, "site/data_protection.html", context)


@never_cache
@login_required
@require_GET
def own_data_page(request: Request) -> HttpResponse:
    context = {"told": own_data(request.user), "may_erase": can_erase(request.user, request.user)}
    return page(request, "site/desk/own_data.html", context)


@never_cache
@login_required
@require_GET
def own_data_file(request: Request) -> HttpResponse:
    told = own_data(request.user)
    Happening.objects.note(request.user, Happening.What.TAKEN_ALONG)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="jukwaa-own-data.json"'
    return response


@never_cache
@login_required
@require_GET
def happened(request: Request) -> HttpResponse:
    """What happened on this person's own account."""
    return page(request, "site/desk/happened.html", {"told": happened_to(request.user, timezone.now())})


@private
@require_GET
def happened_on_server(request: Request) -> HttpResponse:
    can_watch(request.user).require()
    told = happened_here(request.user, timezone.now())
    return page(request, "site/desk/happened.html", {"told": told, "of_all": True})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account_erase(request: Request) -> HttpResponse:
    """Asks once more who it is; whoever came by a seat link has nothing more to show than the link."""
    return _erase(request) if request.user.via_link else needs_reauthentication(_erase)(request)


def _erase(request: Request) -> HttpResponse:
    form = EraseForm(request.POST if request.method == "POST" else None)
    may = can_erase(request.user, request.user)
    if not may or not form.is_valid():
        context = {"form": form, "may_erase": may}
        return page(request, "site/desk/erase.html", context, status=REFUSED if form.is_bound else 200)
    user = User.objects.get(pk=request.user.pk)
    erase_account(user, by=user, today=localdate())
    logout(request)
    return page(request, "site/erased.html", {})

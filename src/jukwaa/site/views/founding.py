"""What administrators of the server do: set up a forum, type in a strategy's areas."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.forums.actions import Charter
from jukwaa.forums.permissions import can_found
from jukwaa.forums.rules import SIGNERS
from jukwaa.places.models import Area
from jukwaa.site.actions.founding import found_with_secretary
from jukwaa.site.forms.keeping import ForumForm, ThemeForm
from jukwaa.strategies.actions import add_theme
from jukwaa.strategies.models import Strategy


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def forum_new(request: Request) -> HttpResponse:
    can_found(request.user).require()
    form = ForumForm(request.POST or None, initial={"languages": ["en", "sw"], "signers": list(SIGNERS)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = found_with_secretary(
                _charter(form), email=said["secretary_email"], name=said["secretary_name"], by=request.user
            )
        except ValidationError as refused:
            form.add_error("slug", refused)
        else:
            return page(request, "site/desk/forum_made.html", {"made": made})
    return page(request, "site/desk/forum_new.html", {"form": form}, status=422 if form.errors else 200)


def _charter(form: ForumForm) -> Charter:
    said = form.cleaned_data
    return Charter(
        slug=said["slug"],
        area=Area.objects.get(code=said["area"]),
        name={code: said[f"name_{code}"] for code in ("en", "sw") if said[f"name_{code}"]},
        languages=said["languages"],
        currency=said["currency"],
        fy_month=said["fy_month"],
        signers=said["signers"],
        levels=[said[name] for name in ("level_1", "level_2", "level_3") if said[name]],
    )


@login_required
@require_http_methods(["GET", "POST"])
def strategies(request: Request) -> HttpResponse:
    can_found(request.user).require()
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        strategy = get_object_or_404(Strategy, pk=request.POST.get("strategy"), forum=None)
        said = form.cleaned_data
        if strategy.themes.filter(code=said["code"]).exists():
            form.add_error("code", _("This strategy has an area of that code already."))
        else:
            title = {code: said[f"title_{code}"] for code in ("en", "sw") if said[f"title_{code}"]}
            add_theme(strategy, said["code"], title, by=request.user)
            messages.success(request, _("Added."))
            return redirect("site:desk-strategies")
    context = {"strategies": Strategy.objects.filter(forum=None).prefetch_related("themes"), "form": form}
    return page(request, "site/desk/strategies.html", context, status=422 if form.errors else 200)

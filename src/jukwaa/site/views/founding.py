"""What administrators of the server do: set up a forum, type in a strategy's areas."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.forums.actions import Charter
from jukwaa.forums.permissions import can_found
from jukwaa.forums.rules import SIGNERS
from jukwaa.places.models import Area
from jukwaa.site.actions.founding import found_with_secretary
from jukwaa.site.forms.keeping import ForumForm, ThemeForm
from jukwaa.site.views.private import REFUSED, posted, private, refusal
from jukwaa.strategies.actions import add_theme
from jukwaa.strategies.models import Strategy


@private
@require_http_methods(["GET", "POST"])
def forum_new(request: Request) -> HttpResponse:
    can_found(request.user).require()
    form = ForumForm(posted(request), initial={"languages": ["en", "sw"], "signers": list(SIGNERS)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = {"email": said["secretary_email"], "name": said["secretary_name"]}
        try:
            made = found_with_secretary(_charter(form), **person, by=request.user)
        except (PermissionDenied, ValidationError) as refused:
            form.add_error("slug", ValidationError(getattr(refused, "messages", [str(refused)])))
        else:  # shown in the answer itself: the password is kept nowhere, so no other page could show it
            return page(request, "site/desk/forum_made.html", {"made": made, "forum": made.forum})
    return page(request, "site/desk/forum_new.html", {"form": form}, status=REFUSED if form.errors else 200)


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


@private
@require_http_methods(["GET", "POST"])
def strategies(request: Request) -> HttpResponse:
    can_found(request.user).require()
    wanted = request.POST.get("strategy", "")
    strategies = Strategy.objects.filter(forum=None).prefetch_related("themes")
    bound, refused = ThemeForm(posted(request)), ""
    if request.method == "POST" and bound.is_valid():
        strategy = get_object_or_404(Strategy, code=wanted, forum=None)
        said = bound.cleaned_data
        title = {code: said[f"title_{code}"] for code in ("en", "sw") if said[f"title_{code}"]}
        if strategy.themes.filter(code=said["code"]).exists():
            bound.add_error("code", _("This strategy has an area of that code already."))
        elif not (refused := refusal(add_theme, strategy, said["code"], title, by=request.user)):
            messages.success(request, _("Added: %(title)s") % {"title": said["title_en"]})
            return redirect("site:desk-strategies")
    forms = [(each, bound if each.code == wanted else ThemeForm()) for each in strategies]
    context = {"strategies": forms, "form": bound, "wanted": wanted, "refused": refused}
    return page(
        request, "site/desk/strategies.html", context, status=REFUSED if bound.errors or refused else 200
    )

"""The forum's bodies: what each is, and whether it agreed to be named in public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.forums.actions import Portrait, admit, describe
from jukwaa.forums.models import Organisation
from jukwaa.site.forms.keeping import BodyForm
from jukwaa.site.views.intake import kept_forum


@login_required
@require_GET
def bodies(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    words = request.GET.get("q", "").strip()
    found = Organisation.objects.visible_to(request.user).filter(forum=forum)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    ordered = found.order_by(F("state").asc(nulls_first=True), "name")
    context = {"forum": forum, "bodies": ordered, "q": words, "unclassed": found.unclassed().count()}
    return page(request, "site/desk/bodies.html", context, part="list")


@login_required
@require_http_methods(["GET", "POST"])
def body(request: Request, slug: str, pid: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user).select_related("forum", "forum__area"),
        forum=forum,
        pid=pid,
    )
    form = BodyForm(request.POST or None, forum=forum, named=True, initial=_said(organisation))
    if request.method == "POST" and form.is_valid():
        describe(organisation, _portrait(form, organisation.name), by=request.user)
        messages.success(request, _("Kept: %(name)s") % {"name": organisation})
        return redirect("site:desk-bodies", slug)
    context = {"forum": forum, "body": organisation, "form": form}
    return page(request, "site/desk/body.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def body_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    form = BodyForm(request.POST or None, forum=forum, named=False)
    if request.method == "POST" and form.is_valid():
        admit(forum, [_portrait(form, form.cleaned_data["name"])], by=request.user)
        messages.success(request, _("Kept: %(name)s") % {"name": form.cleaned_data["name"]})
        return redirect("site:desk-bodies", slug)
    context = {"forum": forum, "body": None, "form": form}
    return page(request, "site/desk/body.html", context, status=422 if form.errors else 200)


def _said(organisation: Organisation) -> dict[str, Any]:
    return {
        "short_name": organisation.short_name,
        "kind": organisation.kind,
        "state": {True: "yes", False: "no", None: ""}[organisation.state],
        "agreed": organisation.listed,
        "areas": list(organisation.areas.values_list("code", flat=True)),
        "focus_en": organisation.focus.get("en", ""),
        "focus_sw": organisation.focus.get("sw", ""),
        "capacity": organisation.capacity,
    }


def _portrait(form: BodyForm, name: str) -> Portrait:
    said = form.cleaned_data
    return Portrait(
        name=name,
        short_name=said["short_name"],
        kind=said["kind"],
        state=said["state"],
        areas=said["areas"],
        focus={code: said[f"focus_{code}"] for code in ("en", "sw") if said[f"focus_{code}"]},
        capacity=said["capacity"],
        agreed=said["agreed"],
    )

"""The forum's bodies: what each is, and whether it agreed to be named in public."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.forums.actions import Portrait, admit, describe
from jukwaa.forums.models import Forum, Organisation
from jukwaa.forums.permissions import can_act
from jukwaa.plans.actions import rename_body
from jukwaa.plans.permissions import can_rename
from jukwaa.site.forms.bodies import BodyForm, Classes, as_answer, from_answer
from jukwaa.site.views.private import REFUSED, kept_forum, posted, private, refusal

ASKED_AT_ONCE = 25


@private
@require_http_methods(["GET", "POST"])
def bodies(request: Request, slug: str) -> HttpResponse:
    """Those that nobody has classed yet, with the one question; below them all the others."""
    forum = kept_forum(request, slug)
    words = request.GET.get("q", "").strip()
    found = Organisation.objects.visible_to(request.user).filter(forum=forum)
    asked = list(found.unclassed().order_by("name")[:ASKED_AT_ONCE])
    form = Classes(
        posted(request),
        prefix="bodies",
        initial=[{"pid": body.pid, "what": as_answer(body), "agreed": body.listed} for body in asked],
    )
    refused = ""
    if request.method == "POST" and form.is_valid():
        said, refused = _class_all(request, forum, form)
        if not refused:
            messages.success(request, ngettext("%(n)s body kept.", "%(n)s bodies kept.", said) % {"n": said})
            return redirect("site:desk-bodies", slug)
    known = _named(found.exclude(state=None), words).order_by("name")
    context = {
        "forum": forum,
        "q": words,
        "form": form,
        "asked": _with_bodies(form, found),
        "unclassed": found.unclassed().count(),
        "bodies": known,
        "refused": refused,
    }
    return page(request, "site/desk/bodies.html", context, status=REFUSED if form.is_bound else 200)


def _named(found: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    return found.filter(Q(name__icontains=words) | Q(short_name__icontains=words)) if words else found


def _with_bodies(form: Any, found: QuerySet[Organisation]) -> list[tuple[Any, Organisation]]:
    """Each question with the body that it is about; one that is gone meanwhile is no longer asked about."""
    pids = [each["pid"].value() for each in form]
    by_pid = {body.pid: body for body in found.filter(pid__in=[pid for pid in pids if pid])}
    return [(each, by_pid[pid]) for each, pid in zip(form, pids, strict=True) if pid in by_pid]


def _class_all(request: Request, forum: Forum, form: Any) -> tuple[int, str]:
    """How many were classed; or why none was."""
    answers = [
        each.cleaned_data for each in form if each.cleaned_data.get("what") or each.cleaned_data.get("agreed")
    ]
    rows = forum.organisations.select_related("forum").filter(pid__in=[said["pid"] for said in answers])
    by_pid = {body.pid: body for body in rows}

    @transaction.atomic
    def class_all() -> None:
        for said in answers:
            if body := by_pid.get(said["pid"]):
                kind, state = from_answer(said["what"])
                portrait = replace(_portrait_of(body), kind=kind, state=state, agreed=said["agreed"])
                describe(body, portrait, by=request.user)

    return len(by_pid), refusal(class_all)


def _portrait_of(body: Organisation) -> Portrait:
    """As it is described now."""
    return Portrait(
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        state=body.state,
        areas=list(body.areas.values_list("code", flat=True)),
        focus=body.focus,
        capacity=body.capacity,
        agreed=body.listed,
        rights=body.rights,
    )


@private
@require_http_methods(["GET", "POST"])
def body(request: Request, slug: str, pid: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user).select_related("forum", "forum__area"),
        forum=forum,
        pid=pid,
    )
    form = BodyForm(posted(request), forum=forum, initial=_said(organisation))
    may_rename = can_rename(request.user, organisation)
    form.fields["name"].disabled = not may_rename
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal(_describe, request, organisation, form)
        if not refused:
            messages.success(request, _("Kept: %(name)s") % {"name": organisation})
            return redirect("site:desk-bodies", slug)
    context = {
        "forum": forum,
        "body": organisation,
        "form": form,
        "may_rename": may_rename,
        "may_hide": can_act(request.user, forum, "mask", {organisation.pk}),
        "refused": refused,
    }
    return page(request, "site/desk/body.html", context, status=REFUSED if form.errors or refused else 200)


@transaction.atomic
def _describe(request: Request, organisation: Organisation, form: BodyForm) -> None:
    """Its name and what it is: both or neither."""
    if form.cleaned_data["name"].strip() != organisation.name:
        rename_body(organisation, form.cleaned_data["name"], by=request.user)
    describe(organisation, _portrait(form), by=request.user)


@private
@require_http_methods(["GET", "POST"])
def body_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    form = BodyForm(posted(request), forum=forum)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal(admit, forum, [_portrait(form)], by=request.user)
        if not refused:
            messages.success(request, _("Kept: %(name)s") % {"name": form.cleaned_data["name"]})
            return redirect("site:desk-bodies", slug)
    context = {"forum": forum, "body": None, "form": form, "refused": refused}
    return page(request, "site/desk/body.html", context, status=REFUSED if form.errors or refused else 200)


def _said(organisation: Organisation) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "what": as_answer(organisation),
        "agreed": organisation.listed,
        "rights": organisation.rights,
        "short_name": organisation.short_name,
        "areas": list(organisation.areas.values_list("code", flat=True)),
        "focus_en": organisation.focus.get("en", ""),
        "focus_sw": organisation.focus.get("sw", ""),
        "capacity": organisation.capacity,
    }


def _portrait(form: BodyForm) -> Portrait:
    said = form.cleaned_data
    kind, state = from_answer(said["what"])
    return Portrait(
        name=said["name"],
        short_name=said["short_name"],
        kind=kind,
        state=state,
        areas=said["areas"],
        focus={code: said[f"focus_{code}"] for code in ("en", "sw") if said[f"focus_{code}"]},
        capacity=said["capacity"],
        agreed=said["agreed"],
        rights=said["rights"],
    )

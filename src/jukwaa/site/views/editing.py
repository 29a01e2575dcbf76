"""The plan edited in place: an item's page, one screen for each of its parts, what is added, dropped, shifted, moved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.core.verdict import Verdict
from jukwaa.forums.models import Seat
from jukwaa.plans import permissions
from jukwaa.plans.actions import editing as actions
from jukwaa.plans.actions.editing import ClashError, Typed
from jukwaa.plans.figures.working import Place, may_change, place_of
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.changing import HEAD, PARTS, Kind, Part, kind_of, part_of, said_of
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.starters import Starter, starter_named
from jukwaa.site.figures import editing as figures
from jukwaa.site.figures.starting import starter_groups
from jukwaa.site.forms.editing import Open, PartForm, choices_for
from jukwaa.site.forms.places import place_groups
from jukwaa.site.views.private import REFUSED, posted, private, refusal

CLASH = 409


def seated_plan(request: Request, slug: str, edition: str) -> Plan:
    """Of a forum in which this person sits; of any other its editor is not there."""
    mine = Seat.objects.current().filter(holder=request.user).values("forum")
    plans = Plan.objects.visible_to(request.user).with_forum().filter(forum__in=mine)
    return get_object_or_404(plans, forum__slug=slug, edition=edition)


def opened(plan: Plan, pid: str, act: str = "edit", *, whole: bool = False) -> Place:
    place = place_of(plan, pid, act, whole=whole)
    if place is None:
        raise Http404
    return place


def frame(place: Place) -> dict[str, Any]:
    """What every page of the editor says of where one is."""
    pid = figures.pid_of(place)
    return {
        "forum": place.plan.forum,
        "plan": place.plan,
        "pid": pid,
        "kind": kind_of(pid),
        "item": place.item,
        "trail": figures.trail_of(place),
        "amendment": place.amendment,
        "on_desk": True,
    }


@private
@require_GET
def edit_item(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    return show_item(request, opened(seated_plan(request, slug, edition), pid))


def show_item(request: Request, place: Place, refused: str = "") -> HttpResponse:
    plan = place.plan
    context = frame(place) | {
        "parts": figures.parts_of(place, request.user),
        "children": figures.children_of(place),
        "may_edit": permissions.can_edit(request.user, plan, place.leading),
        "may_remove": permissions.can_remove(request.user, plan) if figures.pid_of(place) == HEAD else None,
        "files": figures.files_of(place, request.user),
        "may_attach": figures.may_attach(place, request.user),
        "refused": refused,
    }
    return page(request, "site/desk/editing_item.html", context, status=REFUSED if refused else 200)


# --- one screen -------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "POST"])
def edit_part(request: Request, slug: str, edition: str, pid: str, screen: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    asked = part_of(kind_of(pid) or "plan", screen)
    if asked is None:
        raise Http404
    place = opened(plan, pid, asked.act)
    form = PartForm(posted(request), open_of(place, asked))
    refused = _unless(may_change(request.user, place, asked), form)
    if refused or not form.is_bound or "again" in request.POST or not form.is_valid():
        return show_part(request, place, form, refused)
    try:
        refused = refusal(actions.edit_item, plan, pid, asked, typed_in(form), by=request.user)
    except ClashError as clash:
        return show_clash(request, opened(plan, pid, asked.act), asked, clash)
    if refused:
        return show_part(request, place, form, refused)
    messages.success(request, _("Kept."), extra_tags=request.path)
    return redirect("site:desk-edit-item", slug, edition, owner_of(place))


def _unless(may: Verdict, form: PartForm) -> str:
    """Why what was sent is not done; whoever only looks sees it on the page."""
    return str(may.reason) if form.is_bound and not may else ""


def open_of(place: Place, part: Part) -> Open:
    said = said_of(place.item, part, place.plan.languages)
    return Open(
        part=part,
        said=said,
        languages=place.plan.languages,
        bodies=figures.bodies_by_name(place.plan.forum) if part.kinds else {},
        choices=choices_for(place.plan, part, said),
        kind=kind_of(figures.pid_of(place)) or "",
    )


def typed_in(form: PartForm) -> Typed:
    return Typed(form.said, form.was, form.theirs, form.names.same if form.names.wanted else {})


def show_clash(request: Request, place: Place, part: Part, clash: ClashError) -> HttpResponse:
    """Both texts side by side; what only one of the two changed stands in the form already."""
    form = PartForm(None, open_of(place, part), clash.said)
    form.clashes = clash.clashes
    return show_part(request, place, form, status=CLASH)


def show_part(
    request: Request, place: Place, form: PartForm, refused: str = "", status: int = 200
) -> HttpResponse:
    words = request.POST.get("place", "")
    context = frame(place) | {
        "form": form,
        "part": form.part,
        "part_title": figures.title_of(kind_of(figures.pid_of(place)) or "plan", form.part.name),
        "places": _places(form, words),
        "words": words,
        "owner": owner_of(place),
        "refused": refused,
        "may": may_change(request.user, place, form.part),
        "typed": form.is_bound or bool(form.clashes),
    }
    wrong = REFUSED if refused or (form.errors and "again" not in request.POST) else status
    return page(request, "site/desk/editing_part.html", context, status=wrong)


def _places(form: PartForm, words: str) -> list[Any]:
    """The boxes of each sub-county, and whether it is open: one is ticked, or its name was searched for."""
    groups = place_groups(form, "areas") if "areas" in form.fields else []
    wanted = fold(words)
    return [
        (
            group,
            boxes,
            ticked or (bool(wanted) and any(wanted in fold(str(box.choice_label)) for box in boxes)),
        )
        for group, boxes, ticked in groups
    ]


def owner_of(place: Place) -> str:
    """On whose page the item is shown: its own, or that of what holds it."""
    pid = figures.pid_of(place)
    if kind_of(pid) not in ("indicator", "paragraph"):
        return pid
    return figures.holder_pid(place)


# --- what there is, and in which order ---------------------------------------------------------------------


@private
@require_http_methods(["GET", "POST"])
def edit_add(request: Request, slug: str, edition: str, pid: str, what: Kind) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    place = opened(plan, pid)
    if what not in figures.kinds_in(place):
        raise Http404
    part = PARTS[what][0]
    starter = starter_named(request.GET.get("starter", "")) if what == "indicator" else None
    form = PartForm(posted(request), blank_of(plan, what, part, starter))
    may = permissions.can_edit(request.user, plan, place.leading)
    refused = _unless(may, form)
    if not refused and form.is_bound and form.is_valid():
        made: list[str] = []
        refused = refusal(lambda **by: made.append(actions.add_item(plan, pid, what, form.said, **by)), by=request.user)  # fmt: skip
        if not refused:
            messages.success(request, _("Added."), extra_tags=request.path)
            return redirect("site:desk-edit-item", slug, edition, made[0] if what in ("section", "action") else pid)  # fmt: skip
    context = frame(place) | {"form": form, "part": part, "adding": what, "owner": pid, "refused": refused, "may": may,
                              "part_title": figures.adding(what), "typed": form.is_bound,
                              "starters": [] if form.is_bound or what != "indicator" else starter_groups(), "starter": starter}  # fmt: skip
    return page(request, "site/desk/editing_part.html", context, status=REFUSED if refused or form.errors else 200)  # fmt: skip


def blank_of(plan: Plan, kind: Kind, part: Part, starter: Starter | None = None) -> Open:
    """`starter`: an indicator to start from."""
    said = said_of(starter.doc if starter else actions.NEW[kind](""), part, plan.languages)
    return Open(part=part, said=said, languages=plan.languages, kind=kind)


@private
@require_http_methods(["GET", "POST"])
def edit_drop(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """What hangs on it is said before."""
    plan = seated_plan(request, slug, edition)
    place = opened(plan, pid, whole=kind_of(pid) == "section")
    if pid == HEAD:
        raise Http404
    owner, refused = figures.holder_pid(place), ""
    if request.method == "POST":
        refused = refusal(actions.drop_item, plan, pid, by=request.user)
        if not refused:
            messages.success(request, _("Deleted."))
            return redirect("site:desk-edit-item", slug, edition, owner)
    may = permissions.can_edit(request.user, plan, place.leading)
    context = frame(place) | {"owner": owner, "hanging": figures.hanging_on(place), "may": may,
                              "title": figures.known_as(place), "refused": refused}  # fmt: skip
    return page(request, "site/desk/editing_drop.html", context, status=REFUSED if refused else 200)


@private
@require_POST
def edit_shift(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    place = opened(plan, pid)
    owner = figures.holder_pid(place)
    places = -1 if request.POST.get("way") == "up" else 1
    if refused := refusal(actions.shift_item, plan, pid, places=places, by=request.user):
        return show_item(request, opened(plan, owner), refused)
    return redirect(f"{redirect('site:desk-edit-item', slug, edition, owner).url}#{pid}")


@private
@require_http_methods(["GET", "POST"])
def edit_move(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """An action to another section."""
    plan = seated_plan(request, slug, edition)
    place = opened(plan, pid)
    if kind_of(pid) != "action":
        raise Http404
    form = MoveForm(posted(request), sections=figures.sections_to_move_to(plan, place))
    refused = ""
    if form.is_bound and form.is_valid():
        refused = refusal(actions.move_action, plan, pid, form.cleaned_data["section"], by=request.user)
        if not refused:
            messages.success(request, _("Moved."))
            return redirect("site:desk-edit-item", slug, edition, pid)
    may = permissions.can_edit(request.user, plan, place.leading)
    context = frame(place) | {"form": form, "title": figures.known_as(place), "refused": refused, "may": may}
    status = REFUSED if refused or form.errors else 200
    return page(request, "site/desk/editing_move.html", context, status=status)


class MoveForm(forms.Form):
    section = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        field.label, field.choices = _("Into which section?"), sections


@private
@require_http_methods(["GET", "POST"])
def plan_remove(request: Request, slug: str, edition: str) -> HttpResponse:
    """An empty draft edition, deleted."""
    place = opened(seated_plan(request, slug, edition), HEAD)
    refused = ""
    if request.method == "POST":
        refused = refusal(actions.remove_plan, place.plan, by=request.user)
        if not refused:
            messages.success(request, _("The edition %(edition)s is deleted.") % {"edition": edition})
            return redirect("site:desk")
    context = frame(place) | {"may": permissions.can_remove(request.user, place.plan), "refused": refused}
    return page(request, "site/desk/editing_remove.html", context, status=REFUSED if refused else 200)

"""Bring in the plan a forum already has: choose the file, look at what was understood, put it right, say yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans import actions, permissions
from jukwaa.plans.actions import Options, Reading, reading_of
from jukwaa.plans.models import Intake
from jukwaa.plans.rules.bodies import taken_for
from jukwaa.plans.rules.document import BodyRef, PlanDoc
from jukwaa.plans.rules.editing import Row, action_at, with_row
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.storing import unpack
from jukwaa.site.figures.differences import grouped
from jukwaa.site.figures.intake import read_rows
from jukwaa.site.forms.intake import RowForm, TermsForm, UploadForm


def kept_forum(request: Request, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.kept_by(request.user).select_related("area"), slug=slug)


def _intake(request: Request, slug: str, pk: int) -> Intake:
    intakes = Intake.objects.visible_to(request.user).select_related("forum", "plan", "plan__forum")
    return get_object_or_404(intakes, forum__slug=slug, pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def intake_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    form = UploadForm(
        request.POST or None, request.FILES or None, quarters=_quarters(forum), initial=_initial(request)
    )
    reading = None
    if request.method == "POST" and form.is_valid():
        reading = _read(forum, form)
        if reading.possible:
            intake = actions.keep(
                reading, name=form.cleaned_data["file"].name, by=request.user, now=timezone.now()
            )
            return redirect("site:intake", slug, intake.pk)
    context = {"forum": forum, "form": form, "reading": reading, "editions": forum.plans.newest_first()}
    return page(
        request, "site/desk/intake_new.html", context, status=422 if request.method == "POST" else 200
    )


def _initial(request: Request) -> dict[str, str]:
    return {"edition": request.GET.get("edition", ""), "quarters": ""}


def _read(forum: Forum, form: UploadForm) -> Reading:
    said = form.cleaned_data
    options = Options(starts=said["starts"], ends=said["ends"], quarters=said["quarters"] or None)
    return actions.read_file(forum, said["edition"], said["file"].name, said["file"].read(), options)


def _quarters(forum: Forum) -> Iterator[tuple[str, str]]:
    yield "", _("As the file says; else counted from the plan's first month")
    yield "plan", _("Q1 begins with the plan's first month")
    yield "fy", _("Q1 is %(months)s: the financial year") % {"months": _quarter(forum.fy_month)}
    yield "calendar", _("Q1 is %(months)s: the calendar year") % {"months": _quarter(1)}


def _quarter(first: int) -> str:
    """The months of the quarter that begins with month `first`: Jul – Sep."""
    return f"{MONTHS_3[first].title()} – {MONTHS_3[(first + 1) % 12 + 1].title()}"


@login_required
@require_GET
def intake_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    intake = _intake(request, slug, pk)
    if intake.state != Intake.State.READ:
        return page(request, "site/desk/intake_done.html", _done(request, intake))
    reading = reading_of(intake)
    read = read_rows(reading)
    only_doubts = request.GET.get("show") == "doubts"
    rows = [row for row in read.rows if row.doubts] if only_doubts else list(read.rows)
    context = {
        "forum": intake.forum,
        "intake": intake,
        "reading": reading,
        "read": read,
        "rows": rows,
        "only_doubts": only_doubts,
        "differences": grouped(reading),
        "terms": TermsForm(initial={"prune": reading.options.prune, "publish": reading.options.publish}),
    }
    return page(request, "site/desk/intake.html", context, part="rows")


def _done(request: Request, intake: Intake) -> dict[str, Any]:
    now = timezone.now()
    return {
        "forum": intake.forum,
        "intake": intake,
        "plan": intake.plan,
        "may_undo": permissions.can_undo(request.user, intake, now),
        "unclassed": intake.forum.organisations.unclassed().count(),
    }


@login_required
@require_http_methods(["GET", "POST"])
def intake_row(request: Request, slug: str, pk: int, n: int) -> HttpResponse:
    intake = _intake(request, slug, pk)
    reading = reading_of(intake)
    read = read_rows(reading)
    row = get_row(read.rows, n)
    doc = unpack(PlanDoc, intake.document)
    form = RowForm(
        request.POST or None, initial=_said(doc, n), sections=_sections(doc), areas=_areas(intake.forum)
    )
    if request.method == "POST" and form.is_valid():
        corrected = with_row(doc, n, _row(form), _known(intake.forum))
        actions.correct(intake, corrected, [row.where], by=request.user)
        messages.success(request, _("Put right: %(title)s") % {"title": form.cleaned_data["title"]})
        return redirect("site:intake", slug, pk)
    context = {"forum": intake.forum, "intake": intake, "row": row, "form": form}
    return page(request, "site/desk/intake_row.html", context, status=422 if form.errors else 200)


def get_row(rows: tuple[Any, ...], n: int) -> Any:
    from django.http import Http404

    if n >= len(rows):
        raise Http404
    return rows[n]


def _said(doc: PlanDoc, n: int) -> dict[str, Any]:
    section, action = action_at(doc, n)
    roles = action.roles or ()
    return {
        "title": _words(action.title),
        "section": section,
        "lead": next((role.body.name for role in roles if role.kind == "lead"), ""),
        "support": "\n".join(role.body.name or "" for role in roles if role.kind == "support"),
        "areas": list(action.areas or ()),
        "starts": action.starts,
        "ends": action.ends,
        "funding": action.funding or "unknown",
        "estimate": action.estimate,
        "audience": _words(action.audience),
        "remarks": _words(action.remarks),
    }


def _words(texts: Any) -> str:
    return next((text for text in (texts or {}).values() if text), "")


def _row(form: RowForm) -> Row:
    said = form.cleaned_data
    return Row(
        title=said["title"],
        section=int(said["section"]),
        lead=said["lead"],
        support=tuple(line.strip() for line in said["support"].splitlines() if line.strip()),
        areas=tuple(said["areas"]),
        starts=said["starts"],
        ends=said["ends"],
        funding=said["funding"] or None,
        estimate=said["estimate"],
        audience=said["audience"],
        remarks=said["remarks"],
    )


def _sections(doc: PlanDoc) -> list[tuple[str, str]]:
    return [
        (str(n), " › ".join(_words(s.title) for s in (*path, section)))
        for n, (path, section) in enumerate(doc.walk())
    ]


def _areas(forum: Forum) -> list[tuple[str, Any]]:
    """The forum's own area, then its sub-counties, each with its wards."""
    areas = list(Area.objects.within(forum.area_id))
    whole = (_("Everywhere"), [(forum.area_id, str(forum.area))])
    inside = [
        (sub.name, [(sub.code, _("all of %(name)s") % {"name": sub.name}), *_parts(areas, sub.code)])
        for sub in areas
        if sub.parent_id == forum.area_id
    ]
    return [whole, *inside]


def _parts(areas: list[Area], code: str) -> list[tuple[str, str]]:
    return [(area.code, area.name) for area in areas if area.parent_id == code]


def _known(forum: Forum) -> dict[str, str]:
    return {fold(name): pid for pid, name in forum.organisations.values_list("pid", "name")}


@login_required
@require_POST
def intake_settle(request: Request, slug: str, pk: int, n: int) -> HttpResponse:
    """The row is right as it is."""
    intake = _intake(request, slug, pk)
    row = get_row(read_rows(reading_of(intake)).rows, n)
    actions.correct(intake, unpack(PlanDoc, intake.document), [row.where], by=request.user)
    return redirect("site:intake", slug, pk)


@login_required
@require_POST
def intake_body(request: Request, slug: str, pk: int) -> HttpResponse:
    """A new name is a body that we know: everywhere in this file."""
    intake = _intake(request, slug, pk)
    body = get_object_or_404(intake.forum.organisations, pid=request.POST.get("same", ""))
    name = request.POST.get("name", "")
    doc = taken_for(unpack(PlanDoc, intake.document), name, BodyRef(body.pid, body.name))
    actions.correct(intake, doc, [], by=request.user)
    messages.success(request, _("“%(name)s” is now taken for %(body)s.") % {"name": name, "body": body})
    return redirect("site:intake", slug, pk)


@login_required
@require_POST
def intake_terms(request: Request, slug: str, pk: int) -> HttpResponse:
    intake = _intake(request, slug, pk)
    form = TermsForm(request.POST)
    if form.is_valid():
        actions.set_terms(intake, by=request.user, **form.cleaned_data)
    return redirect("site:intake", slug, pk)


@login_required
@require_POST
def intake_confirm(request: Request, slug: str, pk: int) -> HttpResponse:
    intake = _intake(request, slug, pk)
    actions.confirm(intake, by=request.user, now=timezone.now())
    return redirect("site:intake", slug, pk)


@login_required
@require_POST
def intake_undo(request: Request, slug: str, pk: int) -> HttpResponse:
    intake = _intake(request, slug, pk)
    actions.undo(intake, by=request.user, now=timezone.now())
    messages.success(request, _("Undone: the plan stands as it did before this file."))
    return redirect("site:desk")

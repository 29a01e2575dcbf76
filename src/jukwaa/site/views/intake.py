"""Bring in the plan a forum already has: choose the file, look at what was understood, put it right, say yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Forum
from jukwaa.plans import actions, permissions
from jukwaa.plans.actions import Options, Reading, reading_of
from jukwaa.plans.actions.answering import discard
from jukwaa.plans.models import Intake
from jukwaa.site.figures.differences import grouped
from jukwaa.site.figures.intake import for_a_page, read_rows
from jukwaa.site.forms.intake import ConfirmForm, TermsForm, UploadForm
from jukwaa.site.views.private import REFUSED, kept_forum, private, refusal

DOUBTS_SHOWN = 40  # rows with doubts at once; the next follow as these are answered
ROWS_SHOWN = 100


def get_intake(request: Request, slug: str, pk: int) -> Intake:
    intakes = Intake.objects.visible_to(request.user).select_related(
        "forum", "forum__area", "plan", "plan__forum"
    )
    return get_object_or_404(intakes, forum__slug=slug, pk=pk)


# --- the file ---------------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "POST"])
def intake_new(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    if request.method != "POST":
        asked = {name: request.GET.get(name, "") for name in ("edition", "starts", "ends", "quarters")}
        return _asking(request, forum, UploadForm(quarters=_quarters(forum), initial=asked), None)
    form = UploadForm(request.POST, request.FILES, quarters=_quarters(forum))
    if not form.is_valid():
        return _asking(request, forum, form, None)
    reading = _read(forum, form)
    if not reading.possible:
        return _asking(request, forum, form, reading)
    name = form.cleaned_data["file"].name
    intake = actions.keep(reading, name=name, by=request.user, now=timezone.now())
    return redirect("site:intake", slug, intake.pk)


def _asking(request: Request, forum: Forum, form: UploadForm, reading: Reading | None) -> HttpResponse:
    context = {
        "forum": forum,
        "form": form,
        "refusals": for_a_page(p for p in reading.problems if p.level == "error") if reading else [],
        "editions": forum.plans.newest_first(),
        "again": any(request.GET.get(name) for name in ("starts", "ends", "quarters")),
    }
    return page(request, "site/desk/intake_new.html", context, status=REFUSED if form.is_bound else 200)


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


# --- what was understood ------------------------------------------------------------------------------------


@private
@require_GET
def intake_detail(request: Request, slug: str, pk: int) -> HttpResponse:
    return show_intake(request, get_intake(request, slug, pk))


def show_intake(request: Request, intake: Intake, refused: str = "") -> HttpResponse:
    """The page of a file as it stands; `refused`: why what was asked for was not done."""
    status = REFUSED if refused else 200
    if intake.state != Intake.State.READ:
        return page(request, "site/desk/intake_done.html", _done(request, intake, refused), status=status)
    reading = reading_of(intake)
    read = read_rows(reading)
    clear = Paginator(read.clear, ROWS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "forum": intake.forum,
        "intake": intake,
        "reading": reading,
        "doc": reading.understood.doc,
        "read": read,
        "doubtful": read.doubtful[:DOUBTS_SHOWN],
        "more_doubtful": max(0, len(read.doubtful) - DOUBTS_SHOWN),
        "clear": clear,
        "differences": grouped(reading) if reading.plan else [],
        "confirm": ConfirmForm(initial={"publish": reading.options.publish}),
        "may_publish": reading.plan is None or not reading.plan.is_public,
        "refused": refused,
    }
    return page(request, "site/desk/intake.html", context, status=status)


def _done(request: Request, intake: Intake, refused: str) -> dict[str, Any]:
    return {
        "forum": intake.forum,
        "intake": intake,
        "plan": intake.plan,
        "may_undo": permissions.can_undo(request.user, intake, timezone.now()),
        "unclassed": intake.forum.organisations.unclassed().count(),
        "refused": refused,
    }


@private
@require_POST
def intake_terms(request: Request, slug: str, pk: int) -> HttpResponse:
    """Whether the actions that the file lacks stay or go."""
    intake, form = get_intake(request, slug, pk), TermsForm(request.POST)
    prune = form.is_valid() and form.cleaned_data["prune"]
    publish = intake.settings.get("publish", False)
    if refused := refusal(actions.set_terms, intake, prune=prune, publish=publish, by=request.user):
        return show_intake(request, intake, refused)
    return redirect(f"{redirect('site:intake', slug, pk).url}#changes")


@private
@require_POST
def intake_confirm(request: Request, slug: str, pk: int) -> HttpResponse:
    intake, form = get_intake(request, slug, pk), ConfirmForm(request.POST)
    publish, prune = form.is_valid() and form.cleaned_data["publish"], intake.settings.get("prune", False)
    refused = refusal(actions.set_terms, intake, prune=prune, publish=publish, by=request.user)
    refused = refused or refusal(actions.confirm, intake, by=request.user, now=timezone.now())
    if refused:
        return show_intake(request, get_intake(request, slug, pk), refused)
    return redirect("site:intake", slug, pk)


@private
@require_POST
def intake_undo(request: Request, slug: str, pk: int) -> HttpResponse:
    intake = get_intake(request, slug, pk)
    if refused := refusal(actions.undo, intake, by=request.user, now=timezone.now()):
        return show_intake(request, intake, refused)
    return redirect("site:intake", slug, pk)


@private
@require_POST
def intake_discard(request: Request, slug: str, pk: int) -> HttpResponse:
    intake = get_intake(request, slug, pk)
    name = intake.name
    if refused := refusal(discard, intake, by=request.user):
        return show_intake(request, intake, refused)
    messages.success(request, _("%(file)s was thrown away. Nothing of it was written.") % {"file": name})
    return redirect("site:desk")

"""The live matrix: what was promised and how it stands, said in place; out as a workbook, and in again."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.plans.actions import editing as actions
from jukwaa.plans.actions.editing import ClashError, Typed
from jukwaa.plans.figures.working import Place, may_change, place_of
from jukwaa.plans.imports.opening import LARGEST, Refused
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.rules.changing import Part, part_of, said_of
from jukwaa.publishing.sheets.live import Brought, read_live, write_live
from jukwaa.site.figures import filters
from jukwaa.site.figures import live as figures
from jukwaa.site.figures import live_file as files
from jukwaa.site.figures.filters import Wanted
from jukwaa.site.figures.reminders import nudges
from jukwaa.site.figures.seated import reach_of
from jukwaa.site.forms.live import StateForm
from jukwaa.site.views.downloads import TYPES
from jukwaa.site.views.editing import seated_plan
from jukwaa.site.views.offers import seated_forum
from jukwaa.site.views.private import REFUSED, private, refusal
from jukwaa.site.views.reading import newest_plan

STATUS = part_of("action", "status")
CLASH = 409


@private
@require_GET
def matrix_newest(request: Request, slug: str) -> HttpResponse:
    """Of the plan that is carried out, else of the newest that this person may see."""
    forum = seated_forum(request, slug)
    plan = newest_plan(request, forum)
    if plan is None:
        messages.warning(request, _("There is no plan here yet."))
        return redirect("site:desk")
    return redirect("site:desk-matrix", slug, plan.edition)


@private
@require_GET
def matrix(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    wanted, by_plan = Wanted.of(request.GET), request.GET.get("order") == "plan"
    told = figures.live(plan, request.user, wanted, by_plan=by_plan, mask=request.mask)
    context = _frame(plan, _query(wanted, by_plan)) | {
        "told": told,
        "wanted": wanted,
        "by_plan": by_plan,
        "other_order": _query(wanted, not by_plan),
        "chips": filters.chips(told.book, wanted),
        "choices": filters.choices(told.book, wanted),
        "total": len(told.book.actions),
        "may_remind": told.keeps,
    }
    return page(request, "site/desk/matrix.html", context)


def _query(wanted: Wanted, by_plan: bool) -> str:
    if not by_plan:
        return wanted.address
    return f"{wanted.address}&order=plan" if wanted else "?order=plan"


def _frame(plan: Plan, query: str) -> dict[str, Any]:
    return {
        "forum": plan.forum,
        "plan": plan,
        "query": query,
        "base": reverse("site:desk-matrix", args=[plan.forum.slug, plan.edition]),
    }


# --- how an action stands ----------------------------------------------------------------------------------------


@private
@require_http_methods(["GET", "POST"])
def matrix_state(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """In place of its row where a script asks, else as a page of its own."""
    plan = seated_plan(request, slug, edition)
    place, part = _action(plan, pid)
    stands = said_of(place.item, part, plan.languages)
    form = StateForm(request.POST if request.method == "POST" else None, stands, _language(plan))
    refused, clash = "", False
    if not (may := may_change(request.user, place, part)):
        refused = str(may.reason)
    elif form.is_bound and form.is_valid():
        try:
            refused = _state(request, plan, pid, part, form)
        except ClashError:
            clash, form = True, _again(form)
        else:
            if not refused:
                return _said(request, plan, pid)
    context = _frame(plan, _asked(request)) | {"action": place.owner, "form": form, "may": may,
               "refused": refused, "clash": clash, "stands": Action.Status(stands["status"]).label, "why": stands[f"reason_{form.language}"]}  # fmt: skip
    wrong = CLASH if clash else REFUSED if refused or form.errors else 200
    status = 200 if request.method == "GET" else wrong
    template = "site/desk/_matrix_state.html" if request.htmx else "site/desk/matrix_state.html"
    return page(request, template, context, status=status)


def _action(plan: Plan, pid: str) -> tuple[Place, Part]:
    place = place_of(plan, pid, "detail") if plan.actions.filter(pid=pid).exists() else None
    if place is None or STATUS is None:
        raise Http404
    return place, STATUS


def _language(plan: Plan) -> str:
    language = (get_language() or "en")[:2]
    return language if language in plan.languages else plan.languages[0]


def _state(request: Request, plan: Plan, pid: str, part: Part, form: StateForm) -> str:
    typed = Typed(form.said, form.marks)
    return refusal(actions.edit_item, plan, pid, part, typed, by=request.user)


def _again(form: StateForm) -> StateForm:
    """With what was typed, opened on what stands now: sent once more, it takes its place."""
    fresh = StateForm(None, form.stands, form.language)
    fresh.initial = {name: form.data.get(name, "") for name in ("status", "reason")}
    return fresh


def _asked(request: Request) -> str:
    return _query(Wanted.of(request.GET), request.GET.get("order") == "plan")


def _said(request: Request, plan: Plan, pid: str) -> HttpResponse:
    query = _asked(request)
    if not request.htmx:
        messages.success(request, _("Kept."), extra_tags=request.path)
        address = reverse("site:desk-matrix", args=[plan.forum.slug, plan.edition])
        return redirect(f"{address}{query}#{pid}")
    plan.refresh_from_db()
    row = figures.one(plan, request.user, pid, request.mask)
    return page(request, "site/desk/_matrix_row.html", _frame(plan, query) | {"rows": [row] if row else []})


@private
@require_GET
def matrix_row(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    """One row as it stands, in place of its form: nothing was changed."""
    plan = seated_plan(request, slug, edition)
    if not request.htmx:
        return redirect(f"{reverse('site:desk-matrix', args=[slug, edition])}{_asked(request)}#{pid}")
    row = figures.one(plan, request.user, pid, request.mask)
    if row is None:
        raise Http404
    return page(request, "site/desk/_matrix_row.html", _frame(plan, _asked(request)) | {"rows": [row]})


# --- a word to those who lead what is late or silent --------------------------------------------------------------


@private
@require_GET
def reminders(request: Request, slug: str, edition: str) -> HttpResponse:
    """For each body a message to copy, and whom the letters reached already."""
    plan = seated_plan(request, slug, edition)
    if plan.forum_id not in reach_of(request.user, "settle").forums:
        raise Http404
    address = settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}"
    context = _frame(plan, "") | {"nudges": nudges(plan, address), "by_letter": bool(settings.PUBLIC_ADDRESS)}
    return page(request, "site/desk/reminders.html", context)


# --- the workbook ------------------------------------------------------------------------------------------------


@private
@require_GET
def matrix_download(request: Request, slug: str, edition: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    told = figures.live(plan, request.user, Wanted(), by_plan=True, mask=request.mask)
    data = write_live(files.head_of(plan), files.lines_of(plan, told.rows))
    name = f"jukwaa-{plan.forum.slug}-{plan.edition}-{plan.day:%Y-%m-%d}-matrix.xlsx"
    response = HttpResponse(data, content_type=TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@private
@require_http_methods(["GET", "POST"])
def matrix_file(request: Request, slug: str, edition: str) -> HttpResponse:
    """A file that came back: what it would change, and nothing is written."""
    plan = seated_plan(request, slug, edition)
    refused, run = "", None
    if request.method == "POST":
        try:
            run = _dry_run(request, plan, read_live(_sent(request), files.head_of(plan).pid))
        except Refused as no:
            refused = str(no)
    context = _frame(plan, "") | {"run": run, "refused": refused}
    return page(request, "site/desk/matrix_file.html", context, status=REFUSED if refused else 200)


def _sent(request: Request) -> bytes:
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused(_("Choose the file that you changed."))
    return bytes(sent.read(LARGEST + 1))


def _dry_run(request: Request, plan: Plan, brought: list[Brought]) -> files.DryRun:
    told = figures.live(plan, request.user, Wanted(), by_plan=True, mask=request.mask)
    return files.dry_run(plan, brought, told.rows)


@private
@require_POST
def matrix_bring(request: Request, slug: str, edition: str) -> HttpResponse:
    """What was ticked of it, each row by itself."""
    plan = seated_plan(request, slug, edition)
    done, left = 0, []
    for pid in request.POST.getlist("row"):
        why = _bring(request, plan, pid)
        done += not why
        left += [why] if why else []
    if done:
        told = ngettext("%(n)s action is changed.", "%(n)s actions are changed.", done) % {"n": done}
        messages.success(request, told)
    for why in left:
        messages.warning(request, why)
    return redirect("site:desk-matrix", slug, edition)


def _bring(request: Request, plan: Plan, pid: str) -> str:
    place, part = _action(plan, pid)
    name = str(place.owner)
    if not (may := may_change(request.user, place, part)):
        return f"{name}: {may.reason}"
    try:
        kept = json.loads(request.POST.get(f"said-{pid}", "{}"))
        stands = said_of(place.item, part, plan.languages)
        said = {field: str(kept["said"].get(field, value)) for field, value in stands.items()}
        marks = {field: str(mark) for field, mark in kept["marks"].items()}
    except (ValueError, KeyError, AttributeError, TypeError):
        return _("%(action)s: the file has to be brought in again.") % {"action": name}
    if wrong := files.wrong_in(said, said["status"]):
        return f"{name}: {wrong}"
    try:
        refused = refusal(actions.edit_item, plan, pid, part, Typed(said, marks), by=request.user)
    except ClashError:
        refused = _("somebody changed it meanwhile, so it was left as it is.")
    return f"{name}: {refused}" if refused else ""

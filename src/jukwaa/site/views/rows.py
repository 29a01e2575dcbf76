"""What was understood of a file, put right: one action, or what a name in it means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Forum
from jukwaa.plans import actions
from jukwaa.plans.actions import reading_of
from jukwaa.plans.actions.answering import affirm, identify
from jukwaa.plans.models import Intake
from jukwaa.plans.rules.bodies import taken_for
from jukwaa.plans.rules.details import with_details
from jukwaa.plans.rules.document import BodyRef, PlanDoc
from jukwaa.plans.rules.editing import Row, action_at, with_row
from jukwaa.plans.rules.matching import fold
from jukwaa.plans.rules.storing import unpack
from jukwaa.site.figures.intake import ReadRow, next_doubtful, read_row
from jukwaa.site.forms.places import place_choices
from jukwaa.site.forms.rows import Measures, RowForm, measures_of
from jukwaa.site.views.intake import get_intake, show_intake
from jukwaa.site.views.private import REFUSED, posted, private, refusal


@private
@require_http_methods(["GET", "POST"])
def intake_row(request: Request, slug: str, pk: int, n: int) -> HttpResponse:
    intake = get_intake(request, slug, pk)
    if intake.state != Intake.State.READ:
        return redirect("site:intake", slug, pk)
    doc = unpack(PlanDoc, intake.document)
    row = _row_at(intake, doc, n)
    form = RowForm(
        posted(request),
        initial=_said(doc, n),
        sections=_sections(doc),
        areas=place_choices(intake.forum, action_at(doc, n)[1].areas or ()),
    )
    measures = Measures(posted(request), initial=_measured(doc, n), prefix="indicators")
    refused = ""
    if request.method == "POST" and form.is_valid() and measures.is_valid():
        refused = refusal(
            actions.correct, intake, _corrected(intake, doc, n, form, measures), [row.where], by=request.user
        )
        if not refused:
            messages.success(request, _("Put right: %(title)s") % {"title": form.cleaned_data["title"]})
            return _to_the_next(slug, pk, n)
    wrong = bool(form.errors or refused or (measures.is_bound and not measures.is_valid()))
    context = {
        "forum": intake.forum,
        "intake": intake,
        "row": row,
        "form": form,
        "measures": measures,
        "bodies": intake.forum.organisations.order_by("name").values_list("name", flat=True),
        "refused": refused,
    }
    return page(request, "site/desk/intake_row.html", context, status=REFUSED if wrong else 200)


def _row_at(intake: Intake, doc: PlanDoc, n: int) -> ReadRow:
    if row := read_row(intake, doc, n):
        return row
    raise Http404


def _to_the_next(slug: str, pk: int, n: int) -> HttpResponse:
    """Back to the page, at the next row that has a doubt."""
    intake = Intake.objects.get(pk=pk)
    following = next_doubtful(intake, unpack(PlanDoc, intake.document), n)
    anchor = "yes" if following is None else f"row-{following}"
    return redirect(f"{redirect('site:intake', slug, pk).url}#{anchor}")


def _corrected(intake: Intake, doc: PlanDoc, n: int, form: RowForm, measures: Any) -> PlanDoc:
    status = form.cleaned_data["status"] or None
    detailed = with_details(doc, n, status=status, measures=measures_of(measures))
    return with_row(detailed, n, _row(form), _known(intake.forum))


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
        "status": action.status or "",
        "audience": _words(action.audience),
        "remarks": _words(action.remarks),
    }


def _measured(doc: PlanDoc, n: int) -> list[dict[str, str]]:
    _section, action = action_at(doc, n)
    return [
        {
            "text": _words(item.text),
            "baseline": item.baseline,
            "target": item.target,
            "verification": _words(item.verification),
        }
        for item in action.indicators or ()
    ]


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


def _known(forum: Forum) -> dict[str, str]:
    return {fold(name): pid for pid, name in forum.organisations.values_list("pid", "name")}


@private
@require_POST
def intake_settle(request: Request, slug: str, pk: int, n: int) -> HttpResponse:
    """The row is right as it is: all that was doubtful about it is answered."""
    intake = get_intake(request, slug, pk)
    if intake.state != Intake.State.READ:
        return redirect("site:intake", slug, pk)
    doc = unpack(PlanDoc, intake.document)
    row = _row_at(intake, doc, n)
    if refused := refusal(actions.correct, intake, doc, [row.where], by=request.user):
        return show_intake(request, intake, refused)
    return _to_the_next(slug, pk, n)


@private
@require_POST
def intake_affirm(request: Request, slug: str, pk: int) -> HttpResponse:
    """What was asked of the file as a whole is right as it is."""
    intake, ask = get_intake(request, slug, pk), request.POST.get("ask", "")
    if intake.state != Intake.State.READ:
        return redirect("site:intake", slug, pk)
    if not ask or ask not in {problem.question for problem in reading_of(intake).problems}:
        raise Http404
    if refused := refusal(affirm, intake, ask, by=request.user):
        return show_intake(request, intake, refused)
    return redirect(f"{redirect('site:intake', slug, pk).url}#file")


@private
@require_POST
def intake_body(request: Request, slug: str, pk: int) -> HttpResponse:
    """What a new name means, everywhere in this file: a body that is here already, or indeed a new one."""
    intake = get_intake(request, slug, pk)
    if intake.state != Intake.State.READ:
        return redirect("site:intake", slug, pk)
    name, same = request.POST.get("name", ""), request.POST.get("same", "")
    if not name:
        raise Http404
    doc = unpack(PlanDoc, intake.document)
    if same:
        body = get_object_or_404(intake.forum.organisations, pid=same)
        doc = taken_for(doc, name, BodyRef(body.pid, body.name))
        said = _("“%(name)s” is now taken for %(body)s.") % {"name": name, "body": body}
    else:
        said = _("“%(name)s” stays a body of its own.") % {"name": name}
    if refused := refusal(identify, intake, doc, name, by=request.user):
        return show_intake(request, intake, refused)
    messages.success(request, said)
    return redirect(f"{redirect('site:intake', slug, pk).url}#names")

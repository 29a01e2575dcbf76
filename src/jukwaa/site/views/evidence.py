"""Photographs and documents beside a report: laid there, taken away, and given to whoever may see them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jukwaa.core.http import Request, page
from jukwaa.delivery import actions, permissions
from jukwaa.delivery.actions.evidence import Shown
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Evidence
from jukwaa.plans.rules.attachments import ENDINGS
from jukwaa.site.figures import reports as figures
from jukwaa.site.forms.evidence import EvidenceForm, PaperForm
from jukwaa.site.views.attaching import handed_out
from jukwaa.site.views.private import REFUSED, posted, private, refusal
from jukwaa.site.views.reports import one_report, show


@private
@require_http_methods(["GET", "POST"])
def report_file_add(request: Request, slug: str, pid: str) -> HttpResponse:
    """A file needs a line, so it has a page of its own, once the report is here."""
    shown = one_report(request, slug, pid)
    if not permissions.can_add_evidence(request.user, shown):
        raise Http404
    on_paper = "people" in request.POST
    form = EvidenceForm(None if on_paper else posted(request), request.FILES or None)
    paper = PaperForm(posted(request) if on_paper else None)
    hand, refused = Hand(request.user, localdate()), ""
    asked = paper if on_paper else form
    if asked.is_bound and asked.is_valid():
        said = asked.cleaned_data
        if on_paper:
            refused = refusal(actions.note_paper, shown, said["people"], said["holder"], hand=hand)
        else:
            file = said["file"]
            brought = Shown(said["name"], file.name or "", file.read(), said["visibility"])
            refused = refusal(actions.add_evidence, shown, brought, hand=hand)
        if not refused:
            messages.success(request, _("It lies beside the report now."))
            return redirect(shown)
    row = figures.rows([shown], close=True)[0]
    context = {
        "forum": shown.forum,
        "report": shown,
        "row": row,
        "form": form,
        "paper": paper,
        "asked": asked,
        "on_paper": on_paper,
        "refused": refused,
    }
    wrong = bool(refused or asked.errors)
    return page(request, "site/desk/evidence.html", context, status=REFUSED if wrong else 200)


@private
@require_POST
def report_file_remove(request: Request, slug: str, pid: str, pk: int) -> HttpResponse:
    shown = one_report(request, slug, pid)
    found = get_object_or_404(Evidence.objects.visible_to(request.user), report=shown, pk=pk)
    if refused := refusal(actions.remove_evidence, found, by=request.user):
        return show(request, shown, refused)
    messages.success(request, _("It is taken away."))
    return redirect(shown)


@require_safe
def evidence(request: Request, slug: str, pk: int) -> FileResponse:
    """Never opened in the page, but a picture's smaller copy is shown in one."""
    files = Evidence.objects.visible_to(request.user).filter(report__forum__slug=slug).exclude(file="")
    found = get_object_or_404(files, pk=pk)
    small = found.small if "small" in request.GET else None
    name = f"{found.report.pid}-{found.pk}.{ENDINGS[found.kind]}"
    return handed_out(small or found.file, name, found.kind)

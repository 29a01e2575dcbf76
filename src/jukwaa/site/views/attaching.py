"""Files beside the plan: laid there, taken away, and given to whoever may see them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jukwaa.core.http import Request, page
from jukwaa.plans.actions.attaching import Upload, attach, detach
from jukwaa.plans.models import Attachment
from jukwaa.plans.permissions import can_attach
from jukwaa.plans.rules.attachments import ENDINGS
from jukwaa.plans.rules.changing import HEAD
from jukwaa.site.forms.attaching import AttachForm
from jukwaa.site.views.editing import frame, opened, seated_plan, show_item
from jukwaa.site.views.private import REFUSED, posted, private, refusal


@private
@require_http_methods(["GET", "POST"])
def file_add(request: Request, slug: str, edition: str, pid: str) -> HttpResponse:
    place = opened(seated_plan(request, slug, edition), pid, "detail")
    if place.amendment and pid != HEAD and place.owner is None:
        raise Http404  # what an amendment adds is no row yet
    form = AttachForm(posted(request), request.FILES or None)
    may = can_attach(request.user, place.plan, place.leading, place.acting)
    refused = "" if may or not form.is_bound else str(may.reason)
    if form.is_bound and not refused and form.is_valid():
        said = form.cleaned_data
        upload = Upload(said["name"] or said["file"].name or "", said["file"].read(), said["visibility"])
        refused = refusal(attach, place, upload, by=request.user, today=localdate())
        if not refused:
            messages.success(request, _("The file lies beside it now."))
            return redirect("site:desk-edit-item", slug, edition, pid)
    context = frame(place) | {"form": form, "owner": pid, "may": may, "refused": refused}
    wrong = bool(refused or form.errors)
    return page(request, "site/desk/attaching.html", context, status=REFUSED if wrong else 200)


@private
@require_POST
def file_remove(request: Request, slug: str, edition: str, pk: int) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    files = Attachment.objects.visible_to(request.user).select_related("section", "action", "plan__forum")
    found = get_object_or_404(files, plan=plan, pk=pk)
    owner = found.action or found.section
    place = opened(plan, owner.pid if owner else HEAD, "detail")
    if refused := refusal(detach, found, place, by=request.user):
        return show_item(request, place, refused)
    messages.success(request, _("The file is taken away."))
    return redirect("site:desk-edit-item", slug, edition, owner.pid if owner else HEAD)


@require_safe
def file(request: Request, slug: str, edition: str, pk: int) -> FileResponse:
    """Never opened in the page: it is saved, under the name that it has here."""
    files = Attachment.objects.visible_to(request.user).filter(plan__forum__slug=slug, plan__edition=edition)
    found = get_object_or_404(files, pk=pk)
    name = (
        found.name
        if found.name.lower().endswith(f".{ENDINGS[found.kind]}")
        else f"{found.name}.{ENDINGS[found.kind]}"
    )
    return handed_out(found.file, name, found.kind)


def handed_out(file: FieldFile, name: str, kind: str) -> FileResponse:
    """What somebody brought: saved, never opened in a page, and kept by nobody on the way."""
    try:
        stored = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(stored, as_attachment=True, filename=name, content_type=kind)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(answer, private=True, no_store=True)
    return answer

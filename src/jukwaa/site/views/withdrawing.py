"""A body in danger is taken out of sight: one page, one button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_act, can_keep
from jukwaa.plans import permissions
from jukwaa.plans.actions import name_body_again, withdraw_body
from jukwaa.site.figures.reading import is_insider
from jukwaa.site.figures.withdrawn import traces_of
from jukwaa.site.forms.withdrawing import NameAgainForm
from jukwaa.site.views.private import REFUSED, private, refusal


def _body(request: Request, slug: str, pid: str) -> Organisation:
    """For those who may hide it; to who sits in no seat of the forum it is not there."""
    bodies = Organisation.objects.visible_to(request.user).select_related("forum", "forum__area")
    body = get_object_or_404(bodies, forum__slug=slug, pid=pid)
    if not is_insider(body.forum, request.user):
        return get_object_or_404(bodies.none())
    can_act(request.user, body.forum, "mask", {body.pk}).require()
    return body


def _show(
    request: Request, body: Organisation, form: NameAgainForm | None = None, refused: str = ""
) -> HttpResponse:
    own = permissions.speaks_for(request.user, body)
    keeps = bool(can_keep(request.user, body.forum))
    context = {
        "forum": body.forum,
        "body": body,
        "keeps": keeps,
        "traces": traces_of(body) if own or keeps else None,
        "may_withdraw": permissions.can_withdraw(request.user, body),
        "may_name_again": permissions.can_name_again(request.user, body),
        "form": form or NameAgainForm(own=own),
        "refused": refused,
    }
    return page(request, "site/desk/body_safety.html", context, status=REFUSED if refused else 200)


@private
@require_GET
def body_safety(request: Request, slug: str, pid: str) -> HttpResponse:
    return _show(request, _body(request, slug, pid))


@private
@require_POST
def body_withdraw(request: Request, slug: str, pid: str) -> HttpResponse:
    body = _body(request, slug, pid)
    if refused := refusal(withdraw_body, body, by=request.user, today=localdate()):
        return _show(request, body, refused=refused)
    messages.success(request, _("It is named nowhere in public any more."))
    return redirect("site:desk-body-safety", slug, pid)


@private
@require_POST
def body_name_again(request: Request, slug: str, pid: str) -> HttpResponse:
    body = _body(request, slug, pid)
    form = NameAgainForm(request.POST, own=permissions.speaks_for(request.user, body))
    said = form.cleaned_data if form.is_valid() else {"agreed": False, "on_its_word": False}
    if refused := refusal(name_body_again, body, by=request.user, **said):
        return _show(request, body, form, refused)
    messages.success(request, _("It is no longer withdrawn."))
    return redirect("site:desk-body-safety", slug, pid)

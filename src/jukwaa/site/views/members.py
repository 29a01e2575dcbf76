"""Which bodies belong to the forum, since when, and who spoke for them. For those who keep the forum."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.forums import actions
from jukwaa.forums.models import Forum, Membership, Organisation
from jukwaa.site.forms.seats import JoinForm, LeaveForm
from jukwaa.site.views.private import REFUSED, kept_forum, posted, private, refusal


@private
@require_http_methods(["GET", "POST"])
def members(request: Request, slug: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    form = JoinForm(posted(request), forum=forum)
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refused = refusal(
            actions.join, said["organisation"], starts=said["starts"], endorsed_by=said["endorsed_by"],
            by=request.user,
        )  # fmt: skip
        if not refused:
            messages.success(request, _("Kept: %(name)s") % {"name": said["organisation"]})
            return redirect("site:desk-members", slug)
    return _show(request, forum, form, refused)


def _show(request: Request, forum: Forum, form: JoinForm, refused: str) -> HttpResponse:
    rows = Membership.objects.visible_to(request.user).filter(organisation__forum=forum)
    rows = rows.select_related("organisation", "endorsed_by").order_by("organisation__name", "-starts")
    today = localdate()
    context = {
        "forum": forum,
        "form": form,
        "refused": refused,
        "now": [row for row in rows if row.ends is None or row.ends >= today],
        "past": [row for row in rows if row.ends is not None and row.ends < today],
        "leave_form": LeaveForm(auto_id=False),
    }
    wrong = refused or form.errors
    return page(request, "site/desk/members.html", context, status=REFUSED if wrong else 200)


@private
@require_POST
def member_leave(request: Request, slug: str, pid: str) -> HttpResponse:
    forum = kept_forum(request, slug)
    body = get_object_or_404(Organisation.objects.visible_to(request.user), forum=forum, pid=pid)
    form = LeaveForm(request.POST)
    refused = (
        refusal(actions.leave, body, ends=form.cleaned_data["day"], by=request.user)
        if form.is_valid()
        else _("Say until which day.")
    )
    if refused:
        return _show(request, forum, JoinForm(forum=forum), refused)
    messages.success(request, _("Kept: %(name)s") % {"name": body})
    return redirect("site:desk-members", slug)

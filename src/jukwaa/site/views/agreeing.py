"""A plan's life on the desk: where it stands, what moves it on, the signatures, an amendment.

Whoever sits in the forum reads these pages; what they may do there is said, and why not.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.accounts.views import needs_reauthentication
from jukwaa.core.context import frame
from jukwaa.core.http import Request, page
from jukwaa.forums.models import Seat
from jukwaa.forums.permissions import can_keep
from jukwaa.plans import actions, permissions
from jukwaa.plans.figures.agreement import giving_way_to
from jukwaa.plans.models import PaperSignature, Plan, Version
from jukwaa.site.figures import agreeing as figures
from jukwaa.site.figures.moving import MOVES, moves
from jukwaa.site.forms.agreeing import PaperForm
from jukwaa.site.views.private import REFUSED, posted, private, refusal


def seated_plan(request: Request, slug: str, edition: str) -> Plan:
    """A plan of a forum in which this person sits. Of any other, its desk is not there."""
    mine = Seat.objects.current().filter(holder=request.user).values("forum")
    plans = Plan.objects.visible_to(request.user).with_forum().filter(forum__in=mine)
    return get_object_or_404(plans, forum__slug=slug, edition=edition)


@private
@require_GET
def life(request: Request, slug: str, edition: str) -> HttpResponse:
    return _show(request, seated_plan(request, slug, edition))


def _show(request: Request, plan: Plan, refused: str = "") -> HttpResponse:
    waiting = plan.versions.waiting().select_related("plan__forum").first()
    context = {
        "forum": plan.forum,
        "plan": plan,
        "keeps": can_keep(request.user, plan.forum),
        "waiting": waiting,
        "signatures": figures.signatures(waiting) if waiting else [],
        "papers": waiting.papers.exclude(state=PaperSignature.State.CONFIRMED) if waiting else [],
        "steps": Plan.Status.choices,
        "moves": moves(request.user, plan, plan.day),
        "chairs": figures.chairs(plan.forum),
        "may_sign": _may_sign(request, waiting) if waiting else None,
        "may_scan": bool(waiting and _to_scan(request, waiting)),
        "versions": plan.versions.all(),
        "amendment": plan.amendments.open().first(),
        "may_amend": permissions.can_open_amendment(request.user, plan),
        "refused": refused,
    }
    return page(request, "site/desk/life.html", context, status=REFUSED if refused else 200)


@private
@require_POST
def plan_move(request: Request, slug: str, edition: str, move: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    if (found := MOVES.get(move)) is None:
        raise Http404
    address = str(frame(request)["address"])
    if refused := refusal(found.act, plan, by=request.user, today=plan.day, address=address):
        return _show(request, plan, refused)
    messages.success(request, str(found.done))
    return redirect("site:desk-life", slug, edition)


# --- signing ---------------------------------------------------------------------------------------------------


def _may_sign(request: Request, version: Version) -> Any:
    """For the seat from which this person may sign; else why not, of the first that signs."""
    verdicts = {role: permissions.can_sign(request.user, version, role) for role in version.signers}
    return next((role for role, verdict in verdicts.items() if verdict), "")


def _why_not(request: Request, version: Version) -> str:
    held = [role for role in version.signers if Seat.objects.current().filter(
        forum=version.plan.forum_id, role=role, holder=request.user).exists()]  # fmt: skip
    role = (held or version.signers or [""])[0]
    return str(permissions.can_sign(request.user, version, role).reason)


def _waiting(request: Request, slug: str, edition: str) -> Version:
    plan = seated_plan(request, slug, edition)
    return get_object_or_404(plan.versions.waiting().select_related("plan__forum__area"))


@private
@needs_reauthentication
@require_http_methods(["GET", "POST"])
def sign(request: Request, slug: str, edition: str) -> HttpResponse:
    version = _waiting(request, slug, edition)
    if request.method != "POST":
        return _show_sign(request, version)
    role, today = request.POST.get("role", ""), localdate()
    if refused := refusal(actions.sign, version, role, by=request.user, today=today):
        return _show_sign(request, version, refused)
    return _thanked(request, version)


def _show_sign(request: Request, version: Version, refused: str = "") -> HttpResponse:
    told = figures.tell_version(version, insider=True)
    context = {
        "forum": version.plan.forum,
        "plan": version.plan,
        "told": told,
        "groups": told.groups,
        "giving_way": [] if version.plan.is_signed else giving_way_to(version.plan),
        "role": (role := _may_sign(request, version)),
        "office": dict(Seat.Role.choices).get(role, ""),
        "why_not": "" if role else _why_not(request, version),
        "refused": refused,
    }
    return page(request, "site/desk/sign.html", context, status=REFUSED if refused else 200)


def _thanked(request: Request, version: Version) -> HttpResponse:
    version.refresh_from_db(fields=["state"])
    adopted = version.state == Version.State.ADOPTED
    said = _("That was the last signature: it is in force.") if adopted else _("Your office has signed.")
    messages.success(request, said)
    return redirect("site:desk-life", version.plan.forum.slug, version.plan.edition)


# --- on paper --------------------------------------------------------------------------------------------------


def _to_scan(request: Request, version: Version) -> list[str]:
    return [role for role in version.signers if permissions.can_scan(request.user, version, role)]


@private
@require_http_methods(["GET", "POST"])
def paper(request: Request, slug: str, edition: str) -> HttpResponse:
    version = _waiting(request, slug, edition)
    form = PaperForm(
        posted(request), request.FILES or None, roles=_to_scan(request, version), first=version.day
    )
    refused = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        data = said["file"].read()
        refused = refusal(actions.scan, version, said["role"], data, signed_on=said["day"], by=request.user,
                          today=localdate())  # fmt: skip
        if not refused:
            messages.success(request, _("It waits for the other co-chair now."))
            return redirect("site:desk-life", slug, edition)
    context = {"forum": version.plan.forum, "plan": version.plan, "version": version, "form": form,
               "possible": form.roles, "refused": refused}  # fmt: skip
    wrong = refused or (request.method == "POST" and form.errors)
    return page(request, "site/desk/paper.html", context, status=REFUSED if wrong else 200)


def _paper(request: Request, slug: str, edition: str, pk: int) -> PaperSignature:
    plan = seated_plan(request, slug, edition)
    papers = PaperSignature.objects.filter(version__plan=plan)
    return get_object_or_404(papers.select_related("version__plan__forum__area", "seat", "entered_by"), pk=pk)


@private
@require_GET
def paper_scan(request: Request, slug: str, edition: str, pk: int) -> HttpResponse:
    found = _paper(request, slug, edition, pk)
    permissions.can_see_scan(request.user, found).require()
    ending = str(found.scan.name).rpartition(".")[2]
    name = f"{slug}-{edition}-v{found.version.number}-{found.role}.{ending}"
    with found.scan.open("rb") as file:
        return HttpResponse(
            file.read(),
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


@private
@needs_reauthentication
@require_http_methods(["GET", "POST"])
def paper_confirm(request: Request, slug: str, edition: str, pk: int) -> HttpResponse:
    found = _paper(request, slug, edition, pk)
    refused = refusal(actions.confirm_scan, found, by=request.user) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return _thanked(request, found.version)
    context = {
        "forum": found.version.plan.forum,
        "plan": found.version.plan,
        "paper": found,
        "may_confirm": permissions.can_confirm_scan(request.user, found),
        "may_refuse": permissions.can_refuse_scan(request.user, found),
        "may_see": permissions.can_see_scan(request.user, found),
        "refused": refused,
    }
    return page(request, "site/desk/paper_confirm.html", context, status=REFUSED if refused else 200)


@private
@require_POST
def paper_refuse(request: Request, slug: str, edition: str, pk: int) -> HttpResponse:
    found = _paper(request, slug, edition, pk)
    if refused := refusal(actions.refuse_scan, found, by=request.user):
        return _show(request, found.version.plan, refused)
    messages.success(request, _("It does not count. The secretary can bring in another."))
    return redirect("site:desk-life", slug, edition)

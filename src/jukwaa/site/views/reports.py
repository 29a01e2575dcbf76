"""A body reports in a few minutes; somebody else checks; the author reads what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jukwaa.core.http import Request, page
from jukwaa.core.texts import say
from jukwaa.delivery import actions, permissions
from jukwaa.delivery import figures as delivery
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import Evidence, Reach, Report
from jukwaa.delivery.rules.persons import persons_in
from jukwaa.delivery.rules.telling import Told
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Action
from jukwaa.site.figures import reports as figures
from jukwaa.site.figures.back import came_of
from jukwaa.site.forms.reports import ReportForm, ReturnForm, WordsForm, like_again
from jukwaa.site.views.offers import seated_forum, seated_plan
from jukwaa.site.views.private import REFUSED, posted, private, refusal
from jukwaa.site.views.waiting import answered_as_data, pairs, received, seal_point, told, wants_data

MAY = (
    "correct", "withdraw_report", "confirm_report", "verify", "return", "release", "add_evidence", "remove_evidence",
    "thank", "ask", "answer",
)  # fmt: skip
SHOWN = 100  # of what was reported before; the newest


@private
@require_GET
def reports(request: Request, slug: str) -> HttpResponse:
    """What waits to be checked, what came back, and what one's bodies have reported."""
    forum = seated_forum(request, slug)
    mine = delivery.with_all(
        delivery.of_bodies(request.user, figures.own_bodies(request.user)).filter(forum=forum)
    )
    others = Report.objects.visible_to(request.user).filter(forum=forum, state=Report.State.VERIFIED)
    context = {
        "forum": forum,
        "checking": figures.rows(figures.waiting_to_check(request.user, forum), close=True),
        "mine": figures.rows(mine[:SHOWN], close=True),
        "others": figures.rows(
            delivery.with_all(others.exclude(organisation__in=figures.own_bodies(request.user)))[:SHOWN],
            close=False,
        ),
        "may_bring": bool(permissions.can_bring(request.user, forum)),
        "may_report": bool(figures.offered(request.user, forum)),
    }
    return page(request, "site/desk/reports.html", context)


@private
@require_GET
def report_pick(request: Request, slug: str) -> HttpResponse:
    """Of which action? One's own first, those without a report before the others."""
    forum = seated_forum(request, slug)
    own = figures.own_bodies(request.user)
    offered = figures.offered(request.user, forum)
    context = {
        "forum": forum,
        "plan": figures.reporting_plan(request.user, forum),
        "mine": [each for each in offered if each.body.pk in own],
        "others": [each for each in offered if each.body.pk not in own],
    }
    return page(request, "site/desk/report_pick.html", context)


@answered_as_data
@private
@require_http_methods(["GET", "POST"])
def report_new(request: Request, slug: str, edition: str, pid: str, body: str) -> HttpResponse:
    plan = seated_plan(request, slug, edition)
    action = get_object_or_404(Action.objects.select_related("plan__forum__area"), plan=plan, pid=pid)
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user), forum=plan.forum, pid=body
    )
    if not permissions.can_report(request.user, action, organisation):
        raise Http404
    if request.method == "POST" and wants_data(request):
        return received(request, lambda typed: _receipt(request, action, organisation, typed))
    last = Report.objects.visible_to(request.user).about(plan, pid).filter(organisation=organisation).first()
    like = like_again(last.told, localdate()) if last and "again" in request.GET else None
    form = _form(request, posted(request), action, organisation, like)
    refused = ""
    if request.method == "POST" and form.is_valid():
        made: list[Report] = []
        refused = refusal(_file, made, request, action, organisation, form)
        if made:
            return _received(request, made[0])
    context = {
        "forum": plan.forum,
        "plan": plan,
        "action": action,
        "title": say(action.title),
        "body": organisation,
        "form": form,
        "last": last,
        "refused": refused,
        "seal": seal_point(),
        "today": localdate(),
    }
    wrong = bool(form.errors or refused)
    return page(request, "site/desk/report_form.html", context, status=REFUSED if wrong else 200)


def _form(
    request: Request, typed: QueryDict | None, action: Action, body: Organisation, like: Told | None = None
) -> ReportForm:
    relayed = not permissions.speaks_from_own_seat(request.user, body)
    first = _first(action, like is not None)
    return ReportForm(typed, plan=action.plan, relayed=relayed, like=like, initial=first)


def _receipt(request: Request, action: Action, body: Organisation, typed: QueryDict) -> JsonResponse:
    """201 for a report that is new here, 200 for one that was here already; what is wrong in it, in words."""
    form = _form(request, typed, action, body)
    if not form.is_valid():
        return told(REFUSED, "wrong", form.complaints(), errors=form.errors, typed=pairs(typed))
    number = form.cleaned_data["client_id"]
    known = Report.objects.filter(forum=action.plan.forum, client_id=number).exists()
    made: list[Report] = []
    _file(made, request, action, body, form)
    said = {"report": made[0].pid, "at": made[0].get_absolute_url()}
    return JsonResponse(said, status=200 if known else 201)


def _first(action: Action, again: bool) -> dict[str, Any]:
    """What can be known before anything is typed."""
    codes = list(action.areas.values_list("code", flat=True))
    return {} if again else {"starts": action.plan.day, "areas": codes if len(codes) == 1 else []}


def _file(made: list[Report], request: Request, action: Action, body: Organisation, form: ReportForm) -> None:
    said = form.cleaned_data
    hand = Hand(request.user, localdate(), said.get("came") or Report.Came.SEAT)
    made.append(actions.file_report(action, body, form.told(), client_id=said["client_id"], hand=hand))


def _received(request: Request, report: Report) -> HttpResponse:
    """The receipt: from here on the device need not keep what was typed."""
    messages.success(request, _("Your report is here. Thank you."), extra_tags=request.path)
    return redirect(report)


def one_report(request: Request, slug: str, pid: str) -> Report:
    """One that this person may read; of any other nobody learns that it is there."""
    forum = seated_forum(request, slug)
    found = delivery.with_all(Report.objects.visible_to(request.user))
    return get_object_or_404(found.distinct(), forum=forum, pid=pid)


@private
@require_GET
def report(request: Request, slug: str, pid: str) -> HttpResponse:
    return show(request, one_report(request, slug, pid))


def show(
    request: Request,
    shown: Report,
    refused: str = "",
    return_form: ReturnForm | None = None,
    words_form: WordsForm | None = None,
) -> HttpResponse:
    user = request.user
    own = shown.organisation_id in figures.own_bodies(user)
    may = {name: bool(getattr(permissions, f"can_{name}")(user, shown)) for name in MAY}
    close = own or any(may.values())
    context = {
        "forum": shown.forum,
        "plan": shown.plan,
        "report": shown,
        "row": figures.rows([shown], close=close)[0],
        "public": figures.rows([shown], close=False, named=shown.visibility != "public")[0],
        "evidence": list(Evidence.objects.visible_to(user).filter(report=shown)),
        "groups": figures.groups(shown) if close else [],
        "sexes": Reach.Sex.labels,
        "marks": persons_in([*shown.told.texts, *shown.captions]) if close and shown.held else (),
        "life": figures.life(shown, reasons=close),
        "reason": figures.last_reason(shown) if close and shown.state == Report.State.RETURNED else "",
        "withheld": shown.held and shown.state == Report.State.VERIFIED,
        "own": own,
        "locked": permissions.is_locked_for(user, shown),
        "may": may,
        "return_form": return_form or ReturnForm(),
        "words_form": words_form or WordsForm(),
        "question": figures.question(shown) if close else "",
        "came_of": came_of(shown) if own else None,
        "refused": refused,
    }
    wrong = bool(refused or any(form and form.errors for form in (return_form, words_form)))
    return page(request, "site/desk/report.html", context, status=REFUSED if wrong else 200)


@private
@require_http_methods(["GET", "POST"])
def report_correct(request: Request, slug: str, pid: str) -> HttpResponse:
    """The author puts right what was told; what it said before stays with its steps."""
    shown = one_report(request, slug, pid)
    if not permissions.can_correct(request.user, shown):
        raise Http404
    form = ReportForm(
        posted(request),
        plan=shown.plan,
        relayed=False,
        like=shown.told,
        initial={"client_id": shown.client_id},
    )
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = refusal(actions.correct_report, shown, form.told(), hand=Hand(request.user, localdate()))
        if not refused:
            messages.success(request, _("Corrected: it waits to be checked."), extra_tags=request.path)
            return redirect(shown)
    context = {
        "forum": shown.forum,
        "plan": shown.plan,
        "report": shown,
        "title": figures.rows([shown], close=True)[0].action,
        "body": shown.organisation,
        "form": form,
        "reason": figures.last_reason(shown),
        "refused": refused,
    }
    wrong = bool(form.errors or refused)
    return page(request, "site/desk/report_form.html", context, status=REFUSED if wrong else 200)


@private
@require_POST
def report_verify(request: Request, slug: str, pid: str) -> HttpResponse:
    shown = one_report(request, slug, pid)
    if shown.held:
        said = _(
            "Verified: it counts. It is not published yet, because it looks as if it named a person: look, and say so below."
        )
    else:
        said = _("Verified. Thank you.")
    return _act(request, shown, actions.verify_report, said)


@private
@require_POST
def report_release(request: Request, slug: str, pid: str) -> HttpResponse:
    return _act(request, one_report(request, slug, pid), actions.release_report, _("Noted: it names nobody."))


@private
@require_POST
def report_confirm(request: Request, slug: str, pid: str) -> HttpResponse:
    return _act(request, one_report(request, slug, pid), actions.confirm_report, _("Confirmed. Thank you."))


@private
@require_POST
def report_withdraw(request: Request, slug: str, pid: str) -> HttpResponse:
    return _act(
        request, one_report(request, slug, pid), actions.withdraw_report, _("Taken back: it counts nowhere.")
    )


@private
@require_POST
def report_return(request: Request, slug: str, pid: str) -> HttpResponse:
    shown, form = one_report(request, slug, pid), ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, shown, return_form=form)
    said = form.cleaned_data["reason"]
    refused = refusal(actions.return_report, shown, said, by=request.user, today=localdate())
    if refused:
        return show(request, shown, refused)
    messages.success(request, _("Sent back: its author reads why."))
    return redirect(shown)


def _act(request: Request, shown: Report, act: Callable[..., Report], said: str) -> HttpResponse:
    if refused := refusal(act, shown, by=request.user, today=localdate()):
        return show(request, shown, refused)
    messages.success(request, said)
    return redirect(shown)


@private
@require_POST
def reports_verify(request: Request, slug: str) -> HttpResponse:
    """Those that were ticked, each by itself."""
    forum = seated_forum(request, slug)
    ticked = set(request.POST.getlist("report"))
    chosen = [one for one in figures.waiting_to_check(request.user, forum) if one.pid in ticked]
    done, left = actions.verify_reports(chosen, by=request.user, today=localdate())
    if done:
        told = ngettext("%(n)s report is verified.", "%(n)s reports are verified.", len(done))
        messages.success(request, told % {"n": len(done)})
    if held := sum(one.held for one in done):
        still = ngettext(
            "%(n)s of them looks as if it named a person and is not published yet: open it and look.",
            "%(n)s of them look as if they named a person and are not published yet: open them and look.",
            held,
        )
        messages.warning(request, still % {"n": held})
    for _report_left, reason in left:
        messages.warning(request, reason)
    return redirect("site:desk-reports", slug)

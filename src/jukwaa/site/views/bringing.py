"""Reports come in from KoboToolbox or ODK: the form goes out, a file comes back, is looked at, and only then brought in.

Nothing of the file is kept here between looking and bringing: it goes with the page, sealed, without the columns about
persons.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jukwaa.core.http import Request, page
from jukwaa.delivery import actions
from jukwaa.delivery.actions.bringing import AT_ONCE
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import FormMapping
from jukwaa.delivery.permissions import can_bring
from jukwaa.delivery.rules.exports import COUNTS, FIELDS, Sheet, signature, without_persons
from jukwaa.plans.imports import LARGEST
from jukwaa.plans.imports.opening import Refused
from jukwaa.plans.models import Plan
from jukwaa.publishing.sheets.exports import read_export
from jukwaa.publishing.sheets.xlsform import write_form
from jukwaa.site.figures import bringing as figures
from jukwaa.site.figures.reports import reporting_plan
from jukwaa.site.views.downloads import TYPES
from jukwaa.site.views.offers import seated_forum
from jukwaa.site.views.private import REFUSED, private, refusal

SALT, A_DAY = "jukwaa.reports.bring", 24 * 3600
SHOWN = 50  # of each kind of row


def _plan(request: Request, slug: str) -> Plan:
    forum = seated_forum(request, slug)
    plan = reporting_plan(request.user, forum)
    if plan is None or not can_bring(request.user, forum):
        raise Http404
    return plan


@private
@require_GET
def reports_form(request: Request, slug: str) -> HttpResponse:
    """The forum's report as an XLSForm."""
    plan = _plan(request, slug)
    response = HttpResponse(write_form(figures.form_of(plan)), content_type=TYPES["xlsx"])
    sample = "-sample" if plan.sample else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{plan.edition}{sample}-xlsform.xlsx"'  # fmt: skip
    return response


@private
@require_http_methods(["GET", "POST"])
def reports_bring(request: Request, slug: str) -> HttpResponse:
    plan = _plan(request, slug)
    context: dict[str, Any] = {"forum": plan.forum, "plan": plan, "refused": ""}
    if request.method == "POST":
        try:
            sheet, left_out = _sheet(request)
        except Refused as no:
            context["refused"] = str(no)
        else:
            kept, language = _reading(request, plan, sheet)
            run = figures.dry_run(plan, sheet, left_out, kept, language, localdate())
            if "bring" in request.POST and not (refused := _bring(request, plan, sheet, run, kept, language)):
                return redirect("site:desk-reports", slug)
            context |= _shown(sheet, left_out, run, language)
            context["refused"] = refused if "bring" in request.POST else ""
    return page(request, "site/desk/reports_bring.html", context, status=REFUSED if context["refused"] else 200)  # fmt: skip


def _sheet(request: Request) -> tuple[Sheet, list[str]]:
    """As it came just now, or as it went out with the page; without columns about persons."""
    if sealed := request.POST.get("sheet"):
        try:
            headers, rows, left_out = signing.loads(sealed, salt=SALT, max_age=A_DAY)
        except signing.BadSignature:
            raise Refused(_("That was more than a day ago: choose the file once more.")) from None
        return Sheet(tuple(headers), tuple(map(tuple, rows))), left_out
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused(_("Choose the file that you exported."))
    whole = read_export(bytes(sent.read(LARGEST + 1)))
    sheet = without_persons(whole, figures.known_columns())
    return sheet, [header for header in whole.headers if header and header not in sheet.headers]


def _reading(request: Request, plan: Plan, sheet: Sheet) -> tuple[dict[str, str], str]:
    """What was said of the columns just now, else the last time."""
    here = (get_language() or "en")[:2]
    if "sheet" in request.POST:
        said = {header: request.POST.get(f"column-{n}", "") for n, header in enumerate(sheet.headers) if f"column-{n}" in request.POST}  # fmt: skip
        language = request.POST.get("language", here)
        return {header: name for header, name in said.items() if name in FIELDS or not name}, language if language in plan.languages else here  # fmt: skip
    kept = FormMapping.objects.visible_to(request.user).filter(forum=plan.forum, signature=signature(sheet.headers)).first()  # fmt: skip
    return (dict(kept.columns), kept.language) if kept else ({}, here)


def _shown(sheet: Sheet, left_out: list[str], run: figures.DryRun, language: str) -> dict[str, Any]:
    sealed = signing.dumps([sheet.headers, sheet.rows, left_out], salt=SALT, compress=True)
    asked = [
        (n, column, _example(sheet, n))
        for n, column in enumerate(run.columns)
        if column.header and not column.choice and column.field not in ("id", "id_else", *COUNTS)
    ]
    return {
        "run": run,
        "sheet": sealed,
        "language": language,
        "asked": asked,
        "choices": figures.choices_of(),
        "lacking": figures.labelled(run.missing),
        "most": AT_ONCE,
        "shown": SHOWN,
    }


def _example(sheet: Sheet, at: int) -> str:
    """The first thing that stands in the column."""
    return next((row[at] for row in sheet.rows if at < len(row) and row[at].strip()), "")


def _bring(
    request: Request, plan: Plan, sheet: Sheet, run: figures.DryRun, kept: dict[str, str], language: str
) -> str:
    """Why it was not done."""
    if not run.new:
        return _("There is nothing new in this file.")
    read = actions.Read(signature(sheet.headers), kept, language)
    hand = Hand(request.user, localdate())
    rows = figures.brought(plan, run, AT_ONCE)
    if refused := refusal(actions.bring_reports, plan, rows, read, hand=hand):
        return refused
    told = ngettext("%(n)s report is brought in.", "%(n)s reports are brought in.", len(rows))
    messages.success(request, told % {"n": len(rows)})
    if rest := len(run.new) - len(rows):
        more = ngettext("%(n)s more is in the file: bring it once more.", "%(n)s more are in the file: bring it once more.", rest)  # fmt: skip
        messages.warning(request, more % {"n": rest})
    return ""

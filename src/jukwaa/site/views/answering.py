"""Something back for a report: thanks, a question that leaves it as it stands, the author's answer."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jukwaa.core.http import Request
from jukwaa.delivery import actions
from jukwaa.delivery.models import Report
from jukwaa.site.forms.reports import WordsForm
from jukwaa.site.views.private import private, refusal_in
from jukwaa.site.views.reports import one_report, show


@private
@require_POST
def report_thank(request: Request, slug: str, pid: str) -> HttpResponse:
    return _say(request, slug, pid, actions.thank_report, _("Its author reads your thanks."))


@private
@require_POST
def report_ask(request: Request, slug: str, pid: str) -> HttpResponse:
    said = _("Its author reads the question. The report stands as it is meanwhile.")
    return _say(request, slug, pid, actions.ask_report, said)


@private
@require_POST
def report_answer(request: Request, slug: str, pid: str) -> HttpResponse:
    return _say(request, slug, pid, actions.answer_report, _("Your answer is here. Thank you."))


def _say(request: Request, slug: str, pid: str, act: Callable[..., Report], said: str) -> HttpResponse:
    shown = one_report(request, slug, pid)
    form = WordsForm(request.POST)
    refused = ""
    if form.is_valid():
        words = form.cleaned_data["words"]
        refused = refusal_in(form, act, shown, words, by=request.user, today=localdate())
        if not refused and not form.errors:
            messages.success(request, said)
            return redirect(shown)
    return show(request, shown, refused, words_form=form)

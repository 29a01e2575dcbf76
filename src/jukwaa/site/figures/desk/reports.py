"""What waits around reports: one that came back with a question, one entered for one's body, those to be checked."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.delivery import figures
from jukwaa.delivery.models import Report, ReportQuerySet
from jukwaa.forums.models import Forum
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.reports import own_bodies
from jukwaa.site.figures.seated import Person, reach_of


def reports_to_correct(user: Person) -> list[Waiting]:
    return [
        Waiting(
            _told(report, _("A report of %(body)s came back with a question.")), _url(report), report.forum_id
        )
        for report in _of_own(user).filter(state=Report.State.RETURNED)
    ]


def reports_to_confirm(user: Person) -> list[Waiting]:
    """Entered for one's body by somebody else."""
    waiting = _of_own(user).exclude(came=Report.Came.SEAT).filter(confirmed=None)
    return [
        Waiting(
            _told(report, _("A report was entered for %(body)s: is it right?")), _url(report), report.forum_id
        )
        for report in waiting.exclude(state__in=[Report.State.WITHDRAWN, Report.State.RETURNED])
    ]


def reports_to_answer(user: Person) -> list[Waiting]:
    """Something is asked about a report of one's body; it stands as it is meanwhile."""
    return [
        Waiting(
            _told(report, _("A report of %(body)s is asked about.")), f"{_url(report)}#words", report.forum_id
        )
        for report in _of_own(user).exclude(state=Report.State.WITHDRAWN).with_question()
    ]


def reports_to_check(user: Person) -> list[Waiting]:
    """As one line for each forum."""
    reach = reach_of(user, "check")
    if not reach or not user.is_authenticated:
        return []
    found = figures.to_check(user, reach.forums, reach.bodies, own_bodies(user))
    counts: dict[int, int] = defaultdict(int)
    for forum in found.values_list("forum_id", flat=True):
        counts[forum] += 1
    slugs = dict(Forum.objects.filter(pk__in=counts).values_list("pk", "slug"))
    return [
        Waiting(
            ngettext("%(n)s report waits to be checked.", "%(n)s reports wait to be checked.", n) % {"n": n},
            reverse("site:desk-reports", args=[slugs[forum]]) + "#checking",
            forum,
        )
        for forum, n in sorted(counts.items())
    ]


def _of_own(user: Person) -> ReportQuerySet:
    if not user.is_authenticated:
        return Report.objects.none()
    own = reach_of(user, "report").bodies
    return (
        figures.of_bodies(user, own)
        .select_related("forum", "organisation")
        .distinct()
        .order_by("filed", "pk")
    )


def _told(report: Report, sentence: str) -> str:
    return sentence % {"body": report.organisation}


def _url(report: Report) -> str:
    return reverse("site:report", args=[report.forum.slug, report.pid])

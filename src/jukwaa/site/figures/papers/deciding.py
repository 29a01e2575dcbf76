"""What waits for somebody's decision in a forum, as counts: eight questions of the database, however much waits."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.delivery.models import Money, Report
from jukwaa.plans.models import Amendment, Plan, Role
from jukwaa.publishing.documents.papers import Point
from jukwaa.results.models import AdverseEffect, Value
from jukwaa.site.figures.caring import waiting_reviews


def decisions(plan: Plan) -> list[Point]:
    return [*_agreeing(plan), *_checking(plan), *_caring(plan)]


def _agreeing(plan: Plan) -> Iterator[Point]:
    for version in plan.versions.waiting():
        yield Point(
            _("Version %(n)s waits for signatures.") % {"n": version.number}, _("Both co-chairs sign it.")
        )
    if Amendment.objects.filter(plan=plan).open().exists():
        yield Point(_("An amendment is open."), _("The secretary and the co-chairs close it, or propose it for signature."))  # fmt: skip
    roles = Role.objects.filter(action__plan=plan)
    if n := roles.filter(reply=Role.Reply.COUNTERED).count():
        told = ngettext(
            "%(n)s body would do its part otherwise.", "%(n)s bodies would do their parts otherwise.", n
        )
        yield Point(told % {"n": n}, _("Who leads the action takes the offer, or keeps the plan."))
    if n := roles.filter(reply=Role.Reply.OFFERED).count():
        told = ngettext("%(n)s offer has no answer yet.", "%(n)s offers have no answer yet.", n)
        yield Point(told % {"n": n}, _("The body that is asked answers."))


def _checking(plan: Plan) -> Iterator[Point]:
    if n := Report.objects.filter(plan=plan).to_check().count():
        told = ngettext("%(n)s report waits to be checked.", "%(n)s reports wait to be checked.", n)
        yield Point(told % {"n": n}, _("The section's lead, the secretary or a co-chair."))
    if n := Value.objects.filter(period__plan=plan, state=Value.State.PROVISIONAL).count():
        told = ngettext("%(n)s value waits to be checked.", "%(n)s values wait to be checked.", n)
        yield Point(told % {"n": n}, _("The section's lead, the secretary or a co-chair."))
    if n := Money.objects.filter(plan=plan).to_check().count():
        told = ngettext(
            "%(n)s amount of money waits to be checked.", "%(n)s amounts of money wait to be checked.", n
        )
        yield Point(told % {"n": n}, _("The section's lead, the secretary or a co-chair."))


def _caring(plan: Plan) -> Iterator[Point]:
    if n := waiting_reviews(plan):
        told = ngettext(
            "%(n)s indicator waits to be asked whether it can do harm.",
            "%(n)s indicators wait to be asked whether they can do harm.",
            n,
        )
        yield Point(told % {"n": n}, _("A body that looks after rights, the secretary or a co-chair: never who measures it."))  # fmt: skip
    if n := AdverseEffect.objects.filter(plan=plan).open().count():
        told = ngettext(
            "On %(n)s adverse effect nothing is decided yet.",
            "On %(n)s adverse effects nothing is decided yet.",
            n,
        )
        yield Point(told % {"n": n}, _("The secretary and the co-chairs decide: stop, do it otherwise, or watch."))  # fmt: skip

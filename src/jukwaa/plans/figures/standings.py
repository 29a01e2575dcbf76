"""Where the actions of plans stand: one word for each, in its row and in every total that counts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from jukwaa.plans.models import Action, Plan, Role
from jukwaa.plans.rules.standing import STANDINGS, Standing, is_answered_by_offices, said_in_public, standing

LABELS: Mapping[Standing, object] = {
    "done": _("Done"),
    "moving": _("Moving"),
    "late": _("Late"),
    "silent": _("Silent"),
    "open": pgettext_lazy("of an action that is not done", "Open"),
    "later": pgettext_lazy("of an action that has not begun", "Later"),
    "paused": _("Paused"),
    "dropped": _("Dropped"),
}


class Stands(NamedTuple):
    pid: str
    actual: Standing
    said: Standing  # in public, of the action and in totals


Heard = Mapping[str, date]  # permanent id of an action -> the last day of which something verified is told


def stand(plans: Iterable[Plan], heard: Mapping[int, Heard]) -> dict[int, list[Stands]]:
    """By plan: two queries, however many plans. `heard`: by plan, what the reports say (they have a floor of their own)."""
    found = {plan.pk: plan for plan in plans}
    offices: dict[int, list[bool | None]] = defaultdict(list)
    leads = Role.objects.filter(action__plan__in=found, kind=Role.Kind.LEAD).order_by()
    for action, state in leads.values_list("action_id", "organisation__state"):
        offices[action].append(state)
    told: dict[int, list[Stands]] = {pk: [] for pk in found}
    rows = Action.objects.filter(plan__in=found).order_by("plan", "position")
    for pk, pid, plan, stated, starts, ends in rows.values_list(
        "pk", "pid", "plan", "status", "starts", "ends"
    ):
        reported = pid in heard.get(plan, ())
        actual = standing(stated, starts, ends, found[plan].day, heard=reported)
        answerable = found[plan].is_signed and is_answered_by_offices(offices[pk])
        said = said_in_public(actual, stated, answerable=answerable, heard=reported)
        told[plan].append(Stands(pid, actual, said))
    return told


def tally(said: Iterable[Standing]) -> dict[Standing, int]:
    """How many stand how, in the order in which it is told."""
    counted = Counter(said)
    return {word: counted[word] for word in STANDINGS if counted[word]}


def told_of_others(overdue: int) -> str:
    """Of bodies of which lateness is not said one by one (`rules.standing.overdue_among_others`)."""
    if not overdue:
        return ""
    return ngettext(
        "%(n)s more action, led by others than public offices alone, is past its last day.",
        "%(n)s more actions, led by others than public offices alone, are past their last day.",
        overdue,
    ) % {"n": overdue}

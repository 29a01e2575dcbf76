"""Where the actions of a plan stand, for the public and in total."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jukwaa.plans.models import Action, Plan, Role
from jukwaa.plans.rules.standing import STANDINGS, Standing, is_answered_by_offices, said_in_public, standing

LABELS: Mapping[Standing, object] = {
    "done": _("Done"),
    "moving": _("Moving"),
    "late": _("Late"),
    "silent": _("Silent"),
    "later": pgettext_lazy("of an action that has not begun", "Later"),
    "paused": _("Paused"),
    "dropped": _("Dropped"),
}


def standing_of(action: Action, plan: Plan) -> Standing:
    return standing(action.status, action.starts, action.ends, plan.day)


def public_standing(action: Action, plan: Plan, *, public_body: bool) -> Standing:
    return said_in_public(standing_of(action, plan), action.status, public_body=public_body)


def standings_of(plan: Plan) -> dict[str, tuple[str, str]]:
    """Permanent id -> (standing, its label): what is said publicly of each action."""
    leads: dict[int, list[bool | None]] = defaultdict(list)
    roles = Role.objects.filter(action__plan=plan, kind=Role.Kind.LEAD)
    for action, state in roles.values_list("action_id", "organisation__state"):
        leads[action].append(state)
    told: dict[str, tuple[str, str]] = {}
    for row in plan.actions.all():
        word = public_standing(row, plan, public_body=is_answered_by_offices(leads[row.pk]))
        told[row.pid] = (word, str(LABELS[word]))
    return told


def tally_of(plan: Plan) -> dict[Standing, int]:
    """How many actions stand how, as it is: a total names nobody."""
    counted = Counter(standing_of(action, plan) for action in plan.actions.all())
    return {word: counted[word] for word in STANDINGS if counted[word]}

"""Who tells which indicators, of which quarter; what waits to be checked by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from jukwaa.plans.models import Action, Indicator, Leadership, Plan, Role
from jukwaa.plans.rules.quarters import Quarter
from jukwaa.results.models import Value, ValueQuerySet

if TYPE_CHECKING:
    from jukwaa.accounts.models import User

LEADS = (Role.Kind.LEAD, Role.Kind.CO_LEAD)


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator that a body tells: of an action that it leads, or of a section."""

    indicator: Indicator
    code: str  # of the action or section
    title: Mapping[str, str]
    areas: tuple[str, ...]  # of the action, where it has any

    def is_of(self, quarter: Quarter) -> bool:
        """What begins later is not asked for yet, and what was dropped no longer."""
        action = self.indicator.action
        if action is None:
            return True
        begun = action.starts is None or action.starts <= quarter.ends
        return begun and action.status != Action.Status.DROPPED


def asked_of(plan: Plan) -> dict[int, list[Asked]]:
    """Body -> what it tells, in the plan's order. Four statements."""
    rows = Indicator.objects.filter(plan=plan).select_related("definition", "action", "section")
    indicators = list(rows.prefetch_related("action__areas").order_by("position"))
    leads: dict[int, list[int]] = defaultdict(list)
    roles = Role.objects.filter(action__plan=plan, kind__in=LEADS).exclude(reply=Role.Reply.DECLINED)
    for action, body in roles.values_list("action", "organisation"):
        leads[action].append(body)
    heads: dict[int, list[int]] = defaultdict(list)
    named = Leadership.objects.filter(section__plan=plan)
    for section, body in named.values_list("section", "organisation"):
        heads[section].append(body)
    found: dict[int, list[Asked]] = defaultdict(list)
    for each in indicators:
        bodies = leads[each.action_id] if each.action_id else heads[each.section_id or 0]
        for body in dict.fromkeys(bodies):
            found[body].append(_asked(each))
    return dict(found)


def _asked(indicator: Indicator) -> Asked:
    owner = indicator.action or indicator.section
    if owner is None:
        raise ValueError("an indicator is of an action or of a section")
    areas = tuple(area.code for area in indicator.action.areas.all()) if indicator.action else ()
    return Asked(indicator, owner.code, owner.title, areas)


def to_approve(
    user: User, forums: Collection[int], bodies: Collection[int], own: Collection[int]
) -> ValueQuerySet:
    """What a person may have to check. `forums`: in which they check all; `bodies`: that lead a section; `own`: for which
    they sit, and which somebody else checks."""
    named = Indicator.objects.filter(plan=OuterRef("period__plan"), pid=OuterRef("indicator"))
    led = Q(section__leaderships__organisation__in=bodies) | Q(
        action__section__leaderships__organisation__in=bodies
    )
    found = Value.objects.visible_to(user).to_approve()
    found = found.filter(Q(period__plan__forum__in=forums) | Exists(named.filter(led)))
    touched = Q(turns__seat__holder=user, turns__kind__in=["entered", "corrected"])
    return found.exclude(organisation__in=own).exclude(pk__in=Value.objects.filter(touched).values("pk"))

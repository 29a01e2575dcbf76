"""Two editions of a plan held against each other: what stands in both, what is new, what was dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jukwaa.plans.figures.documents import document_of
from jukwaa.plans.models import Action, Plan
from jukwaa.plans.rules.carrying import with_ancestors
from jukwaa.plans.rules.comparing import Difference, compare
from jukwaa.plans.rules.editions import newer_of
from jukwaa.plans.rules.masking import NOTHING, Mask, masked
from jukwaa.site.figures.differences import Group, all_items, names_withheld, told, words_of

DRAWN_ANEW = {"code"}  # numbers say nothing between editions
HOPS = 20  # editions between the two through which an action is followed


@dataclass(frozen=True, slots=True)
class Beside:
    """Another edition of the plan that is read; `newer`: which of the two changed the other, where one can say so."""

    plan: Plan
    newer: Plan | None


def beside(plan: Plan, others: Iterable[Plan]) -> list[Beside]:
    return [Beside(other, newer_of(plan, other)) for other in others if other.pk != plan.pk]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Told from the earlier edition to the later one, whichever page it was asked from."""

    earlier: Plan
    later: Plan
    both: int  # changed or not; carried over as the plan says, or found by its id or title
    changed: int
    new: int
    dropped: int
    groups: list[Group]
    by_title: frozenset[str]  # ids of actions that were matched by their titles alone

    @property
    def before(self) -> int:
        return self.both + self.dropped


def compare_editions(one: Plan, two: Plan, *, insider: bool, mask: Mask = NOTHING) -> Comparison:
    """`insider`: sits in the forum, and so reads the names of bodies that are not named in public; `mask`: but not of
    those that are withdrawn for their safety."""
    earlier, later = sorted((one, two), key=lambda plan: (plan.starts, plan.edition))
    was, now = (masked(document_of(plan, public=not insider), mask) for plan in (earlier, later))
    now, by_title = with_ancestors(was, now, _stated(earlier, later))
    differences = tuple(d for d in compare(was, now) if d.field not in DRAWN_ANEW)
    instead = names_withheld(later.forum_id)
    words = words_of(differences, later.forum.area_id, later.currency, instead)
    groups = told(differences, words)
    total, new = sum(1 for _ in now.actions()), _counted(differences, "added")
    return Comparison(
        earlier,
        later,
        both=total - new,
        changed=sum(1 for item in all_items(groups) if item.state == "changed"),
        new=new,
        dropped=_counted(differences, "dropped"),
        groups=groups,
        by_title=by_title,
    )


def _counted(differences: tuple[Difference, ...], field: str) -> int:
    return sum(1 for d in differences if d.kind == "action" and d.field == field)


def _stated(earlier: Plan, later: Plan) -> dict[str, str]:
    """Permanent id in the later edition -> in the earlier one, followed through the editions between them."""
    started = later.actions.filter(carried_from__isnull=False).values_list("carried_from", "pid")
    at: dict[int, list[str]] = {}
    for before, pid in started:
        if before:
            at.setdefault(before, []).append(pid)
    found: dict[str, str] = {}
    for _hop in range(HOPS):
        if not at:
            break
        rows = Action.objects.filter(pk__in=at).values_list("pk", "plan", "pid", "carried_from")
        onward: dict[int, list[str]] = {}
        for pk, plan, pid, before in rows:
            if plan == earlier.pk:
                found |= dict.fromkeys(at[pk], pid)
            elif before:
                onward.setdefault(before, []).extend(at[pk])
        at = onward
    return found

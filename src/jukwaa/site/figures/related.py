"""Which parts of a plan hang on something outside it: themes of a strategy, actions of another edition."""

from __future__ import annotations

from jukwaa.plans.models import Action, Alignment, Plan


def aligned(shown: Plan) -> frozenset[tuple[str, int | None]]:
    """What of it stands for a theme: ("section" or "action", key)."""
    pairs = Alignment.objects.filter(plan=shown).values_list("section", "action")
    return frozenset(("section", section) if section else ("action", action) for section, action in pairs)


def with_kin(plan: Plan) -> frozenset[int]:
    """Its actions that were carried from another edition, or into one."""
    own = plan.actions.exclude(carried_from=None).values_list("pk", flat=True)
    later = Action.objects.filter(carried_from__plan=plan).values_list("carried_from__pk", flat=True)
    return frozenset([*own, *later])

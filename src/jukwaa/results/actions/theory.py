"""The theory of change is drawn: factors, links, and whether what they assume is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.forums.actions import lock_forum
from jukwaa.results import permissions
from jukwaa.results.models import CausalLink, Factor
from jukwaa.results.rules.caring import words_fault
from jukwaa.results.rules.theory import LONGEST

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.plans.models import Plan
    from jukwaa.plans.rules.document import Texts


@transaction.atomic
def add_factor(plan: Plan, text: Texts, *, by: User | None) -> Factor:
    _may(plan, by)
    _check(text, "text")
    last = Factor.objects.filter(plan=plan).order_by("-position").first()
    made = Factor.objects.create(
        plan=plan, pid=new_id("f"), position=last.position + 1 if last else 0, text=dict(text)
    )
    _record("factor.added", plan, made.pid, by)
    return made


@transaction.atomic
def reword_factor(factor: Factor, text: Texts, *, by: User | None) -> Factor:
    _may(factor.plan, by)
    _check(text, "text")
    factor.text = dict(text)
    factor.save(update_fields=["text"])
    _record("factor.reworded", factor.plan, factor.pid, by)
    return factor


@transaction.atomic
def drop_factor(factor: Factor, *, by: User | None) -> None:
    """With its links."""
    _may(factor.plan, by)
    _record("factor.dropped", factor.plan, factor.pid, by)
    factor.delete()


@transaction.atomic
def draw_link(factor: Factor, to: str, assumption: Texts, *, by: User | None) -> CausalLink:
    """`to`: the permanent id of an action that strengthens the factor, or of a section to whose outcome it leads. Drawn
    already, it is given back with what is assumed now."""
    plan = factor.plan
    _may(plan, by)
    _check(assumption, "assumption", needed=False)
    is_action = plan.actions.filter(pid=to).exists()
    if not is_action and not plan.sections.filter(pid=to).exists():
        raise ValidationError({"to": _("Choose an action or an outcome of this plan.")})
    made, _new = CausalLink.objects.update_or_create(
        factor=factor,
        action=to if is_action else "",
        section="" if is_action else to,
        defaults={"assumption": dict(assumption), "standing": CausalLink.Standing.UNTESTED},
    )
    _record("link.drawn", plan, factor.pid, by, other=to)
    return made


@transaction.atomic
def judge_link(link: CausalLink, standing: str, assumption: Texts, *, by: User | None) -> CausalLink:
    """Whether what it assumes was seen to be so."""
    plan = link.factor.plan
    _may(plan, by)
    _check(assumption, "assumption", needed=False)
    if standing not in CausalLink.Standing.values:
        raise ValidationError({"standing": _("Say whether it is so.")})
    link.standing, link.assumption = standing, dict(assumption)
    link.save(update_fields=["standing", "assumption"])
    _record("link.judged", plan, link.factor.pid, by, other=link.action or link.section, standing=standing)
    return link


@transaction.atomic
def drop_link(link: CausalLink, *, by: User | None) -> None:
    plan = link.factor.plan
    _may(plan, by)
    _record("link.dropped", plan, link.factor.pid, by, other=link.action or link.section)
    link.delete()


def _may(plan: Plan, by: User | None) -> None:
    lock_forum(plan.forum_id)
    permissions.can_draw_theory(by, plan).require()


def _check(words: Texts, field: str, *, needed: bool = True) -> None:
    if needed and not any(text.strip() for text in words.values()):
        raise ValidationError({field: _("Say it in a few words.")})
    if any(len(text) > LONGEST for text in words.values()):
        raise ValidationError({field: _("Keep it under %(n)s letters.") % {"n": LONGEST}})
    if words_fault(words) == "names":
        raise ValidationError({field: _("This looks as if it named a person: say what protects, never who.")})


def _record(verb: str, plan: Plan, pid: str, by: User | None, **facts: str) -> None:
    record(verb, pid, by=by, forum=plan.forum_id, edition=plan.edition, **facts)  # type: ignore[arg-type]

"""An indicator is reviewed before its numbers are public; what went wrong or could is noted, decided on, published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.ids import new_id
from jukwaa.core.log import record
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.forums.actions import lock_forum
from jukwaa.forums.models import Seat
from jukwaa.results import permissions
from jukwaa.results.models import AdverseEffect, Review
from jukwaa.results.rules.caring import LONGEST, Outcome, Question, effect_problems, problems

if TYPE_CHECKING:
    from jukwaa.plans.models import IndicatorDefinition, Plan
    from jukwaa.plans.rules.document import Texts


@dataclass(frozen=True, slots=True)
class Answers:
    """What a review says."""

    could: Mapping[Question, bool]
    outcome: Outcome
    care: Texts


@transaction.atomic
def review_indicator(plan: Plan, definition: IndicatorDefinition, answers: Answers, *, hand: Hand) -> Review:
    """In place of the one that stood. `plan`: one that uses the definition."""
    lock_forum(plan.forum_id)
    permissions.can_review(hand.by, plan, definition).require()
    if wrong := problems(answers.could, answers.outcome, answers.care):
        raise ValidationError({field: WRONG[_kind(field), problem] for field, problem in wrong.items()})
    Review.objects.filter(definition=definition).standing().update(stands=False)
    seat = _seat(plan, hand)
    made = Review.objects.create(
        definition=definition,
        answers=dict(answers.could),
        outcome=answers.outcome,
        care=dict(answers.care),
        organisation=seat.organisation if seat else None,
        seat=seat,
        day=hand.today,
    )
    facts = {"edition": plan.edition, "version": definition.version, "outcome": answers.outcome}
    record("indicator.reviewed", definition.pid, by=hand.by, forum=plan.forum_id, **facts)  # type: ignore[arg-type]
    return made


@transaction.atomic
def note_effect(plan: Plan, kind: str, what: Texts, *, about: str = "", hand: Hand) -> AdverseEffect:
    """`about`: the permanent id of an action; "": the plan as a whole."""
    lock_forum(plan.forum_id)
    permissions.can_note(hand.by, plan).require()
    _check(what, "what")
    if about and not plan.actions.filter(pid=about).exists():
        raise ValidationError({"about": _("This action is none of the plan's any more.")})
    seat = _seat(plan, hand)
    made = AdverseEffect.objects.create(
        forum=plan.forum,
        pid=new_id("e"),
        plan=plan,
        about=about,
        kind=kind,
        what=dict(what),
        organisation=seat.organisation if seat else None,
        seat=seat,
        day=hand.today,
    )
    _record("effect.noted", made, hand)
    return made


@transaction.atomic
def decide_effect(effect: AdverseEffect, state: str, decision: Texts, *, hand: Hand) -> AdverseEffect:
    """What was decided can be decided anew; that is out of sight until somebody publishes it again."""
    effect = _locked(effect)
    permissions.can_decide(hand.by, effect).require()
    if state not in AdverseEffect.DECIDED:
        raise ValidationError({"state": _("Say what was decided.")})
    _check(decision, "decision")
    effect.state, effect.decision, effect.decided = state, dict(decision), hand.today
    effect.published = False
    effect.save(update_fields=["state", "decision", "decided", "published"])
    _record("effect.decided", effect, hand, state=state)
    return effect


@transaction.atomic
def publish_effect(effect: AdverseEffect, *, hand: Hand) -> AdverseEffect:
    effect = _locked(effect)
    permissions.can_publish(hand.by, effect).require()
    return _show(effect, hand, published=True)


@transaction.atomic
def withhold_effect(effect: AdverseEffect, *, hand: Hand) -> AdverseEffect:
    effect = _locked(effect)
    permissions.can_withhold(hand.by, effect).require()
    return _show(effect, hand, published=False)


# --- the parts of these acts ------------------------------------------------------------------------------------

NAMES = _("This looks as if it named a person. Say what was done or could be, not who: no record of a person belongs here.")  # fmt: skip
WRONG: Mapping[tuple[str, str], str | Promise] = {
    ("question", "missing"): _("Say yes or no."),
    ("outcome", "never"): _("What points at a person, or counts people by what they believe, cannot be measured here: say that it has to be put otherwise."),
    ("care", "missing"): _("Say in a few words what is to be taken care of, or put otherwise."),
    ("care", "long"): _("Keep it under %(n)s letters.") % {"n": LONGEST},
    ("care", "names"): NAMES,
    ("words", "missing"): _("Say it in a few words."),
    ("words", "long"): _("Keep it under %(n)s letters.") % {"n": LONGEST},
    ("words", "names"): NAMES,
}  # fmt: skip


def _kind(field: str) -> str:
    return field if field in ("outcome", "care") else "question"


def _check(words: Texts, field: str) -> None:
    if fault := effect_problems(words):
        raise ValidationError({field: WRONG["words", fault]})


def _locked(effect: AdverseEffect) -> AdverseEffect:
    """As it stands now; nobody else changes it until the act is done."""
    lock_forum(effect.forum_id)
    return AdverseEffect.objects.select_related("forum", "plan__forum").get(pk=effect.pk)


def _show(effect: AdverseEffect, hand: Hand, *, published: bool) -> AdverseEffect:
    effect.published = published
    effect.save(update_fields=["published"])
    _record("effect.published" if published else "effect.withheld", effect, hand)
    return effect


def _seat(plan: Plan, hand: Hand) -> Seat | None:
    if hand.by is None:
        return None
    mine = Seat.objects.current().filter(forum=plan.forum_id, holder=hand.by)
    return mine.select_related("organisation").first()


def _record(verb: str, effect: AdverseEffect, hand: Hand, **facts: str) -> None:
    told = {"edition": effect.plan.edition, **facts}
    record(verb, effect.pid, by=hand.by, forum=effect.forum_id, **told)  # type: ignore[arg-type]

"""What the sample's bodies asked of its indicators before numbers were public, and what its members noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jukwaa.accounts.models import User
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.forums.models import Seat
from jukwaa.plans.models import IndicatorDefinition, Plan
from jukwaa.results.actions import (
    Answers,
    decide_effect,
    note_effect,
    publish_effect,
    review_indicator,
)
from jukwaa.results.permissions import can_review
from jukwaa.results.rules.caring import QUESTIONS

ASKING = (
    "rights@jukwaa.example",
    "secretary@jukwaa.example",
    "governor@jukwaa.example",
    "oversight@jukwaa.example",
)


def review(plan: Plan, said: Mapping[str, Any]) -> None:
    """Each indicator but those that still wait, by the first who does not measure it."""
    people = _people(plan)
    answers = {each["definition"]: each for each in said["answers"]}
    used = IndicatorDefinition.objects.filter(indicators__plan=plan).distinct()
    for definition in used.exclude(pid__in=said["waiting"]):
        one = answers.get(definition.pid, {})
        could = {question: question in one.get("could", ()) for question in QUESTIONS}
        told = Answers(could, one.get("outcome", "safe"), one.get("care", {}))
        by = _first(plan, definition, (people[email] for email in ASKING))
        review_indicator(plan, definition, told, hand=Hand(by, date.fromisoformat(said["reviewed"])))


def _first(plan: Plan, definition: IndicatorDefinition, people: Iterable[User]) -> User:
    return next(person for person in people if can_review(person, plan, definition))


def note(plan: Plan, effects: Iterable[Mapping[str, Any]], *, by: User) -> None:
    """`by`: who decides and publishes, for the forum."""
    people = _people(plan)
    for one in effects:
        hand = Hand(people[one["by"]], date.fromisoformat(one["day"]))
        effect = note_effect(plan, one["kind"], one["what"], about=one["about"], hand=hand)
        if "decided" in one:
            hand = Hand(by, date.fromisoformat(one["decided"]))
            decide_effect(effect, one["state"], one["decision"], hand=hand)
            if one.get("published"):
                publish_effect(effect, hand=hand)


def _people(plan: Plan) -> dict[str, User]:
    seats = Seat.objects.filter(forum=plan.forum_id).exclude(holder=None).select_related("holder")
    return {seat.holder.email: seat.holder for seat in seats if seat.holder and seat.holder.email}

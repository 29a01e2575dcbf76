"""Doing no harm, as the desk and the public page tell it: what waits for a review, and what went wrong or could."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from jukwaa.core.texts import Said, say
from jukwaa.forums.models import Forum, Organisation
from jukwaa.plans.models import Action, Indicator, IndicatorDefinition, Plan
from jukwaa.results.models import AdverseEffect, AdverseEffectQuerySet, Review
from jukwaa.results.permissions import can_care, measured_by
from jukwaa.results.rules.caring import Question
from jukwaa.site.figures.seated import Person, reach_of

ASKED: Mapping[Question, Promise] = {
    "person": lazy("Could the number point at one person, or at one family?"),
    "label": lazy("Could it mark a neighbourhood, a faith, a school or a group as dangerous?"),
    "belief": lazy("Does it ask people what they believe, or count them by it?"),
    "asking": lazy("Could whoever asks, or whoever answers, come to harm by it?"),
    "chasing": lazy("Would it look better if harm were done: more arrests, more names passed on?"),
}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One definition, with where the plan uses it."""

    definition: IndicatorDefinition
    what: Said
    unit: Said
    codes: str  # of the actions and sections: "1.2, 3.4"
    review: Review | None  # the one that stands
    may: bool  # this person may review it

    @property
    def waits(self) -> bool:
        return self.review is None


@dataclass(frozen=True, slots=True)
class EffectLine:
    effect: AdverseEffect
    what: Said
    decision: Said
    code: str  # of the action; "": the whole plan, or it is no longer there
    title: Said
    own: bool  # this person brought it


@dataclass(frozen=True, slots=True)
class Effects:
    """What everybody reads of the register: how many, and those that were published."""

    happened: int
    could: int
    open: int
    lines: list[EffectLine]

    @property
    def count(self) -> int:
        return self.happened + self.could


def indicator_lines(user: Person, plan: Plan) -> list[IndicatorLine]:
    """Each definition that the plan uses once; first those that wait. Five statements."""
    used: dict[int, list[Indicator]] = {}
    rows = Indicator.objects.filter(plan=plan).select_related("definition", "action", "section")
    for each in rows.order_by("position"):
        used.setdefault(each.definition_id, []).append(each)
    standing = {each.definition_id: each for each in Review.objects.visible_to(user).standing().filter(definition__in=used).select_related("organisation")}  # fmt: skip
    cares = bool(can_care(user, plan.forum))
    own = (
        frozenset(measured_by(user).filter(plan=plan).values_list("pk", flat=True)) if cares else frozenset()
    )
    lines = [
        IndicatorLine(
            definition=found[0].definition,
            what=say(found[0].definition.text),
            unit=say(found[0].definition.unit),
            codes=", ".join(dict.fromkeys(_owner(each) for each in found)),
            review=standing.get(pk),
            may=cares and not own.intersection(each.pk for each in found),
        )
        for pk, found in used.items()
    ]
    return sorted(lines, key=lambda line: not line.waits)


def _owner(indicator: Indicator) -> str:
    owner = indicator.action or indicator.section
    return owner.code if owner else ""


def places_of(plan: Plan, definition: IndicatorDefinition) -> list[tuple[str, Said]]:
    """Code and title of each action and section that uses it."""
    rows = Indicator.objects.filter(plan=plan, definition=definition).select_related("action", "section")
    owners = [each.action or each.section for each in rows.order_by("position")]
    return [(owner.code, say(owner.title)) for owner in owners if owner]


def to_review(user: Person) -> Counter[int]:
    """Forum -> how many definitions of its plan in force wait for this person. Three statements."""
    reach = reach_of(user, "care")
    if not reach:
        return Counter()
    rights = Organisation.objects.filter(pk__in=reach.bodies, rights=True).values("forum")
    found = Indicator.objects.filter(Q(plan__forum__in=reach.forums) | Q(plan__forum__in=rights))
    found = found.filter(plan__status=Plan.Status.IN_FORCE)
    found = found.exclude(definition__in=Review.objects.standing().values("definition"))
    found = found.exclude(definition__in=measured_by(user).values("definition"))
    rows = found.order_by().values_list("plan__forum", "definition").distinct()
    return Counter(forum for forum, _definition in rows)


def waiting_reviews(plan: Plan) -> int:
    """How many definitions of the plan nobody has reviewed yet."""
    reviewed = Review.objects.standing().values("definition")
    of = Indicator.objects.filter(plan=plan).exclude(definition__in=reviewed)
    return of.order_by().values("definition").distinct().count()


def effect_lines(user: Person, effects: AdverseEffectQuerySet) -> list[EffectLine]:
    found = list(effects.select_related("organisation", "seat", "forum", "plan"))
    actions = _actions(found)
    return [_line(user, each, actions.get((each.plan_id, each.about))) for each in found]


def _actions(effects: Iterable[AdverseEffect]) -> dict[tuple[int, str], Action]:
    wanted = {(each.plan_id, each.about) for each in effects if each.about}
    rows = Action.objects.filter(
        plan__in={plan for plan, _pid in wanted}, pid__in={pid for _plan, pid in wanted}
    )
    return {(each.plan_id, each.pid): each for each in rows}


def _line(user: Person, effect: AdverseEffect, action: Action | None) -> EffectLine:
    return EffectLine(
        effect=effect,
        what=say(effect.what),
        decision=say(effect.decision),
        code=action.code if action else "",
        title=say(action.title if action else {}),
        own=bool(effect.seat and user.is_authenticated and effect.seat.holder_id == user.pk),
    )


def effects_of(reader: Person, plan: Plan) -> Effects:
    """How many there are is told of all; what they say, of those that were published."""
    rows = AdverseEffect.objects.filter(plan=plan).values_list("kind", "state")
    counted = list(rows)
    published = AdverseEffect.objects.visible_to(reader).filter(plan=plan, published=True)
    return Effects(
        happened=sum(kind == AdverseEffect.Kind.HAPPENED for kind, _state in counted),
        could=sum(kind == AdverseEffect.Kind.COULD for kind, _state in counted),
        open=sum(state == AdverseEffect.State.OPEN for _kind, state in counted),
        lines=effect_lines(reader, published),
    )


def action_choices(plan: Plan) -> list[tuple[str, str]]:
    rows = plan.actions.order_by("position").values_list("pid", "code", "title")
    return [("", _("The plan as a whole")), *((pid, f"{code} {say(title)}") for pid, code, title in rows)]


def register_of(user: Person, forum: Forum) -> AdverseEffectQuerySet:
    return AdverseEffect.objects.visible_to(user).filter(forum=forum)

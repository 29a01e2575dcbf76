"""How a plan is meant to work, as everybody reads it: a picture, and the same links as sentences in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from jukwaa.core.texts import Said, say
from jukwaa.plans.models import Action, Plan, Section
from jukwaa.plans.rules.masking import Mask
from jukwaa.results.models import CausalLink, Factor, FactorQuerySet
from jukwaa.results.rules.theory import Drawn, Picture, drawn, loose_ends


@dataclass(frozen=True, slots=True)
class LinkLine:
    link: CausalLink
    code: str  # of the action or section; "" where it is no longer in the plan
    title: Said  # of the action; of a section, its outcome
    assumption: Said


@dataclass(frozen=True, slots=True)
class FactorLine:
    factor: Factor
    text: Said
    actions: list[LinkLine]
    outcomes: list[LinkLine]
    unfed: bool  # no action strengthens it
    nowhere: bool  # it leads to no outcome


@dataclass(frozen=True, slots=True)
class Theory:
    factors: list[FactorLine]
    picture: Picture
    linked: int  # of so many actions it is said what they strengthen
    of: int
    failing: int  # links whose assumption was seen not to hold

    @property
    def unlinked(self) -> int:
        return self.of - self.linked


def theory_of(plan: Plan, factors: FactorQuerySet, mask: Mask) -> Theory:
    """Four statements, whatever the size. `mask`: what this reader is not to read: in the picture words are broken into
    lines, so it is taken out before."""
    language = (get_language() or "en")[:2]

    def read(words: object) -> str:
        return mask.text(str(words), language) if mask else str(words)

    found = list(factors.filter(plan=plan).prefetch_related("links"))
    links = [link for factor in found for link in factor.links.all()]
    ordered = Action.objects.filter(plan=plan).order_by("position").only("pid", "code", "title", "plan")
    actions = {each.pid: each for each in ordered}
    sections = {each.pid: each for each in plan.sections.order_by("position")}
    pairs = {link.pk: _drawn(link, factor) for factor in found for link in factor.links.all()}
    used = {link.action for link in links} | {link.section for link in links}
    unfed, nowhere = loose_ends((factor.pid for factor in found), pairs.values())
    return Theory(
        factors=[_factor(each, actions, sections, each.pid in unfed, each.pid in nowhere) for each in found],
        picture=drawn(
            [(pid, read(f"{each.code} {say(each.title)}")) for pid, each in actions.items() if pid in used],
            [(each.pid, read(say(each.text))) for each in found],
            [(pid, read(f"{each.code} {_aim(each)}")) for pid, each in sections.items() if pid in used],
            pairs.values(),
        ),
        linked=len(used & actions.keys()),
        of=len(actions),
        failing=sum(link.standing == CausalLink.Standing.FAILS for link in links),
    )


def _drawn(link: CausalLink, factor: Factor) -> Drawn:
    return Drawn(factor.pid, link.action, link.section, link.standing)  # type: ignore[arg-type]


def _aim(section: Section) -> Said:
    """What the section is to bring about; its title where the plan does not say."""
    return say(section.outcome) or say(section.title)


def _factor(
    factor: Factor,
    actions: Mapping[str, Action],
    sections: Mapping[str, Section],
    unfed: bool,
    nowhere: bool,
) -> FactorLine:
    links = list(factor.links.all())
    return FactorLine(
        factor,
        say(factor.text),
        list(_lines(links, actions)),
        [_outcome(link, sections.get(link.section)) for link in links if link.section],
        unfed,
        nowhere,
    )


def _lines(links: Iterable[CausalLink], actions: Mapping[str, Action]) -> Iterable[LinkLine]:
    for link in links:
        if link.action:
            action = actions.get(link.action)
            yield LinkLine(link, action.code if action else "", say(action.title if action else {}), say(link.assumption))  # fmt: skip


def _outcome(link: CausalLink, section: Section | None) -> LinkLine:
    return LinkLine(link, section.code if section else "", _aim(section) if section else say({}), say(link.assumption))  # fmt: skip


def end_choices(plan: Plan) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a factor can be linked to: (actions, outcomes)."""
    actions = [(each.pid, f"{each.code} {say(each.title)}") for each in plan.actions.order_by("position")]
    outcomes = [(each.pid, f"{each.code} {_aim(each)}") for each in plan.sections.order_by("position")]
    return actions, outcomes

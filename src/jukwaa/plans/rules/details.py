"""Of one action of a document, by its place in reading order: its stated status and its indicators put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jukwaa.plans.rules.document import ActionDoc, IndicatorDoc, PlanDoc, SectionDoc, Stated, Texts
from jukwaa.plans.rules.editing import language_of


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator as somebody words it, in the action's language."""

    text: str
    baseline: str = ""
    target: str = ""
    verification: str = ""


def with_details(doc: PlanDoc, n: int, *, status: Stated | None, measures: Sequence[Measure]) -> PlanDoc:
    """The n-th action with that status and those indicators; an indicator without words is dropped."""
    sections, _left = _in(doc.sections, n, status, measures)
    return replace(doc, sections=sections)


def _in(
    sections: tuple[SectionDoc, ...], left: int, status: Stated | None, measures: Sequence[Measure]
) -> tuple[tuple[SectionDoc, ...], int]:
    """`left`: how many actions stand before the wanted one, from here on; below zero it is behind us."""
    done = []
    for section in sections:
        actions = section.actions
        if 0 <= left < len(actions):
            new = _detailed(actions[left], status, measures)
            actions = (*actions[:left], new, *actions[left + 1 :])
        left -= len(section.actions)
        inner, left = _in(section.sections, left, status, measures)
        done.append(replace(section, actions=actions, sections=inner))
    return tuple(done), left


def _detailed(action: ActionDoc, status: Stated | None, measures: Sequence[Measure]) -> ActionDoc:
    """What the file left open and nobody typed stays open."""
    old = action.indicators or ()
    known = [*old, *[None] * max(0, len(measures) - len(old))]
    language = language_of(action.title)
    said = tuple(
        _indicator(was, measure, language)
        for was, measure in zip(known, measures, strict=False)
        if measure.text.strip()
    )
    return replace(
        action,
        status=status or action.status,
        indicators=said if said or action.indicators is not None else None,
    )


def _indicator(was: IndicatorDoc | None, said: Measure, language: str) -> IndicatorDoc:
    was = was or IndicatorDoc(None, {})
    return replace(
        was,
        text=_worded(was.text, said.text, language),
        baseline=said.baseline.strip(),
        target=said.target.strip(),
        verification=_worded(was.verification, said.verification, language),
    )


def _worded(texts: Texts, text: str, language: str) -> Texts:
    said = {**texts, language_of(texts, language): text.strip()}
    return {code: words for code, words in said.items() if words}

"""Which action of one edition became which of another: as stated, else by a title that reads the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jukwaa.plans.rules.document import ActionDoc, Ancestor, PlanDoc, SectionDoc, said
from jukwaa.plans.rules.matching import Candidate, fold, pair


def with_ancestors(one: PlanDoc, two: PlanDoc, stated: Mapping[str, str]) -> tuple[PlanDoc, frozenset[str]]:
    """`two` with every ancestor in `one` that is stated or found, and the ids of those that were found.

    `stated`: id in `two` -> id in `one`, also over editions between them.
    """
    found = _by_title(one, two, stated)
    ancestors = {**found, **stated}
    sections = tuple(_with(section, ancestors, one.edition) for section in two.sections)
    return replace(two, sections=sections), frozenset(found)


def _by_title(one: PlanDoc, two: PlanDoc, stated: Mapping[str, str]) -> dict[str, str]:
    """Codes are drawn anew in each edition, so only titles count: the same, or nearly and in a like section."""
    ids = {action.id for _path, action in one.actions()}
    taken = {*stated.values(), *(action.id for _path, action in two.actions())}
    old = [(path, action) for path, action in one.actions() if action.id not in taken]
    new = [(p, action) for p, action in two.actions() if action.id not in stated and action.id not in ids]
    pairs = pair([_candidate(*item) for item in new], [_candidate(*item) for item in old])
    return {new[n][1].id or "": old[o][1].id or "" for n, o in pairs.items()}


def _candidate(path: tuple[SectionDoc, ...], action: ActionDoc) -> Candidate:
    place = fold(" ".join(said(section.title, "en") for section in path))
    return Candidate.of(None, None, action.title, place)


def _with(section: SectionDoc, ancestors: Mapping[str, str], edition: str) -> SectionDoc:
    return replace(
        section,
        sections=tuple(_with(part, ancestors, edition) for part in section.sections),
        actions=tuple(
            replace(action, carried_from=Ancestor(edition, ancestors[action.id]))
            if action.id and action.id in ancestors
            else action
            for action in section.actions
        ),
    )

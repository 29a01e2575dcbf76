"""What a signed plan does not take from a file, said to whoever brings it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from jukwaa.core.texts import say
from jukwaa.plans.imports import Problem
from jukwaa.plans.rules.comparing import Difference


def told_held_back(held_back: Sequence[Difference], brings_detail: bool) -> Iterator[Problem]:
    """A file that brings detail too is taken for that; one with nothing else in it is refused."""
    for difference in held_back:
        yield Problem("doubt" if brings_detail else "error", difference.code, "", _sentence(difference))


def _sentence(difference: Difference) -> str:
    known = difference.before if difference.field == "title" else difference.title  # as it is called now
    names = {"title": say(known).text}  # type: ignore[arg-type]
    if difference.kind == "plan":
        return _("Not brought in: this plan is signed, and a change to the plan itself needs both co-chairs.")
    if difference.field == "added":
        return _("Not brought in: this plan is signed, and adding “%(title)s” needs both co-chairs.") % names
    if difference.field == "dropped":
        return (
            _("Not brought in: this plan is signed, and dropping “%(title)s” needs both co-chairs.") % names
        )
    return _(
        "Not brought in: this plan is signed, and changing “%(title)s” (%(what)s) needs both co-chairs."
    ) % {
        **names,
        "what": _what(difference.field),
    }


def _what(field: str) -> str:
    """The thing that would change, as one calls it."""
    return {
        "code": _("its number"),
        "title": _("its title"),
        "outcome": _("its outcome"),
        "words": _("its text"),
        "text": _("its text"),
        "audience": _("whom it is for"),
        "remarks": _("its remarks"),
        "tags": _("its tags"),
        "themes": _("what it is aligned to"),
        "carried_from": _("where it was carried from"),
        "lead": _("its lead"),
        "co_lead": _("its co-lead"),
        "lead share": _("what its lead takes on"),
        "order": _("the order of its parts"),
        "section": _("where it stands"),
        "part of": _("where it stands"),
        "target": _("a target"),
        "baseline": _("a baseline"),
    }.get(field, _("an indicator"))

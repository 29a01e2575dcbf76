"""What is told of a file held against the forum: is it of this time, and what does a signed plan not take of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum
from jukwaa.plans.imports import Problem
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.cells.notes import day
from jukwaa.plans.rules.comparing import Difference
from jukwaa.plans.rules.document import PlanDoc
from jukwaa.plans.rules.editions import covers, speaks_of_another_time

OTHER_YEARS = gettext_noop("The edition is called %(edition)s, but the plan in the file runs from %(starts)s to %(ends)s. Is that right? If not, read the file again under another name or with other dates (--edition, or --starts and --ends).")  # fmt: skip
OTHER_TITLE = gettext_noop("The title in the file is “%(title)s”, but the plan is taken to run from %(starts)s to %(ends)s. Is that right? If not, read the file again with other dates (--starts and --ends).")  # fmt: skip
COVERED = gettext_noop("The edition %(edition)s, from %(starts)s to %(ends)s, is there for the same time. Is this a plan beside it? If it is that plan, corrected, read the file again for that edition (--edition).")  # fmt: skip


def told_of_time(forum: Forum, edition: str, plan: Plan | None, doc: PlanDoc) -> Iterator[Problem]:
    """What the edition is called, the title in the file and the plan's time may speak of different years."""
    if doc.starts is None or doc.ends is None:
        return
    days = {"starts": day(doc.starts), "ends": day(doc.ends)}
    if plan is None or (plan.starts, plan.ends) != (doc.starts, doc.ends):
        if speaks_of_another_time(edition, doc.starts, doc.ends):
            yield Problem("doubt", "", "", OTHER_YEARS, {"edition": edition, **days}, "edition")
        yield from _covered(forum, edition, doc.starts, doc.ends)
    for title in set(doc.title.values()) - set((plan.title if plan else {}).values()):
        if speaks_of_another_time(title, doc.starts, doc.ends):
            yield Problem("doubt", "", "", OTHER_TITLE, {"title": title, **days}, "title")


def _covered(forum: Forum, edition: str, starts: date, ends: date) -> Iterator[Problem]:
    for other in forum.plans.exclude(edition=edition).newest_first():
        if covers(other, starts, ends):
            named = {"edition": other.edition, "starts": day(other.starts), "ends": day(other.ends)}
            yield Problem("doubt", "", "", COVERED, named, f"covers {other.edition}")


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

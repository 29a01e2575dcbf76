"""What an earlier edition could hand on: section by section, what was not done first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.plans.figures.reading import ActionRow, SectionRow
from jukwaa.plans.figures.standings import LABELS
from jukwaa.plans.models import Plan
from jukwaa.plans.rules.carrying_over import Carried
from jukwaa.site.figures.reading import Book

OVER = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Choice:
    row: ActionRow
    here: str  # permanent id in the draft, where it was carried before

    @property
    def weak(self) -> bool:
        return self.row.actual not in OVER

    @property
    def label(self) -> str:
        """Where it stood at the end."""
        return str(LABELS[self.row.actual])


@dataclass(frozen=True, slots=True)
class Shelf:
    section: SectionRow
    within: str  # the sections that it lies in
    choices: list[Choice]

    @property
    def weak(self) -> int:
        return sum(1 for choice in self.choices if choice.weak and not choice.here)

    @property
    def open(self) -> int:
        return sum(1 for choice in self.choices if not choice.here)


def shelves(book: Book, plan: Plan) -> list[Shelf]:
    """`book`: the earlier edition; `plan`: the draft."""
    carried = plan.actions.filter(carried_edition=book.plan.edition).values_list("carried_pid", "pid")
    here = dict(carried)
    titles = {section.pk: section for section in book.sections}
    made = [
        Shelf(
            section,
            _within(section, titles),
            [Choice(row, here.get(row.pid, "")) for row in _weak_first(section)],
        )
        for section in book.sections
        if section.actions
    ]
    return sorted(made, key=lambda shelf: -shelf.weak)


def _weak_first(section: SectionRow) -> list[ActionRow]:
    return sorted(section.actions, key=lambda row: row.actual in OVER)


def _within(section: SectionRow, sections: dict[int, SectionRow]) -> str:
    path: list[str] = []
    at = section.parent
    while at is not None:
        path.insert(0, sections[at].title.text)
        at = sections[at].parent
    return " › ".join(path)


def sources(plan: Plan) -> list[Plan]:
    """The editions before, the one that it follows first."""
    earlier = plan.forum.plans.exclude(pk=plan.pk).filter(starts__lte=plan.starts).newest_first()
    return sorted(
        earlier.select_related("forum", "forum__area"), key=lambda other: other.pk != plan.follows_id
    )


def told(carried: Carried) -> Iterator[str]:
    """What came along, then what did not, in sentences."""
    n, left = len(carried.actions), carried.left
    yield (
        ngettext("%(n)s action goes on.", "%(n)s actions go on.", n) % {"n": n}
        + " "
        + _("Every body in it is asked anew.")
    )
    sentences = [
        (len(left.dates), ngettext("%(n)s has no dates: moved along, they lie outside this period.", "%(n)s have no dates: moved along, they lie outside this period.", len(left.dates))),
        (len(left.roles), ngettext("%(n)s part stays behind: its body has left the forum.", "%(n)s parts stay behind: their bodies have left the forum.", len(left.roles))),
        (len(left.baselines), ngettext("%(n)s indicator needs a baseline: say where things stand now.", "%(n)s indicators need a baseline: say where things stand now.", len(left.baselines))),
        (len(left.remarks), ngettext("The remarks of %(n)s stay behind.", "The remarks of %(n)s stay behind.", len(left.remarks))),
        (left.texts, ngettext("%(n)s paragraph of text stays behind.", "%(n)s paragraphs of text stay behind.", left.texts)),
    ]  # fmt: skip
    yield from (sentence % {"n": count} for count, sentence in sentences if count)

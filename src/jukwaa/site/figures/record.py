"""The public part of a forum's record: each act as a sentence, its day, and the office or body. Never a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from jukwaa.core.ids import PATTERN
from jukwaa.core.models import Entry
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.plans.models import Action, Plan, Section
from jukwaa.plans.rules.quarters import named
from jukwaa.results.figures.naming import quarter_name

if TYPE_CHECKING:
    from jukwaa.forums.models import Anyone

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # in the public record
    day: date
    sentence: str
    by: str
    address: str  # of the plan or item; "" where there is nothing to see
    hash: str
    since: int = 0  # the same was done again and again: the number of the first time


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    older: int  # `before` of the page before this one in time; 0: there is none
    newer: bool


class Names:
    """What the entries name, in a few queries, and only what the public may read."""

    def __init__(self, forum: Forum, entries: Sequence[Entry], reader: Anyone) -> None:
        self.forum, self.entries, self.reader = forum, entries, reader

    @cached_property
    def bodies(self) -> Mapping[str, Organisation]:
        wanted = {entry.organisation for entry in self.entries} | {entry.target for entry in self.entries}
        found = Organisation.objects.filter(forum=self.forum, pid__in=wanted)
        return {body.pid: body for body in found}

    @cached_property
    def seats(self) -> Mapping[int, Seat]:
        wanted = {entry.seat for entry in self.entries if entry.seat}
        return {seat.pk: seat for seat in Seat.objects.filter(forum=self.forum, pk__in=wanted)}

    @cached_property
    def visible(self) -> Mapping[str, Plan]:
        """By what the record calls them: the editions that this reader can open."""
        plans = Plan.objects.visible_to(self.reader).filter(forum=self.forum).select_related("forum")
        return {plan.edition: plan for plan in plans}

    @cached_property
    def told(self) -> frozenset[str]:
        """Editions that may be named: those that can be opened, and those that once were public."""
        was = Entry.objects.filter(forum=self.forum.pk, verb="plan.published")
        return frozenset(self.visible) | {_edition(target) for target in was.values_list("target", flat=True)}

    @cached_property
    def codes(self) -> Mapping[tuple[str, str], str]:
        """(edition, permanent id) -> the code that it has today, in the editions that this reader can open."""
        wanted = {entry.target for entry in self.entries if entry.verb.startswith(("item.", "report."))}
        plans = [plan.pk for plan in self.visible.values()]
        return {
            (edition, pid): code
            for model in (Action, Section)
            for edition, pid, code in model.objects.filter(plan__in=plans, pid__in=wanted).values_list(
                "plan__edition", "pid", "code"
            )
        }

    def item(self, entry: Entry) -> str:
        """What of an edition was changed: “Action 2.3”."""
        code = self.codes.get((str(entry.facts.get("edition")), entry.target), "")
        kind = entry.target[:1] if re.match(PATTERN, entry.target) else ""
        if code:
            named = {"a": _("Action %(code)s"), "s": _("Section %(code)s")}
            return named[kind] % {"code": code}
        nameless = {"a": _("An action"), "s": _("A section"), "i": _("An indicator"), "p": _("A paragraph")}
        return nameless.get(kind) or _("What the plan says of itself")

    def body(self, pid: str) -> str:
        """Its name, where it is named in public; else what kind of body it is."""
        body = self.bodies.get(pid)
        if body is None or body.state is None:
            return body.name if body and _named(body) else _("a body not named yet")
        if _named(body):
            return body.name
        return _("a public office") if body.state else _("a civil-society body")

    def edition(self, entry: Entry) -> str:
        """“edition 2022-23”, as far as it may be told."""
        edition = str(entry.facts.get("edition") or _edition(entry.target))
        if edition in self.told:
            return _("edition %(edition)s") % {"edition": edition}
        return _("an edition that is not public yet")

    def by(self, entry: Entry) -> str:
        seat = self.seats.get(entry.seat or 0)
        if seat is None or seat.role == Seat.Role.FOCAL_PERSON:
            return _first_up(self.body(entry.organisation)) if entry.organisation else _nobody(entry)
        body = self.bodies.get(entry.organisation)
        office = f" ({body.name})" if body and _named(body) else ""
        return f"{seat.get_role_display()}{office}"

    def address(self, entry: Entry) -> str:
        plan = self.visible.get(str(entry.facts.get("edition") or _edition(entry.target)))
        if plan is None or plan.status == Plan.Status.DRAFT:
            return ""
        if re.match(PATTERN, entry.target) and entry.verb != "item.dropped":
            return reverse("site:item", args=[self.forum.slug, plan.edition, entry.target])
        return plan.get_absolute_url()


def _named(body: Organisation) -> bool:
    return body.listed and not getattr(body, "withdrawn", None)


def _nobody(entry: Entry) -> str:
    return _("A seat of the forum") if entry.seat else _("Whoever runs the server")


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _edition(target: str) -> str:
    return target.partition("/")[2] if target.startswith("plan:") else ""


def page_of(forum: Forum, reader: Anyone, before: int | None = None) -> Page:
    """The newest lines, or those before a number."""
    entries = Entry.objects.told(forum.pk)
    if before is not None:
        entries = entries.filter(public__lt=before)
    found = list(entries[: PAGE + 1])
    lines = lines_of(forum, found[:PAGE], reader)
    return Page(lines, lines[-1].number if len(found) > PAGE else 0, before is not None)


def gathered(lines: Sequence[Line]) -> list[Line]:
    """What one seat did again and again on one day, as one line."""
    runs = [list(run) for _same, run in groupby(lines, key=lambda line: (line.day, line.sentence, line.by, line.address))]  # fmt: skip
    return [replace(run[0], since=run[-1].number if len(run) > 1 else 0) for run in runs]


def lines_of(forum: Forum, entries: Sequence[Entry], reader: Anyone) -> list[Line]:
    names = Names(forum, entries, reader)
    return [
        Line(
            number=entry.public or 0,
            day=entry.day,
            sentence=sentence(entry, names),
            by=names.by(entry),
            address=names.address(entry),
            hash=entry.hash,
        )
        for entry in entries
    ]


def sentence(entry: Entry, names: Names) -> str:
    said = SENTENCES.get(entry.verb)
    return said(entry, names) if said else _("Something was done that this page has no words for yet.")


# --- one sentence for each public verb of core.verbs ----------------------------------------------------------


def _admitted(entry: Entry, _names: Names) -> str:
    n = len(entry.facts.get("bodies", []))
    told = ngettext("%(n)s body was added to the forum's list.", "%(n)s bodies were added to the forum's list.", n)  # fmt: skip
    return told % {"n": n}


def _joined(entry: Entry, names: Names) -> str:
    return _("%(body)s became a member of the forum.") % {"body": _first_up(names.body(entry.target))}


def _left(entry: Entry, names: Names) -> str:
    said = {"body": _first_up(names.body(entry.target)), "day": _day(entry.facts.get("ends"))}
    return _("%(body)s is a member of the forum until %(day)s.") % said


def _day(text: object) -> str:
    try:
        return date_format(date.fromisoformat(str(text)), "DATE_FORMAT")
    except ValueError:
        return str(text)


def _of_plan(told: Promise) -> Callable[[Entry, Names], str]:
    """A sentence about an edition, said in the language of the reader."""

    def said(entry: Entry, names: Names) -> str:
        facts = entry.facts
        words = {
            "edition": names.edition(entry),
            "item": names.item(entry) if entry.verb.startswith(("item.", "report.")) else "",
            "version": facts.get("version", ""),
            "amendment": facts.get("amendment", ""),
            "other": facts.get("by_edition", ""),
            "seat": dict(Seat.Role.choices).get(facts.get("role", ""), _("Who signs")),
        }
        return _first_up(str(told) % words)

    return said


def _reported(entry: Entry, names: Names) -> str:
    said = {"item": names.item(entry), "edition": names.edition(entry)}
    return _("%(item)s of %(edition)s: a report was verified.") % said


def _reviewed(entry: Entry, names: Names) -> str:
    said = (
        _("An indicator of %(edition)s was reviewed: it can be measured and shown.")
        if entry.facts.get("outcome") == "safe"
        else _("An indicator of %(edition)s was reviewed: it has to be put otherwise first.")
    )
    return said % {"edition": names.edition(entry)}


def _of_quarter(told: Promise) -> Callable[[Entry, Names], str]:
    def said(entry: Entry, names: Names) -> str:
        quarter = named(str(entry.facts.get("quarter", "")))
        words = {"quarter": quarter_name(quarter) if quarter else "", "edition": names.edition(entry)}
        return str(told) % words

    return said


SENTENCES: Mapping[str, Callable[[Entry, Names], str]] = {
    "forum.founded": _of_plan(lazy("The forum was set up here.")),
    "key.renewed": _of_plan(lazy("The record's key was lost, and another took its place.")),
    "organisation.admitted": _admitted,
    "organisation.joined": _joined,
    "organisation.left": _left,
    "report.verified": _reported,
    "period.locked": _of_quarter(lazy("%(quarter)s of %(edition)s was locked: its figures stand.")),
    "score.frozen": _of_plan(lazy("How far %(edition)s has come was published, to be cited.")),
    "indicator.reviewed": _reviewed,
    "effect.published": _of_plan(lazy("What went wrong under %(edition)s, or could, was published with what was decided.")),
    "effect.withheld": _of_plan(lazy("What had been published as gone wrong under %(edition)s, or as possible, was taken back.")),
    "period.unlocked": _of_quarter(lazy("%(quarter)s of %(edition)s was opened again: its figures may change.")),
    "plan.published": _of_plan(lazy("%(edition)s was published as a draft.")),
    "plan.withheld": _of_plan(lazy("%(edition)s was taken back from the public.")),
    "plan.consulted": _of_plan(lazy("%(edition)s was opened for everybody's word.")),
    "plan.concluded": _of_plan(lazy("The consultation on %(edition)s ended.")),
    "plan.proposed": _of_plan(lazy("%(edition)s was laid before the co-chairs to be signed, as version %(version)s.")),
    "plan.recalled": _of_plan(lazy("%(edition)s was taken back from signing, to be worked on.")),
    "plan.signed": _of_plan(lazy("%(seat)s signed version %(version)s of %(edition)s.")),
    "plan.scan_confirmed": _of_plan(lazy("%(seat)s signed version %(version)s of %(edition)s on paper; the other co-chair confirmed it.")),
    "plan.adopted": _of_plan(lazy("Version %(version)s of %(edition)s has all its signatures and is in force.")),
    "plan.closed": _of_plan(lazy("%(edition)s was closed.")),
    "plan.superseded": _of_plan(lazy("%(edition)s was followed by edition %(other)s.")),
    "amendment.opened": _of_plan(lazy("Amendment %(amendment)s of %(edition)s was begun.")),
    "amendment.proposed": _of_plan(lazy("Amendment %(amendment)s of %(edition)s was laid before the co-chairs to be signed.")),
    "amendment.recalled": _of_plan(lazy("Amendment %(amendment)s of %(edition)s was taken back from signing, to be worked on.")),
    "amendment.withdrawn": _of_plan(lazy("Amendment %(amendment)s of %(edition)s was given up.")),
    "point.confirmed": _of_plan(lazy("One of the seven points of participation was confirmed for %(edition)s.")),
    "point.taken_back": _of_plan(lazy("A point of participation that had been confirmed for %(edition)s was taken back.")),
    "item.edited": _of_plan(lazy("%(item)s was changed in %(edition)s.")),
    "item.added": _of_plan(lazy("%(item)s was added to %(edition)s.")),
    "item.dropped": _of_plan(lazy("%(item)s was taken out of %(edition)s.")),
    "item.moved": _of_plan(lazy("%(item)s was moved to another place in %(edition)s.")),
}  # fmt: skip

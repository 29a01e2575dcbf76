"""One page to pin to a board: what the plan promises, pillar by pillar, in words for whoever stands before it.

Every outermost section gets the same room. Of its promises stand first those that come due next (nearest day first), then those
without a day, then those overdue; paused, done and dropped ones are left out. As many as fit on the one page, always as many
in each section.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jukwaa.plans.rules.document import ActionDoc, PlanDoc, SectionDoc
from jukwaa.publishing.documents import telling
from jukwaa.publishing.documents.content import Cover
from jukwaa.publishing.documents.facts import Facts
from jukwaa.publishing.documents.frames import frame, shortened, spoken_title
from jukwaa.publishing.documents.gathering import cover, inside, kicker
from jukwaa.publishing.documents.rows import Teller
from jukwaa.publishing.documents.totals import sentence
from jukwaa.publishing.documents.typesetting import prepared, typeset

NOT_AHEAD = {"paused", "done", "dropped"}
MOST_PROMISES = 12  # in one section
LONGEST = {"title": 150, "forum": 90, "section": 90, "promise": 110, "leads": 130, "where": 60}
SHOWN_OF_HASH = 16


@dataclass(frozen=True, slots=True)
class Promise:
    title: dict[str, Any]
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class Card:
    """A section, as it stands on the board."""

    kicker: str
    title: dict[str, Any]
    leads: str
    promises: tuple[Promise, ...]
    in_all: int


def notice_pdf(doc: PlanDoc, facts: Facts, language: str) -> bytes:
    with override(language):
        return typeset("notice.typ", _data(Teller(doc, facts, language)), facts.printed_on)


def _data(teller: Teller) -> dict[str, Any]:
    told, language = cover(teller), teller.language
    data: dict[str, Any] = {
        "cover": told,
        "sentence": sentence(teller.doc),
        "cards": [_card(teller, section) for section in teller.doc.sections],
        "words": _words(told),
        "title": spoken_title(told.title, LONGEST["title"]),
        "forum": spoken_title(told.forum, LONGEST["forum"]),
    }
    made: dict[str, Any] = frame(told, language) | prepared(data, language)
    made["cover"] |= {"address": told.address, "manifest": told.manifest[:SHOWN_OF_HASH]}
    made["cover"]["checkpoint"] = told.checkpoint  # never broken up
    made["words"] = frame(told, language)["words"] | made["words"]
    made["more"] = [more(n) for n in range(1 + max((card.in_all for card in data["cards"]), default=0))]
    return made


def _words(told: Cover) -> dict[str, str]:
    return {
        "plainly": _(
            "Public offices and the people's own bodies say here what they will do, where, and by when. Anybody may read it, ask about it, and hold them to it."
        ),
        "read": _("Read the whole plan, and see how it goes:")
        if told.address
        else _("Ask the forum's secretary for the whole plan."),
        "ask": _(
            "Do you have a question, or something to say? Speak to a body named here, or to the forum's secretary."
        ),
        "nearest_first": _("Of each part stand here the promises that are due next."),
    }


def _card(teller: Teller, section: SectionDoc) -> Card:
    actions = [action for action in inside(section) if action.status not in NOT_AHEAD]
    first = sorted(actions, key=lambda action: _nearness(action, teller.facts.printed_on))[:MOST_PROMISES]
    leads = [teller.name(lead.body) for lead in section.leads or ()]
    return Card(
        kicker=shortened(kicker(teller, section, 0), 40),
        title=spoken_title(teller.title(section.title), LONGEST["section"]),
        leads=shortened(telling.joined(leads), LONGEST["leads"]),
        promises=tuple(_promise(teller, action) for action in first),
        in_all=len(actions),
    )


def _nearness(action: ActionDoc, today: date) -> tuple[int, date, date]:
    """Due next, without a day, overdue."""
    ends, starts = action.ends or date.max, action.starts or date.max
    if action.ends is None:
        return 1, ends, starts
    return (0 if ends >= today else 2), ends, starts


def _promise(teller: Teller, action: ActionDoc) -> Promise:
    return Promise(
        title=spoken_title(teller.title(action.title), LONGEST["promise"]),
        when=telling.when(action.starts, action.ends, teller.doc).replace(" ", "\u00a0"),  # one piece
        where=shortened("; ".join(teller.where(action.areas or ())), LONGEST["where"]),
    )


def more(count: int) -> str:
    return ngettext("and %(n)s more", "and %(n)s more", count) % {"n": telling.number(count)}

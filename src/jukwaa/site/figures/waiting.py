"""What a phone holds so that its person can report without a line: which pages, and until when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from jukwaa.site.figures import reports
from jukwaa.site.figures.seated import reach_of, seats_of

if TYPE_CHECKING:
    from jukwaa.accounts.models import User
    from jukwaa.forums.models import Forum

MOST = 60  # forms of one person: who has more opens the others with a line


@dataclass(frozen=True, slots=True)
class HeldPage:
    """`name`: of the forum, where its actions are chosen; "" for a form."""

    at: str
    name: str
    mark: str  # other whenever the page reads otherwise


def held_pages(user: User) -> list[HeldPage]:
    """Of each forum the page where an action is chosen, and the forms of one's own bodies' actions."""
    seats = seats_of(user)
    own = reach_of(user, "report", seats).bodies
    forums = {seat.forum_id: seat.forum for seat in seats if seat.organisation_id in own}
    found = [page for forum in forums.values() for page in _pages(user, forum, own)]
    return found[:MOST]


def _pages(user: User, forum: Forum, own: frozenset[int]) -> Iterator[HeldPage]:
    offered = [each for each in reports.offered(user, forum) if each.body.pk in own]
    marks = [
        _mark(each.action.code, each.title, each.body, each.last and each.last.pk, forum) for each in offered
    ]
    if offered:
        yield HeldPage(reverse("site:report-pick", args=[forum.slug]), str(forum), _mark(*marks))
    for each, mark in zip(offered, marks, strict=True):
        place = [forum.slug, each.action.plan.edition, each.action.pid, each.body.pid]
        yield HeldPage(reverse("site:report-new", args=place), "", mark)


def _mark(*said: object) -> str:
    """Other whenever the phone has to fetch the page again."""
    return sha256(json.dumps([settings.MADE_BY, *map(str, said)]).encode()).hexdigest()[:12]

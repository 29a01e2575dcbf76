"""A word to those who lead what is late or silent: one message for each body, to copy, in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.core.texts import say
from jukwaa.delivery.figures import Overdue, overdue
from jukwaa.delivery.models import Reminder
from jukwaa.delivery.notices import line
from jukwaa.forums.models import Organisation
from jukwaa.plans.models import Plan
from jukwaa.plans.notices import written_to


@dataclass(frozen=True, slots=True)
class Nudge:
    body: Organisation
    count: int
    texts: list[tuple[str, str]]  # language, what to copy
    reached: date | None  # when a letter of this went to it
    reachable: bool  # somebody sits there who has an address


def nudges(plan: Plan, address: str) -> list[Nudge]:
    """By name; what nobody leads is with nobody. `address`: where this server is found."""
    things = overdue([plan])
    by_body: dict[int, list[Overdue]] = defaultdict(list)
    for each in things:
        for body in each.leads:
            by_body[body].append(each)
    bodies = Organisation.objects.filter(pk__in=by_body)
    reachable = set(written_to().filter(organisation__in=by_body).values_list("organisation", flat=True))
    reached = _reached(plan)
    told = [
        Nudge(
            body=body,
            count=len(by_body[body.pk]),
            texts=_texts(plan, body, by_body[body.pk], address),
            reached=max(
                (reached[pid, body.pk] for pid in _pids(by_body[body.pk]) if (pid, body.pk) in reached),
                default=None,
            ),
            reachable=body.pk in reachable,
        )
        for body in bodies
    ]
    return sorted(told, key=lambda nudge: nudge.body.name.casefold())


def _pids(things: Iterable[Overdue]) -> list[str]:
    return [each.pid for each in things]


def _reached(plan: Plan) -> dict[tuple[str, int], date]:
    rows = Reminder.objects.filter(plan=plan).order_by("day")
    return {
        (action, body): day
        for action, body, day in rows.values_list("action", "seat__organisation", "day")
        if body
    }


def _texts(plan: Plan, body: Organisation, things: Iterable[Overdue], address: str) -> list[tuple[str, str]]:
    """Short enough for a message group; kind, because people feared each other (domain.md 3)."""
    things = list(things)
    link = address + reverse("site:report-pick", args=[plan.forum.slug])
    told = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            greeting = _("Greetings, %(body)s. In “%(plan)s” a word from you is awaited:") % {
                "body": body.short_name or body.name,
                "plan": say(plan.title),
            }
            lines = [f"- {line(each.kind, each.code, each.title, each.day)}" for each in things]
            close = _("Was something done? Report it in a few minutes: %(url)s – or tell the secretary. Is it paused? Say so: nobody asks for a reason.") % {"url": link}  # fmt: skip
            told.append((language, "\n".join([greeting, *lines, close])))
    return told

"""What the secretary copies into a message to a body: all that it is asked, once, in each language of the forum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.core.texts import say
from jukwaa.forums.models import Organisation, Seat
from jukwaa.forums.rules import seats_that
from jukwaa.plans.figures.offers import terms_of
from jukwaa.plans.models import Plan, Role
from jukwaa.plans.rules.offers import Terms
from jukwaa.site.figures.offers import Words


@dataclass(frozen=True, slots=True)
class Letter:
    body: Organisation
    count: int
    texts: list[tuple[str, str]]  # language, what to copy
    seated: bool  # somebody sits there who may answer, or is asked to


def letters(plan: Plan, roles: Iterable[Role], address: str) -> list[Letter]:
    """One for each body, in the order of their names. `address`: where this server is found."""
    roles = list(roles)
    terms = terms_of(roles)
    by_body: dict[Organisation, list[Role]] = defaultdict(list)
    for role in roles:
        by_body[role.organisation].append(role)
    seated = _seated(by_body)
    told: dict[Organisation, list[tuple[str, str]]] = {body: [] for body in by_body}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words = Words.of(plan)
            for body, asked in by_body.items():
                link = f"{address}{_desk_of(plan, body)}" if body.pk in seated else ""
                told[body].append((language, _letter(body, asked, terms, words, link)))
    bodies = sorted(by_body, key=lambda body: body.name.casefold())
    return [Letter(body, len(by_body[body]), told[body], body.pk in seated) for body in bodies]


def _seated(bodies: Iterable[Organisation]) -> frozenset[int]:
    """Those for which somebody answers from a seat: they come in already, or hold a link or an invitation."""
    seats = Seat.objects.current().with_ways_in()
    answering = seats.filter(organisation__in=list(bodies), role__in=seats_that("answer", "own"))
    coming = answering.filter(Q(holder__isnull=False) | Q(has_link=True) | Q(is_invited=True))
    return frozenset(coming.values_list("organisation_id", flat=True))


def _desk_of(plan: Plan, body: Organisation) -> str:
    return reverse("site:body-desk", args=[plan.forum.slug, body.pid])


def _letter(body: Organisation, roles: list[Role], terms: dict[int, Terms], words: Words, link: str) -> str:
    """`link`: where the body answers; "" where nobody sits for it, who would stand before a sign-in."""
    plan = roles[0].action.plan
    greeting = _("Greetings, %(body)s. In “%(plan)s” (%(edition)s) you are asked:") % {
        "body": body.short_name or body.name,
        "plan": say(plan.title),
        "edition": plan.edition,
    }
    if link:
        close = _("Do you accept, would you do it otherwise, or can you not? Answer here: %(url)s – or tell the secretary.") % {"url": link}  # fmt: skip
    else:
        close = _("Do you accept, would you do it otherwise, or can you not? Tell the secretary.")
    lines = [_line(n, role, terms[role.pk], words) for n, role in enumerate(roles, 1)]
    return "\n".join([greeting, *lines, close])


def _line(n: int, role: Role, terms: Terms, words: Words) -> str:
    told = {
        "n": n,
        "part": role.get_kind_display(),
        "action": f"{role.action.code} {say(role.action.title)}",
        "when": words.when(terms, _("days not said")),
        "where": words.where(terms, _("place not said")),
    }
    line = _("%(n)s. %(part)s: %(action)s (%(when)s; %(where)s).") % told
    return f"{line} {_('Your part: %(share)s') % {'share': role.share}}" if role.share else line

"""What the secretary copies into a message to a body: all that it is asked, once, in each language of the forum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jukwaa.core.texts import say
from jukwaa.forums.models import Organisation
from jukwaa.plans.figures.offers import terms_of
from jukwaa.plans.models import Plan, Role
from jukwaa.plans.rules.offers import Terms
from jukwaa.site.figures.offers import Words


@dataclass(frozen=True, slots=True)
class Letter:
    body: Organisation
    count: int
    texts: list[tuple[str, str]]  # language, what to copy


def letters(plan: Plan, roles: Iterable[Role], address: str) -> list[Letter]:
    """One for each body, in the order of their names. `address`: where this server is found."""
    roles = list(roles)
    terms = terms_of(roles)
    by_body: dict[Organisation, list[Role]] = defaultdict(list)
    for role in roles:
        by_body[role.organisation].append(role)
    told: dict[Organisation, list[tuple[str, str]]] = {body: [] for body in by_body}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words = Words.of(plan)
            for body, asked in by_body.items():
                told[body].append((language, _letter(body, asked, terms, words, address)))
    bodies = sorted(by_body, key=lambda body: body.name.casefold())
    return [Letter(body, len(by_body[body]), told[body]) for body in bodies]


def _letter(
    body: Organisation, roles: list[Role], terms: dict[int, Terms], words: Words, address: str
) -> str:
    plan = roles[0].action.plan
    url = reverse("site:body-desk", args=[plan.forum.slug, body.pid])
    greeting = _("Greetings, %(body)s. In “%(plan)s” (%(edition)s) you are asked:") % {
        "body": body.short_name or body.name,
        "plan": say(plan.title),
        "edition": plan.edition,
    }
    close = _("Do you accept, would you do it otherwise, or can you not? Answer here: %(url)s – or tell the secretary.") % {"url": f"{address}{url}"}  # fmt: skip
    lines = [_line(n, role, terms[role.pk], words) for n, role in enumerate(roles, 1)]
    return "\n".join([greeting, *lines, close])


def _line(n: int, role: Role, terms: Terms, words: Words) -> str:
    told = {
        "n": n,
        "part": role.get_kind_display(),
        "action": f"{role.action.code} {say(role.action.title)}",
        "when": words.when(terms),
        "where": words.where(terms),
    }
    line = _("%(n)s. %(part)s: %(action)s (%(when)s; %(where)s).") % told
    return f"{line} {_('Your part: %(share)s') % {'share': role.share}}" if role.share else line

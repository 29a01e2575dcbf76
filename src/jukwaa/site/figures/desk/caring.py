"""What waits around doing no harm: indicators to be asked about, and adverse effects on which nothing is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import ngettext

from jukwaa.forums.models import Forum
from jukwaa.results.models import AdverseEffect
from jukwaa.site.figures.caring import to_review
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.seated import Person, reach_of


def indicators_to_review(user: Person) -> list[Waiting]:
    def told(n: int) -> str:
        said = ngettext(
            "%(n)s indicator waits to be asked whether it can do harm.",
            "%(n)s indicators wait to be asked whether they can do harm.",
            n,
        )
        return said % {"n": n}

    return _lines(to_review(user), told, "#reviewing")


def effects_to_decide(user: Person) -> list[Waiting]:
    def told(n: int) -> str:
        said = ngettext(
            "On %(n)s adverse effect nothing is decided yet.",
            "On %(n)s adverse effects nothing is decided yet.",
            n,
        )
        return said % {"n": n}

    forums = reach_of(user, "move").forums
    waiting = AdverseEffect.objects.visible_to(user).open().filter(forum__in=forums)
    counts = Counter(waiting.values_list("forum", flat=True)) if forums else Counter[int]()
    return _lines(counts, told, "#register")


def _lines(counts: Counter[int], told: Callable[[int], str], at: str) -> list[Waiting]:
    """One for each forum."""
    slugs = dict(Forum.objects.filter(pk__in=counts).values_list("pk", "slug")) if counts else {}
    return [
        Waiting(told(n), reverse("site:care", args=[slugs[forum]]) + at, forum)
        for forum, n in sorted(counts.items())
    ]

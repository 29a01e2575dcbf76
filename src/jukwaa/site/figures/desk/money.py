"""What waits around money: amounts to be checked, as one line for each forum."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse
from django.utils.translation import ngettext

from jukwaa.forums.models import Forum
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.seated import Person
from jukwaa.site.figures.telling_money import waiting_money


def money_to_check(user: Person) -> list[Waiting]:
    if not user.is_authenticated:
        return []
    counts = Counter(waiting_money(user).values_list("forum", flat=True))
    slugs = dict(Forum.objects.filter(pk__in=counts).values_list("pk", "slug")) if counts else {}
    return [
        Waiting(
            ngettext("%(n)s amount of money waits to be checked.", "%(n)s amounts of money wait to be checked.", n) % {"n": n},
            reverse("site:desk-money", args=[slugs[forum]]) + "#checking",
            forum,
        )
        for forum, n in sorted(counts.items())
    ]  # fmt: skip

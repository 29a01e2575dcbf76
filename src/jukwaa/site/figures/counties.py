"""The counties: those that take part, and all of them on one map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from jukwaa.accounts.models import User
from jukwaa.core.texts import say
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.models import Plan, Section


@dataclass(frozen=True, slots=True)
class Card:
    """A forum that takes part, with the plan in force, else the newest that this reader may see."""

    forum: Forum
    plan: Plan | None
    actions: int
    sections: int
    called: str  # what the plan calls its sections, when there are that many
    editions: int


@dataclass(frozen=True, slots=True)
class CountyTile:
    area: Area
    number: str  # as everybody in Kenya knows it: 001 is Mombasa
    card: Card | None

    @property
    def column(self) -> int:
        return (self.area.column or 0) + 1

    @property
    def row(self) -> int:
        return (self.area.row or 0) + 1


def county_cards(user: User | AnonymousUser) -> list[Card]:
    plans: dict[int, list[Plan]] = defaultdict(list)
    for plan in Plan.objects.visible_to(user).with_forum().annotate(n=Count("actions")).newest_first():
        plans[plan.forum_id].append(plan)
    shown = {forum: _current(found) for forum, found in plans.items()}
    outer = Section.objects.filter(plan__in=[plan.pk for plan in shown.values()], parent=None)
    sections = dict(outer.order_by().values_list("plan").annotate(Count("pk")))
    return [
        _card(forum, shown.get(forum.pk), sections, len(plans[forum.pk]))
        for forum in Forum.objects.visible_to(user).select_related("area")
    ]


def _current(newest_first: list[Plan]) -> Plan:
    in_force = (plan for plan in newest_first if plan.status == Plan.Status.IN_FORCE)
    return next(in_force, newest_first[0])


def _card(forum: Forum, plan: Plan | None, sections: dict[int, int], editions: int) -> Card:
    if plan is None:
        return Card(forum, None, 0, 0, "", 0)
    count = sections.get(plan.pk, 0)
    level = plan.levels[0]["one" if count == 1 else "many"] if plan.levels else {}
    return Card(forum, plan, getattr(plan, "n", 0), count, say(level).text, editions)


def county_tiles(cards: Iterable[Card]) -> list[CountyTile]:
    by_area = {card.forum.area_id: card for card in cards}
    counties = Area.objects.counties().order_by("row", "column")
    return [CountyTile(area, area.code[-3:], by_area.get(area.code)) for area in counties]

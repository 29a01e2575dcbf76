"""The counties: those that take part, and all of them on one map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from jukwaa.accounts.models import User
from jukwaa.core.texts import say
from jukwaa.delivery.figures import heard_of
from jukwaa.forums.models import Forum
from jukwaa.places.models import Area
from jukwaa.plans.figures.standings import stand, tally
from jukwaa.plans.models import Plan, Section
from jukwaa.plans.rules.standing import Standing, share_gone
from jukwaa.site.figures.reading import sentence


@dataclass(frozen=True, slots=True)
class Card:
    """A forum that takes part, with the plan in force, else the newest that this reader may see."""

    forum: Forum
    plan: Plan | None = None
    sections: int = 0
    called: str = ""  # what the plan calls its sections, when there are that many
    sentence: str = ""
    gone: int = 0  # per cent of the period
    done: int = 0  # per cent of the actions


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
    """Six queries, however many counties take part."""
    plans: dict[int, list[Plan]] = defaultdict(list)
    for each in Plan.objects.visible_to(user).with_forum().newest_first():
        plans[each.forum_id].append(each)
    shown = {forum: _current(found) for forum, found in plans.items()}
    outer = Section.objects.filter(plan__in=shown.values(), parent=None).order_by()
    sections = dict(outer.values_list("plan").annotate(Count("pk")))
    stands = stand(shown.values(), heard_of(shown.values()))
    return [
        _card(forum, plan, sections.get(plan.pk, 0), tally(each.said for each in stands[plan.pk]))
        if (plan := shown.get(forum.pk))
        else Card(forum)
        for forum in Forum.objects.visible_to(user).select_related("area")
    ]


def _current(newest_first: list[Plan]) -> Plan:
    in_force = (plan for plan in newest_first if plan.status == Plan.Status.IN_FORCE)
    return next(in_force, newest_first[0])


def _card(forum: Forum, plan: Plan, sections: int, counts: Mapping[Standing, int]) -> Card:
    level = plan.levels[0]["one" if sections == 1 else "many"] if plan.levels else {}
    gone, total = share_gone(plan.starts, plan.ends, plan.day), sum(counts.values())
    return Card(
        forum=forum,
        plan=plan,
        sections=sections,
        called=say(level).text,
        sentence=sentence(counts, total, gone),
        gone=round(gone * 100),
        done=round(100 * counts.get("done", 0) / total) if total else 0,
    )


def county_tiles(cards: Iterable[Card]) -> list[CountyTile]:
    by_area = {card.forum.area_id: card for card in cards}
    counties = Area.objects.counties().order_by("row", "column")
    return [CountyTile(area, area.code[-3:], by_area.get(area.code)) for area in counties]

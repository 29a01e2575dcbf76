"""What differs between two documents of a plan, in sentences that a resident reads, action by action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from jukwaa.forums.models import Organisation
from jukwaa.places.models import Area
from jukwaa.plans.actions import Reading
from jukwaa.plans.figures.masking import nameless
from jukwaa.plans.rules.comparing import Difference
from jukwaa.plans.rules.document import Texts
from jukwaa.site.figures.places import place_names
from jukwaa.site.figures.sentences import RANK, tell
from jukwaa.site.figures.words import Told, Words
from jukwaa.strategies.models import Theme

State = Literal["new", "dropped", "changed"]


@dataclass(slots=True)
class Item:
    """An action, or the section or plan itself, with all that is told of it."""

    id: str
    code: str
    title: Texts
    state: State = "changed"
    told: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A section (None: the plan as a whole) with what changed in itself and in its actions."""

    title: Texts | None
    own: Item | None = None
    items: list[Item] = field(default_factory=list)


def grouped(reading: Reading) -> list[Group]:
    """What a file would change, before those who keep the plan: every body by its name."""
    forum = reading.forum
    currency = reading.plan.currency if reading.plan else forum.currency
    return told(
        reading.differences, words_of(reading.differences, forum.area_id, currency, forum_names(forum.pk))
    )


def forum_names(forum: int) -> dict[str, str]:
    return dict(Organisation.objects.filter(forum=forum).values_list("pid", "name"))


def names_withheld(forum: int) -> dict[str, str]:
    """What the public reads in place of each name that it may not read."""
    hidden = Organisation.objects.filter(forum=forum, listed=False)
    return {pid: nameless(state) for pid, state in hidden.values_list("pid", "state")}


def words_of(
    differences: Iterable[Difference], area: str, currency: str, bodies: dict[str, str] | None = None
) -> Words:
    """How places, bodies, themes and money are called. `bodies`: names beyond those that the documents give."""
    fields = {difference.field for difference in differences}
    places = place_names(Area.objects.within(area), area) if "areas" in fields else {}
    themes = Theme.objects.select_related("strategy") if "themes" in fields else ()
    return Words(
        places=places,
        bodies=bodies or {},
        themes={f"{theme.strategy.code}/{theme.code}": theme.title for theme in themes},
        currency=currency,
    )


def told(differences: Iterable[Difference], words: Words) -> list[Group]:
    """Grouped under their section, in the order in which the comparison gives them; what matters most first."""
    groups: dict[object, Group] = {}
    items: dict[tuple[str, str, str], Item] = {}
    for difference in _ordered(differences):
        group = _group(groups, difference)
        item = _item(items, group, difference)
        if difference.field in ("added", "dropped"):
            item.state = "new" if difference.field == "added" else "dropped"
        else:
            item.told.extend(tell(difference, words))
    return [group for group in groups.values() if group.own or group.items]


def _ordered(differences: Iterable[Difference]) -> list[Difference]:
    """Each item keeps its place; what is told of it comes by its weight."""
    places: dict[tuple[str, str, str], int] = {}
    for n, difference in enumerate(differences := list(differences)):
        places.setdefault(_key(difference), n)
    return sorted(differences, key=lambda d: (places[_key(d)], RANK.get(d.field, -1)))


def _key(difference: Difference) -> tuple[str, str, str]:
    return difference.kind, difference.id, difference.code


def _group(groups: dict[object, Group], difference: Difference) -> Group:
    title = {"plan": None, "section": difference.title, "action": difference.section}[difference.kind]
    return groups.setdefault(tuple(sorted(title.items())) if title else None, Group(title))


def _item(items: dict[tuple[str, str, str], Item], group: Group, difference: Difference) -> Item:
    key = _key(difference)
    if key not in items:
        items[key] = Item(difference.id, difference.code, difference.title)
        if difference.kind == "action":
            group.items.append(items[key])
        else:
            group.own = items[key]
    return items[key]


def all_items(groups: Iterable[Group]) -> Iterator[Item]:
    """The actions only."""
    return (item for group in groups for item in group.items)

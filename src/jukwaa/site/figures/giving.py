"""Where what actions need and what bodies can give meet: sentences for both sides, in no order of merit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jukwaa.accounts.models import User
from jukwaa.core.texts import say
from jukwaa.forums.models import Organisation
from jukwaa.places.models import Area
from jukwaa.plans.models import Action, Ask, Give, Plan, Pledge, Role
from jukwaa.plans.permissions import offers as permissions
from jukwaa.plans.rules.offers import Wish, meet
from jukwaa.site.figures.places import place_names
from jukwaa.site.figures.seated import Reach, reach_of

CLOSED = (Plan.Status.CLOSED, Plan.Status.SUPERSEDED)
STANDING = (Pledge.State.OFFERED, Pledge.State.TAKEN)


def wish_of_ask(ask: Ask) -> Wish:
    """An ask is where its action is, and when, unless it says otherwise."""
    areas = frozenset(area.code for area in ask.action.areas.all())
    return Wish(ask.need, ask.starts or ask.action.starts, ask.ends or ask.action.ends, areas)


def wish_of_give(give: Give) -> Wish:
    return Wish(give.need, give.starts, give.ends, frozenset(area.code for area in give.areas.all()))


def open_asks(forums: Collection[int]) -> list[Ask]:
    asks = Ask.objects.filter(closed=False, action__plan__forum__in=forums).exclude(
        action__plan__status__in=CLOSED
    )
    return list(asks.select_related("action__plan__forum").prefetch_related("action__areas", "pledges"))


def open_gives(forums: Collection[int]) -> list[Give]:
    gives = Give.objects.filter(closed=False, forum__in=forums)
    return list(gives.select_related("organisation", "forum").prefetch_related("areas"))


def met_by(bodies: Collection[int], forums: Collection[int]) -> dict[int, list[Ask]]:
    """Body -> the needs of others that what it gives meets, and to which it has pledged nothing yet."""
    gives = [give for give in open_gives(forums) if give.organisation_id in bodies]
    if not gives:
        return {}
    asks = open_asks(forums)
    leads = _leads({ask.action_id for ask in asks})
    found: dict[int, list[Ask]] = defaultdict(list)
    for ask in asks:
        wish = wish_of_ask(ask)
        busy = leads[ask.action_id] | {p.organisation_id for p in ask.pledges.all() if p.state in STANDING}
        for give in gives:
            body = give.organisation_id
            fits = give.forum_id == ask.action.plan.forum_id and meet(wish, wish_of_give(give))
            if fits and body not in busy and ask not in found[body]:
                found[body].append(ask)
    return {body: met for body, met in found.items() if met}


def _leads(actions: Collection[int]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Role.objects.filter(action__in=actions, kind=Role.Kind.LEAD)
    for action, body in rows.values_list("action_id", "organisation_id"):
        found[action].add(body)
    return found


# --- as it is told ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PledgeLine:
    pledge: Pledge
    body: str
    answer: str  # in words
    may_thank: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class AskLine:
    ask: Ask
    need: str
    text: str
    when: str
    action: str
    where: str
    url: str
    pledges: list[PledgeLine]
    met: list[str]  # what others can give, in sentences
    mine: bool  # the body that looks has pledged it


@dataclass(frozen=True, slots=True)
class GiveLine:
    give: Give
    need: str
    text: str
    when: str
    where: str


def period(starts: date | None, ends: date | None) -> str:
    if starts and ends:
        return f"{date_format(starts, 'SHORT_DATE_FORMAT')} – {date_format(ends, 'SHORT_DATE_FORMAT')}"
    if starts:
        return _("from %(day)s") % {"day": date_format(starts, "SHORT_DATE_FORMAT")}
    return _("until %(day)s") % {"day": date_format(ends, "SHORT_DATE_FORMAT")} if ends else _("any time")


def places_of(forum_area: str) -> dict[str, str]:
    return place_names(Area.objects.filter(code__startswith=forum_area), forum_area)


def _where(areas: Collection[Area], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(area.code, area.name) for area in areas) or _("anywhere")


def give_line(give: Give, names: Mapping[str, str]) -> GiveLine:
    when = period(give.starts, give.ends)
    return GiveLine(give, str(give.get_need_display()), give.text, when, _where(give.areas.all(), names))


def give_sentence(give: Give, names: Mapping[str, str]) -> str:
    """As one neighbour tells another."""
    line = give_line(give, names)
    told = {"body": give.organisation, "need": line.need.lower(), "when": line.when, "where": line.where}
    sentence = _("%(body)s can give %(need)s (%(when)s; %(where)s).") % told
    return f"{sentence} “{give.text}”" if give.text else sentence


def ask_line(
    ask: Ask, names: Mapping[str, str], *, met: list[str] | None = None, pledges: list[PledgeLine] | None = None,
    body: int | None = None,
) -> AskLine:  # fmt: skip
    plan = ask.action.plan
    return AskLine(
        ask=ask,
        need=str(ask.get_need_display()),
        text=ask.text,
        when=period(ask.starts or ask.action.starts, ask.ends or ask.action.ends),
        action=f"{ask.action.code} {say(ask.action.title)}",
        where=_where(ask.action.areas.all(), names),
        url=reverse("site:action-desk", args=[plan.forum.slug, plan.edition, ask.action.pid]),
        pledges=pledges or [],
        met=met or [],
        mine=any(p.organisation_id == body and p.state in STANDING for p in ask.pledges.all()),
    )


def asks_of(action: Action, user: User | AnonymousUser) -> list[AskLine]:
    """What an action needs, who has pledged it, and which bodies could."""
    forum = action.plan.forum
    names = places_of(forum.area_id)
    asks = action.asks.filter(closed=False).select_related("action__plan__forum")
    asks = asks.prefetch_related("action__areas", "pledges__organisation__forum")
    gives = open_gives([forum.pk])
    leads = _leads([action.pk])[action.pk]
    reader = Reader(bool(permissions.can_ask(user, action)), reach_of(user, "give"), forum.pk)
    return [_with_others(ask, gives, leads, reader, names) for ask in asks]


@dataclass(frozen=True, slots=True)
class Reader:
    """What the person who looks may do here."""

    may_thank: bool
    reach: Reach
    forum: int

    def speaks_for(self, body: int) -> bool:
        return body in self.reach.bodies or self.forum in self.reach.forums


def _with_others(
    ask: Ask,
    gives: list[Give],
    leads: set[int],
    reader: Reader,
    names: Mapping[str, str],
) -> AskLine:
    pledges = [pledge for pledge in ask.pledges.all() if pledge.state != Pledge.State.WITHDRAWN]
    told = leads | {pledge.organisation_id for pledge in pledges}
    wish = wish_of_ask(ask)
    met = [
        give_sentence(give, names)
        for give in gives
        if give.organisation_id not in told and meet(wish, wish_of_give(give))
    ]
    lines = [
        PledgeLine(
            pledge,
            str(pledge.organisation),
            str(pledge.get_state_display()),
            reader.may_thank and pledge.state == Pledge.State.OFFERED,
            reader.speaks_for(pledge.organisation_id) and pledge.state in STANDING,
        )
        for pledge in pledges
    ]
    return ask_line(ask, names, met=met, pledges=lines)


def needs_for(body: Organisation) -> list[AskLine]:
    """The needs of others that this body's gives meet, those it has pledged among them."""
    names = places_of(body.forum.area_id)
    met = met_by([body.pk], [body.forum_id]).get(body.pk, [])
    pledged = Ask.objects.filter(closed=False, pledges__organisation=body, pledges__state__in=STANDING)
    pledged = pledged.exclude(action__plan__status__in=CLOSED).select_related("action__plan__forum")
    mine = list(pledged.prefetch_related("action__areas", "pledges"))
    return [ask_line(ask, names, body=body.pk) for ask in [*mine, *met]]


def gives_of(body: Organisation) -> list[GiveLine]:
    names = places_of(body.forum.area_id)
    gives = body.gives.filter(closed=False).prefetch_related("areas")
    return [give_line(give, names) for give in gives]

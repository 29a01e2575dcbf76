"""What waits for a body's people: what is asked of it, other offers to answer, pledges to thank for, needs it can meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.core.texts import say
from jukwaa.forums.models import Forum, Organisation
from jukwaa.plans.figures.offers import last_replies, offer_of
from jukwaa.plans.models import Leadership, Plan, Pledge, Reply, Role
from jukwaa.plans.rules.offers import settlers
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.giving import met_by
from jukwaa.site.figures.offers import ROLES, offer_url
from jukwaa.site.figures.seated import Person, reach_of

MANY = 4  # more than these of one body stand on the desk as one line
STILL_ANSWERED = ~Q(action__plan__status__in=[Plan.Status.CLOSED, Plan.Status.SUPERSEDED])


def offers_to_answer(user: Person) -> list[Waiting]:
    """What is asked of one's bodies, and what the secretary noted for them, to be looked at."""
    bodies = reach_of(user, "answer").bodies
    if not bodies:
        return []
    roles = list(
        ROLES.filter(STILL_ANSWERED, organisation__in=bodies).order_by("action__plan", "action__position")
    )
    replies = last_replies({role.action.plan_id for role in roles})
    open_roles = defaultdict(list)
    for role in roles:
        last = replies.get(offer_of(role))
        if role.reply == Role.Reply.OFFERED or (last and last.relayed):
            open_roles[role.action.plan_id, role.organisation_id].append((role, last))
    return [waiting for found in open_roles.values() for waiting in _asked(found)]


def _asked(found: list[tuple[Role, Reply | None]]) -> Iterator[Waiting]:
    role = found[0][0]
    forum, body = role.action.plan.forum, role.organisation
    if len(found) > MANY:
        sentence = _("%(n)s answers are asked of %(body)s.") % {"n": len(found), "body": body}
        yield Waiting(sentence, reverse("site:body-desk", args=[forum.slug, body.pid]), forum.pk)
        return
    for role, last in found:
        yield Waiting(_ask(role, last), offer_url(role), forum.pk)


def _ask(role: Role, last: Reply | None) -> str:
    said = {
        "action": f"{role.action.code} {say(role.action.title)}",
        "part": str(role.get_kind_display()).lower(),
        "body": role.organisation,
    }
    if role.reply != Role.Reply.OFFERED:
        return _("The secretary noted an answer for %(body)s to “%(action)s”: is it right?") % said
    if last and last.step in (Reply.Step.ACCEPTED, Reply.Step.TAKEN):
        return _("“%(action)s” has changed: is it still yes from %(body)s?") % said
    if last:
        return _("%(body)s is asked again for “%(action)s” (%(part)s).") % said
    return _("%(body)s is asked for “%(action)s” (%(part)s).") % said


def offers_to_settle(user: Person) -> list[Waiting]:
    return [
        Waiting(
            _("%(body)s would do “%(action)s” otherwise: answer it.")
            % {"body": role.organisation, "action": f"{role.action.code} {say(role.action.title)}"},
            offer_url(role),
            role.action.plan.forum_id,
        )
        for role in settled_by(user)
    ]


def settled_by(user: Person) -> list[Role]:
    """Other offers that this person may answer, in any forum."""
    reach = reach_of(user, "settle")
    if not reach:
        return []
    within = Q(action__plan__forum__in=reach.forums) | Q(
        action__plan__forum__in=Forum.objects.filter(organisations__in=reach.bodies)
    )
    roles = list(ROLES.filter(STILL_ANSWERED, within, reply=Role.Reply.COUNTERED))
    leads = _by(
        Role.objects.filter(action__in={role.action_id for role in roles}, kind=Role.Kind.LEAD)
        .exclude(reply=Role.Reply.DECLINED)
        .values_list("action_id", "organisation_id")
    )
    sections = Leadership.objects.filter(section__in={role.action.section_id for role in roles})
    led = _by(sections.values_list("section_id", "organisation_id"))
    return [
        role
        for role in roles
        if role.organisation_id not in reach.bodies
        and (
            role.action.plan.forum_id in reach.forums
            or settlers(role.organisation_id, leads[role.action_id], led[role.action.section_id])
            & reach.bodies
        )
    ]


def _by(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key, body in pairs:
        found[key].add(body)
    return found


def offers_without_answer(user: Person) -> list[Waiting]:
    """For the secretary: how many bodies are still to be asked, in each edition."""
    forums = reach_of(user, "settle").forums
    if not forums:
        return []
    asked = Role.objects.filter(STILL_ANSWERED, reply=Role.Reply.OFFERED, action__plan__forum__in=forums)
    plan = "action__plan__forum", "action__plan__forum__slug", "action__plan__edition"
    told = []
    for forum, slug, edition, count in asked.values_list(*plan).annotate(count=Count("pk")).order_by(*plan):
        sentence = ngettext(
            "%(n)s offer in %(edition)s has no answer yet.",
            "%(n)s offers in %(edition)s have no answer yet.",
            count,
        ) % {"n": count, "edition": edition}
        told.append(Waiting(sentence, reverse("site:desk-offers", args=[slug, edition]), forum))
    return told


def pledges_to_thank(user: Person) -> list[Waiting]:
    found = pledges_thanked_by(user).select_related("organisation", "ask__action__plan__forum")
    return [
        Waiting(
            _("%(body)s can give %(need)s for “%(action)s”: thank them.")
            % {
                "body": pledge.organisation,
                "need": str(pledge.ask.get_need_display()).lower(),
                "action": f"{pledge.ask.action.code} {say(pledge.ask.action.title)}",
            },
            action_desk_url(pledge.ask.action.plan, pledge.ask.action.pid),
            pledge.ask.action.plan.forum_id,
        )
        for pledge in found
    ]


def pledges_thanked_by(user: Person) -> QuerySet[Pledge]:
    reach = reach_of(user, "give")
    led = Role.objects.filter(kind=Role.Kind.LEAD, organisation__in=reach.bodies).values("action")
    mine = Q(ask__action__plan__forum__in=reach.forums) | Q(ask__action__in=led)
    closed = Q(ask__action__plan__status__in=[Plan.Status.CLOSED, Plan.Status.SUPERSEDED])
    return Pledge.objects.filter(mine, ~closed, state=Pledge.State.OFFERED)


def action_desk_url(plan: Plan, pid: str) -> str:
    return reverse("site:action-desk", args=[plan.forum.slug, plan.edition, pid])


def needs_to_meet(user: Person) -> list[Waiting]:
    """One line for each body whose gives meet needs of others."""
    bodies = reach_of(user, "give").bodies
    if not bodies:
        return []
    named = {body.pk: body for body in Organisation.objects.filter(pk__in=bodies).select_related("forum")}
    met = met_by(named, {body.forum_id for body in named.values()})
    return [_need(named[pk], len(asks)) for pk, asks in met.items()]


def _need(body: Organisation, count: int) -> Waiting:
    sentence = ngettext(
        "%(n)s need of an action meets what %(body)s can give.",
        "%(n)s needs of actions meet what %(body)s can give.",
        count,
    ) % {"n": count, "body": body}
    url = reverse("site:body-desk", args=[body.forum.slug, body.pid])
    return Waiting(sentence, f"{url}#needs", body.forum_id)

"""What stands beside the steps of a plan's life that come before it is signed: counts, each with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.accounts.models import User
from jukwaa.forums.models import Organisation
from jukwaa.forums.permissions import can_keep
from jukwaa.plans.figures.readiness import readiness
from jukwaa.plans.models import ParticipationPoint, Plan, Role
from jukwaa.site.figures.seated import reach_of

WAITS = (Role.Reply.OFFERED, Role.Reply.COUNTERED)


@dataclass(frozen=True, slots=True)
class Count:
    sentence: str
    url: str  # "" where this person has no page that lists them


def counts_beside(user: User | AnonymousUser, plan: Plan, move: str) -> list[Count]:
    return [count(user, plan) for count in BESIDE.get(move, ())]


def _complete(_user: User | AnonymousUser, plan: Plan) -> Count:
    ready = readiness(plan)
    told = ngettext(
        "%(n)s of %(total)s actions says all that a reader needs.",
        "%(n)s of %(total)s actions say all that a reader needs.",
        ready.complete,
    )
    return Count(told % {"n": ready.complete, "total": len(ready.rows)}, _url(plan, "desk-readiness"))


def _unnamed(user: User | AnonymousUser, plan: Plan) -> Count:
    taking_part = Role.objects.filter(action__plan=plan).values("organisation")
    n = Organisation.objects.filter(pk__in=taking_part, listed=False).count()
    told = ngettext(
        "%(n)s body that takes part is not named in public.",
        "%(n)s bodies that take part are not named in public.",
        n,
    )
    url = reverse("site:desk-bodies", args=[plan.forum.slug]) if can_keep(user, plan.forum) else ""
    return Count(told % {"n": n} if n else _("Every body that takes part is named in public."), url)


def _waiting(user: User | AnonymousUser, plan: Plan) -> Count:
    n = Role.objects.filter(action__plan=plan, reply__in=WAITS).count()
    told = ngettext("%(n)s offer waits for an answer.", "%(n)s offers wait for an answer.", n)
    follows = plan.forum_id in reach_of(user, "settle").forums
    return Count(
        told % {"n": n} if n else _("No offer waits for an answer."),
        _url(plan, "desk-offers") if follows else "",
    )


def _points(_user: User | AnonymousUser, plan: Plan) -> Count:
    n = ParticipationPoint.objects.filter(plan=plan).count()
    told = ngettext(
        "%(n)s of the %(total)s points of participation is confirmed.",
        "%(n)s of the %(total)s points of participation are confirmed.",
        n,
    )
    said = {"n": n, "total": len(ParticipationPoint.Point)}
    return Count(told % said, f"{_url(plan, 'desk-readiness')}#points")


def _url(plan: Plan, name: str) -> str:
    return reverse(f"site:{name}", args=[plan.forum.slug, plan.edition])


BESIDE: Mapping[str, tuple[Callable[[User | AnonymousUser, Plan], Count], ...]] = {
    "publish": (_complete, _unnamed),
    "consult": (_unnamed,),  # beside "propose", which says what is complete
    "propose": (_waiting, _complete, _points),
}

"""What waits for a person on the desk: sentences and the way to where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.accounts.models import User
from jukwaa.forums.models import Forum, Seat
from jukwaa.plans.models import Intake, Plan
from jukwaa.plans.models.intake import UNDO_FOR
from jukwaa.site.figures.lacking import lacks


@dataclass(frozen=True, slots=True)
class Waiting:
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class ForumDesk:
    forum: Forum
    plans: list[Plan]
    waiting: list[Waiting]
    undoable: list[Intake]


def desks(user: User | AnonymousUser) -> list[ForumDesk]:
    """One for each forum whose plan this person keeps."""
    return [_desk(forum) for forum in Forum.objects.kept_by(user).select_related("area")]


def seats(user: User | AnonymousUser) -> list[Seat]:
    return list(Seat.objects.current().filter(holder_id=user.pk).select_related("forum", "organisation"))


def _desk(forum: Forum) -> ForumDesk:
    plans = list(forum.plans.newest_first().select_related("forum"))
    since = timezone.now() - UNDO_FOR
    confirmed = forum.intakes.filter(state=Intake.State.CONFIRMED, at__gte=since).select_related("plan")
    waiting = [*_files(forum), *_bodies(forum), *_drafts(plans), *_lacking(plans)]
    return ForumDesk(forum, plans, waiting, [i for i in confirmed if i.can_be_undone(timezone.now())])


def _bodies(forum: Forum) -> list[Waiting]:
    count = forum.organisations.unclassed().count()
    sentence = ngettext(
        "%(n)s body waits for you to say what it is; until then it is not named in public.",
        "%(n)s bodies wait for you to say what they are; until then they are not named in public.",
        count,
    )
    return [Waiting(sentence % {"n": count}, reverse("site:desk-bodies", args=[forum.slug]))] if count else []


def _files(forum: Forum) -> list[Waiting]:
    return [
        Waiting(
            _("%(file)s for %(edition)s, read on %(when)s, waits for your yes.")
            % {
                "file": intake.name,
                "edition": intake.edition,
                "when": date_format(localtime(intake.at), "j M, H:i"),
            },
            reverse("site:intake", args=[forum.slug, intake.pk]),
        )
        for intake in forum.intakes.filter(state=Intake.State.READ)[:5]
    ]


def _drafts(plans: list[Plan]) -> list[Waiting]:
    return [
        Waiting(
            _("The edition %(edition)s is a draft that only the forum sees.") % {"edition": plan.edition},
            reverse("site:desk-plan", args=[plan.forum.slug, plan.edition]),
        )
        for plan in plans
        if plan.status == Plan.Status.DRAFT
    ]


def _lacking(plans: list[Plan]) -> list[Waiting]:
    """Of editions that are still worked on: what their own page tells in full."""
    told = []
    for plan in plans:
        count = len(lacks(plan)) if not plan.is_signed else 0
        if count:
            sentence = ngettext(
                "One thing is missing in the edition %(edition)s.",
                "%(n)s things are missing in the edition %(edition)s.",
                count,
            )
            url = reverse("site:desk-plan", args=[plan.forum.slug, plan.edition])
            told.append(Waiting(sentence % {"n": count, "edition": plan.edition}, f"{url}#missing"))
    return told

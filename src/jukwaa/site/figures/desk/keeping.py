"""What waits for those who keep a forum: files that were read, bodies to be classed, drafts, what a plan lacks."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jukwaa.forums.models import Forum
from jukwaa.plans.models import Intake, Plan, Role
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.readiness import lacks
from jukwaa.site.figures.seated import Person

FILES = 5  # of one forum that are named


def files(user: Person) -> list[Waiting]:
    read = Intake.objects.visible_to(user).filter(state=Intake.State.READ).select_related("forum")
    told: dict[int, list[Waiting]] = {}
    for intake in read:
        sentence = _("%(file)s for %(edition)s, read on %(when)s, waits for your yes.") % {
            "file": intake.name,
            "edition": intake.edition,
            "when": date_format(localtime(intake.at), "j M, H:i"),
        }
        url = reverse("site:intake", args=[intake.forum.slug, intake.pk])
        told.setdefault(intake.forum_id, []).append(Waiting(sentence, url, intake.forum_id))
    return [waiting for of_forum in told.values() for waiting in of_forum[:FILES]]


def bodies(user: Person) -> list[Waiting]:
    unclassed = Count("organisations", filter=Q(organisations__state=None), distinct=True)
    kept = Forum.objects.filter(pk__in=Forum.objects.kept_by(user)).annotate(unclassed=unclassed)
    told = []
    for pk, slug, count in kept.exclude(unclassed=0).values_list("pk", "slug", "unclassed"):
        sentence = ngettext(
            "%(n)s body waits for you to say what it is; until then it is not named in public.",
            "%(n)s bodies wait for you to say what they are; until then they are not named in public.",
            count,
        )
        told.append(Waiting(sentence % {"n": count}, reverse("site:desk-bodies", args=[slug]), pk))
    return told


def _kept_plans(user: Person) -> list[Plan]:
    kept = Plan.objects.filter(forum__in=Forum.objects.kept_by(user))
    return list(kept.newest_first().select_related("forum"))


def drafts(user: Person) -> list[Waiting]:
    return [
        Waiting(
            _("The edition %(edition)s is a draft that only the forum sees.") % {"edition": plan.edition},
            reverse("site:desk-plan", args=[plan.forum.slug, plan.edition]),
            plan.forum_id,
        )
        for plan in _kept_plans(user)
        if plan.status == Plan.Status.DRAFT
    ]


def agreed(user: Person) -> list[Waiting]:
    """Editions in which every body has answered, and which nobody has put up for signature."""
    unanswered = Q(actions__roles__reply__in=[Role.Reply.OFFERED, Role.Reply.COUNTERED])
    worked_on = [Plan.Status.PUBLISHED_DRAFT, Plan.Status.CONSULTATION]
    plans = Plan.objects.filter(forum__in=Forum.objects.kept_by(user), status__in=worked_on).annotate(
        asked=Count("actions__roles"), unanswered=Count("actions__roles", filter=unanswered)
    )
    sentence = _("Every body has answered what %(edition)s asks: is the plan ready to be signed?")
    return [
        Waiting(
            sentence % {"edition": plan.edition},
            reverse("site:desk-readiness", args=[plan.forum.slug, plan.edition]),
            plan.forum_id,
        )
        for plan in plans.filter(asked__gt=0, unanswered=0).select_related("forum")
    ]


def lacking(user: Person) -> list[Waiting]:
    """Of editions that are still worked on: what their own page tells in full."""
    told = []
    for plan in _kept_plans(user):
        count = len(lacks(plan)) if not plan.is_signed else 0
        if count:
            sentence = ngettext(
                "One thing is missing in the edition %(edition)s.",
                "%(n)s things are missing in the edition %(edition)s.",
                count,
            )
            url = reverse("site:desk-plan", args=[plan.forum.slug, plan.edition])
            told.append(
                Waiting(sentence % {"n": count, "edition": plan.edition}, f"{url}#missing", plan.forum_id)
            )
    return told

"""What waits for a co-chair: a version to sign, a signature on paper to confirm."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from jukwaa.forums.rules import POWERS
from jukwaa.plans.models import PaperSignature, Version
from jukwaa.site.figures.desk.waiting import Waiting
from jukwaa.site.figures.seated import Person, seats_of


def versions_to_sign(user: Person) -> list[Waiting]:
    """Who has signed from one seat of theirs is not asked from another."""
    held = _held(user)
    if not held:
        return []
    waiting = Version.objects.waiting().filter(plan__forum__in=held)
    told = []
    for version in waiting.select_related("plan__forum").prefetch_related("signatures"):
        plan = version.plan
        mine = held[plan.forum_id] & set(version.signers)
        if mine and not mine & {signature.role for signature in version.signatures.all()}:
            sentence = _("%(edition)s waits for your signature.") % {"edition": plan.edition}
            url = reverse("site:desk-sign", args=[plan.forum.slug, plan.edition])
            told.append(Waiting(sentence, url, plan.forum_id))
    return told


def papers_to_confirm(user: Person) -> list[Waiting]:
    held = _held(user)
    if not held:
        return []
    papers = PaperSignature.objects.filter(
        state=PaperSignature.State.WAITING,
        version__state=Version.State.WAITING,
        version__plan__forum__in=held,
    )
    told = []
    for paper in papers.select_related("version__plan__forum"):
        plan = paper.version.plan
        mine = held[plan.forum_id] & set(paper.version.signers)
        if mine and paper.role not in mine:
            sentence = _("A signature on paper waits for your yes: %(edition)s.") % {"edition": plan.edition}
            url = reverse("site:desk-paper-confirm", args=[plan.forum.slug, plan.edition, paper.pk])
            told.append(Waiting(sentence, url, plan.forum_id))
    return told


def _held(user: Person) -> dict[int, set[str]]:
    """Forum -> the signing seats that this person holds there; none through a seat link."""
    found: dict[int, set[str]] = defaultdict(set)
    if getattr(user, "via_link", False):
        return found
    for seat in seats_of(user):
        if seat.role in POWERS["sign"]:
            found[seat.forum_id].add(seat.role)
    return found

"""What people are told by e-mail about plans. Each is a task that takes ids, and is tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from jukwaa.core.letters import FAULTS, again, send
from jukwaa.core.texts import say
from jukwaa.forums.models import Seat
from jukwaa.plans.models import Version

if TYPE_CHECKING:
    from jukwaa.forums.models import SeatQuerySet


def written_to() -> SeatQuerySet:
    """Seats whose holder has an e-mail address here."""
    seats = Seat.objects.current().filter(holder__email__isnull=False, holder__is_active=True)
    return seats.select_related("holder", "forum", "organisation")


@task
def ask_to_sign(version: int, seat: int, address: str, tries: int = 0) -> None:
    """To who holds a seat that signs. Not sent where the version was taken back, or that office has signed meanwhile."""
    asked = Version.objects.waiting().filter(pk=version).select_related("plan__forum").first()
    held = written_to().filter(pk=seat).first()
    if (
        asked is None
        or held is None
        or held.holder is None
        or asked.signatures.filter(role=held.role).exists()
    ):
        return
    language = language_of(held)
    with override(language):
        facts = {
            "forum": say(held.forum.name, language).text,
            "plan": say(asked.plan.title, language).text,
            "edition": asked.plan.edition,
            "number": asked.number,
            "name": held.who,
            "seat": held.get_role_display(),
            "body": held.organisation,
            "link": address + reverse("site:desk-sign", args=[held.forum.slug, asked.plan.edition]),
        }
    try:
        send("plans/letters/to_sign.txt", held.holder.email or "", language, facts)
    except FAULTS:
        again(ask_to_sign, version, seat, address, tries=tries)


def language_of(seat: Seat) -> str:
    """That of the letter by which its holder came in, else the forum's first."""
    came = seat.invitations.exclude(used=None).values_list("language", flat=True).first()
    return str(came or seat.forum.languages[0])

"""What people are told by e-mail about seats. Each is a task that takes ids, and is tried again."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from jukwaa.core.letters import FAULTS, again, send
from jukwaa.core.texts import say
from jukwaa.forums.models import Invitation


@task
def invite(invitation: int, sent: int, address: str, tries: int = 0) -> None:
    """To whoever shall sit there. Not sent where it was taken back, used, or sent again meanwhile."""
    waiting = Invitation.objects.waiting().filter(pk=invitation, round=sent)
    if (asked := waiting.select_related("seat", "seat__forum", "seat__organisation").first()) is None:
        return
    seat, language = asked.seat, asked.language
    with override(language):
        facts = {
            "forum": say(seat.forum.name, language).text,
            "seat": seat.get_role_display(),
            "body": seat.organisation,
            "name": seat.who,
            "until": asked.until,
            "link": address + reverse("site:invitation", args=[asked.token()]),
        }
    try:
        send("forums/letters/invitation.txt", asked.email, language, facts)
    except FAULTS:
        again(invite, invitation, sent, address, tries=tries)

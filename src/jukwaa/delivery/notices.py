"""What people are told by e-mail about what they promised. Each is a task that takes ids, and is tried again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from jukwaa.core.letters import FAULTS, again, send
from jukwaa.core.texts import say
from jukwaa.delivery.models import Reminder
from jukwaa.plans.models import Action
from jukwaa.plans.notices import language_of, written_to


@task
def remind(seat: int, reminders: Sequence[int], address: str, tries: int = 0) -> None:
    """One letter with all that waits for one person. Not sent where the seat has changed hands to nobody meanwhile.

    `seat`: of the person, one of those that the reminders are for. `address`: where this server is found.
    """
    held = written_to().filter(pk=seat).first()
    found = list(Reminder.objects.filter(pk__in=reminders).select_related("plan__forum", "seat"))
    if held is None or held.holder is None or not found:
        return
    language = language_of(held)
    with override(language):
        facts = {
            "name": held.who,
            "forum": say(found[0].plan.forum.name, language).text,
            "count": len(found),
            "own": lines([each for each in found if each.step == Reminder.Step.LEAD]),
            "others": lines([each for each in found if each.step != Reminder.Step.LEAD]),
            "report": address + reverse("site:report-pick", args=[found[0].plan.forum.slug]),
            "matrix": address + reverse("site:desk-matrix-newest", args=[found[0].plan.forum.slug]),
        }
    try:
        send("delivery/letters/reminder.txt", held.holder.email or "", language, facts)
    except FAULTS:
        again(remind, seat, list(reminders), address, tries=tries)


def lines(reminders: Sequence[Reminder]) -> list[str]:
    """Each action in a line, with what is the matter."""
    actions: dict[tuple[int, str], Action] = {
        (each.plan_id, each.pid): each
        for each in Action.objects.filter(
            plan__in={each.plan_id for each in reminders}, pid__in={each.action for each in reminders}
        )
    }
    known = [(each, actions.get((each.plan_id, each.action))) for each in reminders]
    return [
        line(each.kind, action.code, action.title, action.ends if each.kind == "late" else action.starts)
        for each, action in known
        if action
    ]


def line(kind: str, code: str, title: Any, day: Any) -> str:
    """`day`: late: its last; silent: its first."""
    told = {"action": f"{code} {say(title)}", "day": date_format(day, "DATE_FORMAT") if day else ""}
    if kind == Reminder.Kind.LATE:
        return _("%(action)s: its last day was %(day)s.") % told
    return _("%(action)s: it was to begin on %(day)s, and nothing has been heard.") % told

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
from jukwaa.forums.models import Forum
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
    by_forum: dict[Forum, list[Reminder]] = {}
    for each in found:
        by_forum.setdefault(each.plan.forum, []).append(each)
    with override(language):
        forums = [_of_forum(forum, waiting, address) for forum, waiting in by_forum.items()]
        facts = {"name": held.who, "count": len(found), "forums": forums}
    try:
        send("delivery/letters/reminder.txt", held.holder.email or "", language, facts)
    except FAULTS:
        again(remind, seat, list(reminders), address, tries=tries)


def _of_forum(forum: Forum, waiting: Sequence[Reminder], address: str) -> dict[str, Any]:
    """What waits there: of one's own body, and of others whom one can call."""
    return {
        "name": say(forum.name).text,
        "own": lines([each for each in waiting if each.step == Reminder.Step.LEAD]),
        "others": lines([each for each in waiting if each.step != Reminder.Step.LEAD]),
        "report": address + reverse("site:report-pick", args=[forum.slug]),
        "matrix": address + reverse("site:desk-matrix-newest", args=[forum.slug]),
    }


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

"""Reports come in from KoboToolbox or ODK: all that were understood, or none; the same brought again is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jukwaa.core.log import record
from jukwaa.delivery import permissions
from jukwaa.delivery.actions.filing import WRONG as OF_REPORTS
from jukwaa.delivery.actions.filing import file_report
from jukwaa.delivery.actions.stepping import Hand
from jukwaa.delivery.models import FormMapping, Report
from jukwaa.delivery.rules.telling import Told
from jukwaa.forums.actions import lock_forum

if TYPE_CHECKING:
    from jukwaa.forums.models import Organisation
    from jukwaa.plans.models import Action, Plan

AT_ONCE = 200  # more wait for the next time: the same file brought again goes on where this one ended


@dataclass(frozen=True, slots=True)
class Brought:
    action: Action
    organisation: Organisation
    told: Told
    client_id: UUID


@dataclass(frozen=True, slots=True)
class Read:
    """How the file was read: kept for the next time."""

    signature: str
    columns: Mapping[str, str]
    language: str


@transaction.atomic
def bring_reports(plan: Plan, reports: Iterable[Brought], read: Read, *, hand: Hand) -> list[Report]:
    """Each as if the body had told it by telephone: it waits to be confirmed by its body, and to be checked."""
    lock_forum(plan.forum_id)
    permissions.can_bring(hand.by, plan.forum).require()
    reports = list(reports)
    if len(reports) > AT_ONCE:
        raise ValidationError(_("At most %(n)s reports at once.") % {"n": AT_ONCE})
    hand = Hand(hand.by, hand.today, Report.Came.FORM)
    made = [
        file_report(each.action, each.organisation, each.told, client_id=each.client_id, hand=hand)
        for each in reports
    ]
    FormMapping.objects.update_or_create(
        forum=plan.forum,
        signature=read.signature,
        defaults={"columns": dict(read.columns), "language": read.language, "day": hand.today},
    )
    target = f"plan:{plan.forum.slug}/{plan.edition}"
    record("reports.brought", target, by=hand.by, forum=plan.forum_id, edition=plan.edition, n=len(made))
    return made


UNREADABLE = _("This cannot be read.")
WRONG: Mapping[tuple[str, str], str | Promise] = {
    **OF_REPORTS,
    ("id", "missing"): _("The submission has no number (_uuid, instanceID): it could come in twice."),
    ("id", "twice"): _("The same submission stands in the file before."),
    ("action", "missing"): _("It does not say of which action it is."),
    ("action", "unknown"): _("The plan has no action of this name or code."),
    ("body", "missing"): _("It does not say which body did it."),
    ("body", "unknown"): _("The forum has no body of this name, or two."),
    ("body", "part"): _("This body has no part in this action: add it to the plan first."),
    ("starts", "missing"): _("It does not say when."),
    ("starts", "outside"): _("The day lies outside the plan. If it is right, enter this report by hand."),
    ("starts", "unreadable"): _("The day cannot be read: write it as 2022-09-01."),
    ("ends", "unreadable"): _("The last day cannot be read: write it as 2022-09-01."),
    ("areas", "unknown"): _("One of the places is not known here, or two have its name: use its code."),
    ("people", "sum"): _("The groups and the total do not agree."),
    ("spent", "unreadable"): _("The amount cannot be read."),
}


def wrong_of(field: str, problem: str) -> str | Promise:
    if problem == "more":
        return _("Those with a disability are more than the whole group.")
    return WRONG.get((field, problem), UNREADABLE)

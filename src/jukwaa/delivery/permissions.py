"""Who may report, and who may check; the reasons are shown to people. `None` is the operator, at the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jukwaa.core.verdict import NO, YES, Verdict
from jukwaa.delivery.models import Money, Report, Step
from jukwaa.delivery.rules.life import Move, may_move
from jukwaa.forums.models import Forum, Organisation, Seat
from jukwaa.forums.permissions import can_act
from jukwaa.plans.models import Action, Leadership, Plan, Role
from jukwaa.plans.rules.quarters import quarter_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from jukwaa.forums.permissions import Anyone


def can_report(user: Anyone, action: Action, organisation: Organisation) -> Verdict:
    """A body tells what it did for an action in which it has a part, or whose section it leads."""
    plan = action.plan
    if plan.status in (Plan.Status.DRAFT, Plan.Status.SUPERSEDED):
        return NO(_("Reports are made on a plan that is public and has not been superseded."))
    if organisation.forum_id != plan.forum_id or not _takes_part(action, organisation):
        return NO(_("This body has no part in this action: the secretary adds it to the plan first."))
    return can_act(user, plan.forum, "report", [organisation.pk])


def _takes_part(action: Action, organisation: Organisation) -> bool:
    roles = action.roles.filter(organisation=organisation).exclude(reply=Role.Reply.DECLINED)
    return (
        roles.exists()
        or Leadership.objects.filter(section=action.section_id, organisation=organisation).exists()
    )


def can_bring(user: Anyone, forum: Forum) -> Verdict:
    """Many reports at once, of whichever body: whoever enters reports for others."""
    return can_act(user, forum, "report")


def speaks_from_own_seat(user: Anyone, organisation: Organisation) -> bool:
    """Else the report is entered for the body, which confirms it."""
    return _sits(user, organisation)


def can_correct(user: Anyone, report: Report) -> Verdict:
    """The body that reported; whoever entered it for the body, until the body has confirmed it."""
    if not (verdict := _open(report, "correct")):
        return verdict
    if _sits(user, report.organisation):
        return can_act(user, report.forum, "report", [report.organisation_id])
    if report.relayed and report.confirmed is None:
        return can_act(user, report.forum, "report")
    return YES if user is None else NO(_("Only the body that reported corrects it."))


def can_withdraw_report(user: Anyone, report: Report) -> Verdict:
    return can_correct(user, report) if (verdict := _open(report, "withdraw")) else verdict


def can_add_evidence(user: Anyone, report: Report) -> Verdict:
    """Whoever may still correct it."""
    return can_correct(user, report)


def can_remove_evidence(user: Anyone, report: Report) -> Verdict:
    """Whoever laid it there, while the report may be corrected; whoever checks it, also what is public already."""
    if verdict := can_correct(user, report):
        return verdict
    return _can_check(user, report)


def can_confirm_report(user: Anyone, report: Report) -> Verdict:
    """The body says that what another entered for it is so."""
    if not report.relayed or report.confirmed is not None:
        return NO(_("There is nothing here that waits to be confirmed."))
    if report.state == Report.State.WITHDRAWN:
        return NO(TAKEN_BACK)
    if user is not None and not _sits(user, report.organisation):
        return NO(_("Only the body itself confirms what was entered for it."))
    return can_act(user, report.forum, "report", [report.organisation_id])


def can_verify(user: Anyone, report: Report) -> Verdict:
    if not (verdict := _open(report, "verify")):
        return verdict
    return _can_check(user, report) if (verdict := _quarter_is_open(report)) else verdict


def can_return(user: Anyone, report: Report) -> Verdict:
    """One that counts already, not while its quarter is locked."""
    if not (verdict := _open(report, "return")):
        return verdict
    if report.state == Report.State.VERIFIED and not (verdict := _quarter_is_open(report)):
        return verdict
    return _can_check(user, report)


def can_release(user: Anyone, report: Report) -> Verdict:
    """To say that what looked as if it named a person does not."""
    if not report.held:
        return NO(_("Nothing in this report is held back."))
    if report.state == Report.State.VERIFIED and not (verdict := _quarter_is_open(report)):
        return verdict
    return _can_check(user, report)


def is_locked_for(user: Anyone, report: Report) -> str:
    """Why who checks it cannot verify it now; its quarter is locked. "" in every other case."""
    waits = report.state == Report.State.SUBMITTED and _can_check(user, report)
    return "" if not waits or _quarter_is_open(report) else str(LOCKED)


def _quarter_is_open(report: Report) -> Verdict:
    """What a locked quarter adds up to stands: nothing comes to count in it, and nothing ceases to. It may still be told."""
    plan = report.plan
    quarter = max(quarter_of(report.starts, plan.fy_month), quarter_of(plan.starts, plan.fy_month))
    return NO(LOCKED) if _is_locked(plan.pk, quarter.starts) else YES


def can_thank(user: Anyone, report: Report) -> Verdict:
    """Who may check it, once each."""
    if not (verdict := _stands(report)) or not (verdict := _can_check(user, report)):
        return verdict
    mine = report.steps.filter(kind=Step.Kind.THANKED, seat__holder=user.pk if user else None)
    return NO(_("You have thanked for this report already.")) if mine.exists() else YES


def can_ask(user: Anyone, report: Report) -> Verdict:
    """Who may check it, one question at a time."""
    if not (verdict := _stands(report)) or not (verdict := _can_check(user, report)):
        return verdict
    return NO(_("A question waits for its author's answer already.")) if has_question(report) else YES


def can_answer(user: Anyone, report: Report) -> Verdict:
    """The body that reported; who entered the report for it, with what the body said."""
    if not (verdict := _stands(report)):
        return verdict
    if not has_question(report):
        return NO(_("Nothing is asked about this report."))
    if user is None or _sits(user, report.organisation) or report.relayed:
        return can_act(user, report.forum, "report", [report.organisation_id])
    return NO(_("Only the body that reported answers."))


def has_question(report: Report) -> bool:
    """Something was asked of it that has no answer yet."""
    return Report.objects.filter(pk=report.pk).with_question().exists()


def _stands(report: Report) -> Verdict:
    return NO(TAKEN_BACK) if report.state == Report.State.WITHDRAWN else YES


def _can_check(user: Anyone, report: Report) -> Verdict:
    own = _("This is a report of your own body: somebody else checks it.")
    entered = _("You entered this report yourself: somebody else checks it.")
    return _checks(user, report, Leadership.objects.filter(section=report.section_id), own, entered)


def _checks(
    user: Anyone,
    told: Report | Money,
    leads: QuerySet[Leadership],
    own: str | Promise,
    entered: str | Promise,
) -> Verdict:
    """Never the body that told it, and never whoever entered it for that body. `leads`: of the section."""
    others = leads.exclude(organisation=told.organisation_id)
    verdict = can_act(user, told.forum, "check", set(others.values_list("organisation", flat=True)))
    if not verdict:
        return verdict
    if _sits(user, told.organisation):
        return NO(own)
    if user is not None and told.seat and told.seat.holder_id == user.pk:
        return NO(entered)
    return YES


def _sits(user: Anyone, organisation: Organisation) -> bool:
    if user is None or not user.is_authenticated:
        return False
    return Seat.objects.current().filter(organisation=organisation, holder=user).exists()


TAKEN_BACK = _("This report was taken back.")
SAID = {
    "verified": _("This report is verified: whoever checks it can send it back with a reason."),
    "returned": _("This report is with its author: it waits to be corrected."),
    "withdrawn": TAKEN_BACK,
}


def _open(report: Report, move: Move) -> Verdict:
    if may_move(report.state, move):  # type: ignore[arg-type]
        return YES
    return NO(SAID.get(report.state, _("This report waits to be checked.")))


# --- money -------------------------------------------------------------------------------------------------------

_locks: list[Callable[[int, date], bool]] = []


def locked_by(is_locked: Callable[[int, date], bool]) -> None:
    """`is_locked(plan, first day of a quarter)`: told by the floor above, which locks quarters, in its `AppConfig.ready`."""
    _locks[:] = [is_locked]


LOCKED = _("This quarter is locked: its figures stand. The secretary and the co-chairs can open it again.")


def can_enter_money(
    user: Anyone, action: Action, organisation: Organisation, quarter: date | None = None
) -> Verdict:
    """A body tells the money of an action in which it has a part, as lead, support or funder; the secretary for it."""
    plan = action.plan
    if plan.status in (Plan.Status.DRAFT, Plan.Status.SUPERSEDED):
        return NO(_("Money is told of a plan that is public and has not been superseded."))
    if organisation.forum_id != plan.forum_id or not _takes_part(action, organisation):
        return NO(_("This body has no part in this action: the secretary adds it to the plan first."))
    if quarter is not None and _is_locked(plan.pk, quarter):
        return NO(LOCKED)
    return can_act(user, plan.forum, "report", [organisation.pk])


def can_correct_money(user: Anyone, money: Money) -> Verdict:
    """The body that told it, and the secretary for it."""
    if money.struck is not None:
        return NO(_("This amount was corrected or taken back already."))
    if _is_locked(money.plan_id, money.quarter):
        return NO(LOCKED)
    return can_act(user, money.forum, "report", [money.organisation_id])


can_strike_money = can_correct_money


def can_check_money(user: Anyone, money: Money) -> Verdict:
    if money.struck is not None or money.checked is not None:
        return NO(_("There is no amount here that waits to be checked."))
    if _is_locked(money.plan_id, money.quarter):
        return NO(LOCKED)
    section = Action.objects.filter(plan=money.plan_id, pid=money.action).values("section")
    own = _("This is an amount of your own body: somebody else checks it.")
    entered = _("You entered this amount yourself: somebody else checks it.")
    return _checks(user, money, Leadership.objects.filter(section__in=section), own, entered)


def _is_locked(plan: int, quarter: date) -> bool:
    return any(is_locked(plan, quarter) for is_locked in _locks)


def can_draw(user: Anyone, forum: Forum) -> Verdict:
    """A random sample of verified reports, to be held against what lies with the bodies."""
    return can_act(user, forum, "audit")
